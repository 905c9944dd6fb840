"""`mine`: her threads. `theirs`: a helper's and a team's side."""

from portal.messages.views import mine, theirs  # noqa: F401
from portal.messages.views.blueprint import bp

__all__ = ["bp"]
