"""The whole text she agrees to: what the service says in its own words, then ours.

A lead writes the service's words, for each purpose and language. A change is a new version and takes
nothing back: who agreed before agreed to the words of then. Ours cannot be changed here, because they
say what the code keeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.audit import service as audit
from portal.consent.models import OwnWords
from portal.consent.notices import NOTICES, Notice, text_and_hash
from portal.crypto import lp
from portal.i18n import current_language, offered
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.programmes.models import Team
from portal.work import NotAllowed, NotFound, Work

LONGEST = 2000  # characters


@dataclass(frozen=True)
class Wording:
    """`own`: the service's paragraphs, in `own_language`. `version`: ours, and theirs after a dot."""

    version: str
    own: list[str]
    own_language: str
    ours: list[str]
    hash: bytes
    text: str


def wording(
    work: Work, notice: Notice, team: programmes.Recipient, lapses_at: datetime,
    means: Sequence[str] = (), onward: Sequence[str] = (), of_version: str = "",
) -> Wording:  # fmt: skip
    """`of_version`: an earlier one, to show what is different now; "" for the one that holds."""
    said = _best(work, team.id, notice.purpose, of_version)
    ours = notice.in_words(team.name, lapses_at, means, onward)
    own = [] if said is None else said.text.split("\n\n")
    version = str(notice.version) if said is None else f"{notice.version}.{said.version}"
    text, hash = text_and_hash(notice.purpose, version, [*own, *ours])
    language = current_language() if said is None else said.language
    return Wording(version, own, language, ours, hash, text)


def _best(work: Work, team_id: UUID, purpose: str, of_version: str) -> OwnWords | None:
    """In her language when the service has written it there, else in another one."""
    programme = select(Team.programme_id).where(Team.id == team_id).scalar_subquery()
    query = select(OwnWords).where(OwnWords.programme_id == programme, OwnWords.purpose == purpose)
    newest = {row.language: row for row in work.main.scalars(query.order_by(OwnWords.version))}
    if of_version:
        wanted = of_version.partition(".")[2]
        rows = work.main.scalars(query)
        return next((r for r in rows if str(r.version) == wanted and r.language == current_language()), None)
    for language in (current_language(), *offered(), *sorted(newest)):
        if language in newest and newest[language].text:
            return newest[language]
    return None


def of_mine(work: Work, language: str) -> dict[str, str]:
    """What my service adds, by purpose. Raises NotAllowed without a team."""
    query = select(OwnWords).where(
        OwnWords.programme_id == programmes.my_team(work).programme_id, OwnWords.language == language
    )
    rows = work.main.scalars(query.order_by(OwnWords.version))
    return {row.purpose: row.text for row in rows}


def change(work: Work, purpose: str, language: str, text: str) -> None:
    """A new version; an empty one takes the words away. Raises NotAllowed for anybody who does not lead."""
    if not facts.may_change(work):
        raise NotAllowed
    if purpose not in NOTICES:
        raise NotFound
    if of_mine(work, language).get(purpose, "") == text:
        return
    programme_id = programmes.my_team(work).programme_id
    before = select(OwnWords.version).where(
        OwnWords.programme_id == programme_id, OwnWords.purpose == purpose
    )  # fmt: skip
    version = max(work.main.scalars(before), default=0) + 1
    row = OwnWords(
        id=uuid4(), programme_id=programme_id, purpose=purpose, language=language, version=version,
        text=text, made_at=work.now, made_by=work.person.id,
    )  # fmt: skip
    work.main.add(row)
    audit.record(work, "notice_changed", row.id, lp("own/v1", programme_id, purpose, language, version, text))
