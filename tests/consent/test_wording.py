"""What she reads of a service's own words, also when they change meanwhile; what was agreed to stays."""

import json

import pytest

from portal.consent.models import NoticeText
from tests.consent.giving import look, yes
from tests.consent.saying import NEW, OLD, PLACE, say
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import consents, scene, share


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


@pytest.fixture
def lead(world, another_client):
    sign_in(another_client, world.lead)
    return another_client


def newest(world):
    return consents(world)[-1]


def agreed(world):
    with working(world, writing=False) as w:
        notice = w.main.get_one(NoticeText, newest(world).notice_hash)
        return notice.version, notice.text.split("\n\n")


def words(page, *tags):
    return [text(found) for found in page.all(*tags)]


# What she sees of it, also when it changes while she reads


def test_a_change_while_she_reads_is_shown_and_only_the_new_words_are_agreed_to(world, her):
    say(world, OLD)
    page = look(world, her)
    assert OLD in page.main
    assert (words(page, "ins"), words(page, "del")) == ([], [])
    say(world, NEW)
    again = yes(her)
    assert len(consents(world)) == 1, "nothing was given"
    assert (words(again, "ins"), words(again, "del")) == ([NEW], [OLD])
    assert "This is new: " + NEW in again.main
    assert "This stood here before: " + OLD in again.main
    assert "The words you agree to changed" in again.main
    given = yes(her)
    assert given.path == f"/en/mine/choices/given/{newest(world).id}"
    version, paragraphs = agreed(world)
    assert (version, paragraphs[0]) == ("1.2", NEW)
    assert OLD not in given.main


@pytest.mark.parametrize(("before", "after"), [("", NEW), (OLD, "")])
def test_words_that_come_or_go_while_she_reads(world, her, before, after):
    say(world, before)
    look(world, her)
    say(world, after)
    again = yes(her)
    assert words(again, "ins") == [after] * bool(after)
    assert words(again, "del") == [before] * bool(before)
    yes(her)
    assert agreed(world)[0] == ("1.1" if after else "1")


def test_only_what_is_different_is_marked(world, her):
    say(world, f"Stays.\n\n{OLD}")
    look(world, her)
    say(world, f"Stays.\n\n{NEW}")
    again = yes(her)
    assert (words(again, "ins"), words(again, "del")) == ([NEW], [OLD])


def test_a_change_of_another_purpose_or_language_does_not_disturb_her(world, her):
    say(world, OLD)
    look(world, her)
    say(world, NEW, purpose="prepare")
    say(world, "Dos lo leen.", "es")
    yes(her)
    assert agreed(world)[1][0] == OLD


def test_words_typed_too_long_ago_are_no_change(world, her):
    say(world, OLD)
    look(world, her)
    world.clock.move(minutes=6)
    again = yes(her)
    assert "changed since you looked" not in again.main
    assert len(consents(world)) == 1


def test_an_address_that_was_changed_marks_nothing(world, her):
    say(world, OLD)
    page = look(world, her)
    for was in ("1.7", "nothing", "2", "."):
        assert her.get(f"{page.path}?was={was}").all("ins", "del") == []


# In the service's language, when it has not written in hers


def own_paragraphs(page):
    (agreement,) = page.all(css="agreement")
    return [(p.get("lang"), text(p)) for p in page.all("p", inside=agreement) if p.get("lang")]


def test_words_in_another_language_say_which(world, her):
    say(world, OLD)
    page = look(world, her, "ar")
    assert own_paragraphs(page)[0] == ("en", OLD)
    assert own_paragraphs(page)[1][0] == "ar"
    say(world, NEW)
    again = yes(her)
    assert (words(again, "ins"), words(again, "del")) == ([NEW], [OLD])
    assert [p.get("lang") for p in again.all("p") if text(p) in (OLD, NEW)] == ["en", "en"]
    given = yes(her)
    assert agreed(world)[0] == "1.2"
    assert [p.get("lang") for p in given.all("p") if text(p) == NEW] == ["en"]


def test_her_own_language_comes_first(world, her):
    say(world, OLD)
    say(world, "Dos lo leen.", "es")
    assert own_paragraphs(look(world, her, "es"))[0] == ("es", "Dos lo leen.")
    say(world, "", "es")
    again = yes(her)
    assert own_paragraphs(again)[:2] == [("es", "Dos lo leen."), ("en", OLD)]
    assert (words(again, "ins"), words(again, "del")) == ([OLD], ["Dos lo leen."])


# What she agreed to stays


def test_what_she_agreed_to_stays_word_for_word(world, her):
    say(world, OLD)
    look(world, her)
    yes(her)
    say(world, NEW)
    place = f"/en/mine/choices/given/{newest(world).id}"
    page = her.get(place)
    assert OLD in page.main
    assert "Version 1.1" in page.main
    assert NEW not in page.body
    receipt = her.get(f"{place}/receipt")
    assert OLD in receipt.main
    assert NEW not in receipt.body
    document = json.loads(her.client.get(f"{place}/receipt.json", base_url="https://localhost").data)
    notice = document["record"]["processing"][0]["privacy_notice"]
    assert notice["notice_version"] == "1.1"
    assert notice["notice_text"]["en"].split("\n\n")[0] == OLD


def test_what_is_no_longer_said_was_still_agreed_to(world, her):
    say(world, f"{OLD}\n\nAsk for Mei.")
    kept = share(world, world.survivor)
    say(world, "")
    page = her.get(f"/en/mine/choices/given/{kept.id}")
    assert OLD in page.main
    assert "Ask for Mei." in page.main


AWKWARD = "100 % of it, %(team)s & <b>bold</b> {{ 7 * 7 }} <script>alert(1)</script>"


def test_awkward_signs_are_only_signs(world, her, lead):
    lead.get(PLACE)
    lead.submit({"text": AWKWARD}, "Save")
    assert AWKWARD in lead.page.main
    assert AWKWARD in lead.get(PLACE).main
    page = look(world, her)
    assert AWKWARD in page.main
    given = yes(her)
    assert AWKWARD in given.main
    assert AWKWARD in her.get(f"{given.path}/receipt").main
    for place in (page, given):
        assert "<b>bold" not in place.body
    with working(world, writing=False) as w:
        assert scene(world).team.id == newest(world).recipient_id
        assert w.main.get_one(NoticeText, newest(world).notice_hash).text.startswith(AWKWARD)
