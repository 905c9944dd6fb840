"""A draft for a court: apart from her statement, with the rules of that country, blocking nothing."""

import pytest

from portal.statements import courts, service
from portal.statements.sections import COURTS
from portal.statements.service import Written
from tests.make import sign_in, working
from tests.sharing import new_survivor, write


@pytest.fixture
def she(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    return who


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("document", COURTS)
def test_every_court_says_its_rules(client, she, document, language):
    page = client.get(f"/{language}/mine/writing/papers/{document}")
    assert page.status == 200
    assert len(page.all("details")) >= 6
    assert client.get(f"/{language}/mine/writing/papers/{document}/review").status == 200


def test_there_is_no_other(client, she):
    assert client.get("/en/mine/writing/papers/atlantis").status == 404
    assert client.get("/en/mine/writing/papers/statement").status == 404


def test_her_words_come_over_by_her_choice_and_stay_where_they_were(world, client, she):
    write(world, she, 1, "I do not sleep.")
    page = client.get("/en/mine/writing/101")
    assert "I do not sleep." not in page.main
    client.fill("writing", {"text": "To the judge."}).submit("act=bring:1")
    with working(world, she, writing=False) as w:
        assert service.read(w, 1).text == "I do not sleep."
        assert service.read(w, 101).text == "To the judge.\n\nI do not sleep."


def test_nothing_comes_over_from_where_it_does_not_belong(world, client, she):
    write(world, she, 9, "A letter.")
    client.get("/en/mine/writing/101")
    token = client.page.by_id["writing"]
    assert token is not None
    client.fill("writing", {"text": "Mine."})
    client.post(
        "/en/mine/writing/101",
        {"kept": client.page.all("input")[0].get("value"), "text": "Mine.", "act": "bring:9"},
    )
    with working(world, she, writing=False) as w:
        assert "A letter." not in service.read(w, 101).text


def test_lines_of_losses_come_over_as_lines(world, client, she):
    client.get("/en/mine/writing/10")
    client.fill("writing", {"r-losses-0-what": "My phone", "r-losses-0-amount": "100"}).submit("act=save")
    client.get("/en/mine/writing/304")
    client.fill("writing").submit("act=bring:10")
    assert 'value="My phone"' in client.page.body


def test_the_look_finds_ways_to_find_her_talk_of_punishment_and_the_length():
    canada, states = COURTS["canada"], COURTS["united_states"]
    text = "Call me on +34 600 123 456. They should go to prison. " + "word " * 1400
    found = courts.look(canada, [Written(101, text)])
    assert [words for words, _kind in found.contact] == ["+34 600 123 456"]
    assert found.punishment == ["They should go to prison."]
    assert not found.too_long
    found = courts.look(states, [Written(301, text)])
    assert (found.punishment, found.too_long) == ([], True)


@pytest.mark.parametrize(
    "words",
    ["Merece la cárcel.", "Que lo castiguen.", "يجب أن يدخل السجن.", "أريد أشد عقوبة.", "Lock him up!"],
)
def test_talk_of_punishment_in_every_language(words):
    assert courts.look(COURTS["canada"], [Written(101, words)]).punishment == [words]


def test_what_is_found_is_told_and_nothing_is_stopped(client, she):
    client.get("/en/mine/writing/101")
    client.fill("writing", {"text": "They should go to prison."}).submit("act=save")
    page = client.get("/en/mine/writing/papers/canada/review")
    assert "This may be about the punishment" in page.main
    assert "Take it with me" in page.main


def test_a_hard_part_says_so_before_it_opens_and_never_again(world, client, she):
    page = client.get("/en/mine/writing/")
    assert any(link.get("href") == "/en/mine/writing/7/before" for link in page.all("a"))
    assert "Not today" in client.get("/en/mine/writing/7/before").main
    write(world, she, 7, "Begun.")
    assert client.get("/en/mine/writing/7/before").path == "/en/mine/writing/7"
    assert client.get("/en/mine/writing/1/before").path == "/en/mine/writing/1"


def test_the_quiet_page_is_one_tap_away_and_saves_first(world, client, she):
    client.get("/en/mine/writing/1")
    client.fill("writing", {"text": "Half a sent"}).submit("act=quiet")
    assert client.page.path == "/en/mine/writing/1/quiet"
    with working(world, she, writing=False) as w:
        assert service.read(w, 1).text == "Half a sent"
