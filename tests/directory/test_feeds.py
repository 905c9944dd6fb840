"""Whole feeds: the standard's examples, older versions, and the mocks that must be refused."""

import re

import pytest
from sqlalchemy import select

from portal.demo import DIRECTORY
from portal.directory.models import ServicePlace
from portal.directory.remarks import Unreadable, Weight
from tests.directory.feeds import DATA, all_entries, bodies, bring, cards, page_of, said, service

SPEC = DATA / "spec"


@pytest.mark.parametrize("name", sorted(path.name for path in (SPEC / "json").iterdir()))
def test_an_example_of_the_standard(store, name):
    counts, report = bring(store, SPEC / "json" / name)
    assert all_entries(store)
    assert counts.added == (name != "taxonomy_term.json")
    assert {fault.wrong for fault in report.faults if fault.weight is Weight.ASIDE} <= {"not on the earth"}


def test_the_tables_of_the_standard_say_what_its_json_says(store, quick_folder):
    bring(store, SPEC / "csv", with_contacts=True)
    (found,) = bodies(store, "service")
    assert found["phones"][0]["languages"][0]["code"] == "ur"
    assert found["program"]["name"] == "Community Mental Health Support"
    assert found["contacts"][0]["name"] == "Ann Persona"
    (at,) = bodies(store, "service_at_location")
    assert at["schedules"][0]["byday"] == "TH,FR"
    (place,) = bodies(store, "location")
    assert place["addresses"][0]["city"] == "MyCity"
    # What belongs to nothing in the example is kept all the same.
    assert {entry[0] for entry in all_entries(store)} >= {"attribute", "metadata", "meta_table_description"}


def test_a_mock_with_wrong_fields_is_refused_with_the_reasons(store):
    with pytest.raises(Unreadable, match="1 of its 1 services"):
        bring(store, DATA / "uk/V3.0-UK-Fail_service_full.json")
    assert not all_entries(store)
    _counts, report = bring(store, DATA / "uk/V3.0-UK-Fail_service_full.json", anyway=True)
    assert set(said(report)) >= {
        "service.url: not an address on the web: kept aside as url_as_given",
        "service.email: not an e-mail address: kept aside as email_as_given",
    }
    (found,) = bodies(store, "service")
    assert "url" not in found
    assert found["url_as_given"] == "example/counselling"


def test_a_mock_without_names_is_refused(store):
    with pytest.raises(Unreadable, match="none of its 4 services"):
        bring(store, DATA / "uk/V3.0-UK-Fail_service_list.json")


@pytest.mark.parametrize("name", ["V3.0-UK-Test_service_full.json", "V3.0-UK-Test_service_list.json"])
def test_a_mock_that_is_right_comes_in(store, name):
    counts, _report = bring(store, DATA / "uk" / name)
    assert counts.services == 1  # the list says the same service again and again


def test_a_real_directory_of_version_1(store):
    """Legal aid in Illinois: no ids of phones, hours by weekday, addresses of organizations."""
    counts, report = bring(store, DATA / "ilao")
    assert counts.services == 9
    assert "service.name: missing: the service was left out" in set(said(report))
    place = next(one for one in bodies(store, "location") if one.get("schedules"))
    assert {one["freq"] for one in place["schedules"]} == {"WEEKLY"}
    assert any(one["location_type"] == "postal" for one in bodies(store, "location"))


def test_ohana(store):
    counts, report = bring(store, DATA / "ohana")
    assert counts.services == 23
    assert len(bodies(store, "taxonomy_term")) == 290
    languages = {one["name"] for place in bodies(store, "location") for one in place.get("languages", ())}
    assert {"Spanish", "Tagalog"} <= languages
    assert "Susan Houston" not in str(all_entries(store))
    assert any(card.step_free for card in cards(store))
    assert "contact: names staff: left out" in set(said(report, Weight.TOLD))


def test_a_taxonomy_alone(store):
    counts, _report = bring(store, DATA / "openeligibility.csv")
    assert counts.services == 0
    terms = bodies(store, "taxonomy_term")
    assert len(terms) == 289
    assert {"parent_id"} <= terms[-1].keys() | terms[0].keys() | terms[5].keys()


def test_version_2_as_json(store, quick_folder):
    """Lists that had other names: Open Referral UK before 3.0."""
    bring(store, page_of(quick_folder, service(
        id="12",
        regular_schedules=[{"id": "1", "weekday": "Monday", "opens_at": "9:00", "closes_at": "17:00"}],
        eligibilitys=[{"id": "1", "eligibility": "adults", "minimum_age": 18}],
        service_at_locations=[{"id": "9", "location": {"id": "8", "name": "Hall",
            "physical_addresses": [{"id": "7", "address_1": "1 Main St", "city": "Town"}]}}],
        service_taxonomys=[{"id": "3", "taxonomy": {"id": "t", "name": "Advice", "vocabulary": "local"}}],
    )))  # fmt: skip
    (found,) = bodies(store, "service")
    assert found["schedules"][0]["byday"] == "MO"
    assert found["eligibility_description"] == "adults"
    assert found["minimum_age"] == 18
    assert found["attributes"][0]["taxonomy_term"]["name"] == "Advice"
    (card,) = cards(store)
    assert card.hours == [{"days": "MO", "opens": "09:00", "closes": "17:00"}]
    (place,) = bodies(store, "location")
    assert place["addresses"][0]["address_type"] == "physical"


def test_the_example_of_the_demonstration(store):
    """Its names say that they are examples, its numbers are kept for fiction: nobody is called by mistake."""
    counts, report = bring(store, DIRECTORY)
    assert (counts.services, report.is_clean()) == (12, True)
    for card in cards(store):
        assert card.name.startswith(("Example", "Ejemplo", "مثال"))
        assert re.fullmatch(r"\+1 312 555 01\d\d", card.phone)
    assert {code for card in cards(store) for code in card.languages.split()} >= {"en", "es", "ar"}
    with store.reading() as session:
        towns = set(session.scalars(select(ServicePlace.city)))
    assert towns == {"Lakeside", ""}
