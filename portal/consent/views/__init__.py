"""Her choices: what she is `asked` · `telling` what she must know · `giving`, in `steps` · `seeing` what
she gave · `ending` it · `pausing` all of it · `receipts` of it; and a service's own `notices` about them."""

from portal.consent.views import asked, ending, giving, notices, pausing, receipts, seeing, steps, telling
from portal.consent.views.blueprint import bp

__all__ = ["asked", "bp", "ending", "giving", "notices", "pausing", "receipts", "seeing", "steps", "telling"]
