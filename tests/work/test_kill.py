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


def dies(world, act, point, ahead=0):
    """What the act printed, in the process that ended at `point`; then the machine starts again."""
    told = {
        "folder": str(world.settings.data), "act": act, "point": point,
        "name": world.survivor.name, "passphrase": world.survivor.passphrase,
        "consent": the_consent(world).id.hex, "team": scene(world).team.id.hex, "ahead": ahead,
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
def test_renew(world, point):
    """The old yes stands until the new one does, and never both or neither."""
    old = the_consent(world)
    made = dies(world, "renew", point)
    done = point not in BEFORE_MAIN
    states = {one.share_id.hex: one.state for one in consents(world)}
    if done:
        assert states == {old.share_id.hex: "replaced", made["share"]: "renewed"}
    else:
        assert states == {old.share_id.hex: "given"}
    standing = [one for one in consents(world) if one.stands_at(world.clock())]
    assert [one.share_id.hex for one in standing] == [made["share"] if done else old.share_id.hex]
    assert texts(read_as(world, world.lead, standing[0].share_id))
    if done:
        with pytest.raises(Refused):
            read_as(world, world.lead, old.share_id)
    settled(world)


@pytest.mark.parametrize("point", POINTS)
def test_lapse(world, point):
    """Its date has passed: nothing opens, whatever the sweep came to; the next sweep ends it."""
    world.clock.move(days=31)
    found = the_consent(world)
    dies(world, "lapse", point, ahead=31)
    with pytest.raises(Refused):
        read_as(world, world.lead, found.share_id)
    assert the_consent(world).state == "lapsed"
    settled(world)
    with working(world, world.survivor, writing=False) as w:
        assert consent.key_is_gone(w, the_consent(world))


@pytest.mark.parametrize("point", POINTS[:3])
def test_pause_and_go_on(world, point):
    """She is paused with everything she gave, or not at all; nothing is destroyed."""
    dies(world, "pause", point)
    found = the_consent(world)
    with working(world, world.survivor, writing=False) as w:
        assert (w.person.paused_at is None) is (found.paused_at is None) is (point in BEFORE_MAIN)
    if found.paused_at is None:
        assert texts(read_as(world, world.lead, found.share_id))
        return
    with pytest.raises(Refused):
        read_as(world, world.lead, found.share_id)
    dies(world, "go_on", "after main")
    assert texts(read_as(world, world.lead, found.share_id))
    settled(world)


@pytest.mark.parametrize("point", POINTS)
def test_stop(world, point):
    dies(world, "stop", point)
    found = the_consent(world)
    assert found.state == ("given" if point in BEFORE_MAIN else "withdrawn")
    if point not in BEFORE_MAIN:
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
