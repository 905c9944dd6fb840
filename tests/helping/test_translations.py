"""An interpreter's words beside hers: what matches, what is marked, and whose they are."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.helping import rules, service, translations
from portal.helping.models import State, Translation
from portal.helping.translated import (
    ATTESTS,
    CHANGED,
    GAP,
    LEFT_OUT,
    UNSURE,
    Paragraph,
    Translated,
    paragraphs,
)
from portal.work import NotFound, Refused, Stale
from tests.helping.steps import interpret, lend
from tests.make import working
from tests.sharing import write

ONE, TWO = "I was tired.", "I checked the door."
HERS = f"{ONE}\n\n  {TWO}\n"
UNO, DOS = "Yo estaba cansada.", "Revisaba la puerta."
BOTH = (Paragraph(ONE, UNO), Paragraph(TWO, DOS, (UNSURE,)))


@pytest.fixture
def access(world):
    write(world, world.survivor, 2, HERS)
    return lend(world, [2, 9], scope="translate", pair=("en", "es"))


def hers(world, number=2):
    with working(world, world.survivor) as w:
        return translations.of_part(w, number)


def made(*said):
    return Translated("en", "es", "Ana", paragraphs=said)


@pytest.mark.parametrize("text", ["", "\n \n", "a", " a \n\n\tb\n", "أنا\nهنا", "😀\n😀"])
def test_paragraphs_are_the_lines_with_something_in_them(text):
    lines = [text[start:end] for start, end in paragraphs(text)]
    assert lines == [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("now", "texts"),
    [
        (HERS, [UNO, DOS]),
        (f"{TWO}\n{ONE}", [DOS, UNO]),
        (f"{ONE} Always.\n{TWO}", ["", DOS]),
        (f"{ONE}\n{ONE}", [UNO, ""]),
        ("", []),
    ],
)
def test_what_was_made_for_other_words_is_not_beside_these(now, texts):
    found = made(*BOTH).beside(now).paragraphs
    assert [one.text for one in found] == texts
    assert all((one.marks == (CHANGED,)) == (not one.text) for one in found)
    assert [one.of for one in found] == [line.strip() for line in now.split("\n") if line.strip()]


def test_what_was_translated_of_words_that_are_gone_is_there_for_the_interpreter():
    assert made(*BOTH).no_more(f"{ONE}\nSomething new.") == [DOS]
    assert made(*BOTH).no_more(HERS) == []


@pytest.mark.parametrize(
    ("out", "marker", "texts", "marks"),
    [
        ([], "(out)", [UNO, DOS], [(), (UNSURE,)]),
        ([(0, 5)], "(out)", ["", DOS], [(LEFT_OUT,), (UNSURE,)]),
        ([(0, 5)], "", ["", DOS], [(CHANGED,), (UNSURE,)]),
        ([(0, 12)], "", [DOS], [(UNSURE,)]),
        ([(10, 20)], "(out)", [""], [(LEFT_OUT,)]),
    ],
)
def test_a_paragraph_of_which_something_is_left_out_goes_without_its_translation(out, marker, texts, marks):
    rest = HERS
    for start, end in reversed(out):
        rest = rest[:start] + marker + rest[end:]
    found = made(*BOTH).shared(HERS, out, rest, marker).paragraphs
    assert [one.text for one in found] == texts
    assert [one.marks for one in found] == marks


def test_the_same_words_twice_are_not_taken_for_each_other():
    """The first is left out unseen; what was written for it does not stand beside the second."""
    twice = made(Paragraph("No.", "No, Carlos."), Paragraph("No.", "No."))
    found = twice.shared("No.\nNo.", [(0, 3)], "No.", "").paragraphs
    assert [one.text for one in found] == ["No."]


def test_she_finds_it_beside_her_words_marked_and_attested(world, access):
    interpret(world, access, 2, BOTH)
    (one,) = hers(world)
    said = one.translated
    assert [(p.of, p.text, p.marks) for p in said.paragraphs] == [(ONE, UNO, ()), (TWO, DOS, (UNSURE,))]
    assert (said.attested, said.attested_in, said.on) == (ATTESTS, "en", world.clock().date())
    assert (said.who, said.qualification) == ("Joan Okafor", "Court interpreter, no. 17")
    assert (one.state, one.shown) == (State.WAITING, False)


def test_a_later_save_replaces_until_she_takes_it(world, access):
    first = interpret(world, access, 2, BOTH[:1], attested=False)
    with working(world, world.survivor) as w, pytest.raises(Refused) as refused:
        translations.take(w, first, 1, beside=True)
    assert refused.value.reason is rules.Reason.NOT_ATTESTED
    assert interpret(world, access, 2, BOTH) == first
    with working(world, world.survivor) as w, pytest.raises(Stale):
        translations.take(w, first, 1, beside=True)
    with working(world, world.survivor) as w:
        translations.take(w, first, 2, beside=True)

    second = interpret(world, access, 2, [BOTH[0], Paragraph(TWO, "Miraba la puerta.")])
    assert second != first
    with working(world, world.survivor) as w:
        assert translations.shown(w)[2][0].paragraphs[1].text == DOS
        translations.take(w, second, 1, beside=False)
    with working(world, world.survivor) as w:
        assert translations.shown(w) == {}
        assert [one.id for one in translations.everything(w)] == [second]


def test_what_cannot_be_saved(world, access):
    for said, attested, reason in [
        ([], False, rules.Reason.EMPTY),
        ([Paragraph(ONE, "x" * (rules.LONGEST_TRANSLATED + 1))], False, rules.Reason.TOO_LONG),
        (BOTH[:1], True, rules.Reason.NOT_WHOLE),
        ([*BOTH[:1], Paragraph("Other words.", DOS)], True, rules.Reason.NOT_WHOLE),
    ]:
        with working(world, world.advocate) as w, pytest.raises(Refused) as refused:
            translations.save(w, access, 2, said, "", attested=attested)
        assert refused.value.reason is reason
    interpret(world, access, 2, [BOTH[0], Paragraph(TWO, "", (GAP,))])
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        translations.save(w, access, 1, BOTH, "", attested=False)


def test_only_an_interpreter_translates_and_suggests_nothing(world, access):
    other = lend(world, [2])
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        translations.save(w, other, 2, BOTH, "", attested=False)


@pytest.mark.parametrize("pair", [("", ""), ("en", "en"), ("en", ""), ("en", "xx"), ("en", "sgn")])
def test_a_pair_is_two_written_languages(pair):
    with pytest.raises(Refused):
        rules.may_choose([1], "translate", 7, pair, fresh=True)
    rules.may_choose([1], "read", 7, pair, fresh=True)


def test_when_her_words_change_both_are_told(world, access):
    interpret(world, access, 2, BOTH)
    write(world, world.survivor, 2, f"{ONE}\nI always checked the door.")
    assert [one.marks for one in hers(world)[0].translated.paragraphs] == [(), (CHANGED,)]
    with working(world, world.advocate) as w:
        there = service.read(w, access, 2).words
        found, _state = translations.made(w, access, 2)
    assert [one.marks for one in found.beside(there).paragraphs] == [(), (CHANGED,)]


def test_ending_takes_the_copy_and_leaves_hers(world, access):
    id = interpret(world, access, 2, BOTH)
    with working(world, world.survivor) as w:
        translations.take(w, id, 1, beside=True)
        service.end(w, access)
    with working(world, world.survivor) as w:
        assert w.main.scalars(select(Translation.copy_w)).all() == [None]
        assert translations.shown(w)[2][0].paragraphs == BOTH
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        translations.made(w, access, 2)


def test_put_away_goes_after_a_week_and_removed_at_once(world, access):
    id = interpret(world, access, 2, BOTH)
    with working(world, world.survivor) as w:
        translations.refuse(w, id)
    world.clock.move(days=7)
    with working(world) as w:
        service.sweep(w)
        assert w.main.scalars(select(Translation)).all() == []
    access = lend(world, [2], scope="translate", pair=("en", "es"))
    id = interpret(world, access, 2, BOTH)
    with working(world, world.survivor) as w:
        translations.remove(w, id)
    with working(world, world.advocate) as w:
        assert translations.made(w, access, 2)[1] is None


def test_another_can_do_nothing_with_it(world, access):
    id = interpret(world, access, 2, BOTH)
    for who in (world.advocate, world.lead):
        with working(world, who) as w:
            for act in (translations.refuse, translations.remove):
                with pytest.raises(NotFound):
                    act(w, id)
            with pytest.raises(NotFound):
                translations.take(w, id, 1, beside=True)
    with working(world, world.colleague) as w, pytest.raises(NotFound):
        translations.made(w, access, 2)
