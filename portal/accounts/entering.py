"""Checking a passphrase in a request: delays, the floor, the counts. Used by sign-in and step-up."""

from __future__ import annotations

from dataclasses import dataclass

from portal.accounts import service, throttle
from portal.accounts.words import canonical_name
from portal.actor import Actor, Role
from portal.crypto import CannotOpen, KdfParams
from portal.keyring.models import Principal
from portal.keyring.slots import is_weaker, new_slot, open_lock
from portal.web import patience
from portal.web.state import portal
from portal.web.transactions import reading, work
from portal.work import Work


@dataclass(frozen=True)
class Entered:
    """A passphrase was right. `urk` opens everything of this person's."""

    actor: Actor
    urk: bytes

    def __repr__(self) -> str:
        return "<Entered>"


def enter(name: str, typed: str, address: str | None) -> Entered | None:
    """None for a wrong name and for a wrong passphrase alike. Raises TooBusy."""
    return _enter(portal().server.username_index(canonical_name(name)), typed, address)


def enter_again(person: Principal, typed: str, address: str | None) -> Entered | None:
    """The same for somebody who is signed in."""
    assert person.username_bidx is not None
    return _enter(person.username_bidx, typed, address)


def _enter(index: bytes, typed: str, address: str | None) -> Entered | None:
    p = portal()
    account = throttle.account_key(p.server, index)
    network = throttle.network_key(p.server, address, p.now())
    with patience.no_sooner_than(p.settings.floor):
        entered = _try(index, typed)
        if entered is not None:
            throttle.forget(p.stores.sessions, account)
            return entered
        throttle.note_failure(p.stores.sessions, account, network, p.now())
    patience.wait(throttle.wait_for(p.stores.sessions, account, network))
    return None


def _try(index: bytes, typed: str) -> Entered | None:
    """Look, close the databases, do the slow work, and only then write what a success changes."""
    with reading() as w:
        person = service.find_by_index(w.main, index)
        lock = service.find_lock(w, person)
    kind = Role.SURVIVOR if person is None else Role(person.kind)
    params = service.cost(kind, for_tests=portal().settings.kdf_for_tests)
    try:
        urk = open_lock(lock, service.canonical_passphrase(typed), params)
    except CannotOpen:
        return None
    assert person is not None
    assert lock is not None
    entered = Entered(Actor(kind, person.id), urk)
    if is_weaker(lock, params):
        _strengthen(entered, person, typed, params)
    if person.status == service.NEW:
        with work() as w:
            _take(w, entered)
            service.confirm(w)
    return entered


def _strengthen(entered: Entered, person: Principal, typed: str, params: KdfParams) -> None:
    """The slot is made again at today's cost."""
    with reading() as w:
        secret = w.vault.get(person.vault_id)
    slot = new_slot(portal().server, person, secret, entered.urk, service.canonical_passphrase(typed), params)
    with work() as w:
        service.replace_slot(w, slot)


def _take(w: Work, entered: Entered) -> None:
    """Act as the one who has just entered."""
    person = w.main.get(Principal, entered.actor.id)
    assert person is not None
    w.act_as(entered.actor, person, entered.urk)
