"""The list of services as leads see it: by name, a page at a time, also what people do not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select

from portal.directory.models import Entry, ServiceCard
from portal.directory.names import folded
from portal.listing.service import for_leads
from portal.programmes.service import staff_names
from portal.work import Work

PAGE = 50
OLD = timedelta(days=183)


class Which(StrEnum):
    ALL = "all"
    OLD = "old"
    KEPT = "kept"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Line:
    id: UUID
    name: str
    organization: str
    feed: str
    shown: bool
    kept: bool
    checked_at: datetime | None
    checked_by: str


@dataclass(frozen=True)
class Listed:
    lines: list[Line]
    next: UUID | None  # the last line of this page, when there are more


def listed(work: Work, which: Which, words: str, after: UUID | None) -> Listed:
    """A page, by name. `words` are looked for in names, organizations, cities and descriptions."""
    for_leads(work)
    query = _wanted(work, which, words)
    last = work.main.get(ServiceCard, after) if after else None
    if last is not None:
        behind = and_(ServiceCard.title == last.title, ServiceCard.id > last.id)
        query = query.where(or_(ServiceCard.title > last.title, behind))
    rows = work.main.execute(query.limit(PAGE + 1)).all()
    names = staff_names(work, {row.checked_by for row in rows if row.checked_by})
    lines = [
        Line(row.id, row.name, row.organization, row.feed, row.active, row.kept_at is not None,
             row.checked_at, names.get(row.checked_by, ""))
        for row in rows[:PAGE]
    ]  # fmt: skip
    return Listed(lines, lines[-1].id if len(rows) > PAGE else None)


def _wanted(work: Work, which: Which, words: str) -> Any:
    card = ServiceCard
    query = select(
        card.id, card.name, card.organization, card.feed, card.active, card.checked_at, card.checked_by,
        Entry.kept_at,
    ).join(Entry, and_(Entry.kind == "service", Entry.id == card.id))  # fmt: skip
    conditions = {
        Which.OLD: and_(card.active, or_(card.checked_at.is_(None), card.checked_at < work.now - OLD)),
        Which.KEPT: Entry.kept_at.is_not(None),
        Which.HIDDEN: ~card.active,
    }
    if which in conditions:
        query = query.where(conditions[which])
    looked_for = folded(words)
    if looked_for:
        said = (
            card.title.contains(looked_for, autoescape=True),
            card.words.contains(looked_for, autoescape=True),
        )
        query = query.where(or_(*said))
    return query.order_by(card.title, card.id)
