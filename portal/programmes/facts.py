"""What a service says about itself to everybody: no court, no law and no promise is made up for it.

Six facts, each in each language it was written in. The pages that anyone can read show them; only a
member who leads a team of the service changes them, and the log says that she did. Without those of them
that are `NEEDED`, in some language offered here, nobody can be asked for a yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import and_, distinct, exists, func, select

from portal.audit import service as audit
from portal.bidi import in_pieces
from portal.crypto import lp
from portal.i18n import N_, endonym, offered
from portal.keyring.models import TeamMember
from portal.keyring.teams import LEAD
from portal.programmes import service
from portal.programmes.models import Programme, ProgrammeFact, Staff, Team
from portal.work import NotAllowed, Work

LONGEST = 2000  # characters


class Fact(StrEnum):
    """In the order they are read; each has a heading and, for whoever writes it, a hint."""

    WHO = "who"
    REACH = "reach"
    LAW = "law"
    COURT = "court"
    COMPLAIN = "complain"
    YOUNG = "young"

    @property
    def heading(self) -> str:
        return HEADINGS[self]


# "Fully informed" comes before "agree": UN ECOSOC 2002/12, paragraph 13.
NEEDED = (Fact.WHO, Fact.REACH, Fact.LAW, Fact.COURT, Fact.COMPLAIN)
HEADINGS = {
    Fact.WHO: N_("Who we are"),
    Fact.REACH: N_("How to reach us"),
    Fact.LAW: N_("What the law makes us pass on"),
    Fact.COURT: N_("What this means for a court case"),
    Fact.COMPLAIN: N_("How to complain"),
    Fact.YOUNG: N_("If you are under 18"),
}
HINTS = {
    Fact.WHO: N_("Who runs this service, who pays for it, who works here and what they learned for it."),
    Fact.REACH: N_("Telephone, address, days and hours, and how to ask for an interpreter."),
    Fact.LAW: N_(
        "When must you tell somebody what you read or hear, and whom? Say it as it is, in plain words."
    ),
    Fact.COURT: N_("Can taking part, or stopping, change a case or a sentence? Who in the case hears of it?"),
    Fact.COMPLAIN: N_("Whom to tell, also somebody outside your service, and how soon they answer."),
    Fact.YOUNG: N_("From what age somebody can come alone, who has to agree, and who is told."),
}


@dataclass(frozen=True)
class Said:
    """One fact as it is shown. `text` is empty when the service has not said it in any language.

    `missing`: it is needed, and not said in any language offered here.
    """

    fact: Fact
    language: str
    text: str
    missing: bool = False

    @property
    def heading(self) -> str:
        return self.fact.heading

    @property
    def hint(self) -> str:
        return HINTS[self.fact]

    @property
    def lines(self) -> list[list[str]]:
        return lines_of(self.text)


@dataclass(frozen=True)
class Service:
    """A service as anyone can see it. `teams`: name, and the languages its members read."""

    name: str
    teams: list[tuple[str, list[str]]]
    said: list[Said]


def services(work: Work, languages: Iterable[str], *, partners: bool = False) -> list[Service]:
    """Every service, with each fact in the first of these languages it was written in, or in any.

    `partners`: with the organisations beside it, which do not run anything here.
    """
    teams = list(work.main.scalars(select(Team).order_by(Team.name)))
    beside = {team.programme_id for team in teams if team.partner} if not partners else set()
    programmes = work.main.scalars(select(Programme).order_by(Programme.name))
    return _services(work, [one for one in programmes if one.id not in beside], teams, languages)


def service_of(work: Work, team_id: UUID, languages: Iterable[str]) -> Service:
    """The same, of the one service that this team belongs to."""
    team = work.main.get_one(Team, team_id)
    (found,) = _services(work, [work.main.get_one(Programme, team.programme_id)], [team], languages)
    return found


def _services(
    work: Work, programmes: list[Programme], teams: list[Team], languages: Iterable[str]
) -> list[Service]:
    wanted, texts = list(languages), _texts(work, [programme.id for programme in programmes])
    return [
        Service(
            programme.name,
            [_team(team) for team in teams if team.programme_id == programme.id],
            [Said(fact, *best(texts[programme.id][fact], wanted)) for fact in Fact],
        )
        for programme in programmes
    ]


def _team(team: Team) -> tuple[str, list[str]]:
    return team.name, [endonym(code) for code in team.languages.split(",")]


def _texts(work: Work, programme_ids: list[UUID]) -> dict[UUID, dict[Fact, dict[str, str]]]:
    """In one question, however many services there are."""
    texts: dict[UUID, dict[Fact, dict[str, str]]] = {id: {fact: {} for fact in Fact} for id in programme_ids}
    rows = select(ProgrammeFact).where(ProgrammeFact.programme_id.in_(programme_ids))
    for row in work.main.scalars(rows):
        if row.text:
            texts[row.programme_id][Fact(row.name)][row.language] = row.text
    return texts


def best(texts: Mapping[str, str], wanted: Iterable[str]) -> tuple[str, str]:
    """The first of these languages in which there is a text, or any, and the text; else two times nothing."""
    for language in [*wanted, *sorted(texts)]:
        if language in texts:
            return language, texts[language]
    return "", ""


def lines_of(text: str) -> list[list[str]]:
    """Each line in pieces: words, then a long number, then words again."""
    return [in_pieces(line) for line in text.split("\n")]


def of_mine(work: Work, language: str) -> list[Said]:
    """What my service says in this language, and what it does not. Raises NotAllowed without a team."""
    mine = service.my_team(work).programme_id
    texts = _texts(work, [mine])[mine]
    owed = _missing(texts)
    return [Said(fact, language, texts[fact].get(language, ""), fact in owed) for fact in Fact]


def may_change(work: Work) -> bool:
    """Who leads the team."""
    mine = select(TeamMember.id).where(
        TeamMember.team_id == service.my_team(work).id,
        TeamMember.member_id == work.actor.id,
        TeamMember.role == LEAD,
    )
    return work.main.scalar(mine.limit(1)) is not None


def _missing(texts: dict[Fact, dict[str, str]]) -> list[Fact]:
    return [fact for fact in NEEDED if texts[fact].keys().isdisjoint(offered())]


def my_team_and_owed(work: Work) -> tuple[Team, list[Fact]]:
    """My team, and what is missing if I lead it: nobody else can mend that, so nobody else is told.

    In one question. Raises NotAllowed for staff without a team.
    """
    leads = exists().where(
        TeamMember.team_id == Team.id, TeamMember.member_id == Staff.id, TeamMember.role == LEAD
    )
    said = and_(
        ProgrammeFact.programme_id == Team.programme_id,
        ProgrammeFact.language.in_(offered()),
        ProgrammeFact.text != "",
    )
    mine = select(Team, leads, ProgrammeFact.name).join(Staff, Staff.team_id == Team.id)
    rows = work.main.execute(mine.outerjoin(ProgrammeFact, said).where(Staff.id == work.actor.id)).all()
    if not rows:
        raise NotAllowed
    team, i_lead, _name = rows[0]
    names = {name for _team, _lead, name in rows}
    return team, [fact for fact in NEEDED if i_lead and fact.value not in names]


def untold(work: Work, team_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these teams whose service still has something to say."""
    said = select(func.count(distinct(ProgrammeFact.name))).where(
        ProgrammeFact.programme_id == Team.programme_id,
        ProgrammeFact.language.in_(offered()),
        ProgrammeFact.name.in_(NEEDED),
        ProgrammeFact.text != "",
    )
    silent = select(Team.id).where(Team.id.in_(list(team_ids)), said.scalar_subquery() < len(NEEDED))
    return set(work.main.scalars(silent))


def to_change(work: Work, fact: Fact, language: str) -> Said:
    """Raises NotAllowed for anybody who does not lead the team."""
    if not may_change(work):
        raise NotAllowed
    return next(said for said in of_mine(work, language) if said.fact is fact)


def change(work: Work, fact: Fact, language: str, text: str) -> None:
    """An empty text takes the fact back. Raises NotAllowed for anybody who does not lead the team."""
    if text == to_change(work, fact, language).text:
        return
    programme_id = service.my_team(work).programme_id
    row = work.main.scalar(
        select(ProgrammeFact).where(
            ProgrammeFact.programme_id == programme_id,
            ProgrammeFact.name == fact.value,
            ProgrammeFact.language == language,
        )
    )
    if row is None:
        row = ProgrammeFact(id=uuid4(), programme_id=programme_id, name=fact.value, language=language)
    row.text, row.changed_at, row.changed_by = text, work.now, work.person.id
    work.main.add(row)  # one that was taken back stays, empty: that it was changed is known by it
    audit.record(work, "fact_changed", row.id, lp("fact/v1", programme_id, fact.value, language, text))
