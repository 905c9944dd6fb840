"""Earlier texts: when one is kept, how many stay, and whose they are."""

from uuid import uuid4

import pytest
from sqlalchemy import event, select

from portal.accounts import service as accounts
from portal.audit.models import AuditRow
from portal.crypto import CannotOpen
from portal.keyring.models import Principal
from portal.statements import drafts, earlier, versions
from portal.statements.models import SectionVersion
from portal.statements.rules import MOST_VERSIONS, NEWEST
from portal.work import NotAllowed, NotFound
from tests.accounts.ways_back import change
from tests.make import sign_in, working
from tests.sharing import new_survivor, sql, write
from tests.statements.earlier_texts import FIRST, LIST, SECOND, of, take_back, texts

# When one is kept


def test_one_sitting_is_one_text(world):
    for words in ("a", "ab", "abc"):
        write(world, world.survivor, 2, words)
        world.clock.move(minutes=9)
    assert texts(world) == []
    world.clock.move(minutes=2)
    write(world, world.survivor, 2, "abcd")
    assert texts(world) == ["abc"]


@pytest.mark.parametrize(("words", "kept"), [("", True), ("I was", True), ("I was cold and", False)])
def test_what_is_emptied_or_mostly_goes_is_kept_at_once(world, words, kept):
    write(world, world.survivor, 2, FIRST)
    write(world, world.survivor, 2, words)
    assert texts(world) == ([FIRST] if kept else [])


def test_nothing_is_kept_of_what_was_not_changed_or_blank(world):
    for words in (FIRST, FIRST, "", " ", SECOND):
        write(world, world.survivor, 2, words)
        world.clock.move(days=1)
    assert texts(world) == [FIRST]


def test_each_knows_its_time_and_language_and_newest_come_first(world, changed):
    before = of(world)[0]
    world.clock.move(days=1)
    write(world, world.survivor, 2, "Third")
    newest, oldest = of(world)
    assert (newest.text, oldest.text) == (SECOND, FIRST)
    assert oldest == before
    assert (newest.saved_at - oldest.saved_at).days == 1
    assert newest.language == "en"


def test_a_save_costs_one_statement_more_when_it_keeps_one_and_none_otherwise(world):
    said = []
    event.listen(world.stores.main.engine, "before_cursor_execute", lambda *a: said.append(a[2]), named=False)

    def cost(words):
        said.clear()
        write(world, world.survivor, 2, words)
        return len(said)

    cost(FIRST)
    usual = cost(SECOND)
    assert not [one for one in said if "section_version" in one]
    world.clock.move(minutes=11)
    assert cost(FIRST) == usual + 1


def test_at_most_fifty_stay_and_the_newest_and_the_oldest_among_them(world):
    for turn in range(MOST_VERSIONS + 8):
        write(world, world.survivor, 2, f"Text {turn}")
        world.clock.move(hours=1)
    found = texts(world)
    assert len(found) == MOST_VERSIONS
    newest = [f"Text {turn}" for turn in range(MOST_VERSIONS + 6, MOST_VERSIONS + 6 - NEWEST, -1)]
    assert found[:NEWEST] == newest
    assert found[-1] == "Text 0"


# Whose they are


def test_nobody_else_finds_one(world, changed, client):
    other, id = new_survivor(world), of(world)[0].id
    write(world, other, 2, "Hers")
    for act in (earlier.read, earlier.take_back, earlier.remove):
        with working(world, other) as w, pytest.raises(NotFound):
            act(w, 2, id)
        with working(world, world.survivor) as w, pytest.raises(NotFound):
            act(w, 3, id)  # of another section
        with working(world, world.lead) as w, pytest.raises(NotAllowed):
            act(w, 2, id)
    sign_in(client, other)
    assert client.get(f"{LIST}/{id}").status == client.get(f"{LIST}/{uuid4()}").status == 404
    assert of(world, who=other) == []


def test_it_is_sealed_at_its_own_place(world, changed):
    with working(world, world.survivor, writing=False) as w:
        record = drafts.my_record(w)
        row = w.main.scalars(select(SectionVersion)).one()
        assert FIRST.encode() not in row.body
        row.rev += 1
        with pytest.raises(CannotOpen):
            w.keyring.open(row.body, at=versions.place(record, row))


def test_new_keys_open_it_and_the_old_ones_do_not(world, changed, client):
    id = of(world)[0].id
    sign_in(client, world.survivor)
    change(client, "known")
    shown = client.get(f"{LIST}/{id}")
    assert "Only in the earlier text: alone" in shown.main
    with working(world) as w:
        w.act_as(world.survivor.actor, w.main.get_one(Principal, world.survivor.actor.id), world.survivor.urk)
        with pytest.raises(CannotOpen):
            earlier.all_of(w, 2)


def test_they_go_when_she_erases_everything(world, changed):
    with working(world, world.survivor) as w:
        accounts.erase(w)
    assert sql(world.stores.main, "SELECT 1 FROM section_version") == []


def test_the_log_has_a_line_about_it_and_no_words(world, changed):
    id = of(world)[0].id
    take_back(world, id)
    with working(world, writing=False) as w:
        row = w.main.scalars(select(AuditRow).where(AuditRow.action == "took_back")).one()
    assert (row.object, row.digest) == (id.bytes, b"")
