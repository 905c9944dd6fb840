"""The rows of one file: JSON in any of the shapes it is passed around in, and tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import ijson
from ijson.common import ObjectBuilder

from portal.directory.cells import as_typed
from portal.directory.cleaning import DEEPEST
from portal.directory.remarks import Report, Unreadable, Weight, Where
from portal.directory.sources import AsUtf8, Counted, Source, encoding_of, opened
from portal.directory.standard import FIELDS, SINGULAR

LONGEST = 64 << 20  # bytes of one record
LISTS = {"contents", "content", "results", "items", "data", "records"}
KNOWN = {name for fields in FIELDS.values() for name in fields}  # in whatever letters a feed writes them
csv.field_size_limit(LONGEST)


class Row(NamedTuple):
    """`hint` is what its file or list is called: "services", "contents"."""

    at: Where
    hint: str
    values: dict[str, Any]


def rows(source: Source, report: Report, told: Callable[[int], None]) -> Iterator[Row]:
    encoding = encoding_of(source, report)
    return (_json if source.is_json else _table)(source, encoding, report, told)


def _json(source: Source, encoding: str, report: Report, told: Callable[[int], None]) -> Iterator[Row]:
    raw, text = opened(source, encoding, told)
    raw.longest = LONGEST
    count = 0
    with text:
        try:
            for hint, found in _records(AsUtf8(text), raw):
                count += 1
                at = Where(source.name, count)
                if isinstance(found, dict):
                    yield Row(at, hint or source.stem, found)
                else:
                    report.say(Weight.ASIDE, at, "the record", "not an object", "left out", found)
        except ijson.IncompleteJSONError:
            raise Unreadable(
                f"{source.name} is not whole JSON: it breaks off or goes wrong after record {count}"
            ) from None
        except (ijson.JSONError, ValueError, OverflowError, RecursionError):
            raise Unreadable(f"{source.name} is not JSON after record {count}") from None


def _records(file: AsUtf8, raw: Counted) -> Iterator[tuple[str, Any]]:
    """What stands in lists one by one; what stands in no list as one record."""
    pieces = _Pieces()
    for event, value in ijson.basic_parse(file, use_float=True, multiple_values=True):
        if pieces.take(event, value):
            yield from pieces.done
            pieces.done.clear()
            raw.since = 0


class _Pieces:
    """Puts events together: one record of a list at a time, and what stands beside the lists."""

    def __init__(self) -> None:
        self.depth = 0
        self.list = ""  # the list we are in, named as in the file; "" for none
        self.builder: ObjectBuilder | None = None
        self.start = 0
        self.rest: dict[str, Any] = {}
        self.key = ""
        self.done: list[tuple[str, Any]] = []  # whole records, with the list each stood in

    def take(self, event: str, value: Any) -> bool:
        """Whether one is done."""
        opens, closes = event in ("start_map", "start_array"), event in ("end_map", "end_array")
        self.depth -= closes
        if self.builder is None:
            self._outside(event, value)
        if self.builder is not None:
            self.builder.event(event, value)
            if self.depth == self.start and not opens and event != "map_key":
                self._built(self.builder.value)
        self.depth += opens
        if self.depth > DEEPEST:
            raise Unreadable("a record is nested too deeply to be one")
        return bool(self.done)

    def _built(self, built: Any) -> None:
        self.builder = None
        if self.list:
            self.done.append((self.list.strip("."), built))
        elif self.start == 1:
            self.rest[self.key] = built

    def _outside(self, event: str, value: Any) -> None:
        """Between records: keys of the outermost object, and where lists begin and end."""
        if event == "map_key":
            self.key = value
        elif event == "end_map" and self.depth == 0:
            if self.rest.keys() & {"id", "name"}:
                self.done.append(("", self.rest))
            self.rest, self.list = {}, ""
        elif event == "end_array":
            self.list = ""
        elif event == "start_array" and (self.depth == 0 or (self.depth == 1 and self._is_list())):
            self.list = "." if self.depth == 0 else self.key
        elif event != "start_map" or self.depth:
            self.builder, self.start = ObjectBuilder(), self.depth

    def _is_list(self) -> bool:
        """A list of records, and no field of the one record that the whole file is."""
        name = self.key.casefold().removesuffix(".csv")
        return not self.list and not self.rest.keys() & {"id", "name"} and (name in LISTS or name in SINGULAR)


def _table(source: Source, encoding: str, report: Report, told: Callable[[int], None]) -> Iterator[Row]:
    raw, text = opened(source, encoding, told)
    raw.longest = LONGEST
    with text:
        first = text.readline(1 << 20)
        if first.strip() and first.lstrip()[0] in "{[<":
            raise Unreadable(f"{source.name} is called a table and is none")
        between = max(",;\t|", key=first.count)
        header = _header(next(csv.reader([first], delimiter=between), []), source, report)
        reader = csv.reader(text, delimiter=between, strict=False)
        try:
            for cells in reader:
                raw.since = 0
                at = Where(source.name, reader.line_num + 1)
                if any(cell.strip() for cell in cells):
                    yield Row(at, source.stem, _row(header, cells, at, report))
        except csv.Error:
            raise Unreadable(f"{source.name} is not a table after line {reader.line_num + 1}") from None


def _header(cells: list[str], source: Source, report: Report) -> list[str]:
    names: list[str] = []
    for cell in cells:
        name = cell.strip("\ufeff \t")
        plain = re.sub(r"\W+", "_", name.casefold()).strip("_")
        name = plain if plain in KNOWN or re.search(r"\W", name) else name
        if name and name in names:
            report.say(
                Weight.ASIDE, Where(source.name, 1), name, "two columns of that name", "the second left out"
            )
            name = ""
        names.append(name)
    if not any(names):
        raise Unreadable(f"{source.name} has no line with the names of its columns")
    return names


def _row(header: list[str], cells: list[str], at: Where, report: Report) -> dict[str, Any]:
    if len(cells) != len(header) and any(cell.strip() for cell in cells[len(header) :]):
        report.say(Weight.ASIDE, at, "the row", "more cells than columns", "the last ones left out")
    elif len(cells) < len(header):
        report.say(Weight.MENDED, at, "the row", "fewer cells than columns", "the missing ones left blank")
    return {name: as_typed(cell) for name, cell in zip(header, cells, strict=False) if name and cell.strip()}
