"""Who is acting: a plain value that says a role and an id, and nothing that opens anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    SURVIVOR = "survivor"
    ADVOCATE = "advocate"
    FACILITATOR = "facilitator"
    TEAM = "team"  # a recipient, never an actor
    NOBODY = "nobody"
    SYSTEM = "system"  # the sweep and the command line; holds no person's key


@dataclass(frozen=True)
class Actor:
    role: Role
    id: UUID | None = None


NOBODY = Actor(Role.NOBODY)
SYSTEM = Actor(Role.SYSTEM)
