"""Two people find each other: a code that one makes and the other types, then her choice, twice.

A code is 16 digits (53 bits), the same on every keyboard. Only a keyed hash of it is kept; it is good once,
for the other role, for a while. What is wrong with one that does not fit is never said.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, or_, select

from portal.accounts.numbers import canonical_number, grouped
from portal.accounts.service import ACTIVE
from portal.actor import Role
from portal.audit import service as audit
from portal.crypto import lp
from portal.helping import rules
from portal.helping.models import Access, Meeting, Scope
from portal.keyring.models import Principal
from portal.keyring.persons import open_from, seal_to
from portal.statements import lending
from portal.statements.part_keys import Loan
from portal.work import NAME_SECRETS, NotAllowed, NotFound, Refused, Work

DIGITS = 16
NAME_SECRETS[Access.vault_id] = Access.owner_id


@dataclass(frozen=True)
class Met:
    """Somebody who could help, before she has said yes. `matching`: four digits that both see."""

    meeting: Meeting
    matching: str


def make(work: Work, *, beside: bool) -> str:
    """A code, in groups of four. The oldest of too many goes."""
    if work.actor.role not in (Role.SURVIVOR, Role.ADVOCATE):
        raise NotAllowed
    by_helper = work.actor.role is Role.ADVOCATE
    open_ones = _of_me(work).where(Meeting.met_at.is_(None)).order_by(Meeting.expires_at.desc())
    for old in work.main.scalars(open_ones.offset(rules.MOST_MEETINGS - 1)).all():
        work.main.delete(old)
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    work.main.add(
        Meeting(
            id=uuid4(), code_mac=_mac(work, code), by_helper=by_helper, beside=beside,
            owner_id=None if by_helper else work.person.id, helper_id=work.person.id if by_helper else None,
            expires_at=work.now + rules.code_for(beside=beside),
        )
    )  # fmt: skip
    return grouped(code)


def _mac(work: Work, code: str) -> bytes:
    return work.server.mac("invitation", lp("meeting/v1", code))


def _of_me(work: Work) -> Select[Meeting]:
    me = work.person.id
    return select(Meeting).where(or_(Meeting.owner_id == me, Meeting.helper_id == me))


def meet(work: Work, typed: str) -> UUID | None:
    """The one who was given a code types it. None for whatever does not fit."""
    wanted = select(Meeting).where(
        Meeting.code_mac == _mac(work, canonical_number(typed)), Meeting.met_at.is_(None),
        Meeting.expires_at > work.now, Meeting.by_helper.is_(work.actor.role is Role.SURVIVOR),
    )  # fmt: skip
    found = work.main.scalar(wanted)
    if found is None or not is_here(work, found.helper_id or found.owner_id):
        return None
    if work.actor.role is Role.SURVIVOR:
        found.owner_id = work.person.id
    elif work.actor.role is Role.ADVOCATE:
        found.helper_id = work.person.id
    else:
        raise NotAllowed
    found.met_at, found.expires_at = work.now, work.now + rules.MEETING_FOR
    return found.id


def is_here(work: Work, id: UUID | None) -> bool:
    """Works here, or writes here and has not paused."""
    there = None if id is None else work.main.get(Principal, id)
    return there is not None and there.status == ACTIVE and there.paused_at is None


def met(work: Work) -> list[Met]:
    """Those who wait for her, or for whom this helper waits; oldest first."""
    waiting = _of_me(work).where(Meeting.met_at.is_not(None), Meeting.expires_at > work.now)
    return [_met(work, one) for one in work.main.scalars(waiting.order_by(Meeting.met_at))]


def open_codes(work: Work) -> int:
    """How many codes of hers nobody has typed yet."""
    open_ones = _of_me(work).where(Meeting.met_at.is_(None), Meeting.expires_at > work.now)
    return len(work.main.scalars(open_ones).all())


def _met(work: Work, meeting: Meeting) -> Met:
    both = lp("match/v1", meeting.id, str(meeting.owner_id), str(meeting.helper_id))
    number = int.from_bytes(work.server.mac("invitation", both)[:8], "big") % 10_000
    return Met(meeting, f"{number:04d}")


def hers(work: Work, id: UUID) -> Met:
    """Raises NotFound for another's, for one that is over, and for one that nobody has answered."""
    found = work.main.get(Meeting, id)
    if work.actor.role is not Role.SURVIVOR or found is None or found.owner_id != work.person.id:
        raise NotFound
    if found.met_at is None or found.helper_id is None or found.expires_at <= work.now:
        raise NotFound
    return _met(work, found)


def forget(work: Work, id: UUID | None = None) -> None:
    """She says no, or takes her codes back; a helper takes back what she asked. Nothing of it stays."""
    mine = Meeting.owner_id == work.person.id
    if work.actor.role is Role.ADVOCATE:
        mine = Meeting.helper_id == work.person.id
    which = Meeting.met_at.is_(None) if id is None else Meeting.id == id
    work.main.execute(delete(Meeting).where(mine, which))


def choose(
    work: Work, id: UUID, numbers: Iterable[int], scope: str, days: int, *, safe: bool, fresh: bool,
    pair: rules.Pair = rules.NO_PAIR,
) -> None:  # fmt: skip
    """Which parts, how, how long; for an interpreter, out of which language into which. Nothing opens yet."""
    meeting, numbers = hers(work, id).meeting, sorted(set(numbers))
    rules.may_choose(numbers, scope, days, pair, fresh=fresh)
    meeting.from_language, meeting.to_language = pair if scope == Scope.TRANSLATE else rules.NO_PAIR
    meeting.numbers, meeting.scope, meeting.days = ",".join(map(str, numbers)), Scope(scope), days
    meeting.safe, meeting.chosen_at = safe, work.now


def start(work: Work, id: UUID, called: str, *, fresh: bool) -> Access:
    """She says it once more, and the keys are made. `called`: what the helper calls her, or "". A second
    tap finds the first one's access."""
    done = work.main.get(Access, id)
    if done is not None and done.owner_id == work.person.id:
        return done
    meeting = hers(work, id).meeting
    rules.may_start(meeting, work.now, fresh=fresh)
    access = Access(
        id=meeting.id, helper_id=meeting.helper_id, scope=meeting.scope, numbers=meeting.numbers,
        lapses_at=work.now + timedelta(days=meeting.days),
        from_language=meeting.from_language, to_language=meeting.to_language,
    )  # fmt: skip
    let_in(work, access, called)
    work.main.delete(meeting)
    audit.record(work, "let_help", access.id)
    return access


def let_in(work: Work, access: Access, called: str) -> None:
    """The access begins, of the person who acts: a key for each part. Raises Refused when its helper is no
    advocate who works here."""
    helper = work.main.get(Principal, access.helper_id)
    if helper is None or helper.status != ACTIVE or helper.kind != Role.ADVOCATE:
        raise Refused(rules.Reason.NOT_HERE)
    access.vault_id, _secret = work.vault.new("access", work.now)
    access.owner_id, access.began_at = work.person.id, work.now
    access.called_w = called_to(work, access, helper, called[: rules.LONGEST_NAME])
    work.main.add(access)
    work.main.flush()
    lending.lend(work, access.parts, Loan(helper.id, access.scope, access.id, access.lapses_at))


def _called_ctx(work: Work, access: Access) -> bytes:
    return lp("called/v1", work.server.tenant, access.id, access.helper_id)


def called_to(work: Work, access: Access, helper: Principal, called: str) -> bytes:
    """What she wants to be called, sealed to the helper."""
    secret = work.vault.get(access.vault_id)
    return seal_to(work.server, work.vault, helper, called.encode(), _called_ctx(work, access), secret)


def called(work: Work, access: Access) -> str:
    """For the helper; empty when she did not say."""
    if access.called_w is None:
        return ""
    secret = work.vault.get(access.vault_id)
    return open_from(work.keyring, access.called_w, _called_ctx(work, access), secret).decode()


def sweep(work: Work) -> None:
    work.main.execute(delete(Meeting).where(Meeting.expires_at <= work.now))
