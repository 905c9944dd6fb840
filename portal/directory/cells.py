"""Cells of tables that people also open in a spreadsheet.

What begins with one of a few signs is run there as a formula, which can fetch, send and start things; and
feeds are written by strangers. So such a cell gets an apostrophe in front, which makes it text
(https://owasp.org/www-community/attacks/CSV_Injection), and loses it again when the table is taken in here:
nothing that was typed is lost. Other programs read one sign too many, in cells that hardly any feed has.
Telephones and numbers, such as +34 600 and -5, stay what they are: without letters nothing is fetched or
started.
"""

from __future__ import annotations

import re

_RUNS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[\d\s().,/-]*")
MARK = "'"


def harmless(cell: str) -> str:
    return MARK + cell if _runs(cell) else cell


def as_typed(cell: str) -> str:
    """Undoes `harmless`."""
    return cell[1:] if cell.startswith(MARK) and _runs(cell[1:]) else cell


def _runs(cell: str) -> bool:
    """Also with marks in front: else what was typed with one could not be told from what had none."""
    return bool(_RUNS.match(cell)) and not _NUMBER.fullmatch(cell.lstrip(MARK))
