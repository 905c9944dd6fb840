"""Her address for messages, sealed again when she has renewed her keys: her vault secret is a new one."""

from __future__ import annotations

from portal.accounts.renewal import Again, reseals
from portal.actor import Role
from portal.notifying import service
from portal.work import Work


@reseals
def _reach(work: Work) -> Again:
    wish = service.mine(work) if work.actor.role is Role.SURVIVOR else None

    def again() -> None:
        if wish is not None:
            service.keep(work, wish)

    return again
