"""What waits for her, and what has happened with what she shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.accounts import service as accounts
from portal.audit import service as audit
from portal.consent import service as consent
from portal.inbox.rules import REPLIES
from portal.programmes import service as programmes
from portal.statements import apart
from portal.statements import service as statements
from portal.work import Work

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One thing staff did. `what`: opened or answered; `reply` is the msgid of the answer."""

    at: datetime
    who: str
    team: str
    what: str
    reply: str
    consent_id: UUID


@dataclass(frozen=True)
class Standing:
    """A share on her home page: arrived, opened, answered."""

    consent_id: UUID
    team: str
    lapses_at: datetime
    opened: bool
    answered: str


@dataclass(frozen=True)
class AtHome:
    name: str
    written: int
    waiting: list[int]  # sections something was kept beside
    standing: list[Standing]
    young: bool  # she said that she is under 18


def at_home(work: Work) -> AtHome:
    consents = [c for c in consent.my_consents(work.main, work.person.id) if c.stands_at(work.now)]
    teams = programmes.team_names(work, {c.recipient_id for c in consents})
    acts = audit.acts_on(work.main, [c.share_id for c in consents])
    standing = []
    for one in consents:
        mine = [act for act in acts if act.share_id == one.share_id]
        replies = [REPLIES[act.detail] for act in mine if act.what == "answered"]
        standing.append(
            Standing(
                one.id, teams[one.recipient_id], one.lapses_at,
                opened=any(act.what == "opened" for act in mine), answered=replies[-1] if replies else "",
            )
        )  # fmt: skip
    return AtHome(
        name=accounts.name_of(work),
        written=len(statements.written_numbers(work)),
        waiting=sorted(apart.numbers(work)),
        standing=standing,
        young=accounts.is_young(work),
    )


def activity(work: Work, before: datetime | None) -> tuple[list[Line], float | None]:
    """A page of acts, newest first, and the moment to go on from."""
    acts = audit.acts_for(work.main, work.person.id, before, PAGE + 1)
    shown = acts[:PAGE]
    consents = {c.share_id: c for c in consent.my_consents(work.main, work.person.id)}
    teams = programmes.team_names(work, {c.recipient_id for c in consents.values()})
    people = programmes.staff_names(work, {act.staff_id for act in shown})
    lines = []
    for act in shown:
        under = consents[act.share_id]
        reply = REPLIES[act.detail] if act.what == "answered" else ""
        lines.append(
            Line(act.at, people.get(act.staff_id, ""), teams[under.recipient_id], act.what, reply, under.id)
        )
    return lines, shown[-1].at.timestamp() if len(acts) > PAGE else None
