"""Which parts there are to write, in all documents and all versions of them."""

from __future__ import annotations

from portal.statements.questions import FORMS
from portal.statements.questions.shape import Form, Section

LONGEST = 64_000  # characters a section, after line ends are LF
STATEMENT = "statement"

CURRENT = {form.document: form for form in FORMS}  # of each document; older ones come first in FORMS
COURTS = {name: form for name, form in CURRENT.items() if form.court is not None}
_DOCUMENT = {section.number: form.document for form in FORMS for section in form.sections}
_SECTIONS = {(form.version, section.number): section for form in FORMS for section in form.sections}

NUMBERS = tuple(dict.fromkeys(s.number for form in (*CURRENT.values(), *FORMS) for s in form.sections))


def form_of(number: int) -> Form | None:
    """The newest version of the document a section belongs to."""
    document = _DOCUMENT.get(number)
    return None if document is None else CURRENT[document]


def newest(number: int) -> int:
    """Which version of its document a section that is begun now is written with."""
    form = form_of(number)
    return 0 if form is None else form.version


def section(number: int, version: int | None = None) -> Section | None:
    """As that version has it. One that this code does not know (written by a newer one) is shown as the
    newest has it, and one that the newest has no more as the last that had it."""
    form = form_of(number)
    if form is None:
        return None
    wanted = form.version if version is None else version
    found = _SECTIONS.get((wanted, number)) or _SECTIONS.get((form.version, number))
    return found or next(one for one in versions(number)[::-1])


def versions(number: int) -> list[Section]:
    """Every version of a section, oldest first."""
    return [one for form in FORMS for one in form.sections if one.number == number]


def neighbours(number: int) -> tuple[int | None, int | None]:
    """The section before and the one after in the same document."""
    form = form_of(number)
    there = [] if form is None else [one.number for one in form.sections]
    if number not in there:
        return None, None
    at = there.index(number)
    before = there[at - 1] if at > 0 else None
    after = there[at + 1] if at + 1 < len(there) else None
    return before, after
