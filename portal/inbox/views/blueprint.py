"""One blueprint for all of them, and what is shown when something is closed."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response

from portal.inbox import rules
from portal.web.pages import page
from portal.work import Refused

bp = Blueprint("inbox", __name__)


def closed(why: Exception, share_id: UUID) -> Response:
    """It has ended; or its writer has paused, and that is all that is said."""
    paused = isinstance(why, Refused) and why.reason is rules.Reason.PAUSED
    return page("inbox/paused.html" if paused else "inbox/ended.html", 410, share_id=share_id)
