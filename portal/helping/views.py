"""An advocate's home."""

from __future__ import annotations

from flask import Blueprint, Response

from portal.web.access import advocates_only
from portal.web.pages import page

bp = Blueprint("helping", __name__)


@bp.get("/helping/")
@advocates_only
def index() -> Response:
    return page("helping/index.html")
