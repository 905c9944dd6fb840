"""A place that a lead made confidential stays so, whatever its feed says, until a lead says otherwise."""

import pytest

from portal.sweep import sweep
from tests.directory.feeds import all_entries, bring, page_of, service
from tests.listing.steps import LIST, acts, card, example, id_of
from tests.sharing import sql

STREET, TICK = "7 Elm St", "Keep this place confidential here, whatever its feed says"
OPEN = {"id": "l", "name": "House", "location_type": "physical", "addresses": [{"address_1": STREET}]}


def feed(world, folder, **changed):
    at = {"id": "a", "description": "Left of the church", "location": OPEN | changed}
    bring(world.stores.main, page_of(folder, service(id="s", service_at_locations=[at])), now=world.clock())
    return id_of(world, "Example help")


def told(world):
    """What the store holds and pages show of where it is."""
    return [
        word for word in ("Elm", "church") if word in str([one[-1] for one in all_entries(world.stores.main)])
    ]


def tick(lead, id):
    lead.get(f"{LIST}{id}")
    lead.follow(f"Change: {STREET}")
    return lead.submit({"This place is confidential": True}, "Save")


def test_its_city_is_nowhere_in_the_store_once_the_sweep_came_by(lead, world, tmp_path):
    city = "Zanesville"
    id = feed(world, tmp_path, addresses=[{"address_1": STREET, "city": city}])
    example(world)
    tick(lead, id)
    for _minute in range(3):
        sweep(world.stores, world.server, world.clock())
    for path in world.settings.data.glob("main.db*"):
        assert city[2:8].encode() not in path.read_bytes(), path.name


def test_a_damaged_index_does_not_stop_the_sweep(world):
    sql(world.stores.main, "DELETE FROM service_index_data")
    world.stores.main.engine.dispose()
    assert sweep(world.stores, world.server, world.clock()).keys() >= {"lapsed", "doomed"}


def test_the_feed_takes_over_everything_but_that(lead, world, tmp_path):
    id = feed(world, tmp_path)
    tick(lead, id)
    lead.get(f"{LIST}{id}/about")
    lead.submit({"Name": "Corrected"}, "Save")
    assert "a place that was made confidential here stays confidential" in lead.page.main
    lead.submit(button="Let the feed take over again")
    assert "Let the feed" not in lead.page.main
    assert "It stays so, whatever its feed says" in lead.page.main
    for changed in ({}, {"confidential": False, "name": "Refuge"}):
        assert feed(world, tmp_path, **changed) == id, "its own name is back"
        assert told(world) == []
        assert card(world, id).confidential


def test_until_the_tick_is_taken_away(lead, world, tmp_path):
    id = feed(world, tmp_path)
    tick(lead, id)
    feed(world, tmp_path)
    lead.follow("Change: House")
    page = lead.submit({TICK: False}, "Save")
    assert "From the next import on, its feed says again where this place is." in page.main
    assert "It stays so" not in page.main
    assert told(world) == []
    feed(world, tmp_path)
    assert told(world) == ["Elm", "church"]
    assert STREET in lead.get(f"{LIST}{id}").main
    assert acts(world) == ["place_changed", "place_let_go"]


@pytest.mark.parametrize("ticked", [True, False])
def test_one_that_its_feed_calls_confidential_can_be_held_to_that(lead, world, tmp_path, ticked):
    id = feed(world, tmp_path, confidential=True)
    lead.get(f"{LIST}{id}")
    page = lead.follow("Change: House")
    assert not [one for one in page.controls() if one.get("name") in ("street", "city", "name")]
    assert "Everybody can read it. No names" not in page.main
    lead.submit({TICK: ticked}, "Save")
    feed(world, tmp_path)
    assert told(world) == ([] if ticked else ["Elm", "church"])
    assert acts(world) == ["place_changed"] * ticked


def test_what_was_typed_before_it_became_confidential_replaces_nothing(lead, world, tmp_path):
    id = feed(world, tmp_path)
    lead.get(f"{LIST}{id}")
    page = lead.follow(f"Change: {STREET}")
    typed = {one.get("name"): one.get("value", "") for one in page.controls()}
    del typed["confidential"]
    tick(lead, id)
    page = lead.post(page.path, typed | {"street": "8 Elm St"})
    assert page.status == 409
    assert "Elm" not in page.main
    assert told(world) == []
