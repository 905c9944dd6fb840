"""How long a request holds, and when a team may become a partner. Decides about values it is given."""

from __future__ import annotations

from enum import StrEnum

from portal.work import Refused

DAYS = (3, 14, 30)
PROPOSED = 14
LONGEST_NEED, LONGEST_LINE = 500, 200  # characters


class Reason(StrEnum):
    TAKEN = "another team stands for this service"
    SHARED_WITH = "something else is shared with this team"


def may_stand_for(*, taken: bool, shared_with: bool) -> None:
    """`shared_with`: what was given to it for other things, when it is no partner yet, has not ended."""
    if taken:
        raise Refused(Reason.TAKEN)
    if shared_with:
        raise Refused(Reason.SHARED_WITH)
