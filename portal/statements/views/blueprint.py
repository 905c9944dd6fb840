"""One blueprint for all of them."""

from __future__ import annotations

from flask import Blueprint, request

from portal.i18n import N_, _, format_number
from portal.statements.sections import LONGEST, Section, section
from portal.work import NotFound

bp = Blueprint("statements", __name__)


def the_section(number: int) -> Section:
    found = section(number)
    if found is None:
        raise NotFound
    return found


TOLD = {
    "settled": N_("This was decided already. Here is what is saved now."),
    "changed": N_("What is saved here was changed meanwhile. Nothing was replaced. Please look once more."),
    "long": N_("This is too long for one part: up to %(most)s characters fit. Both texts are kept."),
    "earlier": N_("You have the earlier text again. The one before is kept."),
    "removed": N_("Removed. It is gone for good."),
    "noted": N_("Saved. Only you see it."),
    "together": N_("This note was changed on another page. Both are here now, one under the other."),
}


def told() -> str:
    """What happened just before, in the words this page was sent to with."""
    said = TOLD.get(request.args.get("said", ""))
    return "" if said is None else _(said, most=format_number(LONGEST))
