"""A part that has questions, and what she can do with them: a line more, a line less, newer questions,
her words from another part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from portal.answers import Answers, Value, packed
from portal.i18n import current_language
from portal.statements import said, service
from portal.statements.questions.shape import Question, Section
from portal.statements.sections import newest, section
from portal.statements.service import Written
from portal.work import Work


@dataclass(frozen=True)
class Asked:
    """`questions`: those that fit what was answered. `hidden`: fields of the others, which go along.
    `before`: answers to questions of an earlier version, in words. `newer`: there are newer questions."""

    version: int
    questions: list[Question]
    answers: Answers = field(repr=False)
    hidden: list[tuple[str, str]] = field(repr=False)
    before: list[str] = field(repr=False)
    newer: bool
    unknown: bool  # written with questions that this code does not know


def asked(shown: Section, written: Written) -> Asked:
    answers = written.answers
    now, kept = newest(written.number), said.unasked(shown, answers)
    questions = [one for one in shown.questions if said.is_asked(one, answers)]
    return Asked(
        version=written.form,
        questions=questions,
        answers=answers,
        hidden=[*answers.fields(without=answers.values.keys() - {*kept}), *_unknown(questions, answers)],
        before=said.of_before(written.number, shown, answers),
        newer=written.form < now and _differs(shown, section(written.number)),
        unknown=written.form > now,
    )


def _unknown(questions: list[Question], answers: Answers) -> Iterator[tuple[str, str]]:
    """Cells of columns that this version does not have."""
    for one in questions:
        known = {column.id for column in one.columns}
        rest = [
            {name: cell for name, cell in row.items() if name not in known} for row in answers.rows(one.id)
        ]
        yield from replace(answers, values={one.id: list(rest)}).fields() if one.columns else ()


def _differs(one: Section, other: Section | None) -> bool:
    asks = [(s.name, s.lead, s.hints, s.questions) for s in (one, other) if s is not None]
    return asks[0] != asks[-1]


def like(work: Work, written: Written) -> list[int]:
    """Written parts about the same, in other documents, while there is nothing here."""
    shown = section(written.number)
    if shown is None or not shown.like or written.text.strip():
        return []
    there = service.written_numbers(work)
    return [number for number in shown.like if number in there]


def _newer(work: Work, number: int, _which: str) -> str:
    service.move_on(work, number, current_language())
    return "newer"


def _bring(work: Work, number: int, which: str) -> str | None:
    shown = section(number)
    if shown is None or which not in {str(other) for other in shown.like}:
        return None
    brought = service.bring_over(work, number, int(which), current_language())
    return "brought" if brought else None


def _drop(work: Work, number: int, which: str) -> None:
    """A line of a table. What was there stays among the earlier texts."""
    table, _sep, at = which.partition(":")
    there = service.read(work, number)
    rows = there.answers.rows(table)
    if not at.isdecimal() or int(at) >= len(rows):
        return
    left: dict[str, Value] = {**there.answers.values, table: rows[: int(at)] + rows[int(at) + 1 :]}
    values = {name: value for name, value in left.items() if value}
    text = packed(replace(there.answers, values=values))
    service.save(work, number, there.rev, text, current_language(), keeping=True)


ACTS: dict[str, Callable[[Work, int, str], str | None]] = {"newer": _newer, "bring": _bring, "drop": _drop}
