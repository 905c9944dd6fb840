"""Her choices: `giving` · `seeing` what she gave · `ending` it · `pausing` all of it · `receipts` of it."""

from portal.consent.views import ending, giving, pausing, receipts, seeing
from portal.consent.views.blueprint import bp

__all__ = ["bp", "ending", "giving", "pausing", "receipts", "seeing"]
