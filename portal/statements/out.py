"""What she takes along: parts of her writing, as a paper to print or as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from portal.audit import service as audit
from portal.i18n import _, current_language, direction
from portal.paper import Paper, Text, text
from portal.statements import service
from portal.statements.service import Written
from portal.statements.titles import title
from portal.work import Work


def parts(work: Work, numbers: Iterable[int]) -> list[Written]:
    """Those of these sections that have words in them."""
    wanted = {*numbers}
    return [one for one in service.read_all(work) if one.number in wanted]


def take(work: Work, numbers: Iterable[int]) -> list[Written]:
    """The same, noted as something she did; which ones, the log does not say."""
    found = parts(work, numbers)
    if found:
        audit.record(work, "exported", work.person.id)
    return found


def paper(written: Iterable[Written]) -> Paper:
    language = current_language()
    return Paper(
        title=_("Paper"),
        heading=_("What I have written"),
        language=language,
        direction=direction(language),
        parts=[],
        texts=[text(heading(one), one.summed, one.language) for one in written],
    )


def as_text(paper: Paper) -> bytes:
    """UTF-8 without a mark at its start, which phones would show; lines end with LF."""
    texts = [f"{one.heading}\n\n{_as_typed(one)}" for one in paper.texts]
    return ("\n\n\n".join([paper.heading, *texts]) + "\n").encode()


def _as_typed(text: Text) -> str:
    lines = (["".join(piece.text for piece in line) for line in lines] for lines in text.paragraphs)
    return "\n\n".join("\n".join(paragraph) for paragraph in lines)


def heading(one: Written) -> str:
    return title(one.number, one.form)
