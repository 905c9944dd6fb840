"""The power fails between the commits of an act: what she finds when it is back."""

import pytest
from sqlalchemy import select, union

from portal.consent import service as consent
from portal.crypto import CannotOpen
from portal.demo import WRITTEN
from portal.keyring.models import Doomed, Grant, Principal, RecordKey, Secret, TeamMember
from portal.statements import service as statements
from portal.sweep import sweep
from portal.work import NotFound, Refused
from tests.make import working
from tests.sharing import consents, read_as, scene, texts, the_consent, unlocked
from tests.work.dying import POINTS, die_at

BEFORE_MAIN = POINTS[:2]
HERS = ("withdraw", "erase")


def dies(world, act, point):
    """What the act printed, in the process that ended at `point`; then the machine starts again."""
    told = {
        "folder": str(world.settings.data), "act": act, "point": point,
        "name": world.survivor.name, "passphrase": world.survivor.passphrase,
        "consent": the_consent(world).id.hex, "team": scene(world).team.id.hex,
    }  # fmt: skip
    made = die_at(told)
    sweep(world.stores, world.server, world.clock())
    return made


def settled(world):
    """An hour later: no secret without a row, no row without its secret, nothing left to destroy."""
    world.clock.move(hours=1, minutes=5)
    sweep(world.stores, world.server, world.clock())
    tables = (Principal, RecordKey, Grant, TeamMember)
    with working(world, writing=False) as w, world.stores.vault.reading() as vault:
        assert w.main.scalars(select(Doomed)).all() == []
        needed = set(w.main.scalars(union(*(select(table.vault_id) for table in tables)))) - {None}
        assert set(vault.scalars(select(Secret.id))) == needed
        with_grant = set(w.main.scalars(select(Grant.share_id)))
    assert with_grant == {one.share_id for one in consents(world) if one.stands_at(world.clock())}


def can_sign_in(world, name, passphrase):
    with working(world, writing=False) as w:
        try:
            unlocked(w, name, passphrase)
        except CannotOpen:
            return False
    return True


def her_words(world):
    with working(world, world.survivor, writing=False) as w:
        return {one.number: one.text for one in statements.read_all(w)}


@pytest.mark.parametrize("point", POINTS[:3])
def test_sign_up(world, point):
    made = dies(world, "sign_up", point)
    assert can_sign_in(world, made["name"], made["passphrase"]) is (point == "after main")
    settled(world)
    assert can_sign_in(world, made["name"], made["passphrase"]) is (point == "after main")
    assert can_sign_in(world, world.survivor.name, world.survivor.passphrase)


def test_a_sign_up_that_stands_between_the_commits_is_not_swept(world):
    """The secret is younger than an hour: main may still be committed."""
    before = secrets(world)
    dies(world, "sign_up", "after vault")
    assert len(secrets(world) - before) == 1
    settled(world)
    assert secrets(world) == before


def secrets(world):
    with world.stores.vault.reading() as vault:
        return set(vault.scalars(select(Secret.id)))


@pytest.mark.parametrize("point", POINTS[:3])
def test_give(world, point):
    made = dies(world, "share", point)
    ids = {one.share_id.hex for one in consents(world)}
    assert (made["share"] in ids) is (point == "after main")
    for one in consents(world):
        assert texts(read_as(world, world.lead, one.share_id))
    settled(world)
    assert len(consents(world)) == (2 if point == "after main" else 1)
    assert her_words(world) == WRITTEN


@pytest.mark.parametrize("point", POINTS)
def test_withdraw(world, point):
    dies(world, "withdraw", point)
    found = the_consent(world)
    if point in BEFORE_MAIN:
        assert found.stands_at(world.clock())
        assert texts(read_as(world, world.lead, found.share_id))
    else:
        assert found.state == "withdrawn"
        with working(world, world.survivor, writing=False) as w:
            assert consent.key_is_gone(w, found)
        with pytest.raises(Refused):
            read_as(world, world.lead, found.share_id)
    settled(world)
    assert her_words(world) == WRITTEN


@pytest.mark.parametrize("point", POINTS)
def test_erase(world, point):
    share_id = the_consent(world).share_id
    dies(world, "erase", point)
    stays = point in BEFORE_MAIN
    assert can_sign_in(world, world.survivor.name, world.survivor.passphrase) is stays
    assert len(consents(world)) == int(stays)
    if stays:
        assert her_words(world) == WRITTEN
        assert texts(read_as(world, world.lead, share_id))
    else:
        with pytest.raises(NotFound):
            read_as(world, world.lead, share_id)
    settled(world)


@pytest.mark.parametrize("point", POINTS[:3])
def test_save(world, point):
    dies(world, "save", point)
    new = {1: "Written as the power went"} if point == "after main" else {}
    assert her_words(world) == WRITTEN | new
    settled(world)


@pytest.mark.parametrize("act", HERS)
def test_before_the_sweep_the_rules_refuse_already(world, act, monkeypatch):
    """Nothing is readable from the moment main is committed, even while its secret is still there."""
    monkeypatch.setattr(f"{__name__}.sweep", lambda *_: None)
    found = the_consent(world)
    dies(world, act, "after main")
    with world.stores.vault.reading() as vault:
        assert vault.get(Secret, found.vault_id) is not None
    with pytest.raises((Refused, NotFound)):
        read_as(world, world.lead, found.share_id)
    if act == "withdraw":
        with working(world, world.survivor, writing=False) as w:
            assert not consent.key_is_gone(w, found)
