"""One button, one act: checked, hidden, shown; places; and all of it as a file."""

import io
import json
import zipfile
from uuid import UUID

import pytest
from sqlalchemy import select

from portal.directory.models import Entry, ServicePlace
from portal.listing import service as listing
from tests.accounts.steps import token_in
from tests.directory.feeds import all_entries, bring, page_of, service, store_in
from tests.listing.steps import LIST, acts, again, body, card, example, id_of, open_part
from tests.make import sign_in, working
from tests.sharing import sql

WHERE = {"Street and number": "1 Main St", "City": "Springfield", "Country, in two letters": "US"}


def test_checked_by_phone_once_however_often_it_is_pressed(lead, world, line):
    token = token_in(lead.get(f"{LIST}{line}"))
    for _tap in range(2):
        page = lead.post(f"{LIST}{line}/does/check", {"csrf_token": token})
    assert "Checked by phone on" in page.main
    assert page.main.count("Never checked here") == 0
    assert acts(world) == ["service_checked"]
    assert card(world, line).checked_by == world.lead.actor.id


def test_a_wrong_tap_is_taken_back_the_same_day_by_the_same_person(lead, world, line):
    lead.get(f"{LIST}{line}")
    lead.submit(button="We called today, and it holds")
    lead.submit(button="Undo: nobody called")
    assert card(world, line).checked_at is None
    lead.submit(button="We called today, and it holds")
    world.clock.move(hours=13)
    sign_in(lead, world.lead)
    page = lead.get(f"{LIST}{line}")
    assert "Undo" not in page.main
    lead.post(f"{LIST}{line}/does/uncheck", {"csrf_token": token_in(page)})
    assert card(world, line).checked_at is not None
    assert acts(world) == ["service_checked", "service_unchecked", "service_checked"]


def test_what_is_taken_back_leaves_the_check_before_it(lead, world, line):
    sql(world.stores.main, "UPDATE team_member SET role = 'lead'")
    first = world.clock().replace(second=0, microsecond=0)
    with working(world, world.colleague) as w:
        listing.check(w, line)
    for _again in range(2):
        world.clock.move(hours=24 * 180)
        sign_in(lead, world.lead)
        lead.get(f"{LIST}{line}")
        lead.submit(button="We called today, and it holds")
        assert card(world, line).checked_by == world.lead.actor.id
        page = lead.submit(button="Undo: nobody called")
        assert "Tomas Rivera" in page.main
        found = card(world, line)
        assert (found.checked_at, found.checked_by) == (first, world.colleague.actor.id)
    assert acts(world) == ["service_checked"] + ["service_checked", "service_unchecked"] * 2


def test_hidden_and_shown_again(lead, world, line, tmp_path):
    lead.get(f"{LIST}{line}")
    lead.submit(button="Do not show this service")
    assert "People do not see this service." in lead.page.main
    assert not card(world, line).active
    assert lead.client.get(f"/hsds/services/{line}", base_url="https://localhost").status_code == 404
    again(world, tmp_path, description="New")
    assert not card(world, line).active
    assert "Example Night Line" in lead.get(f"{LIST}?which=hidden").main
    lead.get(f"{LIST}{line}")
    lead.submit(button="Show it again")
    assert card(world, line).active
    assert acts(world) == ["service_hidden", "service_shown"]


def test_there_is_no_other_act(lead, line):
    token = token_in(lead.get(f"{LIST}{line}"))
    assert lead.post(f"{LIST}{line}/does/erase", {"csrf_token": token}).status == 404


def test_of_a_confidential_place_no_form_shows_more_than_that_it_is(lead, world, house):
    page = lead.get(f"{LIST}{house}")
    assert "A place that is confidential." in page.main
    with world.stores.main.reading() as session:
        at = session.scalars(select(Entry.location_id).where(Entry.service_id == house)).one()
    page = lead.get(f"{LIST}{house}/place/{at}")
    assert {one.get("name") for one in page.controls()} == {"csrf_token", "mark", "confidential"}


def test_a_place_by_hand_outlives_imports_and_can_become_confidential(lead, world, house, tmp_path):
    open_part(lead, house, "place")
    lead.submit(WHERE, "Save")
    assert "1 Main St, Springfield, US" in lead.page.main
    assert "an address is shown all the same" in lead.page.main
    again(world, tmp_path, description="A place to sleep.")
    with world.stores.main.reading() as session:
        assert session.scalars(select(ServicePlace).where(ServicePlace.service_id == house)).one().city
    lead.get(f"{LIST}{house}")
    lead.follow("Change: 1 Main St")
    page = lead.submit({"This place is confidential": True}, "Save")
    assert "This place is confidential." in page.main
    assert "Main St" not in page.main
    with world.stores.main.reading() as session:
        assert not session.scalars(select(ServicePlace).where(ServicePlace.service_id == house)).all()
    assert "Main St" not in str([entry[-1] for entry in all_entries(world.stores.main)])
    assert acts(world) == ["place_added", "place_added", "place_changed"]


def test_another_street_has_another_point_on_the_map(lead, world, line):
    id = with_a_place(world)
    page = lead.get(f"{LIST}{id}")
    change = next(href for words, href in page.links() if "/place/" in href)
    location = change.rpartition("/")[2]
    assert "latitude" in found_place(world, location)
    lead.get(change)
    lead.submit({"Floor, door": "2"}, "Save")
    assert "latitude" in found_place(world, location)
    lead.get(change)
    lead.submit({"Street and number": "9 Other St"}, "Save")
    assert "latitude" not in found_place(world, location)


def with_a_place(world):
    with world.stores.main.reading() as session:
        return session.scalars(
            select(ServicePlace.service_id).where(ServicePlace.latitude.is_not(None))
        ).first()


def found_place(world, location):
    return body(world, UUID(location), "location")


@pytest.mark.parametrize(
    ("button", "kind"), [("One file (JSON)", "json"), ("Tables (CSV, in one zip file)", "zip")]
)
def test_what_is_taken_along_is_what_was_there(lead, world, line, tmp_path, button, kind):
    open_part(lead, line, "about")
    lead.submit({"Name": "Ours"}, "Save")
    lead.get(f"{LIST}out")
    page = lead.submit(button=button)
    assert page.headers["Content-Disposition"] == f'attachment; filename="paper.{kind}"'
    path = tmp_path / f"out.{kind}"
    path.write_bytes(page.content)
    second = store_in(tmp_path)
    bring(second, path, with_contacts=True)
    assert all_entries(second) == all_entries(world.stores.main)
    second.close()
    assert acts(world)[-1] == "directory_exported"
    if kind == "json":
        assert "Ours" in {one["name"] for one in json.loads(page.content)["contents"]}
    else:
        assert "services.csv" in zipfile.ZipFile(io.BytesIO(page.content)).namelist()


def test_nothing_goes_out_without_the_button(lead, world):
    lead.get(f"{LIST}out")
    for sent in ({"kind": "json"}, {"kind": "exe", "csrf_token": token_in(lead.page)}):
        assert lead.post(f"{LIST}out", sent).headers["Content-Type"].startswith("text/html")
    assert acts(world) == []


def test_what_was_changed_of_its_place_and_organization_is_let_go_with_it(lead, world, tmp_path):
    example(world)
    id = with_a_place(world)
    before = card(world, id).organization
    open_part(lead, id, "organization")
    lead.submit({"Name of the organization": "Renamed"}, "Save")
    change = next(href for words, href in lead.page.links() if "/place/" in href)
    lead.get(change)
    lead.submit({"City": "Elsewhere"}, "Save")
    again(world, tmp_path)
    assert card(world, id).organization == "Renamed"
    lead.submit(button="Let the feed take over again")
    again(world, tmp_path)
    assert card(world, id).organization == before
    assert "Elsewhere" not in lead.get(f"{LIST}{id}").main


def test_a_place_that_becomes_confidential_is_told_nowhere_also_not_by_the_feed_again(lead, world, tmp_path):
    place = {
        "id": "l",
        "name": "House",
        "location_type": "physical",
        "addresses": [{"address_1": "7 Elm St"}],
    }
    at = {
        "id": "a",
        "description": "Behind the church, Elm St",
        "directions": "Elm St bus",
        "location": place,
    }
    feed = service(service_at_locations=[at])
    bring(world.stores.main, page_of(tmp_path, feed), now=world.clock())
    id = id_of(world, "Example help")
    lead.get(f"{LIST}{id}")
    lead.follow("Change: 7 Elm St")
    lead.submit({"This place is confidential": True}, "Save")
    feed["service_at_locations"][0]["description"] = "Left of the church, Elm St"
    for _time in range(2):
        told = [str(entry[-1]) for entry in all_entries(world.stores.main)]
        assert not [body for body in told if "Elm" in body]
        bring(world.stores.main, page_of(tmp_path, feed), now=world.clock())
