"""Checking what somebody carries: delays, the floor, the counts. Used by sign-in, step-up and recovery."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TypeVar
from uuid import UUID

from portal.accounts import service, throttle
from portal.accounts.words import canonical_name
from portal.actor import Actor, Role
from portal.crypto import CannotOpen, KdfParams
from portal.keyring.models import Principal
from portal.keyring.slots import RECOVERY, WORDS, is_weaker, new_slot, open_lock
from portal.web import patience
from portal.web.sessions import Card, Live, new_live
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.work import Stale, Work

Found = TypeVar("Found")


@dataclass(frozen=True)
class Entered:
    """What was typed is right. `urk` opens everything of this person's."""

    actor: Actor
    urk_id: bytes
    urk: bytes
    sign_ins: int = 1  # as it was before the slow work: whatever ends all sessions meanwhile ends this one
    slot: UUID | None = None  # what opened
    country: str = field(default="", repr=False)  # whose numbers she wants to see first

    def __repr__(self) -> str:
        return "<Entered>"

    def live(self, card: Card | None = None, *, borrowed: bool = False) -> Live:
        new = new_live(
            self.actor, self.urk_id, self.urk, portal().now(), card, sign_ins=self.sign_ins, borrowed=borrowed
        )
        new.country = self.country
        return new


def enter(name: str, typed: str, address: str | None) -> Entered | None:
    """None for a wrong name and for a wrong passphrase alike. Raises TooBusy."""
    return slowly(index_of(name), address, lambda: _try(index_of(name), typed, WORDS))


def enter_again(person: Principal, typed: str, address: str | None) -> Entered | None:
    """The same for somebody who is signed in."""
    index = person.username_bidx
    assert index is not None
    return slowly(index, address, lambda: _try(index, typed, WORDS))


def enter_with_number(name: str, number: str, address: str | None) -> Entered | None:
    """The same with her recovery number. It stays good until new words are typed back."""
    return slowly(index_of(name), address, lambda: _try(index_of(name), number, (RECOVERY,)))


def index_of(name: str) -> bytes:
    return portal().server.username_index(canonical_name(name))


def slowly(
    index: bytes, address: str | None, attempt: Callable[[], Found | None],
    proves: Callable[[Found], bool] = lambda _found: True,
) -> Found | None:  # fmt: skip
    """One attempt at an account: never sooner than the floor, and later after wrong ones.

    `proves`: whether what was found says who it is; only that makes earlier wrong guesses forgotten.
    """
    p = portal()
    account = throttle.account_key(p.server, index)
    network = throttle.network_key(p.server, address, p.now())
    with patience.no_sooner_than(p.settings.floor):
        entered = attempt()
        if entered is not None:
            if proves(entered):
                throttle.forget(p.stores.sessions, account)
            return entered
        throttle.note_failure(p.stores.sessions, account, network, p.now())
    patience.wait(throttle.wait_for(p.stores.sessions, account, network))
    return None


def _try(index: bytes, typed: str, kinds: tuple[str, ...]) -> Entered | None:
    """Look, close the databases, do the slow work, and only then write what a success changes."""
    with reading() as w:
        person = service.find_by_index(w.main, index)
        lock = service.find_lock(w, person, kinds)
    kind = Role.SURVIVOR if person is None else Role(person.kind)
    params = service.cost(kind, for_tests=portal().settings.kdf_for_tests)
    spelled = service.spelled(typed, kinds[0] if lock is None else lock.kind)
    try:
        urk = open_lock(lock, spelled, params)
    except CannotOpen:
        return None
    assert person is not None
    assert person.urk_id is not None
    assert lock is not None
    entered = Entered(Actor(kind, person.id), person.urk_id, urk, person.sign_ins, lock.row_id)
    if is_weaker(lock, params):
        _strengthen(entered, person, spelled, params, lock.kind)
    if person.status == service.NEW:
        with work() as w:
            _take(w, entered)
            service.confirm(w)
    return replace(entered, country=_country(entered)) if person.about_w else entered


def _country(entered: Entered) -> str:
    with reading() as w:
        _take(w, entered)
        return str(service.about(w).get("country", ""))


def _strengthen(entered: Entered, person: Principal, spelled: str, params: KdfParams, kind: str) -> None:
    """The slot is made again at today's cost, unless it has gone meanwhile: old words do not come back."""
    with reading() as w:
        secret = w.vault.get(person.vault_id)
    slot = new_slot(portal().server, person, secret, entered.urk, spelled, params, kind)
    with suppress(Stale), work() as w:
        service.replace_slot(w, slot, person, instead_of=entered.slot)


def _take(w: Work, entered: Entered) -> None:
    """Act as the one who has just entered."""
    person = w.main.get(Principal, entered.actor.id)
    assert person is not None
    w.act_as(entered.actor, person, entered.urk)
