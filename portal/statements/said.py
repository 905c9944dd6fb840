"""What she answered, in words: as she reads it, as it is shared, printed and taken along."""

from __future__ import annotations

from collections.abc import Iterator

from portal.answers import Answers, Row, Value, opened
from portal.i18n import _, current_language, format_list, use_language
from portal.statements import sums
from portal.statements.questions.shape import Kind, Question, Section
from portal.statements.sections import section, versions


def in_words(number: int, text: str, language: str = "", *, summed: bool = False) -> str:
    """The text of a section with the questions it answers in front of it, in the language it was written
    in. What is only words is returned as it is. `summed`: with the sums of its lists, which are for her
    own eye: they would tell of a line that she leaves out for a reader."""
    answers = opened(text)
    shown = section(number, answers.version) if answers else None
    if answers is None or shown is None:
        return text if answers is None else answers.text
    with use_language(language or current_language()):
        return _in_words(shown, answers, summed=summed)


def _in_words(shown: Section, answers: Answers, *, summed: bool) -> str:
    pieces = []
    for one in shown.questions:
        if is_asked(one, answers):
            pieces += [_said(one, answers), *(in_sum(one, answers) if summed else [])]
    return "\n\n".join(piece for piece in [*pieces, answers.text] if piece.strip())


def is_asked(question: Question, answers: Answers) -> bool:
    """Whether it fits what was answered above."""
    if question.only_if is None:
        return True
    above, wanted = question.only_if
    return bool({answers.one(above), *answers.several(above)} & {*wanted})


def unasked(shown: Section, answers: Answers) -> list[str]:
    """What is kept though this version of the questions does not show it here."""
    return sorted(answers.values.keys() - {one.id for one in shown.questions if is_asked(one, answers)})


def of_before(number: int, shown: Section, answers: Answers) -> list[str]:
    """Answers to questions that only an earlier version asked, in words: kept for her, not shared."""
    asked = {one.id for one in shown.questions}
    earlier = {one.id: one for version in versions(number) for one in version.questions}
    found = (
        _said(earlier[name], answers) for name in sorted(answers.values.keys() - asked) if name in earlier
    )
    return [said for said in found if said]


def every(number: int, answers: Answers) -> list[str]:
    """Each answer in words, asked or not, with the newest question that any version has for it."""
    asks = {one.id: one for version in versions(number) for one in version.questions}
    found = [
        _said(asks[name], answers) if name in asks else answers.one(name) for name in sorted(answers.values)
    ]
    return [said for said in found if said]


def fits(question: Question, value: Value) -> bool:
    """Whether it is one of those this question offers, or is typed freely."""
    given = value if isinstance(value, list) else [value]
    return not question.choices or all(one in question.choices for one in given)


def _said(question: Question, answers: Answers) -> str:
    asks = _(question.asks)
    if question.kind is Kind.TABLE:
        rows = answers.rows(question.id)
        lines = ["\n".join(_row(question, row, at)) for at, row in enumerate(rows, 1)]
        return "\n\n".join([asks, *lines]) if lines else ""
    if question.kind is Kind.CHOICES:
        ticked = [
            _(label) for code, label in question.choices.items() if code in answers.several(question.id)
        ]
        return f"{asks}\n{format_list(ticked)}" if ticked else ""
    value = _label(question, answers.one(question.id))
    return f"{asks}\n{value}" if value else ""


def _label(question: Question, value: str) -> str:
    """A code as its label; anything else as typed."""
    found = question.choices.get(value)
    return value if found is None else _(found)


def _row(question: Question, row: Row, at: int) -> Iterator[str]:
    yield _("Line %(number)s", number=at)
    sums_up = any(row.get(column.id) for column in question.columns if column.kind is Kind.AMOUNT)
    for column in question.columns:
        value = _label(column, row.get(column.id, ""))
        if not value or (column.kind is Kind.CURRENCY and sums_up):  # it stands behind each amount
            continue
        if column.kind is Kind.AMOUNT and row.get("currency"):
            value = f"{value} {row['currency']}"
        yield _beside(_(column.asks), value)


def _beside(asks: str, answer: str) -> str:
    """A question has its own sign at its end."""
    if asks.endswith(("?", "؟")):
        return f"{asks} {answer}"
    return _("%(question)s: %(answer)s", question=asks, answer=answer)


def in_sum(question: Question, answers: Answers) -> list[str]:
    """One line for each column of money, by currency; and what is still missing."""
    found = sums.totals(question, answers.rows(question.id))
    lines = [
        _("All lines together: %(amount)s", amount=amounts) if at == 0 else _beside(_(name), amounts)
        for at, (name, amounts) in enumerate(found.by_column)
    ]
    if found.missing:
        lines.append(_("Still missing: %(amount)s", amount=found.missing))
    if found.unread:
        lines.append(
            _("Amounts we could not read as a number are not in these sums: %(count)s", count=found.unread)
        )
    return ["\n".join(lines)] if lines else []
