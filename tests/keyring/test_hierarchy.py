"""Whoever lacks a key reads nothing, whatever the rows say."""

import json

import pytest
from sqlalchemy import select

from portal.consent import service as consent
from portal.consent import snapshot
from portal.consent.models import Share, ShareGroup
from portal.crypto import CannotOpen
from portal.demo import WRITTEN
from portal.inbox import service as inbox
from portal.keyring.grants import reach_grant
from portal.keyring.models import Grant, RecordKey, TeamEpoch
from portal.keyring.records import reach_record
from portal.keyring.teams import team_private
from portal.statements import service as statements
from portal.statements.models import Record
from portal.work import NotFound, Refused
from tests.make import working
from tests.sharing import new_facilitator, new_survivor, read_as, share, sql, texts, the_consent, write


def reach(w, share_id):
    """Past every rule: the grant as it stands in the database."""
    grant = w.main.scalars(select(Grant).where(Grant.share_id == share_id)).one()
    return reach_grant(w.keyring, grant, w.main.get_one(TeamEpoch, (grant.recipient_id, grant.epoch)), w.now)


def reach_the_record(w):
    """The same for a draft: its key's box, whoever it is sealed to."""
    record, box = w.main.scalars(select(Record)).one(), w.main.scalars(select(RecordKey)).one()
    reach_record(w.keyring, record.id, record.key_id, box.vault_id, box.w)


def test_both_members_read_what_was_given(world):
    share_id = the_consent(world).share_id
    for who in (world.lead, world.colleague):
        assert texts(read_as(world, who, share_id)) == [WRITTEN[1], WRITTEN[7]]


@pytest.mark.parametrize("who", ["newcomer", "advocate", "another survivor"])
def test_who_is_no_member_has_no_key(world, who):
    person = {
        "newcomer": new_facilitator,
        "advocate": lambda w: w.advocate,
        "another survivor": new_survivor,
    }[who](world)
    found = the_consent(world)
    with working(world, person, writing=False) as w:
        with pytest.raises(CannotOpen):
            team_private(w.keyring, found.recipient_id, 1)
        with pytest.raises(CannotOpen):
            reach(w, found.share_id)


def test_a_part_that_was_not_ticked_is_nowhere_in_the_share(world):
    share_id = the_consent(world).share_id
    with working(world, world.lead, writing=False) as w:
        assert set(reach(w, share_id)) == {"cover", "section/1", "section/7"}
        rows = snapshot.rows_of(w, share_id)
        opened = snapshot.open_groups(w, w.main.get_one(Share, share_id), rows)
        assert {row.name for row in rows} == set(opened)
        assert WRITTEN[3] not in json.dumps(opened)


def test_a_grant_opens_no_group_of_another_share(world):
    """The keys of one snapshot are no use in the next, even for the same part of the same person."""
    mine = share(world, world.survivor, [1])
    other = share(world, world.survivor, [1, 3])
    with working(world, world.lead, writing=False) as w:
        reach(w, mine.share_id)
        assert (
            snapshot.open_groups(
                w, w.main.get_one(Share, other.share_id), snapshot.rows_of(w, other.share_id)
            )
            == {}
        )


def test_what_is_written_after_the_yes_is_not_shared(world):
    share_id = the_consent(world).share_id
    write(world, world.survivor, 1, "Only for me")
    assert texts(read_as(world, world.lead, share_id))[0] == WRITTEN[1]
    with working(world, world.lead, writing=False) as w:
        reach(w, share_id)
        with pytest.raises(CannotOpen):
            reach_the_record(w)


def test_an_end_date_edited_in_the_database_opens_nothing(world):
    found = the_consent(world)
    later = "datetime(lapses_at, '+1 year') || '.000000'"
    sql(world.stores.main, f"UPDATE consent SET lapses_at = {later}")
    assert texts(read_as(world, world.lead, found.share_id))  # the grant still has its own date
    sql(world.stores.main, f"UPDATE consent_grant SET lapses_at = {later}")
    with pytest.raises(CannotOpen):
        read_as(world, world.lead, found.share_id)


def test_a_withdrawn_share_has_no_grant_and_no_secret(world):
    found = the_consent(world)
    with working(world, world.survivor) as w:
        consent.withdraw(w, found.id)
    with pytest.raises(Refused):
        read_as(world, world.lead, found.share_id)
    sql(world.stores.main, "UPDATE consent SET state = 'given', ended_at = NULL")
    with pytest.raises(NotFound):
        read_as(world, world.lead, found.share_id)
    assert sql(world.stores.vault, "SELECT id FROM secret WHERE kind = 'grant'") == []


def test_a_record_opens_for_its_writer_only(world):
    other = new_survivor(world)
    with working(world, world.survivor, writing=False) as w:
        reach_the_record(w)
    with working(world, other, writing=False) as w, pytest.raises(CannotOpen):
        reach_the_record(w)
    sql(world.stores.main, "UPDATE rkey SET holder_id = :her", her=other.actor.id.hex)
    with working(world, other, writing=False) as w, pytest.raises(CannotOpen):
        reach_the_record(w)


@pytest.mark.parametrize("role", ["lead", "advocate"])
def test_staff_hold_no_key_of_a_draft(world, role):
    with working(world, getattr(world, role), writing=False) as w:
        record = w.main.scalars(select(Record)).one()
        with pytest.raises(CannotOpen):
            reach_the_record(w)
        record = w.main.scalars(select(Record)).one()
        group = w.main.scalars(select(ShareGroup)).first()
        assert not w.keyring.holds(record.key_id)
        assert not w.keyring.holds(group.key_id)


def test_the_inbox_of_a_newcomer_is_empty(world):
    with working(world, new_facilitator(world), writing=False) as w:
        assert inbox.live_shares(w).lines == []


def test_nobody_signed_in_means_no_keys(world):
    with working(world, writing=False) as w:
        for act in (lambda: w.person, lambda: w.keyring.secret, lambda: w.keyring.key(bytes(16))):
            with pytest.raises(CannotOpen):
                act()


def test_the_writer_reads_her_own(world):
    with working(world, world.survivor, writing=False) as w:
        assert {one.number: one.text for one in statements.read_all(w)} == WRITTEN
