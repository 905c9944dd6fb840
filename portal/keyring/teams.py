"""Teams: a key pair per epoch, its private half sealed to each member.

Only a member can let another in, because only a member holds the key. Nobody else can: not an
operator, not an administrator, not the command line.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from portal.actor import Role
from portal.crypto import DEFAULT_SUITE, CannotOpen, Suite, generate, hpke_open, hpke_seal, lp
from portal.keyring.keyring import Keyring
from portal.keyring.models import Principal, TeamEpoch, TeamMember
from portal.keyring.persons import open_from, seal_to

LEAD, MEMBER = "lead", "member"
ACTIVE = "active"
FEWEST = 2  # a team of one is one person's passphrase


def _ctx(tenant: str, team: UUID, epoch: int, member: UUID) -> bytes:
    return lp("member/v1", tenant, team, epoch, member)


def found_team(keyring: Keyring, team: Principal, now: datetime) -> None:
    """The first member makes the team's key, in her own session."""
    private, pub = generate(DEFAULT_SUITE)
    suite = int(DEFAULT_SUITE)
    tag = keyring.server.directory_mac(team.id, Role.TEAM, 1, suite, pub)
    keyring.main.add(TeamEpoch(team_id=team.id, epoch=1, suite=suite, pub=pub, pub_mac=tag, state=ACTIVE))
    team.suite, team.pub, team.pub_mac, team.epoch = suite, pub, tag, 1
    _seal_to_member(keyring, team.id, 1, keyring.owner, private, LEAD, now)


def new_epoch(keyring: Keyring, team_id: UUID, now: datetime) -> bool:
    """A new key pair for a team, sealed to every active member out of one member's session.

    What is shared from now on is sealed to it; the older one still opens what was shared before. False,
    and nothing done, when she does not hold the newest one herself.
    """
    newest = newest_epoch(keyring.main, team_id)
    team = keyring.main.get(Principal, team_id)
    if newest is None or team is None:
        raise CannotOpen
    rows = _members(keyring.main, team_id, newest.epoch)
    if keyring.owner.id not in {row.member_id for row in rows}:
        return False
    epoch, suite = newest.epoch + 1, int(DEFAULT_SUITE)
    private, pub = generate(DEFAULT_SUITE)
    tag = keyring.server.directory_mac(team_id, Role.TEAM, epoch, suite, pub)
    keyring.main.add(TeamEpoch(team_id=team_id, epoch=epoch, suite=suite, pub=pub, pub_mac=tag, state=ACTIVE))
    team.suite, team.pub, team.pub_mac, team.epoch = suite, pub, tag, epoch
    for row in rows:
        member = keyring.main.get_one(Principal, row.member_id)
        if member.status == "active":
            _seal_to_member(keyring, team_id, epoch, member, private, row.role, now)
    return True


def _members(main: Session, team_id: UUID, epoch: int) -> list[TeamMember]:
    query = select(TeamMember).where(TeamMember.team_id == team_id, TeamMember.epoch == epoch)
    return list(main.scalars(query))


def let_in(keyring: Keyring, team_id: UUID, newcomer: Principal, now: datetime) -> None:
    """Seal the team's key to a newcomer, out of a member's session. Raises CannotOpen for a non-member."""
    for epoch in active_epochs(keyring.main, team_id):
        private = team_private(keyring, team_id, epoch.epoch)
        _seal_to_member(keyring, team_id, epoch.epoch, newcomer, private, MEMBER, now)


def _seal_to_member(
    keyring: Keyring, team_id: UUID, epoch: int, member: Principal, private: bytes, role: str, now: datetime
) -> None:
    """The outer layer uses a secret of the membership's own, so that ending it shreds it alone."""
    vault_id, secret = keyring.vault.new("member", now)
    info = _ctx(member.tenant, team_id, epoch, member.id)
    w = seal_to(keyring.server, keyring.vault, member, private, info, secret)
    keyring.main.add(
        TeamMember(
            id=uuid4(), team_id=team_id, epoch=epoch, member_id=member.id, role=role,
            vault_id=vault_id, w=w,
        )
    )  # fmt: skip


def team_private(keyring: Keyring, team_id: UUID, epoch: int) -> bytes:
    """The team's private key of one epoch. Raises CannotOpen for anybody it was not sealed to."""
    held = keyring.private(team_id, epoch)
    if held is not None:
        return held
    me = keyring.owner
    row = keyring.main.scalar(
        select(TeamMember).where(
            TeamMember.team_id == team_id, TeamMember.epoch == epoch, TeamMember.member_id == me.id
        )
    )
    if row is None:
        raise CannotOpen
    return _private_in(keyring, row)


def _private_in(keyring: Keyring, row: TeamMember) -> bytes:
    me, secret = keyring.owner, keyring.vault.get(row.vault_id)
    private = open_from(keyring, row.w, _ctx(me.tenant, row.team_id, row.epoch, me.id), secret)
    keyring.hold_private(row.team_id, row.epoch, private)
    return private


def reach_team(keyring: Keyring, team_id: UUID, also: UUID | None) -> dict[int, TeamEpoch]:
    """Hold every private key of a team that was sealed to her. `also`: a vault secret to read with them."""
    mine = and_(TeamMember.team_id == TeamEpoch.team_id, TeamMember.epoch == TeamEpoch.epoch)
    held = select(TeamEpoch, TeamMember).join(TeamMember, mine)
    of_me = TeamEpoch.team_id == team_id, TeamMember.member_id == keyring.owner.id
    rows = keyring.main.execute(held.where(*of_me)).all()
    secrets = {keyring.owner.vault_id, also, *(row.TeamMember.vault_id for row in rows)}
    keyring.vault.fetch(id for id in secrets if id is not None)
    for row in rows:
        _private_in(keyring, row.TeamMember)
    return {row.TeamEpoch.epoch: row.TeamEpoch for row in rows}


def seal_memberships_again(keyring: Keyring) -> Callable[[], None]:
    """Opens every team key of hers now; the answer seals them to the identity she has by then."""
    rows = list(keyring.main.scalars(select(TeamMember).where(TeamMember.member_id == keyring.owner.id)))
    held = [(row, team_private(keyring, row.team_id, row.epoch)) for row in rows]

    def again() -> None:
        me = keyring.owner
        for row, private in held:
            info = _ctx(me.tenant, row.team_id, row.epoch, me.id)
            secret = keyring.vault.get(row.vault_id)
            row.w = seal_to(keyring.server, keyring.vault, me, private, info, secret)

    return again


def active_epochs(main: Session, team_id: UUID) -> list[TeamEpoch]:
    query = select(TeamEpoch).where(TeamEpoch.team_id == team_id, TeamEpoch.state == ACTIVE)
    return list(main.scalars(query.order_by(TeamEpoch.epoch)))


def newest_epoch(main: Session, team_id: UUID) -> TeamEpoch | None:
    epochs = active_epochs(main, team_id)
    return epochs[-1] if epochs else None


def checked_public(keyring: Keyring, epoch: TeamEpoch) -> tuple[Suite, bytes]:
    """A team's public key as the directory made it. Raises CannotOpen for a planted one."""
    keyring.server.check_directory(
        epoch.team_id, Role.TEAM, epoch.epoch, epoch.suite, epoch.pub, epoch.pub_mac
    )
    return Suite(epoch.suite), epoch.pub


def seal_to_team(keyring: Keyring, epoch: TeamEpoch, text: bytes, info: bytes, secret: bytes) -> bytes:
    """Seal something to a team, whoever acts. Raises CannotOpen for a planted key."""
    suite, pub = checked_public(keyring, epoch)
    return keyring.server.wrap(hpke_seal(suite, pub, text, info=info), secret, info)


def open_for_team(keyring: Keyring, epoch: TeamEpoch, blob: bytes, info: bytes, secret: bytes) -> bytes:
    """For a member. Raises CannotOpen for everybody else."""
    private = team_private(keyring, epoch.team_id, epoch.epoch)
    suite, _pub = checked_public(keyring, epoch)
    return hpke_open(suite, private, keyring.server.unwrap(blob, secret, info), info=info)


def teams_of(main: Session, member_id: UUID) -> set[UUID]:
    query = select(TeamMember.team_id).where(TeamMember.member_id == member_id)
    return set(main.scalars(query.distinct()))


def members_of(main: Session, team_ids: set[UUID]) -> dict[UUID, set[UUID]]:
    """Who holds a key of each team."""
    rows = main.execute(
        select(TeamMember.team_id, TeamMember.member_id).where(TeamMember.team_id.in_(team_ids)).distinct()
    )
    members: dict[UUID, set[UUID]] = {id: set() for id in team_ids}
    for team_id, member_id in rows:
        members[team_id].add(member_id)
    return members
