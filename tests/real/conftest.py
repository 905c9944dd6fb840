"""A portal that runs, and a phone."""

from tests.real.chromium import (
    browser_context_args,
    browser_type_launch_args,
    own_portal,
    running,
    whole_browser,
)

__all__ = ["browser_context_args", "browser_type_launch_args", "own_portal", "running", "whole_browser"]
