"""Saving and reading sections: revisions, what is older, what is blank, whose it is."""

import json

import pytest
from sqlalchemy import select

from portal.consent import parts
from portal.demo import WRITTEN
from portal.statements import apart, drafts, service
from portal.statements.apart import Keep
from portal.statements.models import PendingInput, Record, SectionRow
from portal.statements.rules import Reason
from portal.statements.sections import LONGEST, NUMBERS, newest
from portal.work import NotAllowed, NotFound, Refused, Stale
from tests.make import working
from tests.sharing import late, new_survivor, sql, write

ODD = "Café 👩‍👧 \u202bعربي\u202c\n\n\tend \\ \" '<b>&amp;"


def rows(world):
    return sql(world.stores.main, "SELECT count(*), sum(rev) FROM section")[0]


def read(world, who, number):
    with working(world, who, writing=False) as w:
        return service.read(w, number)


@pytest.mark.parametrize("text", [ODD, "x" * LONGEST, "ش" * LONGEST, " kept \n"])
def test_what_is_saved_is_read(world, text):
    write(world, world.survivor, 2, text)
    found = read(world, world.survivor, 2)
    assert (found.text, found.rev, found.language, found.form) == (text, 1, "en", newest(1))
    assert found.saved_at is not None


def test_what_was_never_saved_is_empty(world):
    assert read(world, world.survivor, 9) == service.Written(9, form=newest(9))
    assert read(world, new_survivor(world), 1) == service.Written(1, form=newest(1))


@pytest.mark.parametrize("text", ["", "  ", "\n\n\t"])
def test_blank_makes_no_row(world, text):
    who = new_survivor(world)
    before = rows(world)
    write(world, who, 4, text)
    assert rows(world) == before
    with working(world, who, writing=False) as w:
        assert drafts.my_record(w) is None
        assert service.written_numbers(w) == set()


def test_an_emptied_section_is_empty_and_not_shared(world):
    write(world, world.survivor, 1, "")
    assert read(world, world.survivor, 1).text == ""
    with working(world, world.survivor, writing=False) as w:
        assert [one.number for one in service.read_all(w)] == [3, 7]
        assert [part.tick for part in parts.ticked(w, ["1", "7"])] == ["7"]


def test_each_save_is_a_revision_and_the_same_text_is_none(world):
    for rev, text in enumerate(["one", "two", "two", "three"], start=1):
        with working(world, world.survivor) as w:
            saved = service.save(w, 2, min(rev - 1, 2), text, "en")
    assert saved.rev == 3
    assert sql(world.stores.main, "SELECT count(*) FROM audit WHERE action = 'saved'") == [(3 + 3,)]


def test_a_second_tap_with_the_first_ones_revision_is_one_save(world):
    with working(world, world.survivor) as w:
        service.save(w, 2, 0, "once", "en")
        assert service.save(w, 2, 0, "once", "en").rev == 1


def test_older_than_what_is_there_is_refused_and_changes_nothing(world):
    for rev in (0, 2, 7):
        with working(world, world.survivor, writing=False) as w, pytest.raises(Stale):
            service.save(w, 1, rev, "From an old page", "en")
    assert read(world, world.survivor, 1).text == WRITTEN[1]


def test_too_long_is_refused_and_changes_nothing(world):
    with working(world, world.survivor, writing=False) as w, pytest.raises(Refused) as refused:
        service.save(w, 1, 1, "x" * (LONGEST + 1), "en")
    assert refused.value.reason is Reason.TOO_LONG
    assert read(world, world.survivor, 1).text == WRITTEN[1]


def test_the_forms_version_stands_in_the_sealed_document(world):
    with working(world, world.survivor, writing=False) as w:
        record = drafts.my_record(w)
        row = w.main.scalars(select(SectionRow).where(SectionRow.number == 1)).one()
        document = json.loads(w.keyring.open(row.body, at=drafts.place(record, row)))
    assert document["form"] == newest(1)
    assert set(document) == {"form", "text", "language", "saved_at"}


def test_sections_come_in_the_forms_order(world):
    for number in reversed(NUMBERS):
        write(world, world.survivor, number, f"Part {number}")
    with working(world, world.survivor, writing=False) as w:
        assert [one.number for one in service.read_all(w)] == list(NUMBERS)


@pytest.mark.parametrize("text", ["a", "b" * 400, "c" * 900, "ش" * 430, "", "👩" * 200])
def test_a_word_and_a_page_take_the_same_room(world, text):
    """Nothing up to a kilobyte tells how much it is, in whatever script."""
    write(world, world.survivor, 1, text)
    assert len(set(sql(world.stores.main, "SELECT length(body) FROM section"))) == 1


def test_one_cannot_reach_the_others_sections(world):
    other = new_survivor(world)
    write(world, other, 5, "Of the other")
    with working(world, other, writing=False) as w:
        assert [one.number for one in service.read_all(w)] == [5]
        assert service.written_numbers(w) == {5}
        assert service.read(w, 1).text == ""
    assert read(world, world.survivor, 5).text == ""
    write(world, other, 1, "My own first part")
    assert read(world, world.survivor, 1).text == WRITTEN[1]


def test_what_is_kept_apart_is_hers_alone(world):
    other = new_survivor(world)
    with working(world, world.survivor) as w:
        apart.keep(w, late(1, "late"))
    with working(world, writing=False) as w:
        id = w.main.scalars(select(PendingInput.id)).one()
    with working(world, other, writing=False) as w:
        assert apart.beside(w, 1).waiting == []
        assert apart.numbers(w) == set()
        for act in (lambda: apart.settle(w, id, 0, Keep.BOTH, "en"), lambda: apart.read(w, id)):
            with pytest.raises(NotFound):
                act()
    with working(world, world.survivor, writing=False) as w:
        assert apart.read(w, id).text == "late"


@pytest.mark.parametrize("role", ["lead", "advocate"])
def test_staff_have_no_writing_of_their_own(world, role):
    with working(world, getattr(world, role), writing=False) as w:
        for act in (lambda: service.read_all(w), lambda: service.save(w, 1, 0, "x", "en")):
            with pytest.raises(NotAllowed):
                act()


def test_her_words_are_in_no_column(world):
    write(world, world.survivor, 2, "Canary-of-the-draft")
    for table in (Record, SectionRow):
        for row in sql(world.stores.main, f"SELECT * FROM {table.__tablename__}"):
            assert b"Canary" not in b"".join(value for value in row if isinstance(value, bytes))
            assert "Canary" not in "".join(str(value) for value in row)
