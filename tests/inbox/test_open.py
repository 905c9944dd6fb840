"""Opening one share, answering it, and what is said when it has ended."""

import pytest

from portal import i18n
from portal.consent import service as consent
from portal.consent.rules import REPLIES
from portal.demo import WRITTEN
from portal.sweep import sweep
from portal.work import NotAllowed
from tests.make import sign_in, working
from tests.page import ORIGIN, text
from tests.sharing import read_as, sql, the_consent

PREFETCH = [
    {"Sec-Purpose": "prefetch"},
    {"Sec-Purpose": "prefetch;prerender"},
    {"Purpose": "prefetch"},
    {"X-Moz": "prefetch"},
]
ENDED = (
    "This has ended It can no longer be opened here. Please do not use copies or notes of it any more. "
    "All received"
)


@pytest.fixture
def lead(world, client):
    sign_in(client, world.lead)
    return client


@pytest.fixture
def address(world):
    return f"/en/inbox/{the_consent(world).share_id}"


def acts(world, what="opened"):
    return sql(
        world.stores.main, "SELECT staff_id, detail FROM act WHERE what = :what ORDER BY at", what=what
    )


def test_it_shows_the_parts_that_were_given(lead, address):
    shown = lead.get(address)
    letters = [" ".join("".join(letter.itertext()).split()) for letter in shown.all(css="letter")]
    assert letters == [" ".join(WRITTEN[number].split()) for number in (1, 7)]


@pytest.mark.parametrize("headers", PREFETCH, ids=str)
def test_a_browser_that_looks_ahead_opens_nothing(world, lead, address, headers):
    told = lead.client.get(address, headers=headers, base_url=ORIGIN)
    assert (told.status_code, told.data) == (403, b"")
    assert acts(world) == []


def test_asking_for_the_headers_only_opens_nothing(world, lead, address):
    lead.client.head(address, base_url=ORIGIN)
    assert acts(world) == []


def test_looking_at_the_list_is_no_opening(world, lead):
    lead.get("/en/inbox/")
    assert acts(world) == []


@pytest.mark.parametrize("code", REPLIES)
def test_a_fixed_answer_reaches_her_everywhere(world, lead, address, another_client, code):
    lead.get(address)
    sent = lead.fill({"code": code}).submit()
    assert sent.path == address
    assert REPLIES[code] in text(sent.all(css="timeline")[0])
    sign_in(another_client, world.survivor)
    for place in ("/en/mine/", "/en/mine/activity/", f"/en/mine/choices/given/{the_consent(world).id}"):
        assert REPLIES[code] in another_client.get(place).main
    assert acts(world, "answered") == [(world.lead.actor.id.hex, code)]


@pytest.mark.parametrize("language", ["es", "ar"])
def test_she_reads_an_answer_in_her_language(world, lead, address, another_client, language):
    lead.get(address)
    lead.fill({"code": "read"}).submit()
    sign_in(another_client, world.survivor, language)
    shown = another_client.get(f"/{language}/mine/choices/given/{the_consent(world).id}")
    with i18n.use_language(language):
        assert i18n._(REPLIES["read"]) in shown.main
    assert REPLIES["read"] not in shown.main


def test_answers_are_fixed(world, lead, address):
    page = lead.get(address)
    token = next(c.get("value") for c in page.controls() if c.get("name") == "csrf_token")
    for code in ("", "anything of their own", "READ"):
        lead.post(address + "/answer", {"code": code, "csrf_token": token})
    lead.post(address + "/answer", {"code": "read", "csrf_token": "0" * 64})
    assert acts(world, "answered") == []
    names = {c.get("name") for c in page.controls() if c.get("type") != "hidden"}
    assert names == {"code", "by"}


def test_the_same_answer_twice_is_one(world, lead, address):
    page = lead.get(address)
    for _tap in range(2):
        lead.page = page
        lead.fill({"code": "read"}).submit()
    assert len(acts(world, "answered")) == 1
    lead.fill({"code": "question"}).submit()
    assert [code for _who, code in acts(world, "answered")] == ["read", "question"]


def test_repeats_within_ten_minutes_are_one_opening(world, lead, address):
    for minutes, count in ((0, 1), (4, 1), (5, 1), (2, 2)):
        world.clock.move(minutes=minutes)
        assert lead.get(address).status == 200
        assert len(acts(world)) == count


@pytest.mark.parametrize("why", ["withdrawn", "lapsed", "lapsed and swept", "withdrawn without a copy"])
def test_the_ended_page_says_that_and_not_why(world, client, address, why):
    """The same page to the letter, whichever it was."""
    end(world, why)
    sign_in(client, world.lead)
    shown = client.get(address)
    assert shown.status == 410
    assert shown.h1 == "This has ended"
    for word in ("withdr", "laps", "stop", "survivor", "she ", "they ended", "date", *WRITTEN.values()):
        assert word not in shown.main.lower()
    assert shown.main == ENDED
    assert acts(world) == []


def end(world, why):
    if why.startswith("withdrawn"):
        with working(world, world.survivor) as w:
            consent.withdraw(w, the_consent(world).id, remove_copy="without" in why)
        return
    world.clock.move(days=31)
    if "swept" in why:
        sweep(world.stores, world.server, world.clock())


def test_what_never_was_the_teams_is_not_found(world, lead):
    for id in (the_consent(world).id, the_consent(world).grant_id, world.survivor.actor.id):
        assert lead.get(f"/en/inbox/{id}").status == 404
        assert lead.post(f"/en/inbox/{id}/answer", {"code": "read"}).path == f"/en/inbox/{id}"
    assert acts(world) == []


@pytest.mark.parametrize("who", ["survivor", "advocate"])
def test_nobody_else_enters_the_inbox(world, client, address, who):
    sign_in(client, getattr(world, who))
    for place in ("/en/inbox/", address, "/en/programme/"):
        told = client.get(place)
        assert told.status == 403
        assert WRITTEN[1][:20] not in told.body
    assert acts(world) == []


@pytest.mark.parametrize("who", ["lead", "advocate"])
def test_staff_do_not_enter_her_pages(world, client, who):
    sign_in(client, getattr(world, who))
    for place in ("", "writing/", "writing/1", "writing/review", "choices/", "choices/new", "activity/",
                  f"choices/given/{the_consent(world).id}", "people/back"):  # fmt: skip
        told = client.get(f"/en/mine/{place}")
        assert told.status == 403
        assert WRITTEN[1][:20] not in told.body


def test_services_ask_who_it_is_too(world):
    for who in (world.survivor, world.advocate):
        with pytest.raises(NotAllowed):
            read_as(world, who, the_consent(world).share_id)
