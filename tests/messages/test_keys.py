"""Whose keys open a message: hers, and those of the other side while she lets them in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import select

from portal.accounts import renewal
from portal.accounts import service as accounts
from portal.actor import Role
from portal.consent import service as consent
from portal.consent.models import Consent
from portal.crypto import CannotOpen
from portal.helping import service as helping
from portal.helping.models import Access
from portal.keyring.models import Secret, Tie
from portal.keyring.persons import fresh_keys
from portal.keyring.slots import new_slot
from portal.keyring.teams import reach_team
from portal.messages import sealing, service
from portal.messages.models import Message
from portal.messages.parties import Party
from portal.programmes import service as programmes
from portal.work import NotAllowed, NotFound, Refused
from tests.conftest import World
from tests.make import working
from tests.messages.steps import read, teams, texts, with_helper, with_team, write
from tests.sharing import backup, new_survivor, scene, sql, the_consent, with_old_main

HELLO, ANSWER = "Can we meet on Thursday?", "Yes, at ten."


@pytest.fixture(params=[with_helper, with_team], ids=["helper", "team"])
def sides(request, world):
    she, other = request.param(world)
    write(world, she, HELLO)
    write(world, other, ANSWER)
    return she, other


def opens(world, who):
    """What somebody's keys yield, past every rule: each copy of each message."""
    found = set()
    with working(world, who, writing=False) as w:
        for row, tie in w.main.execute(select(Message, Tie).join(Tie)):
            under = w.main.get(Access, tie.id) or w.main.get_one(Consent, tie.id)
            party = Party(
                under, tie.other_id, tie.id, hers=False, stands=True, paused=False,
                epochs=reach_team(w.keyring, tie.other_id, None),
            )  # fmt: skip
            with suppress(CannotOpen):
                found.add(sealing.open_hers(w, row))
            with suppress(CannotOpen):
                found.add(sealing.open_helpers(w, tie, row))
            with suppress(CannotOpen):
                found.add(sealing.opener(w, party, tie)(row))
    return found


def test_nobody_else_opens_one_past_every_rule(world, sides):
    _she, other = sides
    with_them = [world.lead, world.colleague] if other[0] is world.lead else [world.advocate]
    outside = [world.advocate] if other[0] is world.lead else [world.lead, world.colleague]
    outside += [new_survivor(world), scene(world).staff("Another One", Role.ADVOCATE)]
    for who in (world.survivor, *with_them):
        assert opens(world, who) == {HELLO, ANSWER}
    for who in outside:
        assert opens(world, who) == set()


def test_nobody_else_finds_one(world, sides):
    she, other = sides
    another = scene(world).staff("Another One", other[0].role)
    for who, find in ((another, other[1]), (other[0], she[1]), (new_survivor(world), she[1])):
        with working(world, who, writing=False) as w, pytest.raises((NotFound, NotAllowed)):
            find(w)


def test_a_colleague_reads_and_answers_and_another_team_does_not(world):
    she, _other = with_team(world)
    write(world, she, HELLO)
    write(world, teams(world, world.colleague), ANSWER)
    assert texts(world, teams(world)) == [HELLO, ANSWER]
    with working(world, writing=False) as w:
        colleague = programmes.staff_names(w, [world.colleague.actor.id])[world.colleague.actor.id]
    assert [one.who for one in read(world, she).said] == ["", colleague]
    made = scene(world)
    with working(world) as w:
        made.team = programmes.create(w, "Another service", "Another team", ["en"])
    stranger = made.staff("Ola Nordmann", Role.FACILITATOR)
    with working(world, stranger) as w:
        programmes.found_team(w)
    assert opens(world, stranger) == set()
    with pytest.raises(NotFound):
        read(world, teams(world, stranger))


def test_after_the_end_an_old_copy_of_the_database_opens_nothing_for_them(world, sides, tmp_path):
    she, other = sides
    old: World = with_old_main(world, backup(world, "main", tmp_path / "old.db"))
    assert opens(old, other[0]) == {HELLO, ANSWER}
    with working(world, world.survivor) as w:
        for one in helping.mine(w):
            helping.end(w, one.id)
        consent.withdraw(w, the_consent(world).id)
    assert opens(old, other[0]) == set()
    assert opens(old, world.survivor) == {HELLO, ANSWER}
    old.stores.close()
    with pytest.raises(Refused):
        read(world, other)
    assert texts(world, she) == [HELLO, ANSWER]


@pytest.mark.parametrize("how", ["helper", "service", "removed", "erased"])
def test_however_it_ends_the_secret_of_a_helpers_copies_goes(world, how):
    she, other = with_helper(world)
    write(world, she, HELLO)
    with working(world) as w:
        secret = w.main.scalars(select(Tie.vault_id)).one()
    with working(world, world.advocate if how == "helper" else world.survivor) as w:
        if how == "helper":
            helping.stop_helping(w, w.main.scalars(select(Tie.id)).one())
        elif how == "service":
            helping.end_with_service(w, world.advocate.actor.id)
        elif how == "erased":
            accounts.erase(w)
        else:
            service.remove(w, w.main.scalars(select(Tie.id)).one())
    with world.stores.vault.reading() as vault:
        assert vault.get(Secret, secret) is None
    assert other


def test_giving_longer_keeps_the_thread(world):
    she, other = with_helper(world, days=1)
    write(world, she, HELLO)
    with working(world, world.survivor) as w:
        helping.give_longer(w, she[1](w).id, 7, fresh=True)
    world.clock.move(days=3)
    write(world, other, ANSWER)
    assert texts(world, other) == [HELLO, ANSWER]


@pytest.mark.parametrize(
    "change",
    ["by_id = (SELECT other_id FROM tie)", "at = '2020-01-01 00:00:00.000000'", "w = copy_w, copy_w = w"],
)
def test_who_wrote_it_and_when_cannot_be_changed(world, change):
    she, other = with_helper(world)
    write(world, she, HELLO)
    sql(world.stores.main, f"UPDATE message SET {change}")
    assert texts(world, she) == texts(world, other) == [None]


def renewed(world, who):
    """As `accounts.changing.renew`. Returns this person with the new keys."""
    fresh = fresh_keys()
    with working(world, who, writing=False) as w:
        params = accounts.cost(Role(who.role), for_tests=True)
        slot = new_slot(world.server, w.person, fresh.secret, fresh.urk, "new words here", params)
    with working(world, who) as w:
        renewal.renew(w, fresh, slot)
    return replace(who, urk_id=fresh.urk_id, urk=fresh.urk)


def test_her_new_keys_open_what_was_there_and_her_old_ones_nothing(world, sides, tmp_path):
    _she, other = sides
    before = backup(world, "main", tmp_path / "old.db")
    her = renewed(world, world.survivor)
    assert opens(world, her) == {HELLO, ANSWER}
    old = with_old_main(world, before)
    assert opens(old, world.survivor) == set()
    old.stores.close()
    if other[0] is world.advocate:  # with her keys all help ends
        assert opens(world, world.advocate) == set()
    else:
        write(world, other, "Later.")
        assert opens(world, her) == {HELLO, ANSWER, "Later."}


def test_a_helpers_new_keys_open_what_was_there(world):
    she, other = with_helper(world)
    write(world, she, HELLO)
    new = renewed(world, world.advocate)
    assert opens(world, world.advocate) == set()
    side = (new, other[1])
    assert texts(world, side) == [HELLO]
    write(world, she, "Later.")
    assert texts(world, side) == [HELLO, "Later."]


def test_a_team_with_a_new_key_reads_what_was_and_what_comes(world):
    she, _other = with_team(world)
    write(world, she, HELLO)
    lead = renewed(world, world.lead)
    write(world, she, "Later.")
    assert (
        texts(world, teams(world, lead)) == texts(world, teams(world, world.colleague)) == [HELLO, "Later."]
    )
