"""Her choices: what she is `asked` · `telling` what she must know · `giving`, in `steps`, with a `looking`
for what could harm her · `seeing` what she gave · `ending` it · `pausing` all of it · `receipts` of it;
and a service's own `notices` about them."""

from portal.consent.views import (
    asked,
    ending,
    giving,
    looking,
    notices,
    pausing,
    receipts,
    seeing,
    steps,
    telling,
)
from portal.consent.views.blueprint import bp

__all__ = ["asked", "bp", "ending", "giving", "looking", "notices", "pausing", "receipts", "seeing", "steps"]
__all__ += ["telling"]
