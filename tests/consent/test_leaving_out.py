"""Passages left out for one reader: nowhere in what is shared, and nothing else is."""

import json

import pytest

from portal import i18n
from portal.consent import choosing as choosings
from portal.consent import leaving, looking, rules, service
from portal.consent.models import Choosing
from portal.work import Refused
from tests.accounts.ways_back import change
from tests.consent.giving import PARTS, frame, goes_on, the_team, until, yes
from tests.consent.left_out import NUMBER, SHOWN, STREET, TEXT, leave_out, looks, newest, raw, value
from tests.make import sign_in, working
from tests.sharing import consents, read_as, share, sql, texts, write


@pytest.fixture
def her(world, client):
    write(world, world.survivor, 1, TEXT)
    sign_in(client, world.survivor)
    return client


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


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_marker_is_in_the_language_of_the_words(world, her, language):
    """Whatever the language of the page on which she gives it."""
    with i18n.use_language(language):
        said = i18n._(SHOWN)
    assert leaving.marker(language) == said
    assert leaving.marker("") == SHOWN


def test_it_outlives_new_keys(world, her):
    page = looks(world, her)
    leave_out(her, value(NUMBER), show="no")
    change(her, "known")
    again = her.get(page.path)
    assert [c.get("value") for c in again.controls() if c.get("checked") is not None] == [value(NUMBER), "no"]


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
