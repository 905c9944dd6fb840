"""Making a service, inviting staff, and letting members into a team."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from portal.accounts import service as accounts
from portal.accounts.words import canonical_passphrase, new_passphrase
from portal.actor import Actor, Role
from portal.audit import service as audit
from portal.crypto import KdfParams, Pad, lp
from portal.keyring import persons, teams
from portal.keyring.models import Principal
from portal.programmes.models import Invitation, Programme, Staff, Team
from portal.work import NotAllowed, NotFound, Refused, Work

GOOD_FOR = timedelta(hours=72)
LONGEST_NAME = 50
SUSPENDED = "suspended"


class Reason(StrEnum):
    TAKEN = "there is a team of that name already."


@dataclass(frozen=True)
class Colleague:
    id: UUID
    name: str
    holds_key: bool
    is_me: bool


@dataclass(frozen=True)
class Recipient:
    """A team as a survivor chooses it. `partner`: an organisation beside the service."""

    id: UUID
    name: str
    programme: str
    languages: list[str]
    members: int
    partner: bool = False


def create(work: Work, name: str, team_name: str, languages: Iterable[str]) -> Team:
    """Raises Refused for a team's name that is taken: a survivor chooses by it, an operator invites by it."""
    if work.main.scalar(select(Team.id).where(Team.name == team_name)) is not None:
        raise Refused(Reason.TAKEN)
    programme = Programme(id=uuid4(), name=name, made_at=work.now)
    principal = Principal(
        id=uuid4(), tenant=work.server.tenant, kind=Role.TEAM, status="active",
        language=next(iter(languages)), made_at=work.now,
    )  # fmt: skip
    work.main.add_all([programme, principal])
    work.main.flush()
    team = Team(id=principal.id, programme_id=programme.id, name=team_name, languages=",".join(languages))
    work.main.add(team)
    work.main.flush()
    return team


def invite(work: Work, name: str, role: Role, team: Team) -> str:
    """A code that is good once. Facilitators are invited to the team, advocates to its service."""
    code = secrets.token_urlsafe(24)
    id = uuid4()
    work.main.add(
        Invitation(
            id=id, code_mac=_code_mac(work, code), programme_id=team.programme_id,
            team_id=team.id if role is Role.FACILITATOR else None, role=role.value,
            name_w=_sealed_name(work, id, name), expires_at=work.now + GOOD_FOR,
        )
    )  # fmt: skip
    audit.record(work, "invited", id)
    return code


def _code_mac(work: Work, code: str) -> bytes:
    return work.server.mac("invitation", lp("code/v1", code))


def _sealed_name(work: Work, id: UUID, name: str) -> bytes:
    return work.server.seal(name[:LONGEST_NAME].encode(), _name_ctx(work, id), Pad.TEXT)


def _name_ctx(work: Work, id: UUID) -> bytes:
    return lp("staff/v1", work.server.tenant, id)


def find_invitation(work: Work, code: str) -> Invitation:
    """Raises NotFound for one that never was, was used, or is too old."""
    query = select(Invitation).where(
        Invitation.code_mac == _code_mac(work, code), Invitation.expires_at > work.now
    )
    found = work.main.scalar(query)
    if found is None:
        raise NotFound
    return found


def invited_name(work: Work, invitation: Invitation) -> str:
    return work.server.open(invitation.name_w, _name_ctx(work, invitation.id)).decode()


def join(work: Work, code: str, role: Role, language: str, *, words: bool, params: KdfParams) -> str:
    """Uses up an invitation for this role and makes the account. Returns the passphrase, once."""
    passphrase = new_passphrase(language, words=words)
    work.keyring = persons.new_person(
        work.main, work.vault, work.server, kind=role, language=language,
        passphrase=canonical_passphrase(passphrase), params=params, now=work.now,
    )  # fmt: skip
    work.actor = Actor(role, work.person.id)
    invitation = find_invitation(work, code)
    if invitation.role != role:
        raise NotFound
    name = invited_name(work, invitation)
    accounts.give_name(work, language)
    work.main.add(
        Staff(
            id=work.person.id, programme_id=invitation.programme_id, team_id=invitation.team_id,
            role=role.value, name_w=_sealed_name(work, work.person.id, name),
        )
    )  # fmt: skip
    work.main.delete(invitation)
    audit.record(work, "joined", work.person.id)
    return passphrase


def my_team(work: Work) -> Team:
    """Raises NotAllowed for staff without a team."""
    mine = select(Team).join(Staff, Staff.team_id == Team.id).where(Staff.id == work.actor.id)
    team = work.main.scalar(mine)
    if team is None:
        raise NotAllowed
    return team


def colleagues(work: Work, team: Team) -> list[Colleague]:
    """Who holds the team's key, and who waits to be let in (with the words typed back)."""
    members = teams.members_of(work.main, {team.id})[team.id]
    rows = work.main.scalars(
        select(Staff)
        .join(Principal, Principal.id == Staff.id)
        .where(Staff.team_id == team.id, Principal.status == accounts.ACTIVE)
    )
    names = {row.id: work.server.open(row.name_w, _name_ctx(work, row.id)).decode() for row in rows}
    found = [Colleague(id, name, id in members, id == work.actor.id) for id, name in names.items()]
    return sorted(found, key=lambda c: (not c.holds_key, c.name))


def found_team(work: Work) -> None:
    """The first one makes the team's key. Does nothing when there is one."""
    team = my_team(work)
    principal = work.main.get(Principal, team.id)
    if principal is None or teams.newest_epoch(work.main, team.id) is not None:
        return
    teams.found_team(work.keyring, principal, work.now)
    audit.record(work, "team_founded", team.id)


def let_in(work: Work, staff_id: UUID) -> None:
    """A member lets a colleague in. Raises NotFound for somebody who does not wait for this team."""
    team = my_team(work)
    waiting = {c.id for c in colleagues(work, team) if not c.holds_key}
    newcomer = work.main.get(Principal, staff_id)
    if staff_id not in waiting or newcomer is None:
        raise NotFound
    teams.let_in(work.keyring, team.id, newcomer, work.now)
    audit.record(work, "let_in", staff_id)


def recipients(work: Work) -> list[Recipient]:
    """The teams a survivor can choose: those with at least two members, and no partners."""
    rows = work.main.execute(select(Team, Programme.name).join(Programme).where(~Team.partner)).all()
    members = teams.members_of(work.main, {team.id for team, _name in rows})
    found = [
        Recipient(team.id, team.name, name, team.languages.split(","), len(members[team.id]))
        for team, name in rows
    ]
    return sorted((r for r in found if r.members >= teams.FEWEST), key=lambda r: r.name)


def team_names(work: Work, ids: Iterable[UUID]) -> dict[UUID, str]:
    rows = work.main.scalars(select(Team).where(Team.id.in_(list(ids))))
    return {team.id: team.name for team in rows}


def staff_names(work: Work, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Also of those whose account is gone."""
    ids = list(ids)
    rows = work.main.scalars(select(Staff).where(Staff.id.in_(ids))) if ids else ()
    return {row.id: work.server.open(row.name_w, _name_ctx(work, row.id)).decode() for row in rows}


def advocates_called(work: Work, name: str) -> list[UUID]:
    """Those who work here now."""
    here = select(Staff.id).join(Principal, Principal.id == Staff.id).where(
        Staff.role == Role.ADVOCATE, Principal.status != SUSPENDED
    )  # fmt: skip
    names = staff_names(work, work.main.scalars(here))
    return [id for id, called in names.items() if called == name]


def suspend(work: Work, staff_id: UUID) -> None:
    """Signed out everywhere, and never in again. The name stays, for the log."""
    person = work.main.get_one(Principal, staff_id)
    person.status = SUSPENDED
    audit.record(work, "suspended", staff_id)


def sweep(work: Work) -> None:
    work.main.execute(delete(Invitation).where(Invitation.expires_at <= work.now))
