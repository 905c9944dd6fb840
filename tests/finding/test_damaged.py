"""An index that a bad disk damaged: searches say that they cannot, and one command mends it."""

import pytest
from sqlalchemy import select, text

from portal.directory.anew import anew
from portal.directory.models import DirectoryWord, ServiceCard
from tests.command import run
from tests.listing.steps import id_of
from tests.sharing import sql

DAMAGES = [
    "UPDATE service_index_data SET block = randomblob(64) WHERE id > 10",
    "UPDATE service_index_data SET block = X'00' || randomblob(30)",
    "DELETE FROM service_index_config",
    "UPDATE word_index_data SET block = randomblob(64)",
    "DROP TABLE word_index_idx",
]


def look(client):
    client.get("/en/support/find/")
    return client.fill({"words": "layer who speaks spanish"}).submit()


def held(world):
    """All that cards say, the words, and what stands in the index."""
    with world.stores.main.reading() as session:
        cards = session.execute(select(*ServiceCard.__table__.columns).order_by(ServiceCard.id)).all()
        words = set(session.execute(select(DirectoryWord.kind, DirectoryWord.word, DirectoryWord.said)))
        there = text("SELECT rowid FROM service_index WHERE service_index MATCH 'service' ORDER BY rowid")
        return cards, words, session.scalars(there).all()


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_command_mends_it_while_the_portal_runs(client, town, damage):
    found, before = look(client).main, held(town)
    assert "Example Legal Help" in found
    sql(town.stores.main, damage)
    town.stores.main.engine.dispose()  # what was read of it before is not remembered
    page = look(client)
    assert page.status in (500, 503)
    assert "Please try again" in page.main
    folder = town.settings.data
    ran = run("support", "index", PORTAL_KEYS=f"file:{folder / 'keyset.json'}", PORTAL_DATA=str(folder))
    services, words = len(before[2]), len(before[1])
    assert (ran.returncode, ran.stdout) == (
        0, f"The index was made anew: {services} services, {words} words.\n",
    )  # fmt: skip
    assert look(client).main == found
    assert held(town) == before


def test_it_follows_the_cards_again_and_twice_is_once(town, client):
    id = id_of(town, "Example Legal Help")
    sql(town.stores.main, f"UPDATE service_card SET active = 0, indexed = 0 WHERE id = '{id.hex}'")
    sql(town.stores.main, DAMAGES[0])
    assert anew(town.stores.main) == anew(town.stores.main)
    assert id not in {card.id for card in held(town)[0] if card.indexed}
    sql(town.stores.main, f"UPDATE service_card SET active = 1, indexed = 1 WHERE id = '{id.hex}'")
    assert "Example Legal Help" in look(client).main
    for name in ("service_index", "word_index"):
        sql(town.stores.main, f"INSERT INTO {name}({name}) VALUES ('integrity-check')")
