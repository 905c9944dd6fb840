"""What an import says about a feed, so that whoever keeps it can put it right.

A million rows may have the same fault. A report counts each fault, shows its first few rows, and can write
every one to a CSV file while the import goes on.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import IO, NamedTuple

from portal.directory.cells import harmless

EXAMPLES, SHOWN = 3, 60


class Unreadable(Exception):
    """The feed as a whole cannot be used. The message is one plain line."""


class Where(NamedTuple):
    """A row of a table is its line; a record of a JSON file is its number in the list, from 1."""

    file: str
    row: int

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}" if self.row else self.file


class Weight(Enum):
    TOLD = "told"  # house rule, or nothing was wrong: staff left out, a row that stands there twice
    MENDED = "mended"  # written wrongly, and understood
    ASIDE = "aside"  # not understood: kept aside, or left out


class Fault(NamedTuple):
    weight: Weight
    file: str
    field: str
    wrong: str
    done: str


@dataclass
class Seen:
    count: int = 0
    examples: list[str] = field(default_factory=list)


class Report:
    """`rows`: an open CSV file for every single remark."""

    def __init__(self, rows: IO[str] | None = None) -> None:
        self.faults: dict[Fault, Seen] = {}
        self._rows = csv.writer(rows) if rows else None
        if self._rows:
            self._rows.writerow(["file", "row", "field", "value", "what was wrong", "what was done"])

    def say(self, weight: Weight, at: Where, field: str, wrong: str, done: str, value: object = "") -> None:
        seen = self.faults.setdefault(Fault(weight, at.file, field, wrong, done), Seen())
        seen.count += 1
        if len(seen.examples) < EXAMPLES:
            seen.examples.append(_example(at.row, value))
        if self._rows:
            self._rows.writerow(map(_cell, [at.file, at.row or "", field, _shown(value), wrong, done]))

    def count(self, *weights: Weight) -> int:
        return sum(seen.count for fault, seen in self.faults.items() if fault.weight in weights)

    def is_clean(self) -> bool:
        return not self.count(Weight.MENDED, Weight.ASIDE)

    def lines(self) -> Iterator[str]:
        """What was not understood first, then by file, then by how often."""
        order = [Weight.ASIDE, Weight.MENDED, Weight.TOLD]
        faults = sorted(
            self.faults.items(), key=lambda it: (order.index(it[0].weight), it[0].file, -it[1].count)
        )
        for fault, seen in faults:
            rows = "; ".join(example for example in seen.examples if example)
            more = f" and {seen.count - len(seen.examples)} more" if seen.count > len(seen.examples) else ""
            where = f"{fault.file}, {rows}{more}" if rows else fault.file
            yield _printable(f"{where}: {fault.field}: {fault.wrong}: {fault.done}.")


def _printable(said: str) -> str:
    """Without signs that steer a terminal."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in said)


def _cell(value: object) -> str:
    """That no spreadsheet takes for a formula."""
    return harmless(_printable(str(value)))


def _shown(value: object) -> str:
    """Short and on one line."""
    printable = _printable(" ".join(str(value)[: 4 * SHOWN].split()))
    return printable if len(printable) <= SHOWN else printable[: SHOWN - 1] + "…"


def _example(row: int, value: object) -> str:
    said = f" ({_shown(value)})" if value not in ("", None) else ""
    return f"row {row}{said}" if row else said.strip()
