"""Writing in the browser: saving, two windows, pausing, going on."""

import pytest
from sqlalchemy import select

from portal.demo import WRITTEN
from portal.statements import service
from portal.statements.models import SectionRow
from portal.statements.sections import LONGEST, NUMBERS
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import new_survivor, sql, write

JSON = {"Accept": "application/json"}
LETTER = "Kept for you"


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/1")
    return client


def there(world, number=1, who=None):
    with working(world, who or world.survivor, writing=False) as w:
        return service.read(w, number)


def area(page):
    return "".join(page.by_id["text"].itertext())


def save(browser, words, button="act=save", **options):
    return browser.submit({"text": words}, button, **options)


def test_save_keeps_the_words_and_says_when(world, her):
    shown = save(her, "Line one\nLine two")
    assert area(shown) == "Line one\nLine two"
    assert "Saved at" in shown.main
    assert there(world).rev == 2


def test_words_begin_with_a_line_of_their_own(world, her):
    """HTML drops a first line end in a text area; hers stays."""
    shown = save(her, "\n\nafter two empty lines")
    assert there(world).text == area(shown) == "\n\nafter two empty lines"


def test_a_double_tap_is_one_save(world, her):
    page = her.page
    for _tap in range(2):
        her.page = page
        save(her, "Tapped twice")
    assert there(world).rev == 2
    assert LETTER not in her.page.main


def test_two_windows_lose_neither_text(world, her, another_client):
    sign_in(another_client, world.survivor)
    another_client.get("/en/mine/writing/1")
    save(her, "From the first window")
    shown = save(another_client, "From the second window")
    assert area(shown) == "From the first window"
    assert LETTER in shown.main
    assert "Nothing was overwritten." in shown.main
    assert "From the second window" in [text(letter) for letter in shown.all(css="letter")]


def test_next_and_before_stay_when_something_newer_is_there(world, her):
    write(world, world.survivor, 1, "Newer")
    shown = save(her, "Older", "act=next")
    assert shown.path == "/en/mine/writing/1"
    assert LETTER in shown.main


@pytest.mark.parametrize(("number", "button", "to"), [(1, "next", 2), (2, "before", 1), (9, "before", 8)])
def test_going_on_saves_first(world, her, number, button, to):
    her.get(f"/en/mine/writing/{number}")
    shown = save(her, "Saved by going on", f"act={button}")
    assert shown.path == f"/en/mine/writing/{to}"
    assert there(world, number).text == "Saved by going on"


def test_putting_it_under_the_text(world, her):
    write(world, world.survivor, 1, "Newer")
    page = save(her, "Older")
    shown = her.submit(button="Put it under my text")
    assert area(shown) == "Newer\n\nOlder"
    assert LETTER not in shown.main
    assert page.status == 200
    assert sql(world.stores.main, "SELECT 1 FROM pending_input") == []


def test_what_stands_in_the_field_is_not_lost_by_taking(world, her):
    write(world, world.survivor, 1, "Newer")
    save(her, "Older")
    shown = save(her, "Newer, and more", "Put it under my text")
    assert area(shown) == "Newer, and more\n\nOlder"


def kept(page):
    return [text(letter) for letter in page.all(css="letter")]


def test_an_open_page_that_saves_again_replaces_only_its_own(world, her, another_client):
    """Autosave in an old window must not fill her page with every half sentence."""
    sign_in(another_client, world.survivor)
    other = another_client.get("/en/mine/writing/1")
    page = her.page
    write(world, world.survivor, 1, "Newer")
    for words in ("Old", "Older", "Oldest"):
        her.page = page
        save(her, words)
    assert kept(her.page) == ["Oldest"]
    another_client.page = other
    assert kept(save(another_client, "Of a third page")) == ["Oldest", "Of a third page"]


def test_removing_takes_that_one_only(world, her, another_client):
    sign_in(another_client, world.survivor)
    another_client.get("/en/mine/writing/1")
    write(world, world.survivor, 1, "Newer")
    save(her, "Older")
    shown = save(another_client, "Oldest")
    remove = next(b.get("value") for b in shown.all("button") if b.get("value", "").startswith("remove:"))
    shown = save(another_client, "Newer", f"act={remove}")
    assert kept(shown) == ["Oldest"]
    assert area(shown) == "Newer"


def test_what_is_settled_already_stays_settled(world, her):
    """A second tap, or a window that is behind: her text is saved, nothing else happens."""
    slip = her.page.all("input")[0]
    assert slip.get("name") == "kept"
    for act in ("take:nothing", f"remove:{'0' * 8}-0000-4000-8000-{'0' * 12}", f"take:{world.lead.actor.id}"):
        told = her.post("/en/mine/writing/1", {"kept": slip.get("value"), "act": act, "text": "Mine"})
        assert area(told) == "Mine"
    assert there(world).rev == 2


def test_pause_saves_and_shuts_until_her_words_are_typed(world, her):
    shown = save(her, "Before the pause", "act=pause")
    assert shown.path == "/en/paused"
    assert there(world).text == "Before the pause"
    assert her.get("/en/mine/writing/1").path == "/en/paused"
    assert "Before the pause" not in her.page.body
    her.fill({"passphrase": "wrong words"}).submit()
    assert her.get("/en/mine/").path == "/en/paused"
    her.get("/en/paused?next=/en/mine/writing/1")
    assert area(her.fill({"passphrase": world.survivor.passphrase}).submit()) == "Before the pause"


def test_autosave_answers_with_what_the_next_one_needs(world, her):
    slip = her.page.all("input")[0].get("value")
    for turn, words in enumerate(("a", "ab", "abc"), start=1):
        data = {"kept": slip, "act": "autosave", "text": words}
        told = her.client.post(
            "/en/mine/writing/1", data=data, headers=JSON, base_url="https://localhost"
        ).get_json()
        assert told["rev"] == turn + 1
        assert told["saved"].startswith("Saved at ")
        slip = told["kept"]
    assert there(world).text == "abc"
    old = {"kept": her.page.all("input")[0].get("value"), "act": "autosave", "text": "older"}
    told = her.client.post("/en/mine/writing/1", data=old, headers=JSON, base_url="https://localhost")
    assert set(told.get_json()) == {"kept_apart"}
    assert there(world).text == "abc"


def test_too_long_gives_the_words_back(world, her):
    words = "x" * (LONGEST + 1)
    shown = save(her, words)
    assert shown.status == 413
    assert area(shown) == words
    assert there(world).text == WRITTEN[1]
    assert area(save(her, "Shorter")) == "Shorter"


def test_a_blank_page_saved_makes_no_row(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    before = sql(world.stores.main, "SELECT count(*) FROM section")
    for number in NUMBERS:
        client.get(f"/en/mine/writing/{number}")
        save(client, "  \n ")
    assert sql(world.stores.main, "SELECT count(*) FROM section") == before


def test_one_persons_slip_in_the_others_browser_saves_nothing_of_hers(world, her, another_client):
    other = new_survivor(world)
    slip = her.page.all("input")[0].get("value")
    sign_in(another_client, other)
    for number in (1, 2):
        another_client.post(f"/en/mine/writing/{number}", {"kept": slip, "text": "Not mine", "act": "save"})
    assert there(world, 1).text == WRITTEN[1]
    with working(world, other, writing=False) as w:
        assert service.read_all(w) == []
    with working(world, writing=False) as w:
        assert len(w.main.scalars(select(SectionRow)).all()) == len(WRITTEN)
