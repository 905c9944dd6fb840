"""Choosing two people, and what they do. Coming back with their word stands in `coming.py`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Select, bindparam, delete, func, select

from portal.accounts.changing import proves
from portal.accounts.renewal import reseals
from portal.actor import Role
from portal.audit import service as audit
from portal.crypto import CannotOpen
from portal.db import Store
from portal.keyring import halves
from portal.keyring.models import Principal
from portal.keyring.persons import open_from, seal_to
from portal.keyring.slots import PEOPLE, new_random_slot, remove_slots, slot_row
from portal.programmes import service as programmes
from portal.programmes.models import Programme, Staff
from portal.vouching import rules
from portal.vouching.models import ASKED, STOPPED, Asking, Half, Vouched
from portal.vouching.numbers import number_to_tell, same_number
from portal.web.sessions import Why
from portal.work import NotFound, Work

ABLE = (Role.ADVOCATE, Role.FACILITATOR)

NEWEST_YES = select(func.max(Asking.vouched_at)).where(
    Asking.owner_id == bindparam("id"), Asking.state == ASKED
)


@dataclass(frozen=True)
class Person:
    """Somebody who can be chosen."""

    id: UUID
    name: str
    role: str
    programme: str


@dataclass(frozen=True)
class Chosen:
    """Her two people; a name is missing when that person is not here any more."""

    names: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return len(self.names) == 2


@dataclass(frozen=True)
class Warning:
    """Somebody asks to come into her pages, and at least one of her two people said yes."""

    id: UUID
    names: tuple[str, ...]
    asked_at: datetime
    opens_at: datetime


def people(work: Work) -> list[Person]:
    """Who works here and can be chosen, by name."""
    rows = work.main.execute(
        select(Staff, Programme.name)
        .join(Programme, Programme.id == Staff.programme_id)
        .join(Principal, Principal.id == Staff.id)
        .where(Principal.status == "active", Staff.role.in_([role.value for role in ABLE]))
    ).all()
    names = programmes.staff_names(work, [staff.id for staff, _programme in rows])
    found = [Person(staff.id, names[staff.id], staff.role, name) for staff, name in rows]
    return sorted(found, key=lambda person: person.name)


def choose(work: Work, first: UUID, second: UUID, *, fresh: bool) -> None:
    """Two people instead of whomever she chose before. Raises Refused."""
    rules.may_choose(first, second, {person.id for person in people(work)}, fresh=fresh)
    me, keyring = work.person, work.keyring
    pair = halves.new_halves()
    slot = new_random_slot(
        work.server, me, keyring.secret, keyring.key(me.urk_id), halves.together(*pair), PEOPLE
    )
    remove_slots(work.main, me.id, (PEOPLE,))
    work.main.add(slot)
    work.main.flush()
    for number, (helper_id, half) in enumerate(zip((first, second), pair, strict=True), 1):
        helper = work.main.get_one(Principal, helper_id)
        row = Half(id=uuid4(), slot_id=slot.id, owner_id=me.id, helper_id=helper_id, number=number)
        row.w = seal_to(work.server, work.vault, helper, half, half_ctx(work, row), keyring.secret)
        work.main.add(row)
    audit.record(work, "people_chosen", me.id)


def half_ctx(work: Work, row: Half) -> bytes:
    return halves.half_ctx(work.server.tenant, row.owner_id, row.slot_id, row.helper_id, row.number)


def keep_mine(work: Work) -> None:
    """Only hers again: nobody can help her back."""
    remove_slots(work.main, work.person.id, (PEOPLE,))
    audit.record(work, "people_removed", work.person.id)


def chosen(work: Work) -> Chosen | None:
    """None when she chose nobody."""
    slot = slot_row(work.main, work.person.id, (PEOPLE,))
    if slot is None:
        return None
    here = select(Half.helper_id).join(Principal, Principal.id == Half.helper_id)
    ids = list(work.main.scalars(here.where(Half.slot_id == slot.id, Principal.status == "active")))
    names = programmes.staff_names(work, ids)
    return Chosen(tuple(sorted(names.values())))


def warnings(work: Work) -> list[Warning]:
    """What she must see on every page: somebody was vouched for as her."""
    mine = select(Asking).where(
        Asking.owner_id == work.person.id, Asking.state == ASKED, Asking.vouched_at.is_not(None)
    )
    askings = [a for a in work.main.scalars(mine) if not rules.is_over(a, work.now)]
    return [_warning(work, asking) for asking in askings]


def _warning(work: Work, asking: Asking) -> Warning:
    ids = work.main.scalars(select(Vouched.helper_id).where(Vouched.asking_id == asking.id))
    names = programmes.staff_names(work, list(ids))
    opens = rules.opens_at(asking)
    assert opens is not None
    return Warning(asking.id, tuple(sorted(names.values())), asking.asked_at, opens)


def newest_yes(main: Store, person_id: UUID) -> datetime | None:
    """When she was vouched for last, in an asking that goes on."""
    with main.glance() as looking:
        return looking.scalar(NEWEST_YES, {"id": person_id})


def stop(work: Work, asking_id: UUID) -> None:
    """She stops it, from inside. Raises NotFound for one that is not hers."""
    asking = work.main.get(Asking, asking_id)
    if asking is None or asking.owner_id != work.person.id:
        raise NotFound
    _stop(work, asking, "asking_stopped")


def _stop(work: Work, asking: Asking, act: str) -> None:
    asking.state = STOPPED
    work.main.execute(delete(Vouched).where(Vouched.asking_id == asking.id))
    audit.record(work, act, asking.id)


def find_told(work: Work, typed: str) -> Asking | None:
    """The asking whose number this helper was told; only among those of people who chose this helper."""
    mine = select(Asking).join(Half, Half.slot_id == Asking.slot_id)
    for asking in work.main.scalars(mine.where(Half.helper_id == work.person.id, Asking.state == ASKED)):
        told = number_to_tell(asking.id, asking.pub)
        if same_number(typed, told) and not rules.is_over(asking, work.now):
            return asking
    return None


def vouch(work: Work, typed: str) -> None:
    """It is her: this helper's half goes to the key of the asking. Twice is once. Raises NotFound."""
    asking, half = _told_half(work, typed)
    if work.main.scalar(_given(asking, half)) is not None:
        return
    work.server.check_directory(asking.id, "asking", 1, asking.suite, asking.pub, asking.pub_mac)
    outer = work.vault.get(work.main.get_one(Principal, asking.owner_id).vault_id)
    opened = open_from(work.keyring, half.w, half_ctx(work, half), outer)
    info = given_ctx(work, asking, half.number)
    row = Vouched(asking_id=asking.id, helper_id=work.person.id, number=half.number, at=work.now)
    row.w = halves.give(work.keyring, asking.suite, asking.pub, opened, info, outer)
    work.main.add(row)
    asking.vouched_at = asking.vouched_at or work.now
    audit.record(work, "vouched", asking.id)


def deny(work: Work, typed: str) -> None:
    """It is not her: this asking is over. Raises NotFound."""
    asking, _half = _told_half(work, typed)
    _stop(work, asking, "denied")


def _told_half(work: Work, typed: str) -> tuple[Asking, Half]:
    asking = find_told(work, typed)
    if asking is None:
        raise NotFound
    half = select(Half).where(Half.slot_id == asking.slot_id, Half.helper_id == work.person.id)
    return asking, work.main.scalars(half).one()


def _given(asking: Asking, half: Half) -> Select[UUID]:
    return select(Vouched.id).where(Vouched.asking_id == asking.id, Vouched.number == half.number)


def given_ctx(work: Work, asking: Asking, number: int) -> bytes:
    return halves.given_ctx(work.server.tenant, asking.id, asking.slot_id, number)


@proves(Why.VOUCHED)
def _is_still_open(work: Work, asking_id: UUID) -> bool:
    """Nobody has stopped it since she came in, and both who said yes are here."""
    asking = work.main.get(Asking, asking_id)
    if asking is None or slot_row(work.main, asking.owner_id, (PEOPLE,)) is None:
        return False
    return rules.stand(asking, len(given(work, asking)), work.now) is rules.Stand.OPEN


def given(work: Work, asking: Asking) -> list[Vouched]:
    """Who said yes and is still here."""
    here = select(Vouched).join(Principal, Principal.id == Vouched.helper_id)
    mine = here.where(Vouched.asking_id == asking.id, Principal.status == "active")
    return list(work.main.scalars(mine))


@reseals
def _halves(work: Work) -> Callable[[], None]:
    """A helper who renews her own keys still holds the halves that others gave her."""
    rows = list(work.main.scalars(select(Half).where(Half.helper_id == work.person.id)))
    owners = {row.id: work.main.get_one(Principal, row.owner_id).vault_id for row in rows}
    held = []
    for row in rows:
        with suppress(CannotOpen):  # one that is broken must not keep a helper from renewing
            outer = work.vault.get(owners[row.id])
            held.append((row, open_from(work.keyring, row.w, half_ctx(work, row), outer)))

    def again() -> None:
        for row, half in held:
            outer = work.vault.get(owners[row.id])
            row.w = seal_to(work.server, work.vault, work.person, half, half_ctx(work, row), outer)

    return again


def sweep(work: Work) -> None:
    since = func.coalesce(Asking.vouched_at, Asking.asked_at)
    work.main.execute(delete(Asking).where(since <= work.now - rules.KEPT_FOR))
