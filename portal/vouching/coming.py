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
from portal.crypto import (
    DEFAULT_SUITE,
    CannotOpen,
    Pad,
    SealedSlot,
    Suite,
    generate,
    hpke_open,
    lp,
    new_key,
    open_sealed,
    seal,
)
from portal.keyring.models import KeySlot, Principal
from portal.keyring.slots import PEOPLE, Lock, open_lock, open_random, seal_slowly
from portal.vouching import rules
from portal.vouching.models import ASKED, Asking, Vouched
from portal.vouching.numbers import hint, number_to_tell
from portal.vouching.rules import Stand
from portal.vouching.service import given_ctx, join_halves
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
    vouched: int
    opens_at: datetime | None
    entered: Entered | None = None


def _ctx(tenant: str, owner: UUID, asking: UUID, what: str) -> bytes:
    return lp("asking/v1", tenant, owner, asking, what)


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
    p, id, key = portal(), uuid4(), new_key()
    params = accounts.cost(Role.SURVIVOR, for_tests=p.settings.kdf_for_tests)
    private, pub = generate(DEFAULT_SUITE)
    suite = int(DEFAULT_SUITE)
    ctx = _ctx(p.server.tenant, owner, id, "key")
    slot = seal_slowly(number, key, id, params, ctx)
    private_ctx = _ctx(p.server.tenant, owner, id, "private")
    inner = seal(key, private, key_id=id.bytes, ctx=private_ctx, pad=Pad.TEXT)
    return Asking(
        id=id, owner_id=owner, hint=hint(number), kdf=slot.kdf, salt=slot.salt, state=ASKED,
        key_w=p.server.wrap(slot.w, secret, ctx), private_w=p.server.wrap(inner, secret, private_ctx),
        suite=suite, pub=pub, pub_mac=p.server.directory_mac(id, "asking", 1, suite, pub),
    )  # fmt: skip


def _make_room(work: Work, owner: UUID) -> None:
    """Whoever knows her name can ask; the oldest that nobody has vouched for gives way."""
    mine = select(Asking).where(Asking.owner_id == owner).order_by(Asking.asked_at)
    askings = list(work.main.scalars(mine))
    unvouched = [asking for asking in askings if asking.vouched_at is None]
    for asking in unvouched[: max(0, len(askings) - rules.MOST_OPEN + 1)]:
        work.main.delete(asking)


def come(name: str, number: str, address: str | None) -> Came | None:
    """None for a wrong name, a wrong number and an asking that is over alike."""
    return slowly(index_of(name), address, lambda: _come(index_of(name), number))


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
        ctx = _ctx(work.server.tenant, person.id, asking.id, "key")
        inner = work.server.unwrap(asking.key_w, work.vault.get(person.vault_id), ctx)
        lock = Lock(asking.id, "asking", ctx, SealedSlot(asking.salt, asking.kdf, inner))
        if not rules.is_over(asking, work.now):
            found.append((asking, lock))
    return found


def _state(work: Work, person: Principal, asking: Asking, key: bytes) -> Came:
    given = list(work.main.scalars(select(Vouched).where(Vouched.asking_id == asking.id)))
    stand = rules.stand(asking, len(given), work.now)
    entered = _enter(work, person, asking, given, key) if stand is Stand.OPEN else None
    return Came(stand, len(given), rules.opens_at(asking), entered)


def _enter(work: Work, person: Principal, asking: Asking, given: list[Vouched], key: bytes) -> Entered:
    outer = work.vault.get(person.vault_id)
    ctx = _ctx(work.server.tenant, person.id, asking.id, "private")
    inner = work.server.unwrap(asking.private_w, outer, ctx)
    private = open_sealed(key, inner, key_id=asking.id.bytes, ctx=ctx)
    halves = {}
    for one in given:
        info = given_ctx(work, asking, one.number)
        sealed = work.server.unwrap(one.w, outer, info)
        halves[one.number] = hpke_open(Suite(asking.suite), private, sealed, info=info)
    lock = accounts.find_lock(work, person, (PEOPLE,))
    if lock is None or lock.row_id != asking.slot_id or person.urk_id is None:
        raise CannotOpen
    urk = open_random(lock, join_halves(halves))
    return Entered(Actor(Role(person.kind), person.id), person.urk_id, urk)
