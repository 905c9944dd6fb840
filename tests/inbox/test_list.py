"""The list of what was received: what a line says, pages of it, and what it costs."""

import pytest

from portal.consent import service as consent
from portal.demo import WRITTEN
from portal.inbox.service import PAGE
from portal.statements import service as writing
from portal.statements.drafts import reference_of
from tests.consent.giving import frame, look, yes
from tests.inbox.crowd import crowd, statements
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import consents, new_facilitator, sql, the_consent

MOST_STATEMENTS = 10
OF_LEAD = ("/en/inbox/", "/en/programme/")
OF_SURVIVOR = (
    "/en/mine/", "/en/mine/writing/", "/en/mine/writing/1", "/en/mine/writing/review", "/en/mine/choices/",
    "/en/mine/activity/",
)  # fmt: skip


@pytest.fixture
def lead(world, client):
    sign_in(client, world.lead)
    return client


def lines(page):
    """The shares a page of the list leads to, in its order, as hex ids."""
    return [row.get("href").rsplit("/", 1)[1].replace("-", "") for row in page.all(css="row")]


def test_a_line_says_reference_language_dates_and_what_is_new(world, lead):
    with working(world, world.survivor, writing=False) as w:
        reference = reference_of(w, writing.my_record(w))
    page = lead.get("/en/inbox/")
    (row,) = page.all(css="row")
    assert reference in text(row)
    assert "English" in text(row)
    assert [text(badge) for badge in page.all(css="badge")] == ["new"]
    lead.get(row.get("href"))
    assert reference in lead.page.h1
    assert lead.get("/en/inbox/").all(css="badge") == []


def test_new_is_each_ones_own(world, lead, another_client):
    lead.get(f"/en/inbox/{the_consent(world).share_id}")
    sign_in(another_client, world.colleague)
    assert [text(badge) for badge in another_client.get("/en/inbox/").all(css="badge")] == ["new"]


def test_a_line_holds_none_of_her_words_and_no_name(world, lead):
    body = lead.get("/en/inbox/").body
    for words in (*WRITTEN.values(), world.survivor.name):
        assert words.split("\n")[0] not in body


def test_the_language_is_the_one_she_gave_it_in(world, lead, another_client):
    sign_in(another_client, world.survivor)
    look(world, another_client, "ar")
    yes(another_client)
    assert "العربية" in text(lead.get("/en/inbox/").all(css="row")[0])
    assert "العربية" in frame(open_newest(world, lead))


def open_newest(world, browser):
    return browser.get(f"/en/inbox/{consents(world)[-1].share_id}")


def test_pages_by_key_show_each_share_once(world, lead):
    first = the_consent(world).share_id.hex
    made = [first, *crowd(world, 120)]
    newest_first = [one.share_id.hex for one in reversed(consents(world))]
    seen, page = [], lead.get("/en/inbox/")
    sizes = []
    while True:
        sizes.append(len(lines(page)))
        seen += lines(page)
        more = [href for words, href in page.links() if words == "More"]
        if not more:
            break
        page = lead.get(more[0])
    assert sizes == [PAGE, PAGE, 21]
    assert len(set(seen)) == len(seen)
    assert set(seen) == set(made)
    assert seen == newest_first


def test_a_page_goes_on_though_a_share_ended_meanwhile(world, lead):
    crowd(world, 60)
    page = lead.get("/en/inbox/")
    last = next(one for one in consents(world) if one.share_id.hex == lines(page)[-1])
    with working(world, world.survivor) as w:
        consent.withdraw(w, last.id)
    rest = lines(lead.get(next(href for words, href in page.links() if words == "More")))
    assert len(rest) == 11
    assert not set(rest) & set(lines(page))


@pytest.mark.parametrize("after", ["nothing", "", "0" * 32, "%27"])
def test_an_address_that_was_changed_begins_at_the_beginning(world, lead, after):
    assert len(lines(lead.get(f"/en/inbox/?after={after}"))) == 1


def test_a_page_costs_the_same_with_5_and_with_120_shares(world, lead, another_client):
    sign_in(another_client, world.survivor)
    few = costs_with(4, world, lead, another_client)
    assert max(few.values()) <= MOST_STATEMENTS
    assert costs_with(115, world, lead, another_client) == few


def costs_with(more, world, lead, survivor):
    crowd(world, more)
    costs = {}
    for who, path in [*((lead, path) for path in OF_LEAD), *((survivor, path) for path in OF_SURVIVOR)]:
        with statements(world) as asked:
            assert who.get(path).status == 200
        costs[path] = len(asked)
    return costs


@pytest.mark.parametrize("place", ["", "/withdraw"])
def test_a_consents_page_costs_little(world, client, place):
    sign_in(client, world.survivor)
    crowd(world, 30)
    address = f"/en/mine/choices/given/{consents(world)[0].id}{place}"
    with statements(world) as asked:
        assert client.get(address).status == 200
    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)


def test_who_waits_to_be_let_in_sees_that_and_nothing_else(world, client):
    newcomer = new_facilitator(world)
    sign_in(client, newcomer)
    page = client.get("/en/inbox/")
    assert lines(page) == []
    assert page.all(css="note")
    assert client.get(f"/en/inbox/{the_consent(world).share_id}").status == 404
    assert sql(world.stores.main, "SELECT 1 FROM act") == []


def test_one_share_that_does_not_open_does_not_shut_the_others(world, lead):
    """A secret that was lost costs that share, not the day's work."""
    crowd(world, 2)
    lost = the_first_grant(world)
    sql(world.stores.vault, "DELETE FROM secret WHERE id = :id", id=lost)
    page = lead.get("/en/inbox/")
    assert page.status == 200
    assert len(lines(page)) == 2


def the_first_grant(world):
    return sql(world.stores.main, "SELECT vault_id FROM consent_grant ORDER BY rowid")[0][0]
