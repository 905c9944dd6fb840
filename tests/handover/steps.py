"""A partner organisation in the model world, and what people do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from portal.actor import Role
from portal.consent import choosing as choosings
from portal.consent import service as consents
from portal.consent.models import Consent
from portal.consent.notices import IN_TOUCH
from portal.consent.typed import Typed
from portal.demo import DIRECTORY, PARTNER, Person
from portal.directory.importing import Asked, bring_in
from portal.directory.remarks import Report
from portal.handover import partners, service
from portal.programmes import service as programmes
from portal.programmes.models import Team
from portal.work import Refused
from tests.make import working
from tests.sharing import consents as all_consents
from tests.sharing import scene

if TYPE_CHECKING:
    from tests.conftest import World

ZONE = ZoneInfo("Europe/Madrid")
NUMBER, NEED = "+34 600 123 456", "Somewhere safe to sleep, for me and my son."


@dataclass
class Partner:
    """`desk` leads it."""

    desk: Person
    colleague: Person
    team: Team
    service_id: UUID


def directory(world: World, feed: Path = DIRECTORY) -> None:
    bring_in(world.stores.main, Asked(feed, "example"), Report(), world.clock())


def a_partner(world: World) -> Partner:
    directory(world)
    made = scene(world)
    desk, colleague = made.partner()
    return Partner(desk, colleague, made.team, called(world, PARTNER))


def another_partner(world: World) -> Partner:
    made, name = scene(world), "Example Legal Help"
    with working(world) as w:
        made.team = programmes.create(w, "Legal help", "Legal desk", ["en"])
    first, second = (made.staff(one, Role.FACILITATOR) for one in ("Mei Ito", "Paul Roy"))
    with working(world, first) as w:
        programmes.found_team(w)
    made.says(first)
    id = called(world, name)
    with working(world, first) as w:
        programmes.let_in(w, second.actor.id)
        partners.stand_for(w, id)
    return Partner(first, second, made.team, id)


def called(world: World, name: str) -> UUID:
    with working(world, writing=False) as w:
        return next(one.id for one in partners.called(w, name) if one.name == name)


def typed(partner: Partner, **more: Any) -> Typed:
    said = {"way": "phone", "where": NUMBER, "need": NEED, "days": 14} | more
    return Typed(partner.service_id, PARTNER, **said)


def asks(world: World, partner: Partner, who: Person | None = None, keep: bool = False, **more: Any) -> UUID:
    """Up to the page that shows what they would see. Returns the id of the choice."""
    with working(world, who or world.survivor) as w:
        return service.ask(w, partner.team.id, typed(partner, **more), ZONE, keep=keep)


def says_yes(world: World, choosing_id: UUID, who: Person | None = None) -> Consent:
    with working(world, who or world.survivor) as w:
        choosing = choosings.mine(w, choosing_id)
        seen = choosings.look(w, choosing).seen if choosing.given_as is None else ""
        return consents.give(w, choosing_id, seen=seen, fresh=True)


def asked(world: World, partner: Partner, who: Person | None = None, **more: Any) -> Consent:
    return says_yes(world, asks(world, partner, who, **more), who)


def notes(world: World, who: Person, given: Consent, state: str) -> None:
    with working(world, who) as w:
        service.note(w, given.share_id, state)


def states(world: World, who: Person | None = None) -> list[str]:
    """What she sees of each thing she asked for, the newest first."""
    with working(world, who or world.survivor, writing=False) as w:
        return [one.state for one in service.mine(w)]


def given(world: World) -> list[Consent]:
    """Every request there is."""
    return [one for one in all_consents(world) if one.purpose == IN_TOUCH]


def the_one_before(world: World) -> Consent:
    """What was shared with an ordinary team, before any request."""
    return next(one for one in all_consents(world) if one.purpose != IN_TOUCH)


def reason_of(act: Callable[..., object], *args: Any, **how: Any) -> StrEnum:
    with pytest.raises(Refused) as refused:
        act(*args, **how)
    return refused.value.reason
