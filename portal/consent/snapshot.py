"""What a recipient sees: the same shape before she says yes and after."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.blobs import service as blobs
from portal.blobs.models import Blob
from portal.consent import attached, parts
from portal.consent.attached import Attached, Copies
from portal.consent.models import Share, ShareGroup
from portal.consent.notices import NOTICES
from portal.consent.parts import Part
from portal.crypto import digest, lp
from portal.helping.translated import Translated
from portal.i18n import _
from portal.keyring.grants import keep_for_owner, reach_as_owner
from portal.keyring.place import Place
from portal.statements import drafts
from portal.work import Work

COVER = "cover"


@dataclass(frozen=True)
class Shown:
    """A share on the page, for her before giving and for them after."""

    reference: str
    language: str
    team: str
    purpose: str
    lapses_at: datetime
    parts: list[Part] = field(repr=False)
    means: list[str] = field(default_factory=list)
    onward: list[str] = field(default_factory=list)

    @property
    def ways(self) -> list[str]:
        return [_(NOTICES[self.purpose].means[code]) for code in self.means]

    @property
    def receivers(self) -> list[str]:
        return [_(NOTICES[self.purpose].onward[code]) for code in self.onward]


def mark(ticked: Iterable[Part], lapses_at: datetime, notice_hash: bytes, told_at: datetime | None) -> str:
    """Changes when a part does, or a translation beside it, or the date, or anything in the notice (the
    team, the purpose, the ways, its language), or what the service tells her before: what she looked at
    is what she gives."""
    words: list[bytes | str] = []
    for part in ticked:
        words += [part.tick, part.text, part.called]
        words += [part.file.file.blob.bytes, part.file.by] if part.file else []
        words += [json.dumps(one.to_json()) for one in part.translations]
    return digest(lp("seen/v5", lapses_at.isoformat(), str(told_at), notice_hash, *words)).hex()


def _place(share: Share, row: ShareGroup) -> Place:
    return Place(share.tenant, "share_group", "body", row.id, share.owner_id, row.key_id)


def freeze(
    work: Work, ticked: list[Part], language: str, copies: Copies
) -> tuple[Share, dict[str, bytes], bytes]:
    """Copy them under fresh keys. Returns the share, its groups' key ids, and all bodies for the log."""
    share = Share(id=uuid4(), owner_id=work.person.id, tenant=work.person.tenant)
    work.main.add(share)
    work.main.flush()
    documents: dict[str, dict[str, Any]] = {
        COVER: {"reference": drafts.make_reference(work), "language": language}
    }
    for part in ticked:
        document: dict[str, Any] = {"form": part.form, "text": part.text, "language": part.language}
        if part.check_at is not None:
            document["check_at"] = part.check_at.isoformat()
        if part.translations:
            document["translations"] = [one.to_json() for one in part.translations]
        if part.file is not None:
            own = attached.copied(work, part.file, copies, share.id)
            document |= {"called": part.called, "file": part.file.to_json(own)}
        documents[part.group] = document
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


def open_groups(work: Work, share: Share, rows: Iterable[ShareGroup]) -> dict[str, dict[str, Any]]:
    """The groups whose keys the keyring holds; the others stay shut."""
    opened = {}
    for row in rows:
        if work.keyring.holds(row.key_id):
            opened[row.name] = json.loads(work.keyring.open(row.body, at=_place(share, row)))
    return opened


def rows_of(work: Work, share_id: UUID, only: str = "") -> list[ShareGroup]:
    """All groups of a share, or `only` this one."""
    query = select(ShareGroup).where(ShareGroup.share_id == share_id).order_by(ShareGroup.name)
    return list(work.main.scalars(query.where(ShareGroup.name == only) if only else query))


def open_mine(work: Work, share_id: UUID, purpose: str, only: str = "") -> list[Part] | None:
    """What she shared, as it was, or `only` this group of it. None when the copy has been removed."""
    mine = select(Share, ShareGroup).join(ShareGroup, ShareGroup.share_id == Share.id)
    if only:
        mine = mine.where(ShareGroup.name == only)
    found = work.main.execute(mine.where(Share.id == share_id, Share.owner_id == work.person.id)).all()
    if not found:
        return None
    share, rows = found[0].Share, [one.ShareGroup for one in found]
    for row in rows:
        reach_as_owner(work.keyring, share_id, row.name, row.key_id, row.owner_w)
    return parts_of(open_groups(work, share, rows), purpose)


def parts_of(opened: dict[str, dict[str, Any]], purpose: str) -> list[Part]:
    found = {parts.tick_of(name): document for name, document in opened.items() if name != COVER}
    return [_part(tick, purpose, found[tick]) for tick in parts.in_order(found)]


def _part(tick: str, purpose: str, said: dict[str, Any]) -> Part:
    file = Attached.from_json(said["file"]) if "file" in said else None
    title = parts.title_of(tick, purpose, said["form"])
    check_at = datetime.fromisoformat(said["check_at"]) if "check_at" in said else None
    beside = tuple(map(Translated.from_json, said.get("translations", ())))
    return Part(
        tick, title, said["text"], said["language"], said["form"], file, said.get("called", ""), check_at,
        beside,
    )  # fmt: skip


def empty(work: Work, share: Share) -> None:
    """Remove the shared copy. The share itself stays, since her list of consents names it."""
    for row in rows_of(work, share.id):
        work.main.delete(row)
    blobs.let_go(work, Blob.share_id == share.id)
