"""Her choices: `telling` what she must know · `giving` · `seeing` it · `ending` it · `receipts` of it."""

from portal.consent.views import ending, giving, receipts, seeing, telling
from portal.consent.views.blueprint import bp

__all__ = ["bp", "ending", "giving", "receipts", "seeing", "telling"]
