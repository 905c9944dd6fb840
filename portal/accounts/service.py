"""Signing up, in, what she said of herself, and erasing everything."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.numbers import canonical_number
from portal.accounts.own import exact
from portal.accounts.words import canonical_name, canonical_passphrase, new_name, new_passphrase
from portal.actor import Actor, Role
from portal.audit import service as audit
from portal.crypto import STAFF, SURVIVOR, KdfParams, Pad, same
from portal.keyring import persons, slots
from portal.keyring.models import KeySlot, Principal
from portal.keyring.slots import Lock
from portal.work import NAME_SECRETS, NotFound, Stale, Work

UNCONFIRMED_FOR = timedelta(hours=72)
NEW, ACTIVE, PAPER = "new", "active", "paper"  # `PAPER`: begun on paper, by somebody who helps


def cost(kind: str, *, for_tests: bool) -> KdfParams:
    """How slow a guess is: staff's passphrases guard more people's words."""
    if for_tests:
        return KdfParams.weak_for_tests()
    return SURVIVOR if kind == Role.SURVIVOR else STAFF


def sign_up(work: Work, language: str, *, words: bool, params: KdfParams) -> str:
    """A survivor's account, in the open transaction. Returns the passphrase, once."""
    passphrase = new_passphrase(language, words=words)
    work.keyring = persons.new_person(
        work.main, work.vault, work.server, kind=Role.SURVIVOR, language=language,
        passphrase=canonical_passphrase(passphrase), params=params, now=work.now,
    )  # fmt: skip
    work.actor = Actor(Role.SURVIVOR, work.person.id)
    give_name(work, language)
    audit.record(work, "signed_up", work.person.id)
    return passphrase


def give_name(work: Work, language: str) -> str:
    """A generated name nobody has, sealed for her; the server keeps a keyed hash of it."""
    person = work.person
    while True:
        name = new_name(language)
        index = work.server.username_index(canonical_name(name))
        if find_by_index(work.main, index) is None:
            break
    set_name(work, person, name, index)
    return name


def set_name(work: Work, person: Principal, name: str, index: bytes) -> None:
    person.username_bidx = index
    person.profile_w = work.keyring.seal(name.encode(), at=persons.profile_place(person), pad=Pad.TINY)


def name_of(work: Work) -> str:
    """What she is called here."""
    return work.keyring.open(work.person.profile_w, at=persons.profile_place(work.person)).decode()


def find_by_index(main: Session, index: bytes) -> Principal | None:
    return main.scalar(select(Principal).where(Principal.username_bidx == index))


def find_lock(work: Work, person: Principal | None, kinds: tuple[str, ...] = slots.WORDS) -> Lock | None:
    """What is tried on. None for the unknown and the suspended alike."""
    able = person if person is not None and person.status in (NEW, ACTIVE, PAPER) else None
    return slots.find_lock(work.main, work.vault, work.server, able, kinds)


def spelled(typed: str, kind: str | None) -> str:
    """How what was typed is compared: what was generated forgivingly, a sentence of her own exactly."""
    if kind == slots.OWN:
        return exact(typed)
    return canonical_number(typed) if kind == slots.RECOVERY else canonical_passphrase(typed)


def replace_slot(work: Work, new: KeySlot, made_for: Principal, *, instead_of: UUID | None = None) -> None:
    """`made_for`: the person as she was when the slot was made, which was before this unit of work.
    `instead_of`: the very slot whose place it takes.

    Raises Stale when her keys have been renewed meanwhile (the slot would open nothing), and when the
    slot it is for has gone.
    """
    if instead_of is not None and work.main.get(KeySlot, instead_of) is None:
        raise Stale
    now = work.main.get(Principal, new.principal_id)
    if now is None or (now.vault_id, now.urk_id) != (made_for.vault_id, made_for.urk_id):
        raise Stale
    kinds = slots.WORDS if new.kind in slots.WORDS else (new.kind,)
    slots.remove_slots(work.main, new.principal_id, kinds)
    work.main.add(new)
    work.main.flush()


def number_slot(work: Work) -> UUID | None:
    """Which slot her recovery number opens, if she has one."""
    row = slots.slot_row(work.main, work.person.id, (slots.RECOVERY,))
    return None if row is None else row.id


def about(work: Work) -> dict[str, Any]:
    """What she said of herself; nobody else can read it. `young`: True, False, or missing; `country`."""
    if work.person.about_w is None:
        return {}
    found: dict[str, Any] = json.loads(
        work.keyring.open(work.person.about_w, at=persons.about_place(work.person))
    )
    return found


def is_young(work: Work) -> bool:
    """She said that she is under 18."""
    return about(work).get("young") is True


def say_about(work: Work, **said: bool | str | None) -> None:
    """Over what she said before: `young`; `country`, ISO 3166. None takes it away."""
    seal_about(work, {name: value for name, value in (about(work) | said).items() if value is not None})


def seal_about(work: Work, said: dict[str, Any]) -> None:
    person = work.person
    person.about_w = work.keyring.seal(
        json.dumps(said).encode(), at=persons.about_place(person), pad=Pad.TINY
    )


def typed_back(card: str, typed: str) -> bool:
    return same(canonical_passphrase(card).encode(), canonical_passphrase(typed).encode())


def end_all_sessions(work: Work) -> int:
    """From here on every session and every sign-in under way that began before is over, whatever the
    session store still holds. Returns the count by which later ones are known."""
    work.person.sign_ins += 1
    return work.person.sign_ins


def confirm(work: Work) -> None:
    """She has the words: typed back from paper, or signed in with them."""
    work.person.status = ACTIVE


def erase(work: Work) -> None:
    """Everything of hers: rows go by cascade, then the secrets without which no copy opens."""
    person = work.main.get(Principal, work.person.id)
    if person is None:
        raise NotFound
    audit.record(work, "erased", person.id)
    delete_person(work, person, "erased")


def delete_person(work: Work, person: Principal, why: str) -> None:
    vault_ids: set[UUID | None] = set()
    for secret, owner in NAME_SECRETS.items():
        if owner is not None:
            vault_ids |= set(work.main.scalars(select(secret).where(owner == person.id)))
    work.doom([id for id in vault_ids if id is not None], why)
    work.main.delete(person)


def sweep(work: Work) -> int:
    """Accounts whose words were never typed back. Nothing could be written in them."""
    old = select(Principal).where(
        Principal.status == NEW,
        Principal.made_at < work.now - UNCONFIRMED_FOR,
    )
    gone = list(work.main.scalars(old))
    for person in gone:
        delete_person(work, person, "swept")
    return len(gone)
