"""Notes to herself: hers alone, in no share, and never lost."""

import pytest
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.consent import parts
from portal.crypto import CannotOpen
from portal.keyring.models import Principal
from portal.statements import notes
from portal.statements.models import SectionNote
from portal.statements.rules import LONGEST_NOTE
from portal.statements.sections import NUMBERS
from portal.work import NotAllowed
from tests.accounts.ways_back import change
from tests.make import sign_in, working
from tests.sharing import new_survivor, read_as, share, sql, texts

HERE = "/en/mine/writing/1/note"
NOTED, OTHER = "Ask my sister about the date", "Not before the summer"
JSON = {"Accept": "application/json"}


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    client.get(HERE)
    return client


def there(world, number=1, who=None):
    with working(world, who or world.survivor, writing=False) as w:
        return notes.read(w, number)


def note(world, words, again=False, number=1):
    with working(world, world.survivor) as w:
        return notes.save(w, number, notes.read(w, number).rev, words, again)


def area(page):
    return "".join(page.by_id["text"].itertext())


def sent(page):
    form = page.by_id["writing"]
    return {
        c.get("name"): c.get("value") for c in page.controls(form) if c.get("name") not in ("act", "again")
    }


def test_it_is_written_and_found_again(world, her):
    her.get("/en/mine/writing/1")
    assert her.submit(button="Note to myself").path == HERE
    shown = her.submit({"text": NOTED}, "Save")
    assert "Saved. Only you see it." in shown.main
    assert area(shown) == NOTED
    assert there(world) == notes.Note(NOTED, False, 1)


def test_going_there_saves_what_she_writes(world, her):
    her.get("/en/mine/writing/5")
    her.submit({"text": "Typed before noting"}, "Note to myself")
    assert "Typed before noting" in her.get("/en/mine/writing/review").main


def test_the_mark_shows_on_the_list_and_goes_again(world, her):
    assert "come back to this" not in her.get("/en/mine/writing/").main
    her.get(HERE)
    her.submit({"again": "y"}, "Save")
    assert there(world).again
    assert her.get("/en/mine/writing/").main.count("come back to this") == 1
    her.get(HERE)
    her.post(HERE, sent(her.page))
    assert "come back to this" not in her.get("/en/mine/writing/").main


def test_blank_makes_no_row_and_an_emptied_one_is_empty(world, her):
    her.submit({"text": " \n"}, "Save")
    assert sql(world.stores.main, "SELECT 1 FROM section_note") == []
    note(world, NOTED)
    note(world, "")
    assert there(world) == notes.Note("", False, 2)


def test_a_double_tap_is_one_save(world, her):
    page = her.page
    for _tap in range(2):
        her.page = page
        her.submit({"text": NOTED}, "Save")
    assert there(world) == notes.Note(NOTED, False, 1)


def test_two_pages_keep_both(world, her):
    note(world, OTHER, again=True)
    shown = her.submit({"text": NOTED}, "Save")
    assert "Both are here now" in shown.main
    assert area(shown) == f"{OTHER}\n\n{NOTED}"
    assert there(world).again
    her.submit({"text": OTHER}, "Save")  # with the revision she sees, she may shorten it
    assert there(world).text == OTHER


def test_autosave_answers_with_the_next_revision_and_says_when_there_are_two(world, her):
    data = sent(her.page) | {"act": "autosave"}

    def autosave(words):
        told = her.client.post(HERE, data=data | {"text": words}, headers=JSON, base_url="https://localhost")
        return told.get_json()

    told = autosave("a")
    assert (told["rev"], told["saved"][:8]) == (1, "Saved at")
    data["rev"] = told["rev"]
    assert autosave("ab")["rev"] == 2
    note(world, OTHER)
    assert autosave("abc")["see"] == HERE
    assert there(world).text == f"{OTHER}\n\nabc"


def test_too_long_gives_the_words_back(world, her):
    words = "x" * (LONGEST_NOTE + 1)
    shown = her.submit({"text": words}, "Save")
    assert (shown.status, area(shown)) == (400, words)
    assert there(world).rev == 0


def test_words_are_given_back_when_the_session_has_ended(world, her):
    world.clock.move(minutes=16)
    shown = her.submit({"text": NOTED}, "Save")
    assert shown.status == 403
    assert area(shown) == NOTED


def test_what_is_typed_is_saved_on_the_way_out(world, her):
    her.submit({"text": NOTED, "again": "y"}, "Leave")
    assert there(world) == notes.Note(NOTED, True, 1)


@pytest.mark.parametrize("number", ["", "77", "x"])
def test_leaving_with_a_forged_number_does_nothing(world, her, number):
    data = sent(her.page) | {"text": NOTED, "number": number}
    assert her.client.post("/en/leave", data=data, base_url="https://localhost").status_code < 400
    assert sql(world.stores.main, "SELECT 1 FROM section_note") == []


def test_another_persons_page_is_not_met(world, her):
    other = new_survivor(world)
    note(world, NOTED)
    assert there(world, who=other) == notes.Note()
    with working(world, world.lead, writing=False) as w, pytest.raises(NotAllowed):
        notes.read(w, 1)
    assert her.get("/en/mine/writing/77/note").status == 404


def test_no_share_can_hold_it(world):
    """Not offered, whatever is ticked, and not in what a team reads."""
    for number in NUMBERS:
        note(world, f"{NOTED} {number}", again=True, number=number)
    with working(world, world.survivor, writing=False) as w:
        offered = parts.mine(w)
        assert {part.tick for part in parts.ticked(w, [*map(str, NUMBERS), "note"])} == {"1", "3", "7"}
    assert [part.tick for part in offered if NOTED in part.text] == []
    given = share(world, world.survivor, [1, 3, 7])
    assert not [words for words in texts(read_as(world, world.colleague, given.share_id)) if NOTED in words]
    with working(world, world.colleague, writing=False) as w:
        row = w.main.scalars(select(SectionNote)).first()
        with pytest.raises(CannotOpen):
            notes._opened(w, row)


def test_new_keys_open_it_and_the_old_ones_do_not(world, her):
    note(world, NOTED)
    change(her, "known")
    assert area(her.get(HERE)) == NOTED
    with working(world) as w:
        w.act_as(world.survivor.actor, w.main.get_one(Principal, world.survivor.actor.id), world.survivor.urk)
        with pytest.raises(CannotOpen):
            notes.read(w, 1)


def test_it_goes_when_she_erases_everything(world):
    note(world, NOTED)
    with working(world, world.survivor) as w:
        accounts.erase(w)
    assert sql(world.stores.main, "SELECT 1 FROM section_note") == []
