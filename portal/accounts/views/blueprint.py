"""One blueprint for all of them."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.form import BaseForm

from portal.web.signed_in import live
from portal.web.state import portal

bp = Blueprint("accounts", __name__)


def status(form: BaseForm) -> int:
    return 400 if form.errors else 200


def is_fresh() -> bool:
    """The passphrase was typed within the last five minutes."""
    found = live()
    return found is not None and found.fresh_at(portal().now())


def to_step_up(next_page: str | None = None) -> Response:
    """The passphrase once more, and back to where she was."""
    return redirect(url_for("accounts.step_up", next=next_page or request.path), 303)
