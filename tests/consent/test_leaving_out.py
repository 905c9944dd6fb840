"""Passages left out for one reader: nowhere in what is shared, and nothing else is."""

import json
from itertools import pairwise

import pytest

from portal.consent import choosing as choosings
from portal.consent import leaving, looking, rules, service, snapshot
from portal.consent.leaving import LeftOut, sentences, without
from portal.consent.models import Choosing, Share
from portal.safety.kinds import Kind
from portal.work import Refused
from tests.consent.giving import PARTS, choose, frame, goes_on, the_team, until, yes
from tests.make import sign_in, working
from tests.sharing import consents, read_as, share, sql, texts, write

NUMBER, STREET = "600 123 456", "14 Elm Street"
TEXT = f"I am tired. My sister Ana knows.\n\nCall me at {NUMBER} if you must. It was at {STREET}."
SHOWN = "(part left out)"


@pytest.fixture
def her(world, client):
    write(world, world.survivor, 1, TEXT)
    sign_in(client, world.survivor)
    return client


def looks(world, her, parts=("1",)):
    """At the page that asks what to leave out."""
    choose(world, her)
    return her.fill({"parts": list(parts)}).submit()


def value(text, tick="1", of=TEXT):
    return f"{tick}:{of.index(text)}-{of.index(text) + len(text)}"


def leave_out(her, *values, show="yes"):
    return her.fill({"out": list(values), "show": show}).submit()


def newest(world):
    return consents(world)[-1]


def raw(world, who):
    """Everything in the newest share, as it was sealed."""
    with working(world, who, writing=False) as w:
        share = w.main.get(Share, newest(world).share_id)
        rows = snapshot.rows_of(w, share.id)
        for row in rows:
            snapshot.reach_as_owner(w.keyring, share.id, row.name, row.key_id, row.owner_w)
        opened = snapshot.open_groups(w, share, rows)
        assert len(opened) == len(rows)
        return opened


def test_the_page_says_what_it_found_and_asks_nothing_of_her(world, her):
    page = looks(world, her)
    assert page.path.endswith("/look")
    for words in ("a telephone number", "an address", "a name", f"Leave out only this: {NUMBER}"):
        assert words in page.main
    assert "Our rules are simple. They miss things" in page.main
    assert not [c for c in page.controls() if c.get("name") == "out" and c.get("checked") is not None]
    goes_on(her)
    assert TEXT.replace("\n\n", " ") in frame(until(world, her, 20))


def test_nothing_found_is_said_honestly(world, her):
    page = looks(world, her, ["7"])
    assert "We found nothing with our simple rules. They miss things: please look yourself." in page.main


@pytest.mark.parametrize(
    ("show", "text"),
    [
        ("yes", f"I am tired. My sister {SHOWN} knows.\n\n{SHOWN} It was at {STREET}."),
        ("no", f"I am tired. My sister knows.\n\nIt was at {STREET}."),
    ],
)
def test_what_she_leaves_out_is_nowhere_in_the_share(world, her, show, text):
    looks(world, her, PARTS)
    leave_out(her, value(f"Call me at {NUMBER} if you must."), value("Ana"), show=show)
    shown = until(world, her, 20)
    assert " ".join(text.split()) in frame(shown)
    yes(her)
    opened = raw(world, world.survivor)
    assert opened["section/1"]["text"] == text
    for hidden in (NUMBER, "Ana", "Call me"):
        assert hidden not in json.dumps(opened)
    assert text in texts(read_as(world, world.lead, newest(world).share_id))
    page = her.get(f"/en/mine/choices/given/{newest(world).id}")
    assert " ".join(text.split()) in page.main
    her.get("/en/mine/writing/1")
    assert NUMBER in her.page.text, "her own text stays"


def test_nothing_about_it_is_kept_after_giving(world, her):
    looks(world, her)
    leave_out(her, value(NUMBER))
    assert sql(world.stores.main, "SELECT count(*) FROM choosing WHERE left_out IS NOT NULL") == [(1,)]
    until(world, her, 20)
    yes(her)
    assert sql(world.stores.main, "SELECT count(*) FROM choosing WHERE left_out IS NOT NULL") == [(0,)]


def test_the_marker_is_in_the_language_of_the_words(world, her):
    with working(world, world.survivor) as w:
        found = choosings.parts.ticked(w, ["1"])[0]
    assert leaving.marker(found.language) == SHOWN
    assert leaving.marker("xx") == SHOWN


def test_a_part_that_is_left_out_whole_and_not_shown_is_not_shared(world, her):
    write(world, world.survivor, 7, "Only this.")
    looks(world, her, ["1", "7"])
    leave_out(her, value("Only this.", "7", "Only this."), show="no")
    until(world, her, 20)
    yes(her)
    assert newest(world).groups == "1"
    assert set(raw(world, world.survivor)) == {"cover", "section/1"}


def test_all_of_it_left_out_is_said_and_the_ticks_stay(world, her):
    write(world, world.survivor, 7, "Only this.")
    looks(world, her, ["7"])
    ticked = value("Only this.", "7", "Only this.")
    told = leave_out(her, ticked, show="no")
    assert told.status == 400
    assert "Everything would be left out" in told.main
    assert [c.get("value") for c in told.controls() if c.get("checked") is not None] == [ticked, "no"]
    leave_out(her, ticked, show="yes")
    assert SHOWN in frame(until(world, her, 20))


def test_what_she_ticked_stays_ticked(world, her):
    page = looks(world, her)
    leave_out(her, value("Ana"), show="no")
    again = her.get(page.path)
    assert [c.get("value") for c in again.controls() if c.get("checked") is not None] == [value("Ana"), "no"]


@pytest.mark.parametrize("forged", ["1:0-3", "1:0-99999", "3:0-5", "1:a-b", "x", "1:-1-5"])
def test_only_what_the_page_offers_can_be_left_out(world, her, forged):
    page = looks(world, her)
    data = {c.get("name"): c.get("value") for c in page.controls() if c.get("type") == "hidden"}
    told = her.post(page.path, {**data, "out": forged, "show": "yes"})
    assert (told.status, told.path) == (400, page.path)
    assert sql(world.stores.main, "SELECT count(*) FROM choosing WHERE left_out IS NOT NULL") == [(0,)]


def test_words_that_changed_while_she_looked_are_looked_at_again(world, her):
    looks(world, her)
    write(world, world.survivor, 1, TEXT.replace("Ana", "Eva"))
    told = leave_out(her, value("Ana"))
    assert told.status == 400
    assert "The text has changed since you looked at it." in told.main


def test_words_that_changed_afterwards_are_looked_at_again(world, her):
    looks(world, her)
    leave_out(her, value(NUMBER))
    until(world, her, 20)
    write(world, world.survivor, 1, "New. " + TEXT)
    told = yes(her)
    assert told.path.endswith("/look")
    assert "The text has changed since you looked at it." in told.main
    assert len(consents(world)) == 1
    assert not [c for c in told.controls() if c.get("name") == "out" and c.get("checked") is not None]
    goes_on(her)
    until(world, her, 20)
    assert yes(her).path.endswith(str(newest(world).id))


def renewed(world, her):
    her.get(f"/en/mine/choices/given/{newest(world).id}")
    her.submit(button="Change it, or give it longer")
    return her.submit(button="Go on")


@pytest.mark.parametrize("show", ["yes", "no"])
def test_renewing_leaves_out_the_same(world, her, show):
    looks(world, her)
    out = [value(NUMBER), value("I am tired.")]
    leave_out(her, *out, show=show)
    until(world, her, 20)
    yes(her)
    before = raw(world, world.survivor)["section/1"]["text"]
    page = renewed(world, her)
    ticked = [c.get("value") for c in page.controls() if c.get("checked") is not None]
    assert sorted(ticked) == sorted([*out, show])
    assert "changed since" not in page.main
    her.submit({"show": show})
    until(world, her, 20)
    yes(her)
    assert raw(world, world.survivor)["section/1"]["text"] == before


def test_renewing_asks_again_where_the_text_is_another(world, her):
    looks(world, her)
    leave_out(her, value(NUMBER))
    until(world, her, 20)
    yes(her)
    write(world, world.survivor, 1, TEXT + f" Or at 555 0100, or {NUMBER}.")
    page = renewed(world, her)
    assert "The text has changed since you looked at it." in page.main
    her.get(page.path.replace("/look", "/until"))
    assert until(world, her, 20).path == page.path, "not past it"


def test_renewing_what_was_shared_whole(world):
    share(world, world.survivor, [1, 7])
    with working(world, world.survivor) as w:
        choosing = service.renew(w, newest(world).id)
        left = choosings.left_out_of(w, choosing)
        assert [left.of(part) for part in choosings.parts.ticked(w, ["1", "7"])] == [[], []]


def test_only_hers_and_only_with_parts(world, her, another_client):
    path = looks(world, her).path
    sign_in(another_client, world.lead)
    assert another_client.get(path).status in (403, 404)
    with working(world, world.survivor) as w:
        begun = choosings.begin(w, the_team(world).id, "contact")
    assert her.get(f"/en/mine/choices/{begun.id}/look").status == 404
    with working(world, world.survivor) as w:
        begun = choosings.begin(w, the_team(world).id, "possible")
    assert her.get(f"/en/mine/choices/{begun.id}/look").path.endswith("/parts")


def test_a_long_part_is_folded_and_what_was_found_stands_first(world, her):
    words = "It went on. " * 50 + f"Then {NUMBER} called. " + "It went on. " * 50
    write(world, world.survivor, 1, words)
    page = looks(world, her)
    offered = [c for c in page.controls() if c.get("name") == "out"]
    assert NUMBER in page.label(offered[0])
    assert [bool(page.above(c, "details")) for c in offered] == [False] * 2 + [True] * 100
    assert len(page.all("details", inside=page.all("form")[0])) == 3
    leave_out(her, offered[-1].get("value"))
    assert frame(until(world, her, 20)).count(SHOWN) == 1


def test_the_longest_text_is_split_with_nothing_lost():
    for text in ("No points at all " * 3764, "One. " * 12_800, "x" * 64_000, "a.b@c.d " * 8_000):
        found = sentences(text)
        assert not "".join(text[a.end : b.start] for a, b in pairwise(found)).strip()
        assert without(text, [(s.start, s.end) for s in found], "") == ""
        assert without(text, [(s.start, s.end) for s in found], SHOWN).strip() == SHOWN


def test_a_sentence_is_not_cut_through_a_thing():
    (only,) = sentences("Ask Dr. Okafor at 555.014.2299 today.")
    assert {Kind.NAME, Kind.PHONE} <= set(only.kinds)
    assert [s.text for s in sentences("Yes. No! ماذا؟ نعم.")] == ["Yes.", "No!", "ماذا؟", "نعم."]


@pytest.mark.parametrize(
    ("text", "out", "left"),
    [
        ("Call 555 now.", "555", "Call now."),
        ("Call 555.", "555", "Call."),
        ("(555)", "555", "()"),
        ("One. Two. Three.", "Two.", "One. Three."),
        ("One.\n\nTwo.\n\nThree.", "Two.", "One.\n\nThree."),
        ("One.\nTwo.\nThree.", "Two.", "One.\n\nThree."),
        ("One. Two.", "Two.", "One."),
        ("One. Two.", "One.", "Two."),
        ("One.", "One.", ""),
    ],
)
def test_no_hole_is_seen_where_she_does_not_want_it(text, out, left):
    at = text.index(out)
    assert without(text, [(at, at + len(out))], "") == left
    assert without(text, [(at, at + len(out))], SHOWN) == text.replace(out, SHOWN)
    assert without(text, [], "") == text


def test_it_is_kept_sealed_and_read_back():
    left = LeftOut(False, {"1": ("ab", [(1, 2), (5, 9)])})
    assert LeftOut.from_json(left.to_json()) == left


def test_a_part_that_changed_is_refused_with_its_reason(world, her):
    with working(world, world.survivor) as w:
        begun = choosings.begin(w, the_team(world).id, "possible")
        w.main.flush()
        choosings.tick(w, begun.id, ["1"])
        now = looking.look(w, begun)
        looking.leave_out(w, begun.id, now.seen, [value("Ana")], show=True)
    write(world, world.survivor, 1, "Another text.")
    with working(world, world.survivor) as w, pytest.raises(Refused) as refused:
        choosings.chosen(w, w.main.get(Choosing, begun.id))
    assert refused.value.reason is rules.Reason.LOOK_AGAIN
