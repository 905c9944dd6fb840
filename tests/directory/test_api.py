"""The read API: what it answers, in the standard's own words, to whom, and that it keeps nothing."""

import json
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from sqlalchemy import event, select

from portal.directory.importing import Asked, bring_in
from portal.directory.models import Entry
from portal.directory.remarks import Report
from tests.bench.directory import write
from tests.directory.any_request import ask_anything
from tests.directory.feeds import DATA, NOW, page_of, service

COUNSELLING = "ac148810-d857-441c-9679-408f346de14b"
SCHEMAS = {path.name: json.loads(path.read_text()) for path in (DATA / "spec/schema").glob("*.json")}
REGISTRY = Registry().with_resources(
    [(name, Resource(contents=schema, specification=DRAFT202012)) for name, schema in SCHEMAS.items()]
)
LISTS = {
    "services": "service", "service_at_locations": "service_at_location", "organizations": "organization",
    "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip


def faults(kind, record):
    validator = Draft202012Validator(
        {"$ref": f"{kind}.json"}, registry=REGISTRY, format_checker=FormatChecker()
    )
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(record)]


@pytest.fixture
def bring(world):
    def bring(path, name="feed", **options):
        return bring_in(world.stores.main, Asked(path, name, **options), Report(), NOW)

    return bring


@pytest.fixture
def api(app):
    client = app.test_client()

    def ask(path, **query):
        return client.get(f"/hsds/{path}", query_string=query, base_url="https://localhost")

    ask.client = client
    return ask


def names(answer):
    return [one["name"] for one in answer.json["contents"]]


def test_it_says_what_it_is(api):
    about = api("").json
    assert about["version"] == "3.0"
    assert api(about["openapi_url"].partition("/hsds/")[2]).json["openapi"] == "3.1.0"


@pytest.mark.parametrize("feed", ["spec/csv", "spec/json/service_full.json", "ohana", "ilao"])
def test_every_answer_holds_against_the_schemas(api, bring, feed):
    bring(DATA / feed, with_contacts=True)
    for plural, kind in LISTS.items():
        for query in ({}, {"full": "true"}, {"full_service": "true"}):
            contents = api(plural, per_page=200, **query).json["contents"]
            for record in contents[:40]:
                assert not faults(kind, record)
            if contents:
                assert not faults(kind, api(f"{plural}/{contents[0]['id']}").json)


def test_an_example_comes_out_as_it_went_in(api, bring):
    path = DATA / "spec/json/service_full.json"
    bring(path, with_contacts=True)
    example, answer = json.loads(path.read_text()), api(f"services/{COUNSELLING}").json
    place = example["service_at_locations"][0]["location"]
    assert example["organization"].pop("locations") == [place]
    answer["service_at_locations"][0]["location"].pop("organization_id")  # that is how it is said here
    example["description"] = example["description"].strip()
    assert answer == example
    whole = api(f"organizations/{example['organization']['id']}").json
    assert whole["locations"] == [place]
    assert [one["id"] for one in whole["services"]] == [COUNSELLING]


def test_pages(api, bring, quick_folder):
    bring(write(quick_folder, 25))
    first, last = api("services", per_page=10).json, api("services", per_page=10, page=3).json
    assert (first["total_items"], first["total_pages"], first["size"]) == (25, 3, 10)
    assert (first["first_page"], first["last_page"]) == (True, False)
    assert (last["first_page"], last["last_page"]) == (False, True)
    assert last["size"] == 5
    assert api("services", page=99).json["empty"]
    lines = api("services", format="ndjson").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [
        one["id"] for page in (1, 2, 3) for one in api("services", per_page=10, page=page).json["contents"]
    ]


def near(postcode, latitude):
    """A service_at_location."""
    at = {"id": str(uuid4()), "location_type": "physical", "latitude": latitude, "longitude": -87.0}
    return {"location": at | {"addresses": [{"postal_code": postcode, "city": "A"}]}}


# Not by chance: they stand in the names of tests, which every worker must read alike.
HOUSE = {"id": "0a5b1c0e-4a43-4d55-8a1b-6d1f2e9f7a01", "name": "House", "description": ""}
TAXONOMY = {"id": "0a5b1c0e-4a43-4d55-8a1b-6d1f2e9f7a02", "name": "T", "description": ""}
TERM = {
    "id": "0a5b1c0e-4a43-4d55-8a1b-6d1f2e9f7a03",
    "name": "Legal",
    "description": "",
    "taxonomy_detail": TAXONOMY,
}


@pytest.fixture
def some(bring, quick_folder):
    tagged = [{"taxonomy_term": TERM}]
    bring(page_of(
        quick_folder,
        service(name="Ñandú legal", attributes=tagged, service_at_locations=[near("60601", 41.0)]),
        service(name="Shelter 100%", organization=HOUSE, service_at_locations=[near("60699", 41.5)]),
        service(name="Old", last_modified="2020-01-01T00:00:00Z"),
        service(name="Gone", status="inactive"),
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Old", "Shelter 100%", "Ñandú legal"]),
        ({"search": "nandu LEGAL"}, ["Ñandú legal"]),
        ({"search": "100%"}, ["Shelter 100%"]),
        ({"search": "%"}, ["Old", "Shelter 100%", "Ñandú legal"]),
        ({"taxonomy_term_id": TERM["id"]}, ["Ñandú legal"]),
        ({"taxonomy_id": TAXONOMY["id"]}, ["Ñandú legal"]),
        ({"taxonomy_id": TAXONOMY["id"], "organization_id": HOUSE["id"]}, []),
        ({"organization_id": HOUSE["id"]}, ["Shelter 100%"]),
        ({"organization_id": "no id"}, []),
        ({"modified_after": "2026-01-01"}, ["Shelter 100%", "Ñandú legal"]),
    ],
    ids=str,
)
def test_filters_of_services(api, some, query, found):
    assert sorted(names(api("services", **query))) == found


def test_filters_of_the_rest(api, some):
    def at(**query):
        return api("service_at_locations", **query).json["total_items"]

    assert (at(), at(postcode="60601"), at(postcode="60601", proximity=1000)) == (2, 1, 1)
    assert (at(postcode="60601", proximity=60_000), at(postcode="none", proximity=60_000)) == (2, 0)
    assert names(api("taxonomy_terms", taxonomy_id=TAXONOMY["id"])) == ["Legal"]
    assert names(api("organizations", search="hou")) == ["House"]
    assert api("services", minimal="true").json["contents"][0].keys() == {"id", "modified_date"}


def test_only_what_is_public_and_active(api, bring, quick_folder):
    gone, closed = service(name="Gone"), service(name="Closed", status="temporarily closed")
    bring(page_of(quick_folder, gone, closed, service(name="Here")))
    bring(page_of(quick_folder, closed, service(name="Here")))
    assert names(api("services")) == ["Here"]
    for hidden in (gone["id"], closed["id"], str(uuid4()), "no-id"):
        answer = api(f"services/{hidden}")
        assert (answer.status_code, answer.mimetype) == (404, "application/json")


@pytest.mark.parametrize(
    "query",
    [{"page": "0"}, {"page": "x"}, {"per_page": "5000"}, {"format": "xml"}, {"full": "perhaps"},
     {"search": "x" * 201}, {"modified_after": "yesterday"}],
)  # fmt: skip
def test_what_is_not_clear_is_said(api, query):
    answer = api("services", **query)
    assert answer.status_code == 400
    assert answer.json["error"].startswith(next(iter(query)))


def test_a_question_by_post_stays_out_of_the_address(api, bring):
    bring(DATA / "spec/csv")
    for body in ({"json": {"search": "counselling"}}, {"data": {"search": "counselling"}}):
        answer = api.client.post("/hsds/services", **body)
        assert names(answer) == ["Community Counselling"]
        assert answer.headers["Cache-Control"] == "no-store"
    for wrong in ("[]", "{", "null", "[" * 9000):
        answer = api.client.post("/hsds/services", data=wrong, content_type="application/json")
        assert answer.status_code == 400


@pytest.mark.parametrize("asked", [{"search": "\ud800"}, {"postcode": "\ud800"}])
@pytest.mark.parametrize("name", ["organizations", "service_at_locations"])
def test_half_a_sign_is_no_text(api, name, asked):
    answer = api.client.post(f"/hsds/{name}", json=asked, base_url="https://localhost")
    assert answer.status_code == (200 if "postcode" in asked and name == "organizations" else 400)


def test_who_reads_slowly_does_not_keep_what_was_erased(api, bring, world, quick_folder):
    bring(page_of(quick_folder, service(), service()))
    answer = api("services", format="ndjson")
    first = next(answer.response)
    with world.stores.main.writing() as session:
        session.delete(session.scalars(select(Entry)).first())
        session.commit()
    assert world.stores.main.scrub()
    assert json.loads(first)["name"] == json.loads(next(answer.response))["name"]


def test_any_site_may_read_it_and_nobody_is_known_by_it(api, bring):
    bring(DATA / "spec/csv")
    answer = api("services")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Credentials" not in answer.headers
    again = api.client.get("/hsds/services", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    before = api.client.options("/hsds/services")
    assert "POST" in before.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Origin" not in api.client.get("/en/support/").headers


def test_a_page_takes_few_statements(api, bring, world, quick_folder):
    bring(write(quick_folder, 60))
    asked = []
    event.listen(world.stores.main.engine, "before_cursor_execute", lambda *all: asked.append(all[2]))
    for path in ("services", "service_at_locations", "organizations"):
        for full in ("true", "false"):
            asked.clear()
            assert api(path, full=full, full_service="true").json["size"] >= 12
            assert len(asked) <= 10


def test_it_holds_against_any_request(app, bring):
    bring(DATA / "spec/csv")
    assert ask_anything(app, each=12) >= 150
