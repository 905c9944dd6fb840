"""One blueprint for all of them."""

from __future__ import annotations

from flask import Blueprint, request, url_for

from portal.i18n import N_, _, format_number
from portal.statements.questions.shape import Section
from portal.statements.sections import LONGEST, STATEMENT, form_of, section
from portal.work import NotFound

bp = Blueprint("statements", __name__)


def the_section(number: int, version: int | None = None) -> Section:
    found = section(number, version)
    if found is None:
        raise NotFound
    return found


def door(number: int) -> str:
    """Where a section begins: with what may be hard about it, if that is said."""
    return url_for("statements.before" if the_section(number).warns else "statements.write", number=number)


def up_from(number: int) -> tuple[str, str]:
    """The list a section stands in: its address and what it is called."""
    form = form_of(number)
    if form is None or form.document == STATEMENT:
        return url_for("statements.index"), _("All parts")
    return url_for("statements.court", document=form.document), _(form.title)


TOLD = {
    "settled": N_("This was decided already. Here is what is saved now."),
    "changed": N_("What is saved here was changed meanwhile. Nothing was replaced. Please look once more."),
    "long": N_("This is too long for one part: up to %(most)s characters fit. Both texts are kept."),
    "earlier": N_("You have the earlier text again. The one before is kept."),
    "removed": N_("Removed. It is gone for good."),
    "newer": N_("Here are the newer questions. What you wrote is still here."),
    "brought": N_("Your words are here too now. They also stay where they were."),
    "taken": N_("These are your words now. The text before is kept among the earlier texts."),
    "noted": N_("Saved. Only you see it."),
    "together": N_("This note was changed on another page. Both are here now, one under the other."),
}


def told() -> str:
    """What happened just before, in the words this page was sent to with."""
    said = TOLD.get(request.args.get("said", ""))
    return "" if said is None else _(said, most=format_number(LONGEST))
