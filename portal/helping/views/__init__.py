"""Hers: `people` who help her · `letting` somebody help · `suggested` words. A helper's: `advocates`. Both:
`translating`."""

from portal.helping.views import advocates, letting, onpaper, people, suggested, translating  # noqa: F401
from portal.helping.views.blueprint import bp

__all__ = ["bp"]
