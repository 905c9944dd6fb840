"""`hers`: asking, taking back · `theirs`: a request at its partner · `standing`: who stands for a service."""

from portal.handover.views import hers, standing, theirs
from portal.handover.views.blueprint import bp

__all__ = ["bp", "hers", "standing", "theirs"]
