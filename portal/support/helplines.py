"""The helplines: `helplines.toml` read once, at import, into typed values.

The file stands beside this one so that a service can correct a number without reading Python.
A row that says something unknown stops the start and names itself; nothing is skipped in silence.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from portal.support.line import Advice, Confidence, Hours, Kind, Line, Number, Topic


class BadLine(Exception):
    """A row of helplines.toml cannot be used. The message names the row."""


def _number(row: dict[str, Any]) -> Number:
    return Number(**{**row, "kind": Kind(row.get("kind", "voice"))})


def line(row: dict[str, Any]) -> Line:
    """One row of the file as a Line. Raises BadLine."""
    try:
        return Line(
            **{
                **row,
                "numbers": tuple(_number(number) for number in row["numbers"]),
                "hours": Hours[row["hours"]],
                "languages": tuple(row["languages"]),
                "topics": tuple(Topic[topic] for topic in row["topics"]),
                "confidence": Confidence(row["confidence"]),
                "advice": Advice[row["advice"]] if "advice" in row else None,
            }
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadLine(f"helplines.toml, {row.get('id', 'a row without id')}: {error}") from error


def read(text: str) -> tuple[Line, ...]:
    """Every line of a file of helplines. Raises BadLine, or tomllib.TOMLDecodeError."""
    return tuple(line(row) for row in tomllib.loads(text)["line"])


LINES: tuple[Line, ...] = read(files("portal.support").joinpath("helplines.toml").read_text("utf-8"))
