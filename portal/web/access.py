"""Who may enter: each endpoint says it, a test refuses one that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from portal.actor import Role

View = TypeVar("View", bound=Callable[..., Any])

ALL = frozenset(Role)


def _only(roles: frozenset[Role]) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = roles  # type: ignore[attr-defined]
        return view

    return mark


everyone = _only(ALL)
signed_in_only = _only(frozenset({Role.SURVIVOR, Role.ADVOCATE, Role.FACILITATOR}))
survivors_only = _only(frozenset({Role.SURVIVOR}))
advocates_only = _only(frozenset({Role.ADVOCATE}))
staff_only = _only(frozenset({Role.ADVOCATE, Role.FACILITATOR}))
facilitators_only = _only(frozenset({Role.FACILITATOR}))


def before_the_card(view: View) -> View:
    """May be entered while the word card has not been typed back yet."""
    view.before_the_card = True  # type: ignore[attr-defined]
    return view


def for_her_alone(view: View) -> View:
    """Stays closed while somebody else sees the screen. What is typed in it is still saved."""
    view.for_her_alone = True  # type: ignore[attr-defined]
    return view


def takes_along(view: View) -> View:
    """Leads to a file on the device: not to one on somebody else's."""
    view.takes_along = True  # type: ignore[attr-defined]
    return view


def while_paused(view: View) -> View:
    """May be entered while the pages are paused."""
    view.while_paused = True  # type: ignore[attr-defined]
    return view
