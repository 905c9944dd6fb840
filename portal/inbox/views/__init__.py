"""The facilitator's pages: `reading` · `ending` · asking for `more`."""

from portal.inbox.views import ending, more, reading
from portal.inbox.views.blueprint import bp

__all__ = ["bp", "ending", "more", "reading"]
