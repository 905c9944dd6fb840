"""Reading and writing one thread, the same for both sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, func, select, tuple_, update

from portal.audit import service as audit
from portal.crypto import CannotOpen
from portal.keyring.models import Tie
from portal.messages import rules, sealing
from portal.messages.models import Message
from portal.messages.parties import Party
from portal.notifying.rules import Kind
from portal.notifying.service import notify
from portal.programmes import service as programmes
from portal.work import NotFound, Work

PAGE = 50
READ = "read_message"


@dataclass(frozen=True)
class Said:
    """One message as this side sees it. `text`: None when it does not open any more."""

    id: UUID
    mine: bool  # of this side
    who: str  # staff who wrote it; "" for her
    at: datetime
    new: bool  # this side has not opened it before
    opened: bool  # the other side has
    text: str | None = field(repr=False)


@dataclass(frozen=True)
class Thread:
    begun: bool
    said: list[Said]  # newest last
    before: UUID | None  # the message before which there are more

    @property
    def new(self) -> bool:
        return any(one.new for one in self.said)


def read(work: Work, party: Party, before: UUID | None = None) -> Thread:
    """A page of it. Notes nothing: see `note_opened`."""
    query = select(Tie, Message).outerjoin(Message, Message.tie_id == Tie.id).where(Tie.id == party.id)
    last = None if before is None else work.main.get(Message, before)
    if last is not None and last.tie_id == party.id:
        query = query.where(tuple_(Message.at, Message.id) < (last.at, last.id))
    query = query.order_by(Message.at.desc(), Message.id.desc()).limit(PAGE + 1)
    rows = work.main.execute(query).all()
    found = [row.Message for row in rows if row.Message is not None]
    if not found:
        return Thread(begun=bool(rows), said=[], before=None)
    names = programmes.staff_names(work, {row.by_id for row in found} - {party.owner_id})
    opens = sealing.opener(work, party, rows[0].Tie)
    said = [_said(party, row, names.get(row.by_id, ""), opens) for row in found[:PAGE]]
    return Thread(begun=True, said=said[::-1], before=found[PAGE - 1].id if len(found) > PAGE else None)


def all_of(work: Work, party: Party) -> list[Said]:
    page = read(work, party)
    said = page.said
    while page.before is not None:
        page = read(work, party, page.before)
        said = page.said + said
    return said


def _said(party: Party, row: Message, who: str, opens: Callable[[Message], str]) -> Said:
    mine = (row.by_id == party.owner_id) == party.hers
    opened = row.opened_at is not None
    try:
        text = opens(row)
    except CannotOpen:  # a broken one does not close the others
        text = None
    return Said(row.id, mine, who, row.at, new=not mine and not opened, opened=mine and opened, text=text)


def note_opened(work: Work, party: Party) -> None:
    """What the other side wrote was on the page. Hers: she sees in her activity who opened it."""
    if not party.hers:
        party.under.wrote_at = None
        audit.tell_owner(work, party.owner_id, party.told, READ)
    else:
        audit.record(work, READ, party.id)
    unopened = Message.tie_id == party.id, _of_other(party), Message.opened_at.is_(None)
    work.main.execute(update(Message).where(*unopened).values(opened_at=work.now))


def _of_other(party: Party) -> ColumnElement[bool]:
    """What was written to the side that acts."""
    return Message.by_id != party.owner_id if party.hers else Message.by_id == party.owner_id


def write(work: Work, party: Party, id: UUID, text: str) -> None:
    """Raises Refused with the reason. `id`: made with the page; what has come once is not sent again, and
    other words from a page that was gone back to are another message."""
    text, tie, there = text.strip(), work.main.get(Tie, party.id), work.main.get(Message, id)
    if there is not None:
        if tie is None or (there.tie_id, there.by_id) != (tie.id, work.person.id):
            raise NotFound
        if sealing.opener(work, party, tie)(there) == text:
            return
        id = uuid4()
    count, unopened = _counts(work, party)
    rules.may_write(
        text, stands=party.stands, paused=party.paused, begun=party.hers or tie is not None,
        unopened=0 if party.hers else unopened, there=count,
    )  # fmt: skip
    tie = tie or _begin(work, party)
    row = Message(id=id, tie_id=tie.id, by_id=work.person.id, at=work.now)
    sealing.seal(work, party, tie, row, text)
    work.main.add(row)
    if party.hers:
        party.under.wrote_at = party.under.wrote_at or work.now
    else:
        notify(work, party.owner_id, Kind.MESSAGE)
    audit.record(work, "wrote", id)


def _counts(work: Work, party: Party) -> tuple[int, int]:
    """All there are, and those of the side that acts which the other has not opened."""
    waits = ~_of_other(party) & Message.opened_at.is_(None)
    count = select(func.count(), func.count().filter(waits)).where(Message.tie_id == party.id)
    all_of_it, unopened = work.main.execute(count).one()
    return all_of_it, unopened


def _begin(work: Work, party: Party) -> Tie:
    tie = Tie(id=party.id, owner_id=party.owner_id, other_id=party.other_id)
    if not party.team:
        tie.vault_id, _secret = work.vault.new("tie", work.now)
    work.main.add(tie)
    work.main.flush()
    return tie
