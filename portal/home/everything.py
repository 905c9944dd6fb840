"""All that she has here in one file, for herself: as JSON for a program, and her words once more as text.

Made while it is sent, piece by piece, and never on the disk. Locked on her wish, with a passphrase that is
kept nowhere: AES-256 as WinZip defined it (AE-2), which 7-Zip and its like open. That format makes guessing
cheap (PBKDF2 with 1000 turns), so the passphrase must be as good as one of her own for signing in.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from portal.accounts import service as accounts
from portal.answers import values_of
from portal.audit import service as audit
from portal.consent import gathering, records, snapshot
from portal.consent import service as consent
from portal.contact import service as contact
from portal.crypto import CannotOpen, Opening
from portal.finding import kept
from portal.handover import service as handover
from portal.helping import service as helping
from portal.helping import suggestions
from portal.helping import translations as interpreters
from portal.home import service as home
from portal.i18n import _
from portal.messages import service as messages
from portal.notifying import service as notifying
from portal.readiness import service as readiness
from portal.statements import apart, earlier, files, notes, out
from portal.statements import service as statements
from portal.work import Work


def about_me(work: Work, _country: str) -> dict[str, Any]:
    about = accounts.about(work)
    return {"name_here": accounts.name_of(work), "language": work.person.language, **about}


def sections(work: Work, _country: str) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number, "heading": out.heading(one), "text": one.words, "language": one.language,
            "form": one.form, "answers": one.answers.values, "saved_at": _moment(one.saved_at),
            "helped": one.authors.to_json() if one.authors else None,
        }
        for one in statements.read_all(work, unsaid=True)
    ]  # fmt: skip


def earlier_texts(work: Work, _country: str) -> list[dict[str, Any]]:
    return [
        {
            "section": one.number, "text": one.words, "language": one.language,
            "answers": values_of(one.text), "saved_at": _moment(one.saved_at),
        }
        for one in earlier.everything(work)
    ]  # fmt: skip


def files_beside(work: Work, _country: str) -> list[dict[str, Any]]:
    """What is known of each; the files themselves stand beside, under the name that is given here."""
    return [
        {
            "section": one.number, "name": _name(one), "type": one.type.mimetype, "called": one.title,
            "words": one.words, "words_by": one.by, "language": one.language,
            "added_at": _moment(one.added_at),
        }
        for one in files.everything(work)
    ]  # fmt: skip


def notes_to_myself(work: Work, _country: str) -> list[dict[str, Any]]:
    found = sorted(notes.everything(work).items())  # section 0: the names to look out for
    return [{"section": n, "text": one.text, "come_back": one.again} for n, one in found]


def kept_apart(work: Work, _country: str) -> list[dict[str, Any]]:
    """What waits beside a section until she says which text she keeps."""
    waiting = [id for number in sorted(apart.numbers(work)) for id in apart.beside(work, number).waiting]
    kept = [apart.read(work, id) for id in waiting]
    return [
        {
            "section": one.number, "text": one.words, "language": one.language,
            "answers": values_of(one.text), "came_at": _moment(one.came_at),
        }
        for one in kept
    ]  # fmt: skip


def check_ins(work: Work, _country: str) -> list[dict[str, Any]]:
    return [{"day": one.day.isoformat(), "answers": one.answers} for one in readiness.everything(work)]


def reaching(work: Work, _country: str) -> dict[str, Any]:
    """How to reach her safely, and where messages go."""
    plan, wish = contact.read(work), notifying.mine(work)
    return plan.answers | ({} if wish is None else {"messages": wish.to_json()})


def choices(work: Work, country: str) -> dict[str, Any]:
    reach = gathering.reach_of_services(work)
    given = gathering.receipts(work, consent.my_consents(work.main, work.person.id), country, reach)
    return records.ledger_as_json(given, gathering.asked(work, reach))


def shared(work: Work, _country: str) -> list[dict[str, Any]]:
    """What each yes gave, as it was; null where the copy is removed."""
    return [
        {"choice": str(one.id), "parts": _copies(work, one.share_id, one.purpose)}
        for one in consent.my_consents(work.main, work.person.id)
    ]


def _copies(work: Work, share_id: UUID, purpose: str) -> list[dict[str, Any]] | None:
    parts = snapshot.open_mine(work, share_id, purpose)
    if parts is None:
        return None
    return [
        {"title": _(one.title), "text": one.text, "language": one.language}
        | ({"translations": [beside.to_json() for beside in one.translations]} if one.translations else {})
        | ({"called": one.called, "type": one.file.type.mimetype} if one.file else {})
        for one in parts
    ]


def people_who_help(work: Work, _country: str) -> list[dict[str, Any]]:
    """Who helps now, with what, until when."""
    return [
        {
            "who": one.who, "parts": one.access.parts, "may": one.access.scope,
            "since": _moment(one.access.began_at), "until": _moment(one.access.lapses_at),
        }
        for one in helping.mine(work)
    ]  # fmt: skip


def suggested(work: Work, _country: str) -> list[dict[str, Any]]:
    """What waits for her, and what she put away lately."""
    found = suggestions.left(work)
    return [
        {
            "section": one.number, "who": one.who, "at": _moment(one.made_at), "state": one.state,
            "text": one.text, "said": one.said,
        }
        for one in (suggestions.read(work, waiting.id) for waiting in found)
    ]  # fmt: skip


def written_messages(work: Work, _country: str) -> list[dict[str, Any]]:
    """Each thread that is still here, the oldest message first."""
    return [
        {
            "with": line.who,
            "messages": [
                {"at": _moment(one.at), "from_me": one.mine, "who": one.who, "text": one.text} for one in said
            ],
        }
        for line, said in messages.everything(work)
    ]  # fmt: skip


def translated(work: Work, _country: str) -> list[dict[str, Any]]:
    """What interpreters wrote, for which words; what waits for her and what she put away lately, too."""
    return [
        {
            "section": one.number, "at": _moment(one.saved_at), "state": one.state, "shown": one.shown,
            **one.translated.to_json(),
        }
        for one in interpreters.everything(work)
    ]  # fmt: skip


def activity(work: Work, _country: str) -> list[dict[str, Any]]:
    """Who opened what, newest first."""
    return [
        {
            "at": _moment(line.at), "who": line.who, "team": line.team, "what": line.what,
            "said": _said(line.reply),
            "choice": line.consent_id and str(line.consent_id), "by": _moment(line.by),
        }
        for line in _lines(work)
    ]  # fmt: skip


def _said(reply: str | tuple[str, str]) -> list[str]:
    return [_(words) for words in ((reply,) if isinstance(reply, str) else reply) if words]


def _lines(work: Work) -> list[home.Line]:
    found, before = home.activity(work, None)
    while before is not None:
        more, before = home.activity(work, datetime.fromtimestamp(before, UTC))
        found += more
    return found


# What is in the file, by its name there. Whoever keeps something new for her adds it here.
COLLECTS: dict[str, Callable[[Work, str], Any]] = {
    "about_me": about_me,
    "writing": sections,
    "earlier_texts": earlier_texts,
    "files": files_beside,
    "notes_to_myself": notes_to_myself,
    "kept_apart": kept_apart,
    "check_ins": check_ins,
    "reaching_me": reaching,
    "choices": choices,
    "shared": shared,
    "asked_to_get_in_touch": handover.everything,
    "people_who_help": people_who_help,
    "suggested": suggested,
    "messages": written_messages,
    "translations": translated,
    "kept_services": kept.everything,
    "activity": activity,
}


def collect(work: Work, country: str) -> dict[str, Any]:
    """`country`: whose law holds here, ISO 3166."""
    return {name: gather(work, country) for name, gather in COLLECTS.items()}


def note(work: Work) -> None:
    """Taking it along is something she did; the log says no more."""
    audit.record(work, "exported", work.person.id)


def collect_files(work: Work, country: str) -> dict[str, Opening | bytes]:
    """What is in it, by name. What is opened is closed by `packed`. A broken file is left out."""
    document = json.dumps(collect(work, country), ensure_ascii=False, indent=2)
    words = out.as_text(out.paper(statements.read_all(work)))
    found: dict[str, Opening | bytes] = {"paper.json": document.encode(), "paper.txt": words}
    for one in files.everything(work):
        with suppress(CannotOpen):
            found[_name(one)] = files.content(work, one)
    return found


def _name(one: files.File) -> str:
    return f"files/{one.tick}.{one.type.ending}"


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
