"""What is taken out of every feed: staff, codes that are somebody's, places that are not to be told."""

import pytest

from portal.directory.remarks import Weight
from tests.directory.feeds import all_entries, bodies, bring, cards, page_of, said, service, table


def place(**fields):
    address = {
        "id": "1", "address_1": "12 Hidden Lane", "address_2": "Flat 3", "city": "Rivertown",
        "state_province": "IL", "postal_code": "60601", "country": "US", "address_type": "physical",
    }  # fmt: skip
    return {
        "id": "1", "name": "House", "location_type": "physical", "latitude": 41.5, "longitude": -87.5,
        "transportation": "Bus 12 to Hidden Lane", "external_identifier": "10092008082",
    } | {"addresses": [address | fields.pop("address", {})]} | fields  # fmt: skip


SECRETS = [
    {"address": {"address_1": "Confidential"}},
    {"address": {"address_1": "CONFIDENTIAL LOCATION", "address_2": ""}},
    {"address": {"address_1": "Dirección confidencial"}},
    {"address": {"attention": "address withheld"}},
    {"description": "The shelter location is kept confidential."},
    {"name": "Undisclosed location"},
    {"location_type": "redacted"},
    {"confidential": True},
    {"confidential": "Y"},
    {"is_confidential": "true"},
    {"address": {"is_private": True}},
    {"confidential": True, "lat": 41.5, "zip": "60601", "map_url": "https://m.example/?q=Hidden+Lane"},
    {"confidential": True, "description": "The house at 12 Hidden Lane."},
    {"confidential": True, "alternate_name": "Rivertown house"},
    {"confidential": True, "attributes": [{"id": "1", "value": "12 Hidden Lane"}]},
    {"confidential": True, "phones": [{"id": "1", "number": "555 0100", "description": "12 Hidden Lane"}]},
]


@pytest.mark.parametrize("how", SECRETS, ids=str)
def test_a_confidential_place_loses_what_leads_to_it(store, quick_folder, how):
    at = [{"id": "1", "location": place(**how)}]
    _counts, report = bring(store, page_of(quick_folder, service(service_at_locations=at)))
    kept = str(all_entries(store))
    for word in ("Rivertown", "Hidden", "60601", "41.5", "87.5", "10092008082"):
        assert word not in kept
    (found,) = bodies(store, "location")
    assert (found["location_type"], found["state_province"], found["country"]) == ("virtual", "IL", "US")
    (card,) = cards(store)
    assert card.confidential
    assert "visit" not in card.ways
    assert any("confidential" in line for line in said(report, Weight.TOLD))


def test_being_at_such_a_place_does_not_tell_it_either(store, quick_folder):
    at = [
        {
            "id": "1",
            "description": "12 Hidden Lane",
            "street": "Hidden Lane",
            "location": place(confidential=1),
        }
    ]
    bring(store, page_of(quick_folder, service(service_at_locations=at)))
    assert "Hidden" not in str(all_entries(store))


def test_a_table_with_the_place_beside_the_service(store, quick_folder):
    rows = (
        "id,name,description,address_1,city,LATITUDE,colour\n1,Help,{},12 Hidden Lane,Rivertown,41.5,blue\n"
    )
    told = table(quick_folder, "services", rows.format("The address is confidential."))
    bring(store, told)
    kept = str(all_entries(store))
    assert not [word for word in ("Hidden", "Rivertown", "41.5") if word in kept]
    assert "blue" in kept


def test_a_place_of_a_service_that_says_so(store, quick_folder):
    told = service(
        description="A refuge. The address is confidential.", service_at_locations=[{"location": place()}]
    )
    bring(store, page_of(quick_folder, told))
    assert "Rivertown" not in str(all_entries(store))


def test_in_tables_too(store, quick_folder):
    folder = quick_folder / "feed"
    folder.mkdir()
    table(folder, "services", "id,name\n1,Shelter\n")
    table(folder, "locations", "id,name,latitude,longitude\n1,House,41.5,-87.5\n")
    table(
        folder, "addresses", "id,location_id,address_1,city,state_province\n1,1,Confidential,Rivertown,IL\n"
    )
    table(folder, "service_at_location", "id,service_id,location_id\n1,1,1\n")
    bring(store, folder)
    kept = str(all_entries(store))
    assert "Rivertown" not in kept
    assert "41.5" not in kept


def test_an_ordinary_place_stays(store, quick_folder):
    at = [{"location": place(description="Confidential counselling. Near the station.")}]
    bring(
        store,
        page_of(quick_folder, service(description="All talks are confidential.", service_at_locations=at)),
    )
    assert bodies(store, "location")[0]["addresses"][0]["city"] == "Rivertown"


def test_staff_is_left_out_unless_asked_for(store, quick_folder):
    contact = {"id": "1", "name": "Ann Persona", "phones": [{"id": "2", "number": "555 0199"}]}
    log = {
        "id": "3", "last_action_date": "2026-01-01", "last_action_type": "update", "field_name": "name",
        "previous_value": "a", "replacement_value": "b", "updated_by": "Ann Persona",
    }  # fmt: skip
    at = [{"location": place(address={"attention": "Ann Persona"})}]
    told = service(contacts=[contact], contact_name="Ann Persona", metadata=[log], service_at_locations=at)
    bring(store, page_of(quick_folder, told))
    assert "Persona" not in str(all_entries(store))
    assert "0199" not in str(all_entries(store))
    bring(store, page_of(quick_folder, told), with_contacts=True)
    assert str(all_entries(store)).count("Ann Persona") == 4


def test_staff_in_tables_that_nobody_knows(store, quick_folder):
    folder = quick_folder / "feed"
    folder.mkdir()
    table(folder, "services", "id,name\n1,Help\n")
    table(folder, "staff", "id,service_id,name\n1,1,Ann Persona\n")
    table(folder, "rooms", "id,service_id,colour,staff_name\n1,1,blue,Ann Persona\n")
    table(
        folder,
        "metadata",
        "id,resource_id,resource_type,field_name,previous_value\n1,9,contact,name,Ann Persona\n",
    )
    _counts, report = bring(store, folder)
    assert "blue" in str(all_entries(store))
    assert "Persona" not in str(all_entries(store))
    assert any("names staff" in line for line in said(report, Weight.TOLD))


def test_a_number_of_staff_goes_with_them(store, quick_folder):
    folder = quick_folder / "feed"
    folder.mkdir()
    table(folder, "services", "id,name\n1,Help\n")
    table(folder, "contacts", "id,service_id,name\n5,1,Ann Persona\n")
    table(folder, "phones", "id,service_id,contact_id,number\n1,1,,555 0100\n2,,5,555 0199\n3,1,5,555 0101\n")
    bring(store, folder)
    numbers = [phone["number"] for phone in bodies(store, "service")[0]["phones"]]
    assert numbers == ["555 0100", "555 0101"]


def test_codes_of_211_are_left_out(store, quick_folder):
    owned = {"id": "1", "name": "Homeless Shelter", "code": "BH-1800.8500", "taxonomy": "AIRS/211LA"}
    ours = {"id": "2", "name": "Safe Housing", "taxonomy": "Open Eligibility"}
    terms = [{"id": str(n), "taxonomy_term": term} for n, term in enumerate((owned, ours))]
    bring(store, page_of(quick_folder, service(attributes=terms)))
    assert cards(store)[0].terms == ["Safe Housing"]
    assert [term["name"] for term in bodies(store, "taxonomy_term")] == ["Safe Housing"]
    assert "BH-1800" not in str(all_entries(store))


def test_codes_of_211_in_tables(store, quick_folder):
    folder = quick_folder / "feed"
    folder.mkdir()
    table(folder, "services", "id,name\n1,Help\n")
    table(folder, "taxonomies", "id,name,description\n7,211LA Taxonomy,x\n")
    table(folder, "taxonomy_terms", "id,name,taxonomy_id\nt,Shelter,7\nu,Food,\n")
    table(folder, "attributes", "id,link_id,link_entity,taxonomy_term_id\n1,1,service,t\n2,1,service,u\n")
    bring(store, folder)
    assert cards(store)[0].terms == ["Food"]
    assert "Shelter" not in str(all_entries(store))
