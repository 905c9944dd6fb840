"""Stolen databases, as a thief reads them: every row, and what each sealed column is bound to.

Written against the formats; shares no code with portal/keyring.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from portal.crypto import CannotOpen, key_id_of, lp

Values = dict[str, Any]
OWNER = ("owner", "write", 0)


@dataclass(frozen=True)
class Row:
    """One row of one stolen file; `tables` are all of that file's."""

    table: str
    values: Values
    tables: dict[str, list[Values]]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def id(self, column: str = "id") -> UUID:
        return UUID(self.values[column])

    def moment(self, column: str) -> int:
        """Microseconds since 1970."""
        at = datetime.fromisoformat(self.values[column]).replace(tzinfo=UTC)
        return int(at.timestamp() * 1_000_000)

    def owner(self) -> UUID:
        """Whose it is; a section says so in its record, a group in its share."""
        for table in ("record", "share"):
            if f"{table}_id" in self.values:
                id = self.values[f"{table}_id"]
                return UUID(next(row["owner_id"] for row in self.tables[table] if row["id"] == id))
        return self.id("owner_id")


Ctx = Callable[[Row, str], bytes]


def _rkey(r: Row, t: str) -> bytes:
    how = OWNER if r["mode"] == "owner" else (r["mode"], r["scope"], r.moment("lapses_at"))
    return lp("rkey/v1", t, r.id("record_id"), r["key_id"], r.id("holder_id"), *how)


def _suggestion(holder: str) -> Ctx:
    return lambda r, t: lp("suggestion/v1", t, r.id(), r.id("access_id"), r["number"], r.id(holder))


def _message(holder: str) -> Ctx:
    def ctx(r: Row, t: str) -> bytes:
        tie = next(row for row in r.tables["tie"] if row["id"] == r["tie_id"])
        return lp(
            "message/v1", t, r.id(), r.id("tie_id"), r.id("by_id"), r.moment("at"), UUID(tie[holder])
        )  # fmt: skip

    return ctx


def _translation(holder: str) -> Ctx:
    return lambda r, t: lp(
        "translation/v1", t, r.id(), r.id("access_id"), r["number"], r["rev"], r.id(holder)
    )


def _helper_note(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "helper_note", "body", r.id(), r.id("helper_id"), r["key_id"], r["rev"])


def _grant(r: Row, t: str) -> bytes:
    end = r.moment("lapses_at")
    return lp("grant/v1", t, r.id(), r.id("share_id"), r.id("recipient_id"), r["epoch"], end)


def _section(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "section", "body", r.id(), r.owner(), r["key_id"], r["rev"])


def _version(r: Row, t: str) -> bytes:
    section = next(row for row in r.tables["section"] if row["id"] == r["section_id"])
    owner = Row("section", section, r.tables).owner()
    return lp("field/v1", t, "section_version", "body", r.id(), owner, r["key_id"], r["rev"])


def _attachment(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "attachment", "body", r.id(), r.owner(), r["key_id"], r["rev"])


def _note(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "section_note", "body", r.id(), r.owner(), r["key_id"], r["rev"])


def _checkin(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "checkin", "body", r.id(), r.owner(), r["key_id"], r["rev"])


def _kept(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "kept_services", "body", r.id(), r.owner(), r["key_id"], r["rev"])


def _plan(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "contact_plan", "body", r.id(), r.owner(), r["key_id"], r["rev"])


def _group(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "share_group", "body", r.id(), r.owner(), r["key_id"], 1)


def _reference(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "record", "reference", r.id(), r.owner(), r["key_id"], 1)


def _profile(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "principal", "profile", r.id(), r.id(), r["urk_id"], 1)


def _about(r: Row, t: str) -> bytes:
    return lp("field/v1", t, "principal", "about", r.id(), r.id(), r["urk_id"], 1)


def _choosing(column: str) -> Ctx:
    return lambda r, t: lp("field/v1", t, "choosing", column, r.id(), r.owner(), r["note_key"], 1)


def _half(r: Row, t: str) -> bytes:
    return lp("half/v1", t, r.id("owner_id"), r.id("slot_id"), r.id("helper_id"), r["number"])


def _given(r: Row, t: str) -> bytes:
    asking = next(row for row in r.tables["vouch_asking"] if row["id"] == r["asking_id"])
    return lp("vouched/v1", t, r.id("asking_id"), UUID(asking["slot_id"]), r["number"])


# Table and column: the context, out of the row and the tenant.
CONTEXTS: dict[tuple[str, str], Ctx] = {
    ("app_secret", "w_kek"): lambda r, t: lp("app/v1", r["name"]),
    ("secret", "w_kek"): lambda r, t: lp("vault/v1", r.id()),
    ("staff", "name_w"): lambda r, t: lp("staff/v1", t, r.id()),
    ("invitation", "name_w"): lambda r, t: lp("staff/v1", t, r.id()),
    ("sess", "w"): lambda r, t: lp("session/v1", r.id("principal_id")),
    ("key_slot", "w"): lambda r, t: lp("slot/v1", t, r.id("principal_id"), r.id(), r["kind"]),
    ("identity", "w"): lambda r, t: lp("identity/v1", r.id("principal_id"), r["epoch"]),
    ("rkey", "w"): _rkey,
    ("consent_grant", "w"): _grant,
    ("team_member", "w"): lambda r, t: lp("member/v1", t, r.id("team_id"), r["epoch"], r.id("member_id")),
    ("pending_input", "w"): lambda r, t: lp("pending/v1", t, r.id("principal_id"), r.id()),
    ("share_group", "owner_w"): lambda r, t: lp("group/v1", t, r.id("share_id"), r["name"], r["key_id"]),
    ("share_group", "body"): _group,
    ("section", "body"): _section,
    ("section_version", "body"): _version,
    ("attachment", "body"): _attachment,
    ("section_note", "body"): _note,
    ("checkin", "body"): _checkin,
    ("contact_plan", "body"): _plan,
    ("kept_services", "body"): _kept,
    ("reach", "body_w"): lambda r, t: lp("reach/v1", t, r.owner()),
    ("choosing", "note"): _choosing("note"),
    ("choosing", "left_out"): _choosing("left_out"),
    ("record", "reference_w"): _reference,
    ("principal", "profile_w"): _profile,
    ("principal", "about_w"): _about,
    ("vouch_half", "w"): _half,
    ("vouch_asking", "key_w"): lambda r, t: lp("asking/v1", t, r.id("owner_id"), r.id(), "key"),
    ("vouch_asking", "private_w"): lambda r, t: lp("asking/v1", t, r.id("owner_id"), r.id(), "private"),
    ("vouch_given", "w"): _given,
    ("access", "called_w"): lambda r, t: lp("called/v1", t, r.id(), r.id("helper_id")),
    ("suggestion", "w"): _suggestion("owner_id"),
    ("suggestion", "copy_w"): _suggestion("helper_id"),
    ("translation", "w"): _translation("owner_id"),
    ("translation", "copy_w"): _translation("helper_id"),
    ("helper_note", "body"): _helper_note,
    ("message", "w"): _message("owner_id"),
    ("message", "copy_w"): _message("other_id"),
}


def rows_in(store: str) -> Iterator[Row]:
    """Every row of every table of one SQLite file."""
    with closing(sqlite3.connect(store)) as database:
        database.row_factory = sqlite3.Row
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')] for name in names}
    for table, rows in tables.items():
        for values in rows:
            yield Row(table, values, tables)


def looks_sealed(value: object) -> bool:
    """Whether it has the header that portal/crypto/seal.py describes."""
    try:
        return isinstance(value, bytes) and len(key_id_of(value)) == 16
    except CannotOpen:
        return False


def parts_of(text: bytes) -> list[bytes]:
    """The parts of what `lp` made; none for anything else."""
    at, parts = 2, []
    while at < len(text):
        size = int.from_bytes(text[at : at + 4], "big")
        parts.append(text[at + 4 : at + 4 + size])
        at += 4 + size
    return parts if at == len(text) else []
