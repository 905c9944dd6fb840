"""Bringing in new words, once they were typed back: the slow work first, then one unit of work."""

from __future__ import annotations

from uuid import UUID

from portal.accounts import renewal, service
from portal.accounts.numbers import new_number
from portal.actor import Role
from portal.audit import service as audit
from portal.keyring.models import KeySlot, Principal
from portal.keyring.persons import fresh_keys
from portal.keyring.slots import PASSPHRASE, PEOPLE, RECOVERY, new_slot, remove_slots
from portal.web import sessions
from portal.web.sessions import Live, Number, Why
from portal.web.state import portal
from portal.web.transactions import reading, work

# What a way back in costs: a number and two people's word are good once.
SPENT = {Why.RECOVERED: (RECOVERY,), Why.VOUCHED: (PEOPLE, RECOVERY)}


def take_up(found: Live) -> None:
    """The words on her card are hers from now on. Raises Stale, TooBusy; then nothing has changed."""
    assert found.card is not None
    words, why = found.card.words, found.card.why
    if why is Why.NEW:
        with work() as w:
            service.confirm(w)
    elif why is Why.RENEWED:
        renew(found, words)
    else:
        change(found, words, PASSPHRASE, SPENT.get(why, ()))
    found.card, found.stepup_at = None, portal().now()


def change(found: Live, words: str, kind: str, spent: tuple[str, ...] = ()) -> None:
    """Her words are others; every other session of hers ends."""
    person, slot = _slot(found, words, kind)
    with work() as w:
        service.replace_slot(w, slot, person)
        remove_slots(w.main, person.id, spent)
        audit.record(w, "words_changed", person.id)
    _end_others(found, person.id)


def make_number(found: Live) -> None:
    """A recovery number; one she had before is good for nothing any more."""
    digits = new_number()
    person, slot = _slot(found, digits, RECOVERY)
    with work() as w:
        service.replace_slot(w, slot, person)
        audit.record(w, "number_made", person.id)
    found.number = Number(digits, slot.id)


def remove_number() -> None:
    with work() as w:
        remove_slots(w.main, w.person.id, (RECOVERY,))
        audit.record(w, "number_removed", w.person.id)


def renew(found: Live, words: str) -> None:
    """Everything of hers under new keys; every other session of hers ends."""
    p, fresh = portal(), fresh_keys()
    with reading() as w:
        person = w.person
    params = service.cost(Role(person.kind), for_tests=p.settings.kdf_for_tests)
    typed = service.spelled(words, PASSPHRASE)
    slot = new_slot(p.server, person, fresh.secret, fresh.urk, typed, params)
    with work() as w:
        renewal.renew(w, fresh, slot)
    found.urk_id, found.urk, found.number = fresh.urk_id, fresh.urk, None
    _end_others(found, person.id)


def _slot(found: Live, words: str, kind: str) -> tuple[Principal, KeySlot]:
    p = portal()
    with reading() as w:
        person, secret = w.person, w.keyring.secret
    params = service.cost(Role(person.kind), for_tests=p.settings.kdf_for_tests)
    return person, new_slot(p.server, person, secret, found.urk, service.spelled(words, kind), params, kind)


def _end_others(found: Live, person_id: UUID) -> None:
    sessions.end_all_of(portal().stores.sessions, person_id, but=found.id)
