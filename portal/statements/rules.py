"""What may be saved."""

from __future__ import annotations

from enum import StrEnum

from portal.statements.sections import LONGEST, section
from portal.work import NotFound, Refused

MOST_PENDING = 20  # of those that come without a session; nobody can fill her pages with a stolen token


class Reason(StrEnum):
    TOO_LONG = "too long"
    PENDING_FULL = "too many kept apart"


def may_save(number: int, text: str) -> None:
    """Raises NotFound for a section there is not, Refused for one that is too long."""
    if section(number) is None:
        raise NotFound
    if len(text) > LONGEST:
        raise Refused(Reason.TOO_LONG)


def may_keep_late(number: int, text: str, waiting: int) -> None:
    may_save(number, text)
    if waiting >= MOST_PENDING:
        raise Refused(Reason.PENDING_FULL)


def together(text: str, kept: str) -> str:
    """What she had, then what was kept."""
    return f"{text.rstrip()}\n\n{kept.lstrip()}" if text.strip() else kept
