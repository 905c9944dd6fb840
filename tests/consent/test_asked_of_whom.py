"""What is asked of her is hers: others find nothing, the log and her ledger hold it, erasing takes it."""

import json

import pytest

from portal.consent import asking
from portal.consent.states import State
from portal.programmes import facts
from portal.programmes.facts import Fact
from portal.work import NotFound
from tests.consent.test_asking import AT, ask, states
from tests.consent.test_receipts import EVENT, LEDGER, RECORD, faults, kept
from tests.inbox.crowd import statements
from tests.make import sign_in, working
from tests.sharing import new_survivor, sql


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def answer(world, id, how):
    with working(world, world.survivor) as w:
        {"no": lambda: asking.no(w, id), "later": lambda: asking.later(w, id, 30)}[how]()


def test_a_stranger_finds_nothing(world, client):
    id = ask(world)
    stranger = new_survivor(world)
    sign_in(client, stranger)
    assert client.get(f"{AT}{id}").status == 404
    for act in (asking.yes, asking.no, lambda w, id: asking.later(w, id, 7)):
        with working(world, stranger) as w, pytest.raises(NotFound):
            act(w, id)
    assert states(world) == [State.REQUESTED]


@pytest.mark.parametrize("who", ["lead", "advocate"])
def test_staff_do_not_answer_for_her(world, client, who):
    id = ask(world)
    sign_in(client, getattr(world, who))
    assert client.get(f"{AT}{id}").status == 403
    assert client.post(f"{AT}{id}", {"answer": "yes"}).status == 403


def test_another_site_cannot_answer(world, her):
    id = ask(world)
    her.post(f"{AT}{id}", {"answer": "no", "csrf_token": "0" * 64, "days": "7"})
    assert states(world) == [State.REQUESTED]


def test_each_step_is_in_the_log_and_no_word_of_why(world):
    answer(world, ask(world), "no")
    answer(world, ask(world, "contact"), "later")
    rows = sql(world.stores.main, "SELECT action FROM audit ORDER BY seq DESC LIMIT 4")
    assert [action for (action,) in rows] == ["put_off", "asked", "refused", "asked"]


def test_her_ledger_holds_what_was_not_given_too(world, her):
    answer(world, ask(world), "no")
    answer(world, ask(world, "contact"), "later")
    ledger = json.loads(her.get(LEDGER).content)
    assert kept(ledger, graph=True) == ledger
    _receipt, contact, prepare = ledger["@graph"]
    for record, last in ((prepare, "dpv:ConsentRefused"), (contact, "dpv:ConsentRequestDeferred")):
        assert (record["@type"], faults(RECORD, record)) == ("dpv:ConsentRecord", [])
        assert [faults(EVENT, event) for event in record["events"]] == [[], []]
        assert [e["event_state"] for e in record["events"]] == ["dpv:ConsentRequested", last]
        parties = {party["party_id"] for party in record["parties"]}
        assert {event["entity_id"] for event in record["events"]} <= parties
    assert world.lead.name not in json.dumps(ledger)


@pytest.mark.parametrize("path", ["/en/mine/", "/en/mine/choices/"])
def test_a_page_costs_the_same_however_much_was_asked(world, her, path):
    costs = []
    for purpose in (["prepare"], ["contact", "take_part", "recording"]):
        for one in purpose:
            ask(world, one)
        with statements(world) as asked:
            her.get(path)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 10


@pytest.mark.parametrize("gone", [
    "DELETE FROM team_member WHERE member_id = :id", "DELETE FROM programme_fact WHERE :id = :id",
], ids=["one member is left", "it has said nothing"])  # fmt: skip
def test_a_team_that_cannot_be_chosen_now(world, her, gone):
    """She is told, and nothing is half given."""
    id = ask(world)
    her.get(f"{AT}{id}")
    sql(world.stores.main, gone, id=world.colleague.actor.id.hex)
    told = her.submit(button="answer=yes")
    assert "This team cannot take anything right now" in told.main
    assert sql(world.stores.main, "SELECT 1 FROM choosing WHERE asked IS NOT NULL") == []


def test_erasing_takes_it_too(world, her):
    answer(world, ask(world), "later")
    her.get("/en/settings/erase")
    assert her.fill({"passphrase": world.survivor.passphrase}).submit().path == "/en/erased"
    for table in ("consent_request", "consent_event", "choosing"):
        assert sql(world.stores.main, f"SELECT 1 FROM {table}") == []


def test_before_the_parts_comes_what_the_service_has_changed_since(world, her):
    """She reads what she must know before a yes here as anywhere else."""
    id = ask(world)
    world.clock.move(minutes=2)
    with working(world, world.lead) as w:
        facts.change(w, Fact.REACH, "en", "1 Long Road")
    her.get(f"{AT}{id}")
    assert her.submit(button="answer=yes").path.split("/")[-1] not in ("parts", str(id))
