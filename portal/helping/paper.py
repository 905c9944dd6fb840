"""Begun on paper: an advocate opens an account together with somebody who has no phone, or does not read.

The advocate's screen shows a name and a number once, for a card that is hers alone. With them she claims the
account, on a device she trusts: her secret words are made there, the number is spent and this help ends.
Until then nobody can sign in and nothing can be shared. What the advocate types is a suggestion like any
other: sealed to her, whose key only the number opens, and to the advocate. What nobody claims is erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.accounts import service as accounts
from portal.accounts.changing import when_claimed
from portal.accounts.numbers import canonical_number, new_number
from portal.actor import Actor, Role
from portal.audit import service as audit
from portal.crypto import KdfParams
from portal.helping import meeting, rules, service
from portal.helping.models import Access, Claim, Scope
from portal.keyring import persons
from portal.keyring.models import Principal
from portal.keyring.slots import RECOVERY
from portal.work import Work


@dataclass(frozen=True)
class Card:
    name: str
    number: str = field(repr=False)


def begin(
    work: Work, helper_id: UUID, numbers: Iterable[int], called: str, language: str, days: int,
    params: KdfParams,
) -> Card:  # fmt: skip
    """Raises Refused for who is no advocate, and where no part was chosen. `called`: how the advocate knows
    her; sealed to the advocate."""
    numbers = sorted(set(numbers))
    rules.may_choose(numbers, Scope.SUGGEST, rules.PROPOSED, fresh=True)
    number = new_number()
    work.keyring = persons.new_person(
        work.main, work.vault, work.server, kind=Role.SURVIVOR, language=language,
        passphrase=canonical_number(number), params=params, now=work.now, slot=RECOVERY,
    )  # fmt: skip
    work.actor = Actor(Role.SURVIVOR, work.person.id)
    name = accounts.give_name(work, language)
    work.person.status = accounts.PAPER
    until = work.now + timedelta(days=days)
    work.main.add(Claim(id=work.person.id, erase_at=until))
    joined = ",".join(map(str, numbers))
    access = Access(id=uuid4(), helper_id=helper_id, scope=Scope.SUGGEST, numbers=joined, lapses_at=until)
    meeting.let_in(work, access, called)
    audit.record(work, "begun_on_paper", work.person.id)
    return Card(name, number)


@when_claimed
def _claimed(work: Work) -> None:
    """It is hers: whoever began it with her keeps only what she lends anew."""
    claim = work.main.get(Claim, work.person.id)
    if claim is not None:
        work.main.delete(claim)
    for one in service.mine(work):
        service.end(work, one.id)


def sweep(work: Work) -> int:
    """What nobody has claimed in time. Returns how many."""
    over = list(work.main.scalars(select(Claim.id).where(Claim.erase_at <= work.now)))
    for id in over:
        person = work.main.get(Principal, id)
        if person is not None and person.status == accounts.PAPER:
            accounts.delete_person(work, person, "swept")
    return len(over)
