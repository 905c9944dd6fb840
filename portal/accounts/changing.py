"""Bringing in new words, once they were typed back: the slow work first, then one unit of work."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from sqlalchemy.exc import OperationalError

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
from portal.work import Stale, Work

# What a way back in costs: a number and two people's word are good once.
SPENT = {Why.RECOVERED: (RECOVERY,), Why.VOUCHED: (PEOPLE, RECOVERY)}
Proof = Callable[[Work, UUID], bool]
_proofs: dict[Why, Proof] = {}
_claims: list[Callable[[Work], None]] = []


def when_claimed(act: Callable[[Work], None]) -> Callable[[Work], None]:
    """Marks what happens when somebody claims an account that was begun for her on paper."""
    _claims.append(act)
    return act


def proves(why: Why) -> Callable[[Proof], Proof]:
    """Marks what says whether somebody who came in some time ago still may: it may have been stopped."""

    def mark(proof: Proof) -> Proof:
        _proofs[why] = proof
        return proof

    return mark


@proves(Why.RECOVERED)
def _number_is_there(work: Work, slot_id: UUID) -> bool:
    """It has not been spent, replaced or removed since."""
    return work.main.get(KeySlot, slot_id) is not None


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
        change(found, words, PASSPHRASE)
    found.card, found.done, found.stepup_at = None, why, portal().now()


def change(found: Live, words: str, kind: str) -> None:
    """Her words are others; every other session of hers ends. Raises Stale for whoever came in by a way
    that has been closed meanwhile."""
    person, slot = _slot(found, words, kind)
    card = found.card
    with work() as w:
        if card is not None and card.why in _proofs and not (card.by and _proofs[card.why](w, card.by)):
            raise Stale
        service.replace_slot(w, slot, person)
        if w.person.status != service.ACTIVE:  # begun on paper: from here on it is hers alone
            service.confirm(w)
            for act in _claims:
                act(w)
        if card is not None:
            remove_slots(w.main, person.id, SPENT.get(card.why, ()))
        found.sign_ins = service.end_all_sessions(w)
        audit.record(w, "words_changed" if card is None else f"words_{card.why}", person.id)
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
        found.sign_ins = service.end_all_sessions(w)
    found.urk_id, found.urk, found.number = fresh.urk_id, fresh.urk, None
    _end_others(found, person.id)


def _slot(found: Live, words: str, kind: str) -> tuple[Principal, KeySlot]:
    p = portal()
    with reading() as w:
        person, secret = w.person, w.keyring.secret
    params = service.cost(Role(person.kind), for_tests=p.settings.kdf_for_tests)
    return person, new_slot(p.server, person, secret, found.urk, service.spelled(words, kind), params, kind)


def end_others(found: Live) -> None:
    """Every session of hers but this one."""
    with work() as w:
        person_id = w.person.id
        found.sign_ins = service.end_all_sessions(w)
        audit.record(w, "sessions_ended", person_id)
    _end_others(found, person_id)


def _end_others(found: Live, person_id: UUID) -> None:
    """They are over already, by the count; a session store that is full only keeps their rows a while."""
    with suppress(OperationalError):
        sessions.end_all_of(portal().stores.sessions, person_id, but=found.id)
