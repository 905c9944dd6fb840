"""What happens next: where she is with each team she shares with, and who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.consent import service as consent
from portal.i18n import current_language, offered
from portal.inbox import stages
from portal.programmes import profiles, ready
from portal.programmes import service as programmes
from portal.programmes.profiles import Person
from portal.programmes.stages import Step
from portal.work import NotFound, Work


@dataclass(frozen=True)
class Place:
    step: Step
    since: datetime
    noted_by: str


@dataclass(frozen=True)
class With:
    """A team that can read something of hers. `place`: None when it has noted none."""

    team: str
    place: Place | None
    people: list[Person]


def ahead(work: Work) -> list[With]:
    """In the order of the teams' names."""
    mine = consent.my_consents(work.main, work.person.id)
    teams = {one.recipient_id for one in mine if one.stands_at(work.now)}
    if not teams:
        return []
    names, people = programmes.team_names(work, teams), profiles.of_teams(work, teams, _wanted())
    places = stages.places_of(work.main, work.person.id)
    staff = {person.id: person.name for team in people.values() for person in team}
    staff |= programmes.staff_names(work, {place.by_id for place in places.values()} - staff.keys())
    found = [With(names[team], _place(places.get(team), staff), people[team]) for team in teams]
    return sorted(found, key=lambda one: one.team)


def _place(noted: stages.Stage | None, staff: dict[UUID, str]) -> Place | None:
    if noted is None:
        return None
    return Place(Step(noted.stage), noted.at, staff.get(noted.by_id, ""))


def who_reads(work: Work, team_id: UUID) -> With:
    """Who would read what is given to a team. Raises NotFound for one that cannot be chosen."""
    found = ready.look_at(work, team_id)
    if found is None:
        raise NotFound
    return With(found.team.name, None, profiles.of_teams(work, {team_id}, _wanted())[team_id])


def _wanted() -> list[str]:
    return [current_language(), *offered()]
