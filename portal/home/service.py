"""What waits for her, and what has happened with what she shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.accounts import service as accounts
from portal.audit import service as audit
from portal.audit.models import Act
from portal.consent import asking
from portal.consent import service as consent
from portal.consent.notices import TYPED
from portal.consent.passing import PASSED
from portal.consent.rules import ANSWERS, COPIES, asks_before
from portal.helping import suggestions
from portal.helping.service import READ_PART
from portal.messages import service as messages
from portal.messages.threads import READ as READ_MESSAGE
from portal.notifying import service as notifying
from portal.programmes import service as programmes
from portal.programmes.stages import NAMES
from portal.readiness import service as readiness
from portal.statements import apart
from portal.statements import service as statements
from portal.statements.titles import title
from portal.web.lasting import LONGEST_BORROWED, TOGETHER_FOR
from portal.work import Work

PAGE = 50
SAT = {audit.TOGETHER: TOGETHER_FOR, audit.ON_THEIRS: LONGEST_BORROWED}
SAID: dict[str, str | tuple[str, str]] = {**ANSWERS, **COPIES, **NAMES, **PASSED}


@dataclass(frozen=True)
class Line:
    """One thing staff did, as `act.what` has it, or a message that was sent outside (`what` is then that
    of the outbox). `reply`: the msgid, or two, of what they said."""

    at: datetime
    who: str
    team: str
    what: str
    reply: str | tuple[str, str]
    consent_id: UUID | None
    by: datetime | None = None  # until when something was promised
    access_id: UUID | None = None  # in place of a consent: somebody who helps her
    ended: bool = True  # not when nobody ended it: then `by` is when it did at the latest


@dataclass(frozen=True)
class Standing:
    """A share on her home page: arrived, opened, answered."""

    consent_id: UUID
    team: str
    lapses_at: datetime
    opened: bool
    answered: str
    asks: bool  # its last week: give it longer, or let it end


@dataclass(frozen=True)
class AtHome:
    name: str
    written: int
    waiting: list[int]  # sections something was kept beside
    standing: list[Standing]
    paused: bool  # she has paused everything
    asked: UUID | None  # the first thing that a team asks of her now
    young: bool  # she said that she is under 18
    asks_again: bool  # the day has come on which she wanted to be asked how she feels about it
    suggested: int  # how many suggestions wait for her
    written_to: int  # how many messages she has not opened


def at_home(work: Work) -> AtHome:
    consents = [c for c in consent.my_consents(work.main, work.person.id) if c.stands_at(work.now)]
    teams = programmes.team_names(work, {c.recipient_id for c in consents})
    acts = audit.acts_on(work.main, [c.share_id for c in consents])
    standing = []
    for one in consents:
        mine = [act for act in acts if act.share_id == one.share_id]
        replies = [ANSWERS[act.detail] for act in mine if act.what == "answered"]
        standing.append(
            Standing(
                one.id, teams[one.recipient_id], one.lapses_at,
                opened=any(act.what == "opened" for act in mine), answered=replies[-1] if replies else "",
                asks=one.purpose not in TYPED and asks_before(one.lapses_at, work.now),
            )
        )  # fmt: skip
    me = work.person.id
    suggested, new = work.main.execute(select(suggestions.how_many_wait(me), messages.how_many_new(me))).one()
    return AtHome(
        name=accounts.name_of(work),
        written=len(statements.written_numbers(work)),
        waiting=sorted(apart.numbers(work)),
        standing=standing,
        paused=work.person.paused_at is not None,
        asked=next((request.id for request in asking.waiting(work)), None),
        young=accounts.is_young(work),
        asks_again=readiness.asks_again(work),
        suggested=suggested,
        written_to=new,
    )


def activity(work: Work, before: datetime | None) -> tuple[list[Line], float | None]:
    """A page of acts and messages, newest first, and the moment to go on from."""
    acts = audit.acts_for(work.main, work.person.id, before, PAGE + 1)
    sent = notifying.done_for(work.main, work.person.id, before, PAGE + 1)
    messages = [Line(one.done_at, "", "", one.state, "", None) for one in sent if one.done_at]
    lines = sorted([*_acts(work, acts), *messages], key=lambda line: line.at, reverse=True)
    return lines[:PAGE], lines[PAGE - 1].at.timestamp() if len(lines) > PAGE else None


def _acts(work: Work, acts: list[Act]) -> list[Line]:
    consents = {c.share_id: c for c in consent.my_consents(work.main, work.person.id)}
    teams = programmes.team_names(work, {c.recipient_id for c in consents.values()})
    people = programmes.staff_names(work, {act.staff_id for act in acts})
    lines = []
    for act in acts:
        if act.what in SAT:
            lines.append(_sat_with(act, people.get(act.staff_id, "")))
            continue
        if act.what == READ_PART:
            lines.append(_read_by_helper(act, people.get(act.staff_id, "")))
            continue
        if act.what == READ_MESSAGE and act.share_id not in consents:
            lines.append(
                Line(act.at, people.get(act.staff_id, ""), "", act.what, "", None, access_id=act.share_id)
            )
            continue
        under = consents[act.share_id]
        lines.append(
            Line(
                act.at, people.get(act.staff_id, ""), teams[under.recipient_id], act.what,
                SAID.get(act.detail, ""), under.id, act.by,
            )
        )  # fmt: skip
    return lines


def _sat_with(act: Act, who: str) -> Line:
    access_id = None if act.share_id == act.owner_id else act.share_id
    return Line(
        act.at, who, "", act.what, "", None, act.by or act.at + SAT[act.what], access_id, act.by is not None
    )


def _read_by_helper(act: Act, who: str) -> Line:
    return Line(act.at, who, "", act.what, title(int(act.detail)), None, access_id=act.share_id)
