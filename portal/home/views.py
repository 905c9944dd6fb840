"""The public doors, and her own home."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, request

from portal.home import service
from portal.web.access import everyone, survivors_only
from portal.web.pages import page
from portal.web.transactions import reading

bp = Blueprint("home", __name__)


@bp.route("/")
@everyone
def front() -> Response:
    return page("home/front.html")


@bp.route("/about/<any(process,privacy,device):topic>")
@everyone
def about(topic: str) -> Response:
    return page(f"home/about_{topic}.html")


@bp.route("/mine/")
@survivors_only
def mine() -> Response:
    """Her home: the doors, what waits for her, what happens next."""
    with reading() as w:
        now = service.at_home(w)
    return page("home/mine.html", now=now)


@bp.route("/mine/activity/")
@survivors_only
def activity() -> Response:
    """Who opened what she shared, when, by name."""
    with reading() as w:
        lines, before = service.activity(w, _before())
    return page("home/activity.html", lines=lines, before=before)


def _before() -> datetime | None:
    try:
        return datetime.fromtimestamp(float(request.args.get("before", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return None
