"""One blueprint for all of them."""

from __future__ import annotations

from flask import Blueprint
from wtforms.form import BaseForm

bp = Blueprint("accounts", __name__)


def status(form: BaseForm) -> int:
    return 400 if form.errors else 200
