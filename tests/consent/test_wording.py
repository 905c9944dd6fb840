"""What a service says in its own words: whoever leads writes it, and what was agreed to stays as it was."""

import json

import pytest

from portal.consent import wording
from portal.consent.models import NoticeText
from portal.consent.notices import NOTICES
from portal.consent.wording import LONGEST
from portal.work import NotAllowed, NotFound
from tests.accounts.steps import token_in
from tests.consent.giving import look, yes
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import consents, other_team, scene, share, sql

OLD, NEW = "Mei reads it first. We keep it for six weeks.", "Two of us read it. We keep it for four weeks."
PLACE = "/en/programme/notices/en/possible"


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


@pytest.fixture
def lead(world, another_client):
    sign_in(another_client, world.lead)
    return another_client


def say(world, words, language="en", purpose="possible"):
    with working(world, world.lead) as w:
        wording.change(w, purpose, language, words)


def said(world):
    return sql(world.stores.main, "SELECT version, language, text FROM own_words ORDER BY version")


def newest(world):
    return consents(world)[-1]


def agreed(world):
    with working(world, writing=False) as w:
        notice = w.main.get_one(NoticeText, newest(world).notice_hash)
        return notice.version, notice.text.split("\n\n")


def words(page, *tags):
    return [text(found) for found in page.all(*tags)]


# Who writes it


def test_the_lead_writes_it_and_the_team_reads_it(world, lead, client):
    lead.get("/en/programme/")
    lead.follow("What people read before they say yes")
    lead.follow("Change: To find out what is possible")
    assert lead.page.path == PLACE
    lead.submit({"text": f" {OLD}\r\n \r\n\r\nAsk for Mei. "}, "Save")
    assert lead.page.path == "/en/programme/notices/en"
    assert said(world) == [(1, "en", f"{OLD}\n\nAsk for Mei.")]
    sign_in(client, world.colleague)
    page = client.get("/en/programme/notices/")
    assert OLD in page.main
    assert "Version 1.1, since" in page.main
    assert "Whoever leads your team can change it." in page.main


def test_our_text_stands_there_in_every_language(world, lead):
    for code in ("en", "es", "ar"):
        page = lead.get(f"/en/programme/notices/{code}")
        assert len(page.all("details", css="more")) == len(NOTICES)
        assert "Bridge team" in page.main
    assert lead.get("/en/programme/notices/xx").status == 404


def test_earlier_versions_stay_readable(world, lead):
    for one in (OLD, NEW, NEW, ""):
        lead.get(PLACE)
        lead.submit({"text": one}, "Save")
    assert said(world) == [(1, "en", OLD), (2, "en", NEW), (3, "en", "")]
    assert "Nothing in your own words." in lead.page.main
    page = lead.get(PLACE)
    for seen in (OLD, NEW, "Version 1.1", "Version 1.2", "Version 1.3", "Written by Amira Haddad on"):
        assert seen in page.main
    assert page.main.index("Version 1.3") < page.main.index("Version 1.1")


@pytest.mark.parametrize(("length", "status"), [(LONGEST, 200), (LONGEST + 1, 400)])
def test_what_is_too_long_is_refused_and_still_there(world, lead, length, status):
    lead.get(PLACE)
    page = lead.submit({"text": "é" * length}, "Save")
    assert page.status == status
    assert "é" * length in page.body
    assert len(said(world)) == (status == 200)


def test_a_colleague_who_does_not_lead_writes_nothing(world, client):
    sign_in(client, world.colleague)
    assert "Change:" not in client.get("/en/programme/notices/").main
    assert client.get(PLACE).status == 403
    token = token_in(client.get("/en/again"))
    assert client.post(PLACE, {"csrf_token": token, "text": "Mine."}).status == 403
    with working(world, world.colleague) as w, pytest.raises(NotAllowed):
        wording.change(w, "possible", "en", "Mine.")
    assert said(world) == []


@pytest.mark.parametrize("who", ["survivor", "advocate"])
def test_others_do_not_come_here(world, client, who):
    sign_in(client, getattr(world, who))
    for place in ("/en/programme/notices/", "/en/programme/notices/es", PLACE):
        assert client.get(place).status == 403


@pytest.mark.parametrize(("purpose", "language"), [("everything", "en"), ("possible", "xx")])
def test_there_is_nothing_else_to_write(world, lead, purpose, language):
    assert lead.get(f"/en/programme/notices/{language}/{purpose}").status == 404
    with working(world, world.lead) as w, pytest.raises(NotFound):
        wording.change(w, purpose, language, "Words.")


def test_another_services_words_are_never_shown(world, her, lead):
    team = other_team(world, members=2)
    say(world, OLD)
    theirs = "Words of another service."
    sql(world.stores.main,
        "INSERT INTO own_words SELECT :id, programme_id, 'possible', 'en', 9, :text, made_at, made_by "
        "FROM (SELECT (SELECT programme_id FROM team WHERE id = :team) AS programme_id, made_at, made_by "
        "FROM own_words)", id="0" * 32, team=team.id.hex, text=theirs)  # fmt: skip
    page = look(world, her)
    assert OLD in page.main
    assert theirs not in page.body
    assert theirs not in her.get(f"{page.path}?was=1.9").body
    assert theirs not in lead.get("/en/programme/notices/").body
    assert theirs not in lead.get(PLACE).body
    lead.submit({"text": NEW}, "Save")
    assert said(world)[1][:1] == (2,), "their versions are not counted"


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
    assert own_paragraphs(again)[0] == ("en", OLD)
    assert words(again, "del") == ["Dos lo leen."]


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
