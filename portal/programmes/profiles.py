"""Who is who: what somebody who works here has learned, and speaks.

A survivor reads it before she says yes to a team; it stands nowhere that can be read without an account.
Whoever leads the team writes it, in each language; the log says that she did. It goes when the account does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.audit import service as audit
from portal.catalogues import locale
from portal.crypto import lp
from portal.i18n import N_, _, current_language
from portal.keyring.teams import members_of
from portal.programmes import facts, service
from portal.programmes.models import Profile
from portal.work import NotAllowed, NotFound, Work

SIGNED = "sgn"  # ISO 639-2: sign languages; CLDR has no name for them
# What is spoken in such work, by ISO 639 code.
SPOKEN = (
    "am", "ar", "bn", "de", "el", "en", "es", "fa", "fil", "fr", "hi", "ht", "id", "it", "ja", "km", "ko",
    "ku", "ne", "nl", "pa", "pl", "ps", "pt", "ro", "ru", SIGNED, "so", "sw", "ta", "th", "ti", "tr", "uk",
    "ur", "vi", "yo", "zh",
)  # fmt: skip
SPEAKS = "speaks"  # the row that holds codes, the same in every language


class About(StrEnum):
    """In the order they are read; each has a heading and, for whoever writes it, a hint."""

    SELF = "self"
    TRAINING = "training"
    ACCREDITED = "accredited"
    EXPERIENCE = "experience"
    TOGETHER = "together"


HEADINGS = {
    About.SELF: N_("In their own words"),
    About.TRAINING: N_("Training"),
    About.ACCREDITED: N_("Accreditation"),
    About.EXPERIENCE: N_("Experience"),
    About.TOGETHER: N_("Who works with them"),
}
HINTS = {
    About.SELF: N_("A sentence or two: why they do this work, and how they like to work."),
    About.TRAINING: N_("What they learned for this work, where and when."),
    About.ACCREDITED: N_("By which body, and the number there, so that it can be checked."),
    About.EXPERIENCE: N_("With what kinds of harm, and for how long. Nothing about any one case."),
    About.TOGETHER: N_("Is there a second facilitator? Who looks at how they do it?"),
}


@dataclass(frozen=True)
class Told:
    """One thing that is said of somebody. `text` is empty when it has not been said in any language."""

    about: About
    language: str
    text: str

    @property
    def heading(self) -> str:
        return HEADINGS[self.about]

    @property
    def hint(self) -> str:
        return HINTS[self.about]

    @property
    def lines(self) -> list[list[str]]:
        return facts.lines_of(self.text)


@dataclass(frozen=True)
class Person:
    """`speaks`: ISO 639 codes."""

    id: UUID
    name: str
    speaks: list[str]
    told: list[Told]


def spoken(codes: Iterable[str]) -> list[str]:
    """The names of languages, in the order of their names."""
    return sorted(map(_name, codes), key=str.casefold)


def choices() -> list[tuple[str, str]]:
    return sorted(((code, _name(code)) for code in SPOKEN), key=lambda pair: pair[1].casefold())


def _name(code: str) -> str:
    return _("sign language") if code == SIGNED else str(locale(current_language()).languages[code])


def of_teams(work: Work, team_ids: Iterable[UUID], wanted: list[str]) -> dict[UUID, list[Person]]:
    """Who can open what is given to these teams; each text in the first of these languages, or in any."""
    members = members_of(work.main, set(team_ids))
    ids = {id for team_members in members.values() for id in team_members}
    names, rows = service.staff_names(work, ids), _rows(work, ids)
    people = {id: _person(id, names.get(id, ""), rows[id], wanted) for id in ids}
    return {team: sorted((people[id] for id in members[team]), key=_by_name) for team in members}


def of_staff(work: Work, staff_id: UUID, wanted: list[str]) -> Person:
    """One person who works here, for somebody who thinks of trusting them. Raises NotFound."""
    name = service.staff_names(work, {staff_id}).get(staff_id)
    if name is None:
        raise NotFound
    return _person(staff_id, name, _rows(work, {staff_id})[staff_id], wanted)


def _by_name(person: Person) -> str:
    return person.name.casefold()


def _rows(work: Work, ids: set[UUID]) -> dict[UUID, list[Profile]]:
    found: dict[UUID, list[Profile]] = {id: [] for id in ids}
    for row in work.main.scalars(select(Profile).where(Profile.staff_id.in_(ids))):
        found[row.staff_id].append(row)
    return found


def _person(id: UUID, name: str, rows: list[Profile], wanted: list[str]) -> Person:
    speaks = [code for row in rows if row.name == SPEAKS for code in row.text.split(",")]
    return Person(
        id, name, speaks, [Told(about, *facts.best(_texts(about, rows), wanted)) for about in About]
    )


def _texts(about: About, rows: list[Profile]) -> dict[str, str]:
    return {row.language: row.text for row in rows if row.name == about}


def of_colleague(work: Work, staff_id: UUID, language: str) -> Person:
    """What is said in this language of somebody in my team, and what is not. Raises NotFound for others."""
    for found in service.colleagues(work, service.my_team(work)):
        if found.id == staff_id:
            rows = [row for row in _rows(work, {staff_id})[staff_id] if row.language in (language, "")]
            return _person(staff_id, found.name, rows, [language])
    raise NotFound


def to_change(work: Work, staff_id: UUID, language: str) -> Person:
    """Raises NotAllowed for anybody who does not lead the team."""
    person = of_colleague(work, staff_id, language)
    if not facts.may_change(work):
        raise NotAllowed
    return person


def change(work: Work, staff_id: UUID, about: About, language: str, text: str) -> None:
    """An empty text takes it back. Raises NotAllowed for anybody who does not lead the team."""
    to_change(work, staff_id, language)
    _keep(work, staff_id, about, language, text)


def change_speaks(work: Work, staff_id: UUID, codes: Iterable[str]) -> None:
    to_change(work, staff_id, "")
    _keep(work, staff_id, SPEAKS, "", ",".join(code for code in SPOKEN if code in set(codes)))


def _keep(work: Work, staff_id: UUID, name: str, language: str, text: str) -> None:
    row = work.main.scalar(
        select(Profile).where(
            Profile.staff_id == staff_id, Profile.name == name, Profile.language == language
        )
    )
    if text == (row.text if row else ""):
        return
    if row is None:
        row = Profile(id=uuid4(), staff_id=staff_id, name=name, language=language)
    row.text, row.changed_at, row.changed_by = text, work.now, work.person.id
    if text:
        work.main.add(row)
    else:
        work.main.delete(row)
    audit.record(work, "profile_changed", staff_id, lp("profile/v1", staff_id, name, language, text))
