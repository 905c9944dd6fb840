"""A team's key goes from member to member, and to nobody else."""

import pytest
from sqlalchemy import select

from portal.actor import SYSTEM
from portal.consent.models import Consent
from portal.crypto import DEFAULT_SUITE, CannotOpen, generate
from portal.inbox import service as inbox
from portal.keyring import teams
from portal.keyring.models import Principal, TeamMember
from portal.programmes import service as programmes
from portal.statements import apart
from portal.work import NotAllowed, NotFound
from tests.make import working
from tests.sharing import late, new_facilitator, other_team, read_as, share, sql, texts, the_consent

PLANTED = generate(DEFAULT_SUITE)[1]


def membership(world, who):
    with working(world, writing=False) as w:
        return w.main.scalars(select(TeamMember).where(TeamMember.member_id == who.actor.id)).one()


def remove(world, who, *, keep_row=False):
    """What removing a member does to the databases."""
    row = membership(world, who)
    if not keep_row:
        sql(world.stores.main, "DELETE FROM team_member WHERE id = :id", id=row.id.hex)
    sql(world.stores.vault, "DELETE FROM secret WHERE id = :id", id=row.vault_id.hex)


def test_a_removed_member_reads_nothing_and_the_others_read_on(world):
    share_id = the_consent(world).share_id
    remove(world, world.colleague)
    with pytest.raises(NotFound):
        read_as(world, world.colleague, share_id)
    with working(world, world.colleague, writing=False) as w:
        assert inbox.live_shares(w).lines == []
        with pytest.raises(CannotOpen):
            teams.team_private(w.keyring, the_consent(world).recipient_id, 1)
    assert texts(read_as(world, world.lead, share_id))


def test_a_removed_member_who_kept_the_rows_has_no_secret(world):
    remove(world, world.colleague, keep_row=True)
    with pytest.raises(CannotOpen):
        read_as(world, world.colleague, the_consent(world).share_id)
    assert texts(read_as(world, world.lead, the_consent(world).share_id))


def test_a_membership_row_is_no_use_to_another_person(world):
    newcomer = new_facilitator(world)
    sql(world.stores.main, "UPDATE team_member SET member_id = :me WHERE id = :id",
        me=newcomer.actor.id.hex, id=membership(world, world.colleague).id.hex)  # fmt: skip
    with pytest.raises(CannotOpen):
        read_as(world, newcomer, the_consent(world).share_id)


def test_only_a_member_lets_in(world):
    newcomer, team_id = new_facilitator(world), the_consent(world).recipient_id
    for who in (newcomer, world.advocate, world.survivor, SYSTEM):
        with working(world, who, writing=False) as w:
            person = w.main.get_one(Principal, newcomer.actor.id)
            with pytest.raises(CannotOpen):
                teams.let_in(w.keyring, team_id, person, w.now)
    for who in (newcomer, world.survivor):
        with working(world, who, writing=False) as w, pytest.raises((CannotOpen, NotAllowed)):
            programmes.let_in(w, newcomer.actor.id)
    with working(world, world.colleague) as w:
        programmes.let_in(w, newcomer.actor.id)
    assert texts(read_as(world, newcomer, the_consent(world).share_id))


def test_an_operator_who_edits_the_rows_is_not_let_in(world):
    """An invitation gives an account, a row in staff gives a team; neither gives its key."""
    operator = new_facilitator(world, "Operator")
    row = membership(world, world.lead)
    sql(world.stores.main,
        "INSERT INTO team_member SELECT :new, team_id, epoch, :me, 'lead', vault_id, w FROM team_member "
        "WHERE id = :id", new="f" * 32, me=operator.actor.id.hex, id=row.id.hex)  # fmt: skip
    with pytest.raises(CannotOpen):
        read_as(world, operator, the_consent(world).share_id)
    with working(world, operator, writing=False) as w, pytest.raises(CannotOpen):
        teams.let_in(w.keyring, row.team_id, w.person, w.now)


def test_a_colleague_of_another_team_cannot_be_let_in(world):
    made = other_team(world, members=2)
    with working(world, writing=False) as w:
        stranger = w.main.scalars(select(TeamMember).where(TeamMember.team_id == made.id)).first()
    with working(world, world.lead, writing=False) as w, pytest.raises(NotFound):
        programmes.let_in(w, stranger.member_id)


def test_a_planted_team_key_is_refused_before_anything_is_sealed_to_it(world):
    sql(world.stores.main, "UPDATE team_epoch SET pub = :pub", pub=PLANTED)
    sql(world.stores.main, "UPDATE principal SET pub = :pub WHERE kind = 'team'", pub=PLANTED)
    with pytest.raises(CannotOpen):
        share(world, world.survivor)
    assert len(sql(world.stores.main, "SELECT 1 FROM consent_grant")) == 1


def test_a_team_key_copied_with_its_mac_from_another_team_is_refused(world):
    planted = other_team(world, members=2)
    sql(world.stores.main,
        "UPDATE team_epoch SET (pub, pub_mac) = (SELECT pub, pub_mac FROM team_epoch WHERE team_id = :id)",
        id=planted.id.hex)  # fmt: skip
    with pytest.raises(CannotOpen):
        share(world, world.survivor)


def test_a_planted_person_is_not_let_in(world):
    newcomer = new_facilitator(world)
    sql(world.stores.main, "UPDATE principal SET pub = :pub WHERE id = :id",
        pub=PLANTED, id=newcomer.actor.id.hex)  # fmt: skip
    with working(world, world.lead, writing=False) as w, pytest.raises(CannotOpen):
        programmes.let_in(w, newcomer.actor.id)


def test_late_words_are_not_sealed_to_a_planted_key(world):
    sql(world.stores.main, "UPDATE principal SET pub = :pub WHERE kind = 'survivor'", pub=PLANTED)
    with working(world, writing=False) as w, pytest.raises(CannotOpen):
        apart.keep_late(w, world.survivor.actor.id, late(1, "late words"))


def test_another_suite_than_the_directory_names_is_refused(world):
    sql(world.stores.main, "UPDATE team_epoch SET suite = 1")
    with pytest.raises(CannotOpen):
        share(world, world.survivor)
    with working(world, world.lead, writing=False) as w, pytest.raises(CannotOpen):
        inbox.read(w, w.main.scalars(select(Consent)).one().share_id)
