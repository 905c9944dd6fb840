"""One blueprint for all of them, and what is shown when something is closed."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.inbox import rules
from portal.web.pages import page
from portal.work import Refused

bp = Blueprint("inbox", __name__)


def closed(why: Exception) -> Response:
    """It has ended; or its writer has paused, and that is all that is said."""
    paused = isinstance(why, Refused) and why.reason is rules.Reason.PAUSED
    share_id = (request.view_args or {}).get("share_id")
    return page("inbox/paused.html" if paused else "inbox/ended.html", 410, share_id=share_id)
