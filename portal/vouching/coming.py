"""Asking, and coming back with two people's word: no session, so delays, the floor and the counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.accounts import service as accounts
from portal.accounts.entering import Entered, index_of, slowly
from portal.accounts.numbers import canonical_number, new_number
from portal.actor import Actor, Role
from portal.crypto import CannotOpen, SealedSlot, lp, new_key
from portal.keyring import halves
from portal.keyring.models import KeySlot, Principal
from portal.keyring.slots import PEOPLE, Lock, open_lock, open_random
from portal.vouching import rules
from portal.vouching.models import ASKED, STOPPED, Asking, Vouched
from portal.vouching.numbers import hint, number_to_tell
from portal.vouching.rules import Stand
from portal.vouching.service import given, given_ctx
from portal.web.state import portal
from portal.web.transactions import reading, system_work
from portal.work import Work

CARRIED = lp("carried/v1")
SHOWN_FOR = 15 * 60  # seconds


@dataclass(frozen=True)
class Numbers:
    """`tell` is for her two people, `keep` for nobody but her."""

    tell: str = field(repr=False)
    keep: str = field(repr=False)


@dataclass(frozen=True)
class Came:
    """Her number fits. `entered` when the way is open."""

    stand: Stand
    opens_at: datetime | None
    entered: Entered | None = None


def ask(name: str, address: str | None) -> Numbers:
    """Two numbers, good or not: nobody learns here who has an account, or who chose somebody."""
    made: list[Numbers] = []
    slowly(index_of(name), address, lambda: made.append(_ask(index_of(name))))
    return made[0]


def carried(*numbers: str) -> str:
    """Numbers in an address, where nobody else can read them: good for a quarter of an hour."""
    p = portal()
    made = int(p.now().timestamp())
    return p.server.seal_token("form", "/".join((str(made), *numbers)).encode(), CARRIED)


def brought(token: str) -> list[str] | None:
    """None for one that is too old, or that nobody here made."""
    p = portal()
    try:
        made, *numbers = p.server.open_token("form", token, CARRIED).decode().split("/")
    except CannotOpen:
        return None
    return numbers if p.now().timestamp() - int(made) < SHOWN_FOR else None


def _ask(index: bytes) -> Numbers:
    keep = new_number()
    with reading() as w:
        person = accounts.find_by_index(w.main, index)
        lock = accounts.find_lock(w, person, (PEOPLE,))
        secret = w.vault.get(person.vault_id) if person is not None and lock is not None else new_key()
    owner = uuid4() if person is None else person.id
    row = _sealed(owner, canonical_number(keep), secret)
    if lock is not None:
        row.slot_id = lock.row_id
        with system_work() as w:
            _make_room(w, owner)
            row.asked_at = w.now
            if w.main.get(KeySlot, lock.row_id) is not None:
                w.main.add(row)
    return Numbers(number_to_tell(row.id, row.pub), keep)


def _sealed(owner: UUID, number: str, secret: bytes) -> Asking:
    p, id = portal(), uuid4()
    params = accounts.cost(Role.SURVIVOR, for_tests=p.settings.kdf_for_tests)
    keys = halves.new_asking(p.server, owner, id, number, secret, params)
    return Asking(id=id, owner_id=owner, hint=hint(number), state=ASKED, **vars(keys))


def _make_room(work: Work, owner: UUID) -> None:
    """Whoever knows her name can ask; the oldest that nobody has vouched for gives way."""
    mine = select(Asking).where(Asking.owner_id == owner).order_by(Asking.asked_at)
    askings = list(work.main.scalars(mine))
    stopped = [asking for asking in askings if asking.state == STOPPED]
    unvouched = [asking for asking in askings if asking.vouched_at is None and asking not in stopped]
    for asking in (stopped + unvouched)[: max(0, len(askings) - rules.MOST_OPEN + 1)]:
        work.main.delete(asking)


def come(name: str, number: str, address: str | None) -> Came | None:
    """None for a wrong name, a wrong number, an asking that is over and one that nobody has vouched for
    alike: anybody can ask in anybody's name, and must not learn by coming whether there is such a one."""
    return slowly(index_of(name), address, lambda: _come(index_of(name), number), _is_in)


def _is_in(came: Came) -> bool:
    return came.entered is not None


def _come(index: bytes, number: str) -> Came | None:
    with reading() as w:
        person = accounts.find_by_index(w.main, index)
        found = [] if person is None else _locks(w, person, number)
    params = accounts.cost(Role.SURVIVOR, for_tests=portal().settings.kdf_for_tests)
    asking, lock = found[0] if found else (None, None)
    try:
        key = open_lock(lock, number, params)
    except CannotOpen:
        return None
    assert asking is not None
    assert person is not None
    with reading() as w:
        return _state(w, person, asking, key)


def _locks(work: Work, person: Principal, number: str) -> list[tuple[Asking, Lock]]:
    """The asking that the number can be for; its hint says which."""
    query = select(Asking).where(Asking.owner_id == person.id, Asking.hint == hint(number))
    found = []
    for asking in work.main.scalars(query):
        ctx = halves.asking_ctx(work.server.tenant, person.id, asking.id, "key")
        inner = work.server.unwrap(asking.key_w, work.vault.get(person.vault_id), ctx)
        lock = Lock(asking.id, "asking", ctx, SealedSlot(asking.salt, asking.kdf, inner))
        if not rules.is_over(asking, work.now):
            found.append((asking, lock))
    return found


def _state(work: Work, person: Principal, asking: Asking, key: bytes) -> Came | None:
    if asking.vouched_at is None:
        return None
    vouched = given(work, asking)
    stand = rules.stand(asking, len(vouched), work.now)
    entered = _enter(work, person, asking, vouched, key) if stand is Stand.OPEN else None
    return Came(stand, rules.opens_at(asking), entered)


def _enter(work: Work, person: Principal, asking: Asking, vouched: list[Vouched], key: bytes) -> Entered:
    outer = work.vault.get(person.vault_id)
    private = halves.private_of(work.server, person.id, asking.id, key, asking.private_w, outer)
    both = {}
    for one in vouched:
        info = given_ctx(work, asking, one.number)
        both[one.number] = halves.take(work.server, asking.suite, private, one.w, info, outer)
    lock = accounts.find_lock(work, person, (PEOPLE,))
    if lock is None or lock.row_id != asking.slot_id or person.urk_id is None:
        raise CannotOpen
    urk = open_random(lock, halves.together(both[1], both[2]))
    return Entered(Actor(Role(person.kind), person.id), person.urk_id, urk, person.sign_ins, asking.id)
