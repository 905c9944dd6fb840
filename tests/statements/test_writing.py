"""Writing in the browser: saving, two windows, pausing, going on."""

import pytest
from sqlalchemy import select

from portal.demo import WRITTEN
from portal.statements import service
from portal.statements.models import SectionRow
from portal.statements.sections import LONGEST, NUMBERS
from tests.make import sign_in, working
from tests.sharing import new_survivor, sql

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


@pytest.mark.parametrize(
    ("number", "button", "to"),
    [(3, "next", "4"), (2, "before", "1"), (1, "next", "2/before"), (9, "before", "8")],
)
def test_going_on_saves_first(world, her, number, button, to):
    her.get(f"/en/mine/writing/{number}")
    shown = save(her, "Saved by going on", f"act={button}")
    assert shown.path == f"/en/mine/writing/{to}"
    assert there(world, number).text == "Saved by going on"


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
    assert told.get_json()["see"] == "/en/mine/writing/1/both"
    assert set(told.get_json()) == {"kept_apart", "see"}
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
