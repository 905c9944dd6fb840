"""Leave from a page she writes in: the words are saved first, and nothing about them keeps her here."""

from io import BytesIO

import pytest

from portal.statements.sections import LONGEST
from tests.accounts.steps import cookie_of, sessions_in
from tests.make import sign_in
from tests.safety.test_leave import has_left, refuse_writing

HERS = "I walked by the sea.\n\nIt was quiet."


@pytest.fixture
def writing(client, world):
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/2")
    return client


def read_again(client, world, number=2) -> str:
    """The part, and beside it whatever waits there."""
    sign_in(client, world.survivor)
    main = client.get(f"/en/mine/writing/{number}").main
    return main + client.submit(button="See both texts").main if "Kept for you" in main else main


def leave_with(client, text, **fields):
    """Press Leave with this text in the form; `fields` replaces what else the form sends."""
    sent = {c.get("name"): c.get("value", "") for c in client.page.controls(client.page.by_id["writing"])}
    return client.post("/en/leave", sent | {"text": text} | fields)


def test_the_words_are_saved_first(writing, world):
    writing.fill({"text": HERS})
    page = writing.submit({"text": HERS}, "Leave")
    has_left(page, writing, world)
    assert sessions_in(world) == []
    assert "I walked by the sea. It was quiet." in read_again(writing, world)


def test_leaving_changes_nothing_when_nothing_was_typed(writing, world):
    writing.get("/en/mine/writing/1")
    has_left(writing.leave(), writing, world)
    assert "Kept for you" not in read_again(writing, world, 1)


def test_words_older_than_what_is_there_are_kept_beside_it(writing, another_client, world):
    sign_in(another_client, world.survivor)
    another_client.get("/en/mine/writing/2")
    another_client.fill({"text": "From the other phone."}).submit("Save")
    has_left(writing.submit({"text": HERS}, "Leave"), writing, world)
    main = read_again(writing, world)
    assert "From the other phone." in main
    assert "I walked by the sea." in main
    assert "Kept for you" in main


def test_words_that_are_too_long_are_kept(writing, world):
    long = "word " * (LONGEST // 5) + "the end"
    has_left(writing.submit({"text": long}, "Leave"), writing, world)
    main = read_again(writing, world)
    assert "Kept for you" in main
    assert "the end" in main


def test_words_that_come_when_the_session_is_over_are_kept(writing, world):
    world.clock.move(minutes=20)
    has_left(writing.submit({"text": HERS}, "Leave"), writing, world)
    assert "Kept for you" in read_again(writing, world)


def test_words_left_from_a_paused_page_are_kept(writing, world):
    other_tab = writing.fill({"text": HERS})
    writing.get("/en/mine/writing/1")
    writing.submit({}, "Pause")
    has_left(other_tab.submit("Leave"), writing, world)
    assert "Kept for you" in read_again(writing, world)


def test_control_characters_go_and_the_words_stay(writing, world):
    has_left(leave_with(writing, "I walked\x00 by\x1b the\x07 sea.\x7f"), writing, world)
    assert "I walked by the sea." in read_again(writing, world)


@pytest.mark.parametrize(
    "fields",
    [
        {"kept": "forged"},
        {"kept": ""},
        {"kept": "A" * 200},
        {"kept": "é\x00"},
        {"act": "take:not-an-id"},
        {"kept": "x" * 100_000},
    ],
    ids=lambda fields: f"{next(iter(fields))} {str(*fields.values())[:12]!r}",
)
def test_a_form_that_was_tampered_with_leaves_all_the_same(writing, world, fields):
    has_left(leave_with(writing, HERS, **fields), writing, world)
    assert sessions_in(world) == []


def test_another_site_can_make_her_leave_but_not_write(writing, world):
    sent = {c.get("name"): c.get("value", "") for c in writing.page.controls()} | {"text": "not hers"}
    page = writing.post("/en/leave", sent, headers={"Sec-Fetch-Site": "cross-site"})
    has_left(page, writing, world)
    assert "not hers" not in read_again(writing, world)


def test_undecodable_bytes_leave_all_the_same(writing, world):
    token = next(c.get("value") for c in writing.page.controls() if c.get("name") == "kept")
    body = b"kept=" + token.encode() + b"&text=I+walked\xff\xfe+by+the+sea"
    page = writing.post("/en/leave", body, content_type="application/x-www-form-urlencoded")
    has_left(page, writing, world)
    main = read_again(writing, world)
    assert "I walked" in main
    assert "by the sea" in main


@pytest.mark.parametrize("size", [1024 * 1024, 3 * 1024 * 1024])
def test_a_body_of_any_size_leaves(writing, world, size):
    has_left(leave_with(writing, "word " * (size // 5)), writing, world)
    assert sessions_in(world) == []


def test_a_body_that_is_refused_is_read_to_its_end(app, client, world):
    """A browser that is still sending does not listen to the answer."""
    stream = BytesIO(b"text=" + b"w" * 3 * 1024 * 1024)
    client.post(
        "/en/leave", input_stream=stream, content_type="application/x-www-form-urlencoded",
        content_length=len(stream.getvalue()),
    )  # fmt: skip
    assert stream.read() == b""


@pytest.mark.parametrize("store", ["main", "vault", "sessions"])
def test_a_store_that_cannot_be_written_leaves_all_the_same(writing, world, store, capfd):
    refuse_writing(getattr(world.stores, store))
    has_left(writing.submit({"text": HERS}, "Leave"), writing, world)
    said = capfd.readouterr().err
    assert "walked" not in said
    assert len(said.splitlines()) <= 2


@pytest.mark.parametrize("harm", ["DROP TABLE section", "DROP TABLE rkey", "DROP TABLE audit"])
def test_a_store_that_is_broken_leaves_all_the_same(writing, world, harm, capfd):
    with world.stores.main.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql(harm)
    has_left(writing.submit({"text": HERS}, "Leave"), writing, world)
    assert cookie_of(writing) is None
    assert "walked" not in capfd.readouterr().err


def test_somebody_elses_words_are_kept_for_her(client, another_client, world):
    """One phone, two people: the page was open when the other signed in."""
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/2")
    left_open = client.fill({"text": HERS})
    sign_in(client, world.lead)
    has_left(left_open.submit("Leave"), client, world)
    assert "Kept for you" in read_again(client, world)
