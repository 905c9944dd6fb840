"""Her choices: `giving` · `seeing` what she gave · `ending` it · `receipts` of it."""

from portal.consent.views import ending, giving, receipts, seeing
from portal.consent.views.blueprint import bp

__all__ = ["bp", "ending", "giving", "receipts", "seeing"]
