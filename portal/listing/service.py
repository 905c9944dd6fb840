"""One service, and everything a lead may do with it. Each raises NotAllowed for others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from portal.audit import service as audit
from portal.crypto import lp
from portal.directory import keeping
from portal.directory.confidential import SECRET_PLACE, is_secret
from portal.directory.models import Entry, ServiceCard
from portal.directory.room import packed
from portal.listing import notes, parts
from portal.programmes import facts
from portal.programmes.service import staff_names
from portal.work import NotAllowed, NotFound, Stale, Work

HERE = "here"  # the feed of what was added by hand
ONE_CALL = timedelta(hours=12)  # a second tap is the same call; as long can it be taken back


@dataclass(frozen=True)
class Place:
    """`said` is None where it is not told."""

    entry: Entry
    said: parts.Said | None

    @property
    def id(self) -> UUID:
        return self.entry.id

    @property
    def of_a_feed(self) -> bool:
        return self.entry.feed != HERE

    @property
    def stays_secret(self) -> bool:
        """Somebody here said that it is confidential: no feed takes that back."""
        return self.said is None and self.of_a_feed and self.entry.kept_at is not None


@dataclass(frozen=True)
class One:
    """A service as whoever leads a team sees it."""

    entry: Entry
    card: ServiceCard
    organization: Entry | None
    places: list[Place]
    names: dict[UUID, str]
    now: datetime
    me: UUID | None

    @property
    def by_hand(self) -> bool:
        return self.entry.feed == HERE

    @property
    def kept(self) -> list[Entry]:
        """What imports of a feed leave as it was changed here, until the feed takes over again. That a place
        is confidential is not among it: whoever lets a feed correct a telephone publishes no shelter."""
        all = [self.entry, self.organization, *(place.entry for place in self.places if place.said)]
        return [entry for entry in all if entry and entry.feed != HERE and entry.kept_at is not None]

    @property
    def may_uncheck(self) -> bool:
        checked = self.card.checked_at
        return checked is not None and self.card.checked_by == self.me and self.now - checked < ONE_CALL

    @property
    def tells_a_secret(self) -> bool:
        """It says that its place is confidential, and an address is shown all the same."""
        words = f"{self.entry.name} {self.entry.body.get('description', '')}"
        return bool(SECRET_PLACE.search(words)) and any(place.said for place in self.places)

    def said(self, part: str) -> parts.Said:
        return parts.shown(part, self.entry.body)


def for_leads(work: Work) -> None:
    if not facts.may_change(work):
        raise NotAllowed


def one(work: Work, id: UUID) -> One:
    """Raises NotFound."""
    for_leads(work)
    owner = aliased(Entry)
    row = work.main.execute(
        select(Entry, ServiceCard, owner).join(ServiceCard, ServiceCard.id == Entry.id)
        .outerjoin(owner, and_(owner.kind == "organization", owner.id == Entry.organization_id))
        .where(Entry.kind == "service", Entry.id == id)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound
    entry, card, organization = row
    who = {id for id in (card.checked_by, entry.kept_by) if id}
    names = staff_names(work, who)
    return One(entry, card, organization, _places(work, id), names, work.now, work.actor.id)


def _places(work: Work, id: UUID) -> list[Place]:
    at = aliased(Entry)
    found = work.main.scalars(
        select(Entry).join(at, at.location_id == Entry.id)
        .where(at.kind == "service_at_location", at.service_id == id, at.active, Entry.kind == "location")
        .order_by(Entry.id)
    )  # fmt: skip
    return [Place(e, None if is_secret(e.body) else parts.place_shown(e.body)) for e in found.unique()]


def shown(work: Work, id: UUID, part: str) -> tuple[One, parts.Said]:
    """What a form of this part begins from."""
    found = one(work, id)
    entry = found.organization if part == "organization" else found.entry
    return found, parts.shown(part, entry.body if entry else {})


def change(work: Work, id: UUID, part: str, said: parts.Said, mark: str) -> list[str]:
    """Codes of notes.py. Raises Stale when something else stands there than what the mark was made of."""
    found, there = shown(work, id, part)
    if parts.same(said, there):
        return []
    if parts.mark(there) != mark:
        raise Stale
    entry = found.entry if part != "organization" else found.organization or _organization(work, found.entry)
    return keep(work, entry, parts.put(part, entry.body, said), f"{entry.kind}_changed")


def keep(work: Work, entry: Entry, body: dict[str, Any], action: str) -> list[str]:
    report = keeping.keep(work.main, entry, body, work.person.id, work.now)
    audit.record(work, action, entry.id, lp("directory/v1", entry.kind, entry.id, packed(entry.body)))
    return notes.codes(report)


def new_entry(work: Work, kind: str, **refers: UUID | None) -> Entry:
    """By hand: no feed has it, and no import touches it."""
    entry = Entry(
        kind=kind, id=uuid4(), feed=HERE, name="", body={}, digest=b"", active=True, modified_at=work.now,
        kept_at=work.now, kept_by=work.person.id, **refers,
    )  # fmt: skip
    work.main.add(entry)
    work.main.flush()
    return entry


def _organization(work: Work, service: Entry) -> Entry:
    """A new one for a service whose feed names none."""
    entry = new_entry(work, "organization")
    service.organization_id = entry.id
    service.kept_at, service.kept_by = work.now, work.person.id
    return entry


def add(work: Work, name: str, organization: str, description: str) -> UUID:
    for_leads(work)
    known = select(Entry).where(
        Entry.kind == "organization", Entry.feed == HERE, Entry.name == organization, Entry.active
    )
    owner = work.main.scalar(known.limit(1))
    if owner is None:
        owner = new_entry(work, "organization")
        keep(work, owner, {"name": organization}, "organization_added")
    entry = new_entry(work, "service", organization_id=owner.id)
    body = {"name": name, "status": "active", "description": description}
    keep(work, entry, {name: value for name, value in body.items() if value}, "service_added")
    return entry.id


def check(work: Work, id: UUID) -> None:
    """Somebody called: what stands here holds."""
    found = one(work, id)
    if not found.may_uncheck:
        keeping.checked(work.main, id, work.person.id, work.now)
        audit.record(work, "service_checked", id)


def uncheck(work: Work, id: UUID) -> None:
    """It was the wrong button: what stood before stands again. Only for who pressed it, and not for long."""
    found = one(work, id)
    if found.may_uncheck:
        found.card.checked_at, found.card.checked_by = before(
            work, id, "service_checked", "service_unchecked"
        )
        audit.record(work, "service_unchecked", id)


def before(
    work: Work, id: UUID, did: str, undid: str, *voids: str
) -> tuple[datetime, UUID] | tuple[None, None]:
    """When it was checked before the check that is taken back, and by whom: the log knows, to the minute.
    `voids`: acts after which no earlier check holds."""
    stood: list[tuple[datetime, UUID]] = []
    for act in audit.done_to(work.main, id, did, undid, *voids):
        if act.action == did:
            stood.append((act.at, UUID(bytes=act.actor)))
        elif act.action == undid:
            stood = stood[:-1]
        else:
            stood = []
    return stood[-2] if len(stood) > 1 else (None, None)


def let_go(work: Work, id: UUID) -> None:
    """The feed's next import takes over again: the service, its organization and the places it tells of."""
    kept = one(work, id).kept
    for entry in kept:
        keeping.let_go(entry)
    if kept:
        audit.record(work, "service_let_go", id)


def show(work: Work, id: UUID, *, active: bool) -> None:
    """Whether pages show it."""
    entry = one(work, id).entry
    if (entry.body.get("status") == "active") is not active:
        body = entry.body | {"status": "active" if active else "inactive"}
        keep(work, entry, body, "service_shown" if active else "service_hidden")
