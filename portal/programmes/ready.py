"""One team, and whether a person can choose it: two members, and a service that said what she must know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from portal.i18n import offered
from portal.keyring import teams
from portal.keyring.models import TeamMember
from portal.programmes.facts import NEEDED
from portal.programmes.models import Programme, ProgrammeFact, Team
from portal.programmes.service import Recipient
from portal.work import Work


@dataclass(frozen=True)
class Ready:
    """`told_at`: when the service last changed anything that she must know."""

    team: Recipient
    has_told: bool
    told_at: datetime | None


_NEEDED = (ProgrammeFact.programme_id == Team.programme_id, ProgrammeFact.name.in_(NEEDED))


def _members() -> ScalarSelect[int]:
    count = select(func.count(TeamMember.member_id.distinct()))
    return count.where(TeamMember.team_id == Team.id).correlate(Team).scalar_subquery()


def _told() -> ScalarSelect[int]:
    said = (ProgrammeFact.language.in_(offered()), ProgrammeFact.text != "")
    count = select(func.count(ProgrammeFact.name.distinct()))
    return count.where(*_NEEDED, *said).correlate(Team).scalar_subquery()


def can_be_chosen() -> ColumnElement[bool]:
    """Of a `Team` in a query: two members, and a service that said what she must know."""
    return (_members() >= teams.FEWEST) & (_told() == len(NEEDED))


def look_at(work: Work, team_id: UUID) -> Ready | None:
    """In one question. None for a team that there is not, or with fewer than two members."""
    newest = select(func.max(ProgrammeFact.changed_at)).where(*_NEEDED).correlate(Team).scalar_subquery()
    query = select(Team, Programme.name, member_count := _members(), _told(), newest).join(Programme)
    query = query.where(Team.id == team_id, member_count >= teams.FEWEST)
    row = work.main.execute(query).one_or_none()
    if row is None:
        return None
    team, name, count, told_count, told_at = row
    return Ready(
        Recipient(team.id, team.name, name, team.languages.split(","), count, team.partner),
        told_count == len(NEEDED),
        told_at,
    )
