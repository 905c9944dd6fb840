"""One team, and whether a person can choose it: two members, and a service that said what she must know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

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


def look_at(work: Work, team_id: UUID) -> Ready | None:
    """In one question. None for a team that there is not, or with fewer than two members."""
    needed = (ProgrammeFact.programme_id == Team.programme_id, ProgrammeFact.name.in_(NEEDED))
    said = (ProgrammeFact.language.in_(offered()), ProgrammeFact.text != "")
    members = select(func.count(TeamMember.member_id.distinct())).where(TeamMember.team_id == Team.id)
    told = select(func.count(ProgrammeFact.name.distinct())).where(*needed, *said)
    newest = select(func.max(ProgrammeFact.changed_at)).where(*needed)
    asked = (member_count := members.scalar_subquery(), told.scalar_subquery(), newest.scalar_subquery())
    query = select(Team, Programme.name, *asked).join(Programme).where(Team.id == team_id)
    row = work.main.execute(query.where(member_count >= teams.FEWEST)).one_or_none()
    if row is None:
        return None
    team, name, count, told_count, told_at = row
    return Ready(
        Recipient(team.id, team.name, name, team.languages.split(","), count),
        told_count == len(NEEDED),
        told_at,
    )
