"""Checking a passphrase in a request: delays, the floor, the counts. Used by sign-in and step-up."""

from __future__ import annotations

from dataclasses import dataclass

from portal.accounts import service, throttle
from portal.accounts.words import canonical_name
from portal.actor import Actor, Role
from portal.crypto import CannotOpen
from portal.keyring.models import Principal
from portal.keyring.persons import strengthen
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
    patience.wait(throttle.wait_for(p.stores.sessions, account, network))
    with patience.no_sooner_than(p.settings.floor):
        entered = _try(index, typed)
        if entered is None:
            throttle.note_failure(p.stores.sessions, account, network, p.now())
        else:
            throttle.forget(p.stores.sessions, account)
    return entered


def _try(index: bytes, typed: str) -> Entered | None:
    """Looks only; what a success changes is written after the slow work, never during it."""
    for_tests = portal().settings.kdf_for_tests
    with reading() as w:
        person = service.find_by_index(w.main, index)
        params = service.cost(Role.SURVIVOR if person is None else person.kind, for_tests=for_tests)
        try:
            keyring = service.unlock(w, person, typed, params)
        except CannotOpen:
            return None
        assert person is not None
        entered = Entered(Actor(Role(person.kind), person.id), keyring.key(person.urk_id))
        is_new = person.status == service.NEW
    _after(entered, typed, is_new)
    return entered


def _after(entered: Entered, typed: str, is_new: bool) -> None:
    for_tests = portal().settings.kdf_for_tests
    with work() as w:
        _take(w, entered)
        if is_new:
            service.confirm(w)
        strengthen(
            w.keyring, service.canonical_passphrase(typed),
            service.cost(entered.actor.role, for_tests=for_tests),
        )  # fmt: skip


def _take(w: Work, entered: Entered) -> None:
    """Act as the one who has just entered."""
    person = w.main.get(Principal, entered.actor.id)
    assert person is not None
    w.act_as(entered.actor, person, entered.urk)
