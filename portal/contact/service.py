"""Reading and saving her plan, and what the server has to obey of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, select

from portal.actor import Role
from portal.contact import rules
from portal.contact.asked import CHECK, EMAIL, FOLLOW, ME, NAMES, TIMES, WAYS, Mark
from portal.contact.models import ContactPlan
from portal.keyring.place import Place
from portal.notifying import service as notifying
from portal.notifying.rules import Hours
from portal.readiness.rules import mark_of
from portal.work import NotAllowed, NotFound, Work, put_over

FORM = 1  # the version of the parts, kept with the answers

Answers = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """`answers` by the part's name; nothing stands in them for a part she left out."""

    answers: Answers = field(repr=False, default_factory=dict)

    @property
    def check_at(self) -> datetime | None:
        check = self.answers.get(CHECK)
        return None if check is None else datetime.fromisoformat(check["at"])

    def is_due(self, now: datetime) -> bool:
        return self.check_at is not None and self.check_at <= now

    @property
    def refuses_email(self) -> bool:
        return (self.answers.get(WAYS) or {}).get(EMAIL) == Mark.NO

    @property
    def hours(self) -> Hours | None:
        """When something may be sent; None when she has named no days, or gets in touch herself."""
        said, follow = self.answers.get(TIMES) or {}, self.answers.get(FOLLOW) or {}
        waits, until = follow.get("who") == ME, follow.get("until")
        if not said.get("days") or (waits and not until):
            return None
        not_before = date.fromisoformat(str(until)) + timedelta(days=1) if waits else None
        begin, end = (time.fromisoformat(said.get(name, "00:00")) for name in ("begin", "end"))
        return Hours(said["days"], begin, end, said["zone"], not_before)


def _mine(work: Work) -> Select[ContactPlan]:
    if work.actor.role is not Role.SURVIVOR:
        raise NotAllowed
    return select(ContactPlan).where(ContactPlan.owner_id == work.person.id)


def place(work: Work, row: ContactPlan) -> Place:
    return Place(work.person.tenant, "contact_plan", "body", row.id, row.owner_id, row.key_id, row.rev)


def read(work: Work) -> Plan:
    row = work.main.scalar(_mine(work))
    return Plan() if row is None else _opened(work, row)


def _opened(work: Work, row: ContactPlan) -> Plan:
    return Plan(json.loads(work.keyring.open(row.body, at=place(work, row)))["answers"])


def say(work: Work, name: str, answer: Any, seen: str, today: date, zone: ZoneInfo) -> bool:
    """Save the answer to one part; None takes it away. `seen`: the mark of the answer it began from.

    False, and nothing is saved, when another answer is there than the one she saw. With the first answer
    comes a day on which to check it all again.
    """
    if name not in NAMES:
        raise NotFound
    row = work.main.scalar(_mine(work))
    before = Plan() if row is None else _opened(work, row)
    there = before.answers.get(name)
    if there != answer and seen != mark_of(there):
        return False
    said = {**before.answers, name: answer}
    if row is None and name != CHECK:
        said[CHECK] = rules.check_on(today + rules.PROPOSED, zone)
    plan = Plan({key: value for key, value in said.items() if value is not None})
    if there != answer:
        _put(work, row, plan)
        _let_the_server_know(work, plan)
    return True


def _put(work: Work, row: ContactPlan | None, plan: Plan) -> None:
    person = work.person
    assert person.urk_id is not None
    id, rev = (uuid4(), 0) if row is None else (row.id, row.rev)
    new = ContactPlan(id=id, owner_id=person.id, key_id=person.urk_id, rev=rev + 1)
    document = {"form": FORM, "answers": plan.answers}
    new.body = work.keyring.seal(json.dumps(document, ensure_ascii=False).encode(), at=place(work, new))
    if row is None:
        work.main.add(new)
        work.main.flush()
        return
    put_over(work, ContactPlan, id, rev, key_id=new.key_id, body=new.body)


def _let_the_server_know(work: Work, plan: Plan) -> None:
    """Nothing leaves in a way or at a time that is not safe any more."""
    if plan.refuses_email or plan.hours is None:
        notifying.forget(work)
    else:
        notifying.obey(work, plan.hours)


def remove(work: Work) -> None:
    """For good, and with it the address for messages: without it no time is known to be safe."""
    work.main.execute(
        delete(ContactPlan).where(ContactPlan.id.in_(_mine(work).with_only_columns(ContactPlan.id)))
    )
    notifying.forget(work)
