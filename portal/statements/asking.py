"""A part that has questions, and what she can do with them: a line more, a line less, newer questions,
her words from another part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from portal.answers import Answers, Value, opened, packed
from portal.i18n import current_language
from portal.statements import rules, said, service
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
    sums: list[str] = field(repr=False)
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
        sums=[line for one in questions for line in said.in_sum(one, answers)],
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
    """To the newest questions, at her word. Nothing is lost: what they do not ask any more is kept."""
    there, form = service.read(work, number), newest(number)
    if there.form != form:
        answers = opened(there.text)
        text = there.text if answers is None else packed(replace(answers, version=form))
        language = there.language or current_language()
        service.save(work, number, there.rev, text, language, keeping=True, form=form)
    return "newer"


def _bring(work: Work, number: int, which: str) -> str | None:
    """What she wrote in another part is added here, and stays there. None: nothing of it fits."""
    shown = section(number)
    if shown is None or which not in {str(other) for other in shown.like}:
        return None
    there, source = service.read(work, number), service.read(work, int(which))
    text = rules.added(number, there.text, int(which), source.text)
    now = service.save(work, number, there.rev, text, current_language(), form=there.form)
    return "brought" if now.rev != there.rev else None


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
