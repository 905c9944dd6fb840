"""A receipt as she reads it, line by line."""

from __future__ import annotations

from portal import paper as printing
from portal.catalogues import locale
from portal.consent.receipts import KEPT, STOPPING, STORED, UNSAID, Receipt, happened
from portal.i18n import _, current_language, direction, format_datetime, format_list
from portal.paper import Line, Paper, Part, Piece, Row, text, way_of
from portal.programmes.facts import Said


def paper(receipt: Receipt) -> Paper:
    language, notice = current_language(), receipt.notice
    return Paper(
        title=_("Paper"),
        heading=_("What you said yes to"),
        language=language,
        direction=direction(language),
        parts=[_choice(receipt), _people(receipt), _history(receipt)],
        texts=[text(_("What you agreed to"), notice.text, notice.language)],
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
    return Piece(name, way_of(name) or "ltr")


def _country(code: str) -> str:
    return str(locale(current_language()).territories.get(code, code))


def as_pdf(paper: Paper) -> bytes:
    return printing.as_pdf(paper).content
