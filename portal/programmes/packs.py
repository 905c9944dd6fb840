"""Rule packs: what differs by jurisdiction. So far, who has to agree when somebody is under 18.

What a pack says is a rule of thumb with its source, never legal advice; the page says so, and a service
adds what holds for itself (`facts.py`). Everywhere: an agreement is never asked of somebody the young
person fears, nor of whoever did the harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from portal.i18n import N_


class Guardian(Enum):
    """Whether a parent or guardian has to agree as well. The value is the msgid shown."""

    BOTH_UNLESS_ALONE = N_(
        "To share something with others, you say yes, and often a parent or guardian too. Where the law "
        "lets you get this kind of help alone, only you decide."
    )
    MAY_BE_ASKED = N_(
        "To take part in a meeting or an exchange, the service may need a parent or guardian to agree too. "
        "What that means where you live, the service can tell you."
    )


@dataclass(frozen=True)
class Pack:
    """`country`: ISO 3166-1 alpha-2, or "" for everywhere else."""

    country: str
    guardian: Guardian
    source: str


EVERYWHERE = Pack("", Guardian.MAY_BE_ASKED, "UN ECOSOC resolution 2002/12, paragraph 13")
PACKS = {
    pack.country: pack
    for pack in (
        Pack("US", Guardian.BOTH_UNLESS_ALONE, "28 CFR 94.115 (VOCA) and 34 USC 12291(b)(2) (VAWA)"),
    )
}


def pack_for(country: str) -> Pack:
    return PACKS.get(country.upper(), EVERYWHERE)
