"""What she wants to be told of, and where; putting a message into the outbox."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.actor import Role
from portal.crypto import CannotOpen, lp
from portal.keyring.models import Principal
from portal.notifying import rules
from portal.notifying.models import Outgoing, Reach
from portal.notifying.rules import Hours, Kind
from portal.work import NotAllowed, Work

WAITS, SENT, GAVE_UP = "", "sent", "gave_up"


@dataclass(frozen=True)
class Wish:
    """Where, when and of what she wants to be told. `way` is a provider's; `last` is the last day."""

    way: str
    to: str = field(repr=False)
    kinds: tuple[str, ...]
    hours: Hours = field(repr=False)
    last: date
    language: str
    link: bool = False

    @property
    def ends_at(self) -> datetime:
        return rules.begins(self.last + timedelta(days=1), self.hours.zone)

    def to_json(self) -> dict[str, Any]:
        hours = self.hours
        return {
            "way": self.way, "to": self.to, "kinds": list(self.kinds), "days": sorted(hours.days),
            "from": hours.begin.isoformat(), "until": hours.end.isoformat(), "zone": hours.zone,
            "not_before": hours.not_before and hours.not_before.isoformat(), "last": self.last.isoformat(),
            "language": self.language, "link": self.link,
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Wish:
        hours = Hours(
            kept["days"], time.fromisoformat(kept["from"]), time.fromisoformat(kept["until"]), kept["zone"],
            kept["not_before"] and date.fromisoformat(kept["not_before"]),
        )  # fmt: skip
        last = date.fromisoformat(kept["last"])
        return cls(kept["way"], kept["to"], tuple(kept["kinds"]), hours, last, kept["language"], kept["link"])


def _ctx(work: Work, owner_id: UUID) -> bytes:
    return lp("reach/v1", work.server.tenant, owner_id)


def opened(work: Work, person: Principal, reach: Reach) -> Wish:
    """Raises CannotOpen when she has erased everything meanwhile."""
    text = work.server.unwrap(reach.body_w, work.vault.get(person.vault_id), _ctx(work, person.id))
    return Wish.from_json(json.loads(text))


def _sealed(work: Work, person: Principal, wish: Wish) -> bytes:
    text = json.dumps(wish.to_json(), ensure_ascii=False).encode()
    return work.server.wrap(text, work.vault.get(person.vault_id), _ctx(work, person.id))


# Hers


def mine(work: Work) -> Wish | None:
    if work.actor.role is not Role.SURVIVOR:
        raise NotAllowed
    reach = work.main.get(Reach, work.person.id)
    return None if reach is None else opened(work, work.person, reach)


def keep(work: Work, wish: Wish) -> None:
    """Also again, in the place of what was there, or with new keys."""
    reach = work.main.get(Reach, work.person.id)
    if reach is None:
        reach = Reach(owner_id=work.person.id)
        work.main.add(reach)
    reach.ends_at, reach.body_w = wish.ends_at, _sealed(work, work.person, wish)


def obey(work: Work, hours: Hours) -> None:
    """Her safe hours are others now."""
    wish = mine(work)
    if wish is not None:
        keep(work, replace(wish, hours=hours))


def forget(work: Work) -> None:
    """The address goes, and what still waits for it."""
    work.main.execute(delete(Reach).where(Reach.owner_id == work.person.id))
    work.main.execute(delete(Outgoing).where(Outgoing.owner_id == work.person.id, Outgoing.state == WAITS))


def done_for(main: Session, owner_id: UUID, before: datetime | None = None, most: int = 50) -> list[Outgoing]:
    """What was sent or given up, newest first; page on by the last one's time."""
    query = select(Outgoing).where(Outgoing.owner_id == owner_id, Outgoing.done_at.is_not(None))
    if before is not None:
        query = query.where(Outgoing.done_at < before)
    return list(main.scalars(query.order_by(Outgoing.done_at.desc()).limit(most)))


# For whoever does something that she may want to know of


def notify(work: Work, person_id: UUID, kind: Kind) -> None:
    """Put one message into her outbox, in the open transaction; nothing unless she asked for this kind."""
    reach, person = work.main.get(Reach, person_id), work.main.get(Principal, person_id)
    if reach is None or person is None or person.paused_at is not None or reach.ends_at <= work.now:
        return
    with suppress(CannotOpen):
        if kind in opened(work, person, reach).kinds and not _one_waits(work, person_id):
            work.main.add(Outgoing(owner_id=person_id, next_at=_earliest(work, person_id)))
            work.main.flush()


def _one_waits(work: Work, person_id: UUID) -> bool:
    waiting = select(Outgoing.id).where(Outgoing.owner_id == person_id, Outgoing.state == WAITS)
    return work.main.scalar(waiting.limit(1)) is not None


def _earliest(work: Work, person_id: UUID) -> datetime:
    sent = Outgoing.owner_id == person_id, Outgoing.state == SENT
    last = work.main.scalar(select(func.max(Outgoing.done_at)).where(*sent))
    return work.now if last is None else max(work.now, last + rules.APART)


def sweep(work: Work) -> None:
    """Addresses whose last day has passed go, and what still waits for somebody without one."""
    work.main.execute(delete(Reach).where(Reach.ends_at <= work.now))
    told = select(Reach.owner_id)
    work.main.execute(delete(Outgoing).where(Outgoing.state == WAITS, Outgoing.owner_id.not_in(told)))
