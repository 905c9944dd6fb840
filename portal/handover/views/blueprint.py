"""One blueprint for all of them."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("handover", __name__)
