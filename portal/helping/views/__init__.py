"""Hers: `people` who help her · `letting` somebody help · sitting `together` · `suggested` words. A helper's:
`advocates`, `onpaper`. Both: `translating`."""

from portal.helping.views import (  # noqa: F401
    advocates,
    letting,
    onpaper,
    people,
    suggested,
    together,
    translating,
)
from portal.helping.views.blueprint import bp

__all__ = ["bp"]
