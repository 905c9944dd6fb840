"""A receipt as she reads it: the page and the file to print show the same lines, made here once.

A file is made in memory, from data that stays data: nothing of hers is read as markup. What it is called
and what stands beside it (title, language) tell nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import typst

from portal.catalogues import locale
from portal.consent.receipts import KEPT, STOPPING, STORED, UNSAID, Receipt, happened
from portal.i18n import _, current_language, direction, format_datetime, format_list
from portal.programmes.facts import Said

# Typst 0.15 writes an Arabic letter that carries one of these into the text of a file twice. They are
# aids to reading, which Arabic does without; the page keeps them.
VOWEL_SIGNS = re.compile("[\u064b-\u0652]")
TEMPLATE = Path(__file__).parent / "receipt" / "paper.typ"


@dataclass(frozen=True)
class Piece:
    """A run of a line. One with a direction is apart from what stands around it: a name, a number."""

    text: str
    direction: str = ""


Line = list[Piece]


@dataclass(frozen=True)
class Row:
    term: str
    lines: list[Line]
    language: str


@dataclass(frozen=True)
class Part:
    heading: str
    rows: list[Row]


@dataclass(frozen=True)
class Paper:
    """`title` is all that a telephone shows of a file; `agreed` is in the language she agreed in."""

    title: str
    heading: str
    language: str
    direction: str
    parts: list[Part]
    agreed_heading: str
    agreed_language: str
    agreed_direction: str
    agreed: list[str]


def paper(receipt: Receipt) -> Paper:
    language, notice = current_language(), receipt.notice
    return Paper(
        title=_("Paper"),
        heading=_("What you said yes to"),
        language=language,
        direction=direction(language),
        parts=[_choice(receipt), _people(receipt), _history(receipt)],
        agreed_heading=_("What you agreed to"),
        agreed_language=notice.language,
        agreed_direction=direction(notice.language),
        agreed=notice.text.split("\n\n"),
    )


def _choice(receipt: Receipt) -> Part:
    consent, country = receipt.consent, _country(receipt.country)
    rows = [
        _row(_("Number of this choice"), [Piece(str(consent.id), "ltr")]),
        _row(_("What for"), [Piece(receipt.purpose)]),
        _row(_("Parts"), [Piece(format_list(receipt.parts.values()) or _("None, only your reference"))]),
        _row(_("You said yes on"), [Piece(format_datetime(consent.given_at))]),
        *_ways(receipt),
        _row(_("Until"), [Piece(format_datetime(consent.lapses_at))], [Piece(_(KEPT))]),
        _row(_("Where it is kept"), [Piece(_(STORED))], [Piece(country)]),
        _row(_("The country whose law holds"), [Piece(country)]),
        _row(_("Why they may read it"), [Piece(_("Only because you said yes."))]),
        _row(_("How to stop it"), [Piece(_(STOPPING))]),
    ]
    return Part(_("The choice"), rows)


def _ways(receipt: Receipt) -> list[Row]:
    """Where the notice asks for it: in which ways, and to whom it may go."""
    pairs = {
        _("In which ways"): [*receipt.means.values()],
        _("To whom it may be passed on"): [*receipt.onward.values()],
        _("Who was with you"): [receipt.company] if receipt.company else [],
    }
    return [_row(term, [Piece(format_list(words))]) for term, words in pairs.items() if words]


def _people(receipt: Receipt) -> Part:
    rows = [
        _row(_("Your name here"), [_name(receipt.name)]),
        _row(_("Who may read"), [_name(receipt.team.name)]),
        _row(_("The service that answers for it"), [_name(receipt.programme.name)]),
        _reached(receipt.reach),
    ]
    return Part(_("The people"), rows)


def _reached(reach: Said) -> Row:
    heading = _("How to reach the service")
    if not reach.text:
        return _row(heading, [Piece(_(UNSAID))])
    lines = [[Piece(text, "ltr" if n % 2 else "") for n, text in enumerate(line)] for line in reach.lines]
    return Row(heading, lines, reach.language)


def _history(receipt: Receipt) -> Part:
    rows = [_row(format_datetime(event.at), [Piece(happened(event))]) for event in receipt.events]
    return Part(_("What happened"), rows)


def _row(term: str, *lines: Line) -> Row:
    return Row(term, list(lines), current_language())


def _name(name: str) -> Piece:
    """In the direction of its first letter, as browsers do it."""
    strong = (unicodedata.bidirectional(sign) for sign in name)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return Piece(name, "ltr" if first == "L" else "rtl")


def _country(code: str) -> str:
    return str(locale(current_language()).territories.get(code, code))


def as_pdf(paper: Paper) -> bytes:
    """Tagged (PDF/UA-1), with its fonts; no time and no name stand in what describes it."""
    data = VOWEL_SIGNS.sub("", json.dumps(asdict(paper), ensure_ascii=False))
    compiler = typst.Compiler(input=TEMPLATE.read_bytes(), font_paths=_fonts())
    made = compiler.compile(format="pdf", sys_inputs={"paper": data}, pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Those of the system; looking for them takes a fifth of a second, once."""
    return typst.Fonts()
