"""The same feed again, a changed one, one that lost services; what was changed here; and out and in again."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from portal.directory import keeping
from portal.directory.exporting import to_json, to_tables
from portal.directory.models import Entry, Feed, ServicePlace, ServiceTerm
from tests.directory.feeds import (
    DATA,
    NOW,
    all_entries,
    bodies,
    bring,
    cards,
    page_of,
    said,
    service,
    store_in,
    table,
)

LATER = NOW + timedelta(days=1)


def place(city):
    at = {"address_1": "1 Main St", "city": city, "state_province": "IL", "postal_code": "6", "country": "US"}
    return {
        "id": str(uuid4()),
        "location_type": "physical",
        "latitude": 41.0,
        "longitude": -87.0,
        "addresses": [at],
    }


def rich():
    """A service with most of what a card shows."""
    return service(
        name="LEGAL HELP FOR EVERYONE", description="Free legal help.",
        fees_description="Free of charge", assured_date="2026-01-31", minimum_age=16, url="https://example.org",
        last_modified="2026-02-01T10:00:00Z",
        interpretation_services="Interpreters by phone", organization={"id": str(uuid4()), "name": "House"},
        phones=[{"number": "+1 555 0100", "type": "fax"}, {"number": "+1 555 0101", "type": "voice"}],
        languages=[{"name": "Spanish"}, {"name": "Arabic", "code": "ara"}, {"name": "Language line"}],
        required_documents=[{"document": "None"}], anything={"else": [1, True, "x"]},
        schedules=[{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}],
        service_at_locations=[{"location": place("Örebro")}],
        attributes=[{"taxonomy_term": {"id": str(uuid4()), "name": "Legal", "description": "x"}}],
    )  # fmt: skip


def test_what_a_card_says(store, quick_folder):
    bring(store, page_of(quick_folder, rich()))
    (card,) = cards(store)
    assert card.name == "Legal Help for Everyone"
    assert (card.phone, card.ways) == ("+1 555 0101", " fax voice web visit ")
    assert (card.languages, card.interpreters) == (" es ar ", True)
    assert (card.free, card.papers, card.minimum_age, card.maximum_age) == (True, False, 16, None)
    assert (card.organization, card.terms, card.assured_on) == ("House", ["Legal"], date(2026, 1, 31))
    assert card.hours == [{"days": "MO TU", "opens": "09:00", "closes": "17:00"}]
    assert "orebro" in card.words
    with store.reading() as session:
        assert session.scalars(select(ServicePlace)).one().city_key == "orebro"
        assert session.scalars(select(ServiceTerm)).one().service_id == card.id


@pytest.mark.parametrize("feed", ["spec/csv", "ohana", "ilao"])
def test_the_same_feed_again_changes_nothing(store, feed):
    first, _report = bring(store, DATA / feed)
    before, shown = all_entries(store), [card.__dict__ | {"_sa_instance_state": 0} for card in cards(store)]
    again, _report = bring(store, DATA / feed, now=LATER)
    assert (again.added, again.changed, again.removed, again.same) == (0, 0, 0, first.services)
    assert all_entries(store) == before
    assert [card.__dict__ | {"_sa_instance_state": 0} for card in cards(store)] == shown
    with store.reading() as session:
        assert session.get(Feed, "feed").changed_at == NOW
        assert {entry.modified_at for entry in session.scalars(select(Entry))} == {NOW}


def test_a_changed_feed(store, quick_folder):
    stays, changes, goes = service(name="A"), service(name="B"), service(name="C")
    bring(store, page_of(quick_folder, stays, changes, goes))
    counts, _report = bring(
        store, page_of(quick_folder, stays, changes | {"name": "B2"}, service(name="D")), now=LATER
    )
    assert counts[1:] == (1, 1, 1, 1)
    assert [(card.name, card.active) for card in cards(store)] == [
        ("A", True),
        ("B2", True),
        ("C", False),
        ("D", True),
    ]
    bring(store, page_of(quick_folder, stays, goes), now=LATER)  # it comes back
    assert [(card.name, card.active) for card in cards(store)][2] == ("C", True)


def test_feeds_do_not_touch_each_other(store, quick_folder):
    ours, theirs = service(name="Ours"), service(name="Theirs")
    bring(store, page_of(quick_folder, ours), "one")
    _counts, report = bring(store, page_of(quick_folder, theirs, ours | {"name": "Taken over"}), "two")
    assert [card.name for card in cards(store)] == ["Ours", "Theirs"]
    assert "service: of the feed one already: left as it is" in set(said(report))
    bring(store, page_of(quick_folder, service(name="Other")), "two")
    assert [card.name for card in cards(store) if card.active] == ["Other", "Ours"]


@pytest.mark.parametrize("table", ["directory_entry", "service_place", "directory_feed"])
def test_a_failure_in_the_middle_of_writing_shows_nothing(store, quick_folder, table):
    fails = f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, ''); END"
    feed = page_of(quick_folder, rich())
    with store.writing() as session:
        session.execute(text(fails))
        session.commit()
    with pytest.raises(IntegrityError):
        bring(store, feed)
    assert not all_entries(store)
    assert not [card for card in cards(store) if card.active]
    with store.writing() as session:
        session.execute(text("DROP TRIGGER full"))
        session.commit()
    bring(store, feed, now=LATER)
    assert [card.name for card in cards(store) if card.active] == ["Legal Help for Everyone"]


def test_what_a_lead_changed_stays(store, quick_folder):
    told = rich()
    bring(store, page_of(quick_folder, told))
    who = uuid4()
    with store.writing() as session:
        entry = session.scalars(select(Entry).where(Entry.kind == "service")).one()
        report = keeping.keep(
            session, entry, entry.body | {"name": "Corrected", "url": "none of it"}, who, LATER
        )
        assert keeping.checked(session, entry.id, who, LATER)
        session.commit()
    assert "service.url: not an address on the web: kept aside as url_as_given" in set(said(report))
    assert cards(store)[0].name == "Corrected"
    _counts, report = bring(store, page_of(quick_folder, told | {"description": "New words"}), now=LATER)
    (card,) = cards(store)
    assert (card.name, card.checked_at, card.checked_by) == ("Corrected", LATER, who)
    assert "service: changed here by hand: left as it is" in set(said(report))
    with store.writing() as session:
        keeping.let_go(session.scalars(select(Entry).where(Entry.kind == "service")).one())
        session.commit()
    bring(store, page_of(quick_folder, told | {"description": "New words"}), now=LATER)
    (card,) = cards(store)
    assert (card.name, card.summary, card.checked_by) == ("Legal Help for Everyone", "New words", who)


def test_a_place_that_a_lead_changed_shows_on_the_cards(store, quick_folder):
    bring(store, page_of(quick_folder, rich()))
    with store.writing() as session:
        entry = session.scalars(select(Entry).where(Entry.kind == "location")).one()
        keeping.keep(session, entry, entry.body | {"confidential": True}, uuid4(), LATER)
        session.commit()
    assert cards(store)[0].confidential
    with store.reading() as session:
        assert not session.scalars(select(ServicePlace)).all()
    bring(store, page_of(quick_folder, rich()), now=LATER)
    assert "Main St" not in str([body for body in bodies(store, "location") if body.get("confidential")])


SOURCES = [
    "spec/csv", "spec/json/service_full.json", "spec/json/organization_full.json", "spec/json/tabular.json",
    "spec/json/service_at_location_full.json", "ohana", "ilao", "uk/V3.0-UK-Test_service_full.json",
    "openeligibility.csv",
]  # fmt: skip


@pytest.mark.parametrize("how", [to_json, to_tables])
@pytest.mark.parametrize("source", SOURCES)
def test_out_and_in_again(store, quick_folder, source, how):
    bring(store, DATA / source, with_contacts=True)
    out = quick_folder / ("out.json" if how is to_json else "out")
    with store.reading() as session:
        how(session, out)
    (quick_folder / "second").mkdir()
    second = store_in(quick_folder / "second")
    bring(second, out, with_contacts=True)
    assert all_entries(second) == all_entries(store)
    second.close()


@pytest.mark.parametrize("how", [to_json, to_tables])
def test_what_nobody_knows_is_kept(store, quick_folder, how):
    folder = quick_folder / "feed"
    folder.mkdir()
    page_of(folder, rich() | {"someField": "0012", "a_number": 7, "confidential_note": "x"})
    table(folder, "service_capacity", "id,service_id,available\n1,none,3\n")
    bring(store, folder)
    out = quick_folder / ("out.json" if how is to_json else "out")
    with store.reading() as session:
        assert how(session, out) == 1
    (quick_folder / "second").mkdir()
    second = store_in(quick_folder / "second")
    bring(second, out)
    (found,) = bodies(second, "service")
    assert found["anything"] == {"else": [1, True, "x"]}
    assert (found["someField"], found["a_number"]) == ("0012", 7)
    assert all_entries(second) == all_entries(store)
    second.close()
