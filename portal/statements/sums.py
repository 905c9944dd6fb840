"""Sums of what she lost, each currency by itself. They help her to see it; they claim nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from portal.answers import CURRENCY, Row
from portal.i18n import ascii_digits, format_list, format_number
from portal.statements.questions.shape import Kind, Question

AMOUNT, PAID_BACK = "amount", "paid_back"
MARKS = "\u066b\u066c"  # the Arabic signs for a decimal point and for thousands
NUMBER = re.compile(r"(?:[1-9]\d{0,2}([., '\u2019])\d{3}(?:\1\d{3}){0,3}|\d{1,12})(?:[.,]\d{1,2})?")
CENTS = re.compile(r"(.*)[.,](\d{1,2})")
DECIMALS = re.compile(r"\u066b\d{3}")  # surely thousandths
IN_THOUSANDTHS = re.compile(r"BHD|IQD|JOD|KWD|LYD|OMR|TND|DINAR|\u062f\u064a\u0646\u0627\u0631")
EITHER = re.compile(r"\d{1,3}[.,]\d{3}")  # of such money nobody can tell

Sums = dict[str, Decimal]


@dataclass(frozen=True)
class Totals:
    """`by_column`: the question of a column, and its sums as words. `unread`: how many were no number."""

    by_column: list[tuple[str, str]]
    missing: str
    unread: int


def amount(typed: str, currency: str = "") -> Decimal | None:
    """A sum of money as people write it: 1200, 1.200,50, 1,200.50, 1 200, ١٢٠٠٫٥.
    None when it is not sure."""
    typed = ascii_digits(typed)
    text = typed.translate(str.maketrans(MARKS, ".,"))
    text = " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Sc").split())
    unsure = DECIMALS.search(typed) or (EITHER.fullmatch(text) and IN_THOUSANDTHS.search(currency))
    if unsure or not NUMBER.fullmatch(text):
        return None
    found = CENTS.fullmatch(text)
    whole, cents = found.groups() if found else (text, "0")
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{cents}")


def totals(table: Question, rows: Iterable[Row]) -> Totals:
    money = [column for column in table.columns if column.kind is Kind.AMOUNT]
    sums: dict[str, Sums] = {column.id: defaultdict(Decimal) for column in money}
    unread = 0
    for row in rows:
        for column in money:
            typed = row.get(column.id, "")
            currency = row.get(CURRENCY, "").strip().upper() or _signs(typed)
            found = amount(typed, currency)
            if found is not None:
                sums[column.id][currency] += found
            elif typed:
                unread += 1
    by_column = [(column.asks, _in_words(sums[column.id])) for column in money if sums[column.id]]
    return Totals(by_column, _in_words(_missing(sums)), unread)


def _signs(typed: str) -> str:
    """Of money, where only the amount says which."""
    return "".join(sign for sign in typed if unicodedata.category(sign) == "Sc")


def _missing(sums: dict[str, Sums]) -> Sums:
    """Nothing where nothing was paid back: then it is what was lost."""
    paid = sums.get(PAID_BACK, {})
    return {code: lost - paid.get(code, Decimal()) for code, lost in sums.get(AMOUNT, {}).items() if paid}


def _in_words(sums: Sums) -> str:
    return format_list(f"{format_number(value)} {code}".strip() for code, value in sorted(sums.items()))
