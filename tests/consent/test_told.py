"""What she must know before she can say yes: told screen by screen, and missing for nobody."""

import pytest

from portal.consent import choosing, service, told
from portal.consent.rules import Reason
from portal.demo import SAID
from portal.programmes import facts
from portal.programmes.facts import NEEDED, Fact
from portal.work import Refused
from tests.consent.giving import choose, look, the_team, tick, yes
from tests.inbox.crowd import statements
from tests.make import sign_in, working
from tests.sharing import consents, new_survivor, other_team, silence, sql, the_consent, write

TITLES = [screen.title for screen in told.SCREENS]
BLOCKED = "they have not yet told us everything you need to know"
OWED = "Nobody can say yes to sharing with your team until all of it is there"
MOST_STATEMENTS = 10


@pytest.fixture
def newcomer(world, client):
    she = new_survivor(world)
    write(world, she, 1, "Mine.")
    sign_in(client, she)
    return client


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def say(world, fact, text, language="en"):
    with working(world, world.lead) as w:
        facts.change(w, fact, language, text)


def take_back(world, fact):
    for language in SAID:
        say(world, fact, "", language)


def to(page, name):
    """The same choice, at another screen."""
    return page.path.rsplit("/", 1)[0] + f"/{name}"


# Screens


def test_they_are_short_and_few():
    assert len(set(told.NAMES)) == len(told.SCREENS) <= 15
    for screen in told.SCREENS:
        assert 2 <= len(screen.paragraphs) <= 4
        assert sum(len(paragraph) for paragraph in screen.paragraphs) < 600
    assert {fact for screen in told.SCREENS for fact in screen.facts} == {*NEEDED}


def test_one_after_the_other_to_the_parts(world, newcomer):
    page = choose(world, newcomer)
    for place, title in enumerate(TITLES, 1):
        assert page.h1 == title
        assert f"{place} of {len(TITLES)}" in page.main
        page = newcomer.follow("Next" if place < len(TITLES) else "Go on")
    assert page.h1 == "Which parts?"


def test_back_and_skip_stand_on_each(world, newcomer):
    first = choose(world, newcomer)
    for name, before in zip(told.NAMES[1:], told.NAMES, strict=False):
        page = newcomer.get(to(first, name))
        assert page.href("Back") == to(first, before)
    assert newcomer.get(first.path).href("Back") == "/en/mine/choices/new"
    assert newcomer.follow("Skip the rest").h1 == "Which parts?"
    assert "Skip the rest" not in newcomer.get(to(first, told.NAMES[-1])).main


def test_each_shows_what_the_chosen_service_says_and_no_other(world, newcomer):
    other_team(world, "Second team", members=2)
    first = choose(world, newcomer)
    for screen in told.SCREENS:
        main = newcomer.get(to(first, screen.name)).main
        for fact in NEEDED:
            assert (SAID["en"][fact] in main) is (fact in screen.facts)
        assert "Service of Second team" not in main


def test_a_fact_in_another_language_says_so(world, newcomer):
    for language in ("en", "es"):
        say(world, Fact.LAW, "", language)
    page = newcomer.get(to(choose(world, newcomer), "limits"))
    assert "They have not said this in your language yet." in page.main
    assert f'<p dir="auto" lang="ar">{SAID["ar"][Fact.LAW]}</p>' in page.body


def test_there_is_no_other_screen_and_nobody_elses(world, newcomer, another_client):
    first = choose(world, newcomer).path
    assert newcomer.get(to(newcomer.page, "prices")).status == 404
    sign_in(another_client, world.survivor)
    assert another_client.get(first).status == 404


def test_what_was_given_is_not_asked_again(world, newcomer):
    first = choose(world, newcomer).path
    newcomer.follow("Skip the rest")
    tick(newcomer, ["1"])
    newcomer.submit(button="Go on")
    yes(newcomer)
    assert newcomer.get(first).path == f"/en/mine/choices/given/{consents(world)[-1].id}"


# Once is enough


def test_who_said_yes_before_goes_on_to_the_parts(world, her):
    assert "What to know before you say yes" in her.get("/en/mine/choices/new").main
    assert choose(world, her).h1 == "Which parts?"


def test_what_has_changed_since_is_told_again(world, her):
    say(world, Fact.YOUNG, "From 16 on you can come alone.")
    assert choose(world, her).h1 == "Which parts?"
    say(world, Fact.LAW, "The law has changed.")
    assert choose(world, her).h1 == TITLES[0]


def test_a_yes_to_another_service_does_not_count(world, newcomer):
    made = other_team(world, "Second team", members=2)
    newcomer.get("/en/mine/choices/new")
    newcomer.fill({"team": str(made.id), "purpose": "possible"}).submit()
    newcomer.follow("Skip the rest")
    tick(newcomer, ["1"])
    newcomer.submit(button="Go on")
    yes(newcomer)
    assert choose(world, newcomer).h1 == TITLES[0]


def test_renewing_goes_on_to_the_parts(world, her):
    her.get(f"/en/mine/choices/given/{the_consent(world).id}")
    assert her.submit(button="Change it, or give it longer").h1 == "Which parts?"


# A missing fact


@pytest.mark.parametrize("fact", NEEDED)
def test_without_it_the_team_is_named_and_cannot_be_chosen(world, her, fact):
    team = the_team(world)
    take_back(world, fact)
    page = her.get("/en/mine/choices/new")
    assert BLOCKED in page.main
    assert team.name in page.main
    assert not [c for c in page.controls() if c.get("name") == "team"]
    with working(world, world.survivor) as w:
        with pytest.raises(Refused) as begun:
            choosing.begin(w, team.id, "possible")
        with pytest.raises(Refused) as renewed:
            service.renew(w, the_consent(world).id)
    assert begun.value.reason is renewed.value.reason is Reason.FACTS_MISSING


def test_another_team_can_still_be_chosen(world, her):
    made = other_team(world, "Second team", members=2)
    take_back(world, Fact.LAW)
    page = her.get("/en/mine/choices/new")
    assert [c.get("value") for c in page.controls() if c.get("name") == "team"] == [str(made.id)]
    assert BLOCKED in page.main


def test_one_language_that_is_offered_is_enough_and_one_that_is_not_is_none(world, her):
    for fact in NEEDED:
        take_back(world, fact)
        say(world, fact, "Dicho.", "es")
    assert BLOCKED not in her.get("/en/mine/choices/new").main
    sql(world.stores.main, "UPDATE programme_fact SET language = 'fr' WHERE name = 'court' AND text != ''")
    assert BLOCKED in her.get("/en/mine/choices/new").main


def test_taken_back_before_she_says_yes_stops_the_yes(world, her):
    look(world, her)
    take_back(world, Fact.COMPLAIN)
    page = yes(her)
    assert page.path == "/en/mine/choices/new"
    assert BLOCKED in page.main
    assert len(consents(world)) == 1


def test_renewing_without_it_says_why_and_what_stands_stands(world, her):
    her.get(f"/en/mine/choices/given/{the_consent(world).id}")
    take_back(world, Fact.LAW)
    assert BLOCKED in her.submit(button="Change it, or give it longer").main
    assert the_consent(world).state == "given"


# Whoever can mend it


@pytest.mark.parametrize("place", ["/en/inbox/", "/en/programme/facts", "/en/programme/facts/ar"])
def test_the_lead_is_told_what_is_missing(world, client, another_client, place):
    sign_in(client, world.lead)
    sign_in(another_client, world.colleague)
    assert OWED not in client.get(place).main
    take_back(world, Fact.COURT)
    with statements(world) as asked:
        page = client.get(place)
    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)
    assert OWED in page.main
    warned = page.main[page.main.index("Still missing") : page.main.index(OWED)]
    assert "What this means for a court case" in warned
    assert "How to complain" not in warned
    assert OWED not in another_client.get(place).main


def test_a_service_that_says_nothing_is_told_all_of_it(world, client):
    silence(world)
    sign_in(client, world.lead)
    warned = client.get("/en/inbox/").main
    for fact in NEEDED:
        assert fact.heading in warned
    assert Fact.YOUNG.heading not in warned


# For everybody, any time


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_anybody_can_read_it_all_on_one_page(world, client, language):
    other_team(world, "Second team")
    page = client.get(f"/{language}/about/choices")
    assert "Set-Cookie" not in page.headers
    for screen in told.SCREENS:
        assert f'<div id="{screen.name}">' in page.body
    for fact in NEEDED:
        assert page.main.count(SAID[language][fact]) == 2
    assert page.main.count("Service of Second team") == len(NEEDED)


def test_it_costs_no_more_with_more_services(world, newcomer):
    for name in ("Second team", "Third team"):
        other_team(world, name, members=2)
    pages = [choose(world, newcomer).path, "/en/mine/choices/new", "/en/about/choices", "/en/about/service"]
    pages += [to(newcomer.page, screen.name) for screen in told.SCREENS if screen.facts]
    for path in pages:
        with statements(world) as asked:
            assert newcomer.get(path).status == 200
        assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)
