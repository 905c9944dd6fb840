"""What a recipient sees: the same shape before she says yes and after."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.consent.models import Share, ShareGroup
from portal.crypto import CannotOpen, digest, lp
from portal.keyring.grants import keep_for_owner, reach_as_owner
from portal.keyring.place import Place
from portal.statements import service as statements
from portal.statements.sections import section
from portal.statements.service import Written
from portal.work import Work

COVER = "cover"


@dataclass(frozen=True)
class Part:
    number: int
    name: str
    text: str = field(repr=False)
    language: str


@dataclass(frozen=True)
class Shown:
    """A share on the page, for her before giving and for them after."""

    reference: str
    language: str
    team: str
    purpose: str
    lapses_at: datetime
    parts: list[Part] = field(repr=False)


def group_name(number: int) -> str:
    return f"section/{number}"


def part_of(written: Written) -> Part:
    shown = section(written.number, written.form)
    assert shown is not None
    return Part(written.number, shown.name, written.text, written.language)


def ticked(work: Work, numbers: Iterable[int]) -> list[Written]:
    """The sections she ticked, as they are now."""
    wanted = set(numbers)
    return [written for written in statements.read_all(work) if written.number in wanted]


def mark(written: Iterable[Written], lapses_at: datetime, notice_hash: bytes) -> str:
    """Changes when a section does, or the date, or anything in the notice (the team, the purpose, its
    language): what she looked at is what she gives."""
    sections = ",".join(f"{w.number}.{w.rev}" for w in written)
    return digest(lp("seen/v1", sections, lapses_at.isoformat(), notice_hash)).hex()


def reference(work: Work) -> str:
    record = statements.my_record(work)
    if record is None:
        raise CannotOpen
    return statements.reference_of(work, record)


def _place(share: Share, row: ShareGroup) -> Place:
    return Place(share.tenant, "share_group", "body", row.id, share.owner_id, row.key_id)


def freeze(work: Work, written: list[Written], language: str) -> tuple[Share, dict[str, bytes], bytes]:
    """Copy sections under fresh keys. Returns the share, its groups' key ids, and all bodies for the log."""
    share = Share(id=uuid4(), owner_id=work.person.id, tenant=work.person.tenant)
    work.main.add(share)
    work.main.flush()
    documents = {COVER: {"reference": reference(work), "language": language}}
    for w in written:
        documents[group_name(w.number)] = {"form": w.form, "text": w.text, "language": w.language}  # type: ignore[dict-item]
    groups, evidence = {}, b""
    for name, document in documents.items():
        row = _seal_group(work, share, name, json.dumps(document, ensure_ascii=False).encode())
        groups[name] = row.key_id
        evidence += row.body
    return share, groups, evidence


def _seal_group(work: Work, share: Share, name: str, text: bytes) -> ShareGroup:
    key_id = work.keyring.new_key()
    row = ShareGroup(id=uuid4(), share_id=share.id, name=name, key_id=key_id)
    row.owner_w = keep_for_owner(work.keyring, share.id, name, key_id)
    row.body = work.keyring.seal(text, at=_place(share, row))
    work.main.add(row)
    return row


def open_groups(work: Work, share: Share, rows: Iterable[ShareGroup]) -> dict[str, dict[str, str]]:
    """The groups whose keys the keyring holds; the others stay shut."""
    opened = {}
    for row in rows:
        if work.keyring.holds(row.key_id):
            opened[row.name] = json.loads(work.keyring.open(row.body, at=_place(share, row)))
    return opened


def rows_of(work: Work, share_id: UUID) -> list[ShareGroup]:
    query = select(ShareGroup).where(ShareGroup.share_id == share_id).order_by(ShareGroup.name)
    return list(work.main.scalars(query))


def open_mine(work: Work, share_id: UUID) -> list[Part]:
    """What she shared, as it was."""
    mine = select(Share, ShareGroup).join(ShareGroup, ShareGroup.share_id == Share.id)
    found = work.main.execute(mine.where(Share.id == share_id, Share.owner_id == work.person.id)).all()
    if not found:
        return []
    share, rows = found[0].Share, [one.ShareGroup for one in found]
    for row in rows:
        reach_as_owner(work.keyring, share_id, row.name, row.key_id, row.owner_w)
    return parts_of(open_groups(work, share, rows))


def parts_of(opened: dict[str, dict[str, str]]) -> list[Part]:
    parts = []
    for name, document in sorted(opened.items()):
        if name == COVER:
            continue
        number = int(name.split("/")[1])
        shown = section(number, int(document["form"]))
        assert shown is not None
        parts.append(Part(number, shown.name, document["text"], document["language"]))
    return sorted(parts, key=lambda part: part.number)


def empty(work: Work, share: Share) -> None:
    """Remove the shared copy. The share itself stays, since her list of consents names it."""
    for row in rows_of(work, share.id):
        work.main.delete(row)
