"""Receipts: every field that has to be there, for any program to read; hers alone, and none of her words."""

import json
import re
from datetime import datetime
from uuid import UUID

import pytest
from pyld import jsonld

from portal.consent import service
from portal.consent.receipts import STATES
from portal.consent.states import State
from portal.programmes import facts
from portal.programmes.facts import Fact
from tests.browser import Browser
from tests.inbox.crowd import crowd, statements
from tests.make import sign_in, working
from tests.sharing import new_survivor, share, silence, the_consent, write

FILES = ["receipt.json", "receipt.pdf"]
ADDRESS = "1 Long Road, Springfield\n+1 555 010 0199"
LEDGER = "/en/mine/choices/ledger.json"
AGAIN = "Show that it is me"


def _uuid(value):
    return str(UUID(value)) == value


def _urn(value):
    return value.startswith("urn:uuid:") and _uuid(value.removeprefix("urn:uuid:"))


def _moment(value):
    return datetime.fromisoformat(value).utcoffset() is not None


def _words(value):
    """In a language, or in several."""
    return bool(value) and all(re.fullmatch("[a-z]{2}", code) and words for code, words in value.items())


def _like(pattern):
    return lambda value: re.fullmatch(pattern, value) is not None


def _all(check):
    return lambda values: isinstance(values, list) and bool(values) and all(map(check, values))


DPV = _like(r"dpv:[A-Z]\w+")
# ISO/IEC TS 27560:2023: what is mandatory (lawful basis: by the GDPR), and of what type it is.
RECEIPT = {"schema_version": _like("dpv-27560:receipt"), "receipt_id": _uuid}
RECORD = {"schema_version": _like("dpv-27560:record"), "record_id": _uuid, "pii_principal_id": _urn}
PROCESSING = {
    "privacy_notice": lambda notice: _words(notice["notice_text"]) and bytes.fromhex(notice["notice_id"]),
    "language": _like("[a-z]{2}"),
    "purpose": lambda purpose: _words(purpose["label"]) and DPV(purpose["purpose_type"]),
    "lawful_basis": DPV,
    "pii_information": _all(lambda one: _words(one["pii_type"])),
    "pii_controllers": _all(_urn),
    "storage_locations": _all(
        lambda one: _words(one["label"]) and _like("loc:[A-Z]{2}")(one["jurisdiction"])
    ),
    "retention_period": lambda one: _words(one["label"]) and _moment(one["until"]),
    "jurisdiction": _like("loc:[A-Z]{2}"),
    "recipient_third_parties": _all(_urn),
    "withdrawal_method": lambda one: _words(one["label"]),
}
HER = {"party_id": _urn, "party_name": lambda name: isinstance(name, str), "party_type": DPV}
PARTY = HER | {"party_address": _words, "party_contact": _words}
EVENT = {
    "event_time": _moment, "validity_duration": _like(r"P\d+DT\d+S"), "entity_id": _urn,
    "event_type": DPV, "event_state": DPV,
}  # fmt: skip


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def place(world, file="receipt", language="en"):
    return f"/{language}/mine/choices/given/{the_consent(world).id}/{file}"


def document(browser, address):
    page = browser.get(address)
    assert page.status == 200
    return json.loads(page.content)


def faults(table, node):
    return [name for name, right in table.items() if name not in node or not right(node[name])]


def refuse(address, _options):
    raise AssertionError(f"a reader of the file would ask {address}")


def kept(document, **options):
    """What is left of it when a program has understood it, and says it again in the same terms."""
    quiet = {"documentLoader": refuse}
    return jsonld.compact(jsonld.expand(document, quiet), document["@context"], {**quiet, **options})


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("said", ["", ADDRESS])
def test_every_field_that_must_be_there_is(world, her, language, said):
    silence(world)
    with working(world, world.lead) as w:
        facts.change(w, Fact.REACH, "en", said)
    receipt = document(her, place(world, "receipt.json", language))
    record = receipt["record"]
    assert faults(RECEIPT, receipt) == faults(RECORD, record) == []
    assert [faults(PROCESSING, one) for one in record["processing"]] == [[]]
    parties = {party["party_type"]: party for party in record["parties"]}
    assert faults(HER, parties.pop("dpv:DataSubject")) == []
    assert set(parties) == {"dpv:DataController", "dpv:Recipient"}
    assert [faults(PARTY, party) for party in parties.values()] == [[], []]
    assert not said or parties["dpv:DataController"]["party_address"] == {"en": ADDRESS}
    assert [faults(EVENT, event) for event in record["events"]] == [[]]


def test_a_field_that_is_wrong_is_found(world, her):
    processing = document(her, place(world, "receipt.json"))["record"]["processing"][0]
    for name in PROCESSING:
        assert faults(PROCESSING, {key: value for key, value in processing.items() if key != name}) == [name]
    assert faults(PROCESSING, processing | {"jurisdiction": "USA"}) == ["jurisdiction"]


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_program_understands_all_of_it_and_asks_nobody(world, her, language):
    receipt = document(her, place(world, "receipt.json", language))
    assert kept(receipt) == receipt
    unknown = receipt | {"favourite_colour": "green"}
    assert kept(unknown) == receipt


def test_what_is_named_in_it_is_in_it(world, her):
    record = document(her, place(world, "receipt.json"))["record"]
    (processing,), parties = record["processing"], {one["party_id"] for one in record["parties"]}
    named = {record["pii_principal_id"], *processing["pii_controllers"]}
    named |= {*processing["recipient_third_parties"], *(event["entity_id"] for event in record["events"])}
    assert named <= parties


def test_the_ledger_is_every_receipt(world, her):
    share(world, world.survivor, [3])
    ledger = document(her, LEDGER)
    assert kept(ledger, graph=True) == ledger
    alone = document(her, f"/en/mine/choices/given/{ledger['@graph'][1]['record']['record_id']}/receipt.json")
    assert len(ledger["@graph"]) == 2
    assert {"@context": ledger["@context"], **ledger["@graph"][1]} == alone


def test_who_has_given_nothing_has_an_empty_ledger(world, client):
    sign_in(client, new_survivor(world))
    assert document(client, LEDGER)["@graph"] == []


def test_it_tells_what_happened_since(world, her):
    before = document(her, place(world, "receipt.json"))
    with working(world, world.survivor) as w:
        service.withdraw(w, the_consent(world).id)
    after = document(her, place(world, "receipt.json"))
    states = [event["event_state"] for event in after["record"]["events"]]
    assert states == ["dpv:ConsentGiven", "dpv:ConsentWithdrawn"]
    assert after["record"]["events"][1]["validity_duration"] == "P0DT0S"
    assert after["receipt_id"] != before["receipt_id"]
    assert after["record"]["record_id"] == before["record"]["record_id"]
    assert "You stopped it." in her.get(place(world)).main


def test_every_state_has_a_name():
    assert set(STATES) == set(State)


def test_no_word_of_hers_and_nobody_of_the_staff_is_in_it(world, her):
    words = "My name is Rosa Quintana"
    write(world, world.survivor, 3, words)
    consent = share(world, world.survivor, [3])
    base = f"/en/mine/choices/given/{consent.id}/"
    shown = her.get(base + "receipt").main
    told = her.get(base + "receipt.json").content.decode()
    for text in (shown, told):
        assert "Money and work" in text
        assert world.survivor.name in text
        assert not re.search(f"Rosa|Quintana|{world.lead.name}|{world.colleague.name}", text)


@pytest.mark.parametrize("file", ["receipt", *FILES])
def test_it_is_hers_alone(world, her, app, file):
    assert her.get(place(world, file)).status == 200
    for somebody, status in ((new_survivor(world), 404), (world.lead, 403), (world.advocate, 403)):
        other = Browser(app, world.settings.public_name)
        sign_in(other, somebody)
        assert other.get(place(world, file)).status == status


@pytest.mark.parametrize("file", FILES)
def test_a_file_has_a_name_that_tells_nothing_and_stays_nowhere_else(world, her, file):
    headers = her.get(place(world, file)).headers
    kind = file.partition(".")[2]
    assert headers["Content-Disposition"] == f'attachment; filename="paper.{kind}"'
    assert headers["Cache-Control"] == "private, no-store"


def test_saving_wants_the_passphrase_typed_lately(world, her):
    assert AGAIN not in her.get(place(world)).main
    world.clock.move(minutes=6)
    page = her.get(place(world))
    assert not [href for _words, href in page.links() if href.endswith((".json", ".pdf"))]
    for file in FILES:
        assert her.get(place(world, file)).path == "/en/again"
    assert her.get(LEDGER).path == "/en/again"
    her.get(place(world))
    her.follow(AGAIN)
    her.submit({"passphrase": world.survivor.passphrase})
    assert her.page.path == place(world)
    assert her.get(her.page.href("Save this paper (PDF)")).content.startswith(b"%PDF")


def test_it_warns_before_it_lands_on_the_phone(world, her):
    page = her.get(place(world))
    before, _, after = page.main.partition("A file on this phone can be found by others")
    assert after
    assert "Save" not in before
    assert "Save this paper (PDF)" in after


def test_the_whole_ledger_costs_the_same_for_one_and_for_many(client, world):
    sign_in(client, world.survivor)
    costs = []
    for more in (1, 12):
        crowd(world, more)
        with statements(world) as asked:
            assert client.get("/en/mine/choices/ledger.json").status == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
