"""One blueprint for all of them."""

from __future__ import annotations

from flask import Blueprint, request

from portal.i18n import N_, _, current_language, offered

bp = Blueprint("helping", __name__)

TOLD = {
    "ended": N_("It is over. This person cannot open anything of yours any more."),
    "no": N_("You said no. Nothing of it is kept here."),
    "longer": N_("It goes on until the day you chose."),
    "taken": N_("These are your words now. The text before is kept among the earlier texts."),
    "refused": N_("Put away. You can take it out again for a week."),
    "forgotten": N_("The numbers are good for nothing any more."),
    "suggested": N_("It is with them now. They decide what becomes of it."),
    "away": N_("Taken back."),
    "kept": N_("It was over or paused before this arrived. Your words are kept here, for you alone."),
    "stopped": N_("You do not help there any more. The key is gone."),
    "told": N_("Noted. Nothing is shared any more."),
    "translated": N_("Saved. They can read it beside their own words."),
    "newer": N_("A newer translation has come since you looked. Please look at it once more."),
    "shown": N_("It is yours. It goes beside your words when you share this part."),
    "hers": N_("It is yours. Nobody else sees it unless you choose to show it."),
    "long": "This is too long for one part.",  # named where an advocate is told it
    "removed": N_("Removed. It is gone for good."),
    "noted": N_("Saved. Only you see it."),
}


def told() -> str:
    """What happened just before, in the words this page was sent to with."""
    said = TOLD.get(request.args.get("said", ""))
    return "" if said is None else _(said)


def wanted() -> list[str]:
    """Languages in which something about a person may be read, best first."""
    return [current_language(), *offered()]
