"""Leads': `services` of the directory · one's `parts` · `lines` that help on the telephone."""

from portal.listing.views import lines, parts, services  # noqa: F401
from portal.listing.views.blueprint import bp

__all__ = ["bp"]
