"""The whole text she agrees to: what the service says in its own words, then ours.

A lead writes the service's words, for each purpose and language. A change is a new version and takes
nothing back: who agreed before agreed to the words of then. Ours cannot be changed here, because they
say what the code keeps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.audit import service as audit
from portal.consent.models import NoticeText, OwnWords
from portal.consent.notice import Notice, text_and_hash
from portal.consent.notices import NOTICES
from portal.crypto import lp
from portal.i18n import current_language, offered
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.programmes.models import Team
from portal.work import NotAllowed, NotFound, Work

LONGEST = 2000  # characters
Paragraph = tuple[str, str]  # its language, and its words


@dataclass(frozen=True)
class Wording:
    """`own`: the service's paragraphs, in `own_language`. `version`: ours, and theirs after a dot."""

    version: str
    own: list[str]
    own_language: str
    ours: list[str]
    hash: bytes
    text: str

    @property
    def paragraphs(self) -> list[Paragraph]:
        ours = current_language()
        return [(self.own_language, words) for words in self.own] + [(ours, words) for words in self.ours]

    def beyond(self, other: Wording | None) -> list[Paragraph]:
        """What stands in this and not in the other; nothing when there is no other."""
        there = self.paragraphs if other is None else other.paragraphs
        return [paragraph for paragraph in self.paragraphs if paragraph not in there]


def wording(
    work: Work, notice: Notice, team: programmes.Recipient, lapses_at: datetime,
    means: Sequence[str] = (), onward: Sequence[str] = (), of_version: str = "",
) -> Wording:  # fmt: skip
    """`of_version`: an earlier one, to show what is different now; "" for the one that holds."""
    said = _best(work, team.id, notice.purpose, of_version)
    ours = notice.in_words(team.name, lapses_at, means, onward)
    own = [] if said is None else _split(said.text)
    version = str(notice.version) if said is None else f"{notice.version}.{said.version}"
    text, hash = text_and_hash(notice.purpose, version, [*own, *ours])
    language = current_language() if said is None else said.language
    return Wording(version, own, language, ours, hash, text)


def _best(work: Work, team_id: UUID, purpose: str, of_version: str) -> OwnWords | None:
    """In her language when the service has written it there, else in another one."""
    rows = _of_team(work, team_id, purpose)
    if of_version:
        return _with_version(rows, of_version)
    newest = {row.language: row for row in rows}
    for language in (current_language(), *offered(), *sorted(newest)):
        if language in newest and newest[language].text:
            return newest[language]
    return None


def _of_team(work: Work, team_id: UUID, purpose: str) -> list[OwnWords]:
    """Every version in every language, oldest first."""
    programme = select(Team.programme_id).where(Team.id == team_id).scalar_subquery()
    query = select(OwnWords).where(OwnWords.programme_id == programme, OwnWords.purpose == purpose)
    return list(work.main.scalars(query.order_by(OwnWords.version)))


def _with_version(rows: list[OwnWords], version: str) -> OwnWords | None:
    """By the part after the dot, which no two languages share."""
    return next((row for row in rows if str(row.version) == version.partition(".")[2]), None)


def _split(text: str) -> list[str]:
    """Its paragraphs: an empty line stands between two."""
    return [words.strip() for words in re.split(r"\n\s*\n", text) if words.strip()]


def kept(work: Work, team_id: UUID, notice: NoticeText) -> list[Paragraph]:
    """What was agreed to; the service's own words may stand in another language than ours."""
    rows = _of_team(work, team_id, notice.purpose) if "." in notice.version else []
    said = _with_version(rows, notice.version)
    own = [] if said is None else _split(said.text)
    rest = notice.text.split("\n\n")[len(own) :]
    return [(said.language, words) for words in own if said] + [(notice.language, words) for words in rest]


def of_mine(work: Work, language: str) -> dict[str, list[OwnWords]]:
    """What my service adds: by purpose, each version, the newest first. Raises NotAllowed without a team."""
    query = select(OwnWords).where(
        OwnWords.programme_id == programmes.my_team(work).programme_id, OwnWords.language == language
    )
    found: dict[str, list[OwnWords]] = {purpose: [] for purpose in NOTICES}
    for row in work.main.scalars(query.order_by(OwnWords.version.desc())):
        found.setdefault(row.purpose, []).append(row)
    return found


def to_change(work: Work, purpose: str, language: str) -> list[OwnWords]:
    """Its versions, the newest first. Raises NotFound, or NotAllowed for anybody who does not lead."""
    if purpose not in NOTICES or language not in offered():
        raise NotFound
    if not facts.may_change(work):
        raise NotAllowed
    return of_mine(work, language)[purpose]


def change(work: Work, purpose: str, language: str, text: str) -> None:
    """A new version; an empty one takes the words away. Raises NotAllowed for anybody who does not lead."""
    before = to_change(work, purpose, language)
    text = "\n\n".join(_split(text))
    if text == (before[0].text if before else ""):
        return
    team = programmes.my_team(work)
    version = max((row.version for row in _of_team(work, team.id, purpose)), default=0) + 1
    row = OwnWords(
        id=uuid4(), programme_id=team.programme_id, purpose=purpose, language=language, version=version,
        text=text, made_at=work.now, made_by=work.person.id,
    )  # fmt: skip
    work.main.add(row)
    evidence = lp("own/v1", team.programme_id, purpose, language, version, text)
    audit.record(work, "notice_changed", row.id, evidence)
