"""What a helper's keys open: the parts that were lent, while they are lent, and nothing else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.consent import pausing
from portal.crypto import CannotOpen
from portal.helping import service
from portal.helping.models import Access
from portal.keyring.models import RecordKey, Secret
from portal.keyring.records import HELPER
from portal.statements import drafts, lending
from portal.statements import service as statements
from portal.statements.models import SectionRow, SectionVersion
from portal.sweep import sweep
from portal.work import NotFound
from tests.helping.steps import lend
from tests.make import working


def keys_held(world, who=None):
    """Key ids of everything a helper's keyring comes to hold when she opens all that she was lent."""
    with working(world, who or world.advocate, writing=False) as w:
        for helping in service.helped(w):
            for number in helping.access.parts:
                service.read(w, helping.id, number)
        return set(w.keyring._keys)


def key_of(world, number):
    with working(world) as w:
        return w.main.scalar(select(SectionRow.key_id).where(SectionRow.number == number))


def test_what_is_lent_opens_and_nothing_else(world):
    access = lend(world, [1, 3])
    held = keys_held(world)
    assert {key_of(world, 1), key_of(world, 3)} <= held
    with working(world, world.survivor) as w:
        record = drafts.my_record(w)
    assert record.key_id not in held
    assert key_of(world, 7) not in held
    with working(world) as w:
        assert not held & set(w.main.scalars(select(SectionVersion.key_id)))
    with working(world, world.advocate) as w:
        assert "bakery" in service.read(w, access, 3).text
        for number in (7, 2, 99):
            with pytest.raises(NotFound):
                service.read(w, access, number)
            with pytest.raises(NotFound):
                lending.read(w, access, number)


def test_each_part_has_a_key_of_its_own(world):
    lend(world, [1, 3])
    assert key_of(world, 1) != key_of(world, 3)


def test_a_part_with_nothing_in_it_is_lent_and_she_goes_on_with_a_page_from_before(world):
    access = lend(world, [9])
    with working(world, world.survivor) as w:
        assert statements.save(w, 9, 0, "From a page that was open.", "en").rev == 2
    with working(world, world.advocate) as w:
        assert service.read(w, access, 9).text == "From a page that was open."


def test_she_goes_on_writing_under_the_same_key_and_the_helper_sees_it(world):
    access = lend(world, [1])
    before = key_of(world, 1)
    with working(world, world.survivor) as w:
        statements.save(w, 1, 1, "Newer words.", "en")
    assert key_of(world, 1) == before
    with working(world, world.advocate) as w:
        assert service.read(w, access, 1).text == "Newer words."


def test_when_she_ends_it_the_part_has_another_key_at_once(world):
    access = lend(world, [1])
    before = key_of(world, 1)
    with working(world, world.survivor) as w:
        service.end(w, access)
    assert key_of(world, 1) != before
    now = key_of(world, 1)
    with working(world, world.survivor) as w:
        assert now == drafts.my_record(w).key_id
        assert "tired" in statements.read(w, 1).text
        assert w.main.scalars(select(RecordKey).where(RecordKey.mode == HELPER)).all() == []
        service.end(w, access)  # twice is once
    with working(world, world.advocate) as w:
        with pytest.raises(NotFound):
            service.read(w, access, 1)
        with pytest.raises(NotFound):
            lending.read(w, access, 1)


def test_the_secret_of_an_ended_access_is_gone_from_the_vault(world):
    access = lend(world, [1, 3])
    with working(world) as w:
        lent = set(w.main.scalars(select(RecordKey.vault_id).where(RecordKey.mode == HELPER)))
    assert len(lent) == 2
    with working(world, world.survivor) as w:
        service.end(w, access)
    with world.stores.vault.reading() as vault:
        assert not lent & set(vault.scalars(select(Secret.id)))


def test_at_its_date_it_ends_and_her_next_save_takes_another_key(world):
    access = lend(world, [1], days=1)
    before = key_of(world, 1)
    world.clock.move(days=1)
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        service.read(w, access, 1)
    with working(world, world.advocate) as w, pytest.raises(CannotOpen):
        lending.read(w, access, 1)
    sweep(world.stores, world.server, world.clock())
    with working(world) as w:
        assert w.main.scalars(select(RecordKey).where(RecordKey.mode == HELPER)).all() == []
    with working(world, world.survivor) as w:
        written = statements.read(w, 1)
        assert not written.lent
        statements.save(w, 1, written.rev, "After its date.", "en")
    assert key_of(world, 1) != before
    with working(world, world.survivor) as w:
        assert statements.read(w, 1).text == "After its date."
        keys = set(w.main.scalars(select(RecordKey.key_id)))
    assert before not in keys


def test_without_the_sweep_too_her_next_save_takes_another_key(world):
    lend(world, [1], days=1)
    before = key_of(world, 1)
    world.clock.move(days=2)
    with working(world, world.survivor) as w:
        statements.save(w, 1, 1, "After its date.", "en")
    assert key_of(world, 1) != before


def test_an_end_date_that_somebody_edited_opens_nothing(world):
    access = lend(world, [1], days=1)
    with working(world) as w:
        for row in w.main.scalars(select(RecordKey).where(RecordKey.mode == HELPER)):
            row.lapses_at = row.lapses_at.replace(year=row.lapses_at.year + 1)
    with working(world, world.advocate) as w, pytest.raises(CannotOpen):
        lending.read(w, access, 1)


def test_another_access_to_the_same_part_goes_on_when_one_ends(world):
    first, second = lend(world, [1]), lend(world, [1, 3], scope="read")
    with working(world, world.survivor) as w:
        service.end(w, first)
    with working(world, world.advocate) as w:
        assert "tired" in service.read(w, second, 1).text
        assert "bakery" in service.read(w, second, 3).text
        with pytest.raises(NotFound):
            service.read(w, first, 1)


def test_longer_is_hers_and_from_now(world):
    access = lend(world, [1], days=1)
    world.clock.move(hours=23)
    with working(world, world.survivor) as w:
        service.give_longer(w, access, 3, fresh=True)
    world.clock.move(days=2)
    with working(world, world.advocate) as w:
        assert "tired" in service.read(w, access, 1).text


def test_she_takes_everything_along_and_reads_all_while_parts_are_lent(world):
    lend(world, [1, 9])
    with working(world, world.survivor) as w:
        assert {one.number for one in statements.read_all(w)} == {1, 3, 7}


def test_while_she_has_paused_everything_no_helper_sees_anything(world):
    access = lend(world, [1])
    with working(world, world.survivor) as w:
        pausing.pause(w)
    with working(world, world.advocate) as w:
        assert service.helped(w) == []
        with pytest.raises(NotFound):
            service.read(w, access, 1)
    with working(world, world.survivor) as w:
        pausing.go_on(w)
    with working(world, world.advocate) as w:
        assert "tired" in service.read(w, access, 1).text


def test_to_stop_everything_ends_all_help_too(world):
    access = lend(world, [1])
    with working(world, world.survivor) as w:
        assert pausing.how_many(w) == 2
        pausing.stop(w)
        assert service.mine(w) == []
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        lending.read(w, access, 1)


def test_a_helper_who_is_removed_opens_nothing_anywhere(world):
    access = lend(world, [1])
    with working(world) as w:
        assert service.end_with_service(w, world.advocate.actor.id) == 1
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        service.read(w, access, 1)
    with working(world, world.survivor) as w:
        assert service.mine(w) == []


def test_erasing_everything_takes_what_was_lent_with_it(world):
    lend(world, [1], called="Ana")
    with working(world) as w:
        lent = set(w.main.scalars(select(RecordKey.vault_id).where(RecordKey.mode == HELPER)))
        lent |= set(w.main.scalars(select(Access.vault_id)))
    assert len(lent) == 2
    with working(world, world.survivor) as w:
        accounts.erase(w)
    with working(world, world.advocate) as w:
        assert service.helped(w) == []
    with world.stores.vault.reading() as vault:
        assert not lent & set(vault.scalars(select(Secret.id)))


def test_her_page_says_that_somebody_can_read_it_as_long_as_anybody_can(world):
    longer, _shorter = lend(world, [1], days=14), lend(world, [1], days=1)
    world.clock.move(days=2)
    for _sweep in range(2):
        with working(world, world.advocate) as w:
            assert service.read(w, longer, 1).text
        with working(world, world.survivor) as w:
            assert statements.read(w, 1).lent
        sweep(world.stores, world.server, world.clock())
    with working(world, world.survivor) as w:
        service.end(w, longer)
        assert not statements.read(w, 1).lent


def test_it_ends_also_when_something_of_hers_is_broken(world):
    access = lend(world, [1, 3])
    with working(world) as w:
        w.main.scalars(select(SectionRow).where(SectionRow.number == 7)).one().key_id = bytes(16)
    with working(world, world.survivor) as w:
        service.end(w, access)
    with working(world) as w:
        assert w.main.scalars(select(RecordKey).where(RecordKey.mode == HELPER)).all() == []
    with working(world, world.survivor) as w:
        statements.save(w, 1, 1, "Newer words.", "en")
    with working(world, world.survivor, writing=False) as w:
        assert key_of(world, 1) == drafts.my_record(w).key_id
