"""Giving, step by step: nothing is chosen for her, and what she sees is what she gives."""

import re
from zoneinfo import ZoneInfo

import pytest

from portal import i18n
from portal.consent.models import Choosing
from portal.consent.notices import NOTICES
from portal.demo import WRITTEN
from portal.statements.sections import section
from tests.consent.giving import choose, day, frame, look, the_team, tick, until, yes
from tests.make import sign_in, working
from tests.page import CHECKED
from tests.sharing import consents, other_team, sql, write

LANGUAGES = ("en", "es", "ar")


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def newest(world):
    return consents(world)[-1]


def ticked(page):
    return [c for c in page.controls() if c.get("type") in CHECKED and c.get("checked") is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_give_in_every_language(world, her, another_client, language):
    """From the first question to the facilitator's page, which shows what she was shown."""
    shown = look(world, her, language)
    assert shown.status == 200
    before = frame(shown)
    for number in (1, 3):
        assert " ".join(WRITTEN[number].split()) in before
    given = yes(her)
    assert given.path == f"/{language}/mine/choices/given/{newest(world).id}"
    assert len(consents(world)) == 2
    sign_in(another_client, world.colleague)
    after = another_client.get(f"/{language}/inbox/{newest(world).share_id}")
    assert frame(after) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_is_kept_word_for_word(world, her, language):
    shown = look(world, her, language)
    with i18n.use_language(language):
        words = NOTICES["possible"].in_words(the_team(world).name, newest_choosing(world).lapses_at)
    for paragraph in words:
        assert " ".join(paragraph.split()) in shown.main
    yes(her)
    kept = sql(world.stores.main, "SELECT text, language, purpose FROM notice_text WHERE hash = :hash",
               hash=newest(world).notice_hash)  # fmt: skip
    assert kept == [("\n\n".join(words), language, "possible")]
    assert " ".join(words[0].split()) in her.page.main


def newest_choosing(world):
    with working(world, writing=False) as w:
        return w.main.query(Choosing).order_by(Choosing.made_at.desc()).first()


def test_nothing_is_chosen_for_her(world, her):
    assert ticked(her.get("/en/mine/choices/new")) == []
    assert ticked(choose(world, her)) == []
    tick(her, ["3"])
    until(world, her, 1)
    answers = [b for b in her.page.all("button") if b.get("name") == "answer"]
    assert [b.get("value") for b in answers] == ["yes", "no"]
    assert len({b.get("class") for b in answers}) == 1  # of equal weight
    assert ticked(her.page) == []


def test_a_part_not_ticked_is_nowhere(world, her, another_client):
    """Neither its words nor its name, nor that there is such a part."""
    shown = look(world, her, parts=["1"])
    money = section(3).name
    for hidden in (money, WRITTEN[3], WRITTEN[7]):
        assert hidden not in frame(shown)
    yes(her)
    sign_in(another_client, world.lead)
    body = another_client.get(f"/en/inbox/{newest(world).share_id}").body
    for hidden in (money, WRITTEN[3], WRITTEN[7], "section/3"):
        assert hidden not in body
    names = sql(world.stores.main, "SELECT name FROM share_group WHERE share_id = :id",
                id=newest(world).share_id.hex)  # fmt: skip
    assert {name for (name,) in names} == {"cover", "section/1"}


def test_only_written_parts_are_offered(world, her):
    write(world, world.survivor, 7, "")
    offered = [c.get("value") for c in choose(world, her).controls() if c.get("name") == "parts"]
    assert offered == ["1", "3"]


def test_ticking_nothing_asks_again(world, her):
    choose(world, her)
    told = her.fill({"parts": []}).submit()
    assert told.status == 400
    assert told.all(css="errors")


def test_a_part_that_is_not_offered_cannot_be_ticked(world, her):
    choose(world, her)
    path, token = her.page.path, token_of(her.page)
    assert her.post(path, {"parts": ["2"], "csrf_token": token}).status == 400
    assert newest_choosing(world).groups == ""


def token_of(page):
    return next(c.get("value") for c in page.controls() if c.get("name") == "csrf_token")


def test_no_gives_nothing(world, her):
    look(world, her)
    assert her.submit(button="answer=no").path == "/en/mine/choices/"
    assert len(consents(world)) == 1


def test_looking_gives_nothing(world, her):
    look(world, her)
    assert len(consents(world)) == 1
    assert sql(world.stores.main, "SELECT count(*) FROM share") == [(1,)]
    assert len(sql(world.stores.vault, "SELECT 1 FROM secret WHERE kind = 'grant'")) == 1


@pytest.mark.parametrize(
    ("days", "answer"), [(-1, 400), (0, 200), (1, 200), (89, 200), (91, 400), (400, 400)]
)
def test_the_date_has_limits(world, her, days, answer):
    choose(world, her)
    tick(her, ["1"])
    told = until(world, her, days)
    assert told.status == answer
    assert bool(told.all(css="errors")) is (answer == 400)


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-02-30", "31.12.2026", "99999-01-01"])
def test_what_is_no_date_asks_again(world, her, typed):
    choose(world, her)
    tick(her, ["1"])
    told = her.fill({"until": typed}).submit()
    assert told.status == 400
    assert told.all(css="errors")
    assert len(consents(world)) == 1


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"])
def test_a_date_in_her_own_digits(world, her, digits):
    choose(world, her)
    tick(her, ["1"])
    chosen = day(world, 9).isoformat()
    her.fill({"until": re.sub(r"\d", lambda found: digits[int(found[0])], chosen)}).submit()
    yes(her)
    assert newest(world).lapses_at.astimezone(ZoneInfo(world.settings.timezone)).date().isoformat() == chosen


def test_it_ends_with_that_day_where_she_is(world, her):
    look(world, her)
    yes(her)
    end = newest(world).lapses_at.astimezone(ZoneInfo(world.settings.timezone))
    assert (end.hour, end.minute, end.second) == (23, 59, 59)


def test_a_team_of_one_cannot_be_chosen(world, her):
    lone = other_team(world)
    page = her.get("/en/mine/choices/new")
    assert lone.name not in page.main
    data = {"team": str(lone.id), "purpose": "possible", "csrf_token": token_of(page)}
    assert her.post("/en/mine/choices/new", data).status == 400
    assert newest_choosing(world).recipient_id != lone.id


def test_a_team_that_becomes_one_is_asked_for_again(world, her):
    look(world, her)
    sql(world.stores.main, "DELETE FROM team_member WHERE member_id = :id", id=world.colleague.actor.id.hex)
    assert yes(her).path == "/en/mine/choices/new"
    assert len(consents(world)) == 1


def test_both_teams_are_offered_when_both_can_read(world, her):
    made = other_team(world, "Second team", members=2)
    page = her.get("/en/mine/choices/new")
    offered = [c.get("value") for c in page.controls() if c.get("name") == "team"]
    assert set(offered) == {str(made.id), str(the_team(world).id)}
