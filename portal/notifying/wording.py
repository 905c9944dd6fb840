"""What a message says. No name, no place, no reason: each of these could come from anybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from portal.crypto import digest
from portal.i18n import N_, _, use_language

SUBJECTS = {
    "update": N_("You have an update."),
    "message": N_("You have a message."),
    "new": N_("There is something new."),
}


@dataclass(frozen=True)
class Message:
    """`mark`: the same for each try, and says nothing."""

    mark: str
    subject: str
    text: str = field(repr=False)


def message(id: UUID, subject: str, language: str, link: str = "") -> Message:
    """`subject`: one of SUBJECTS. `link`: the portal's address, if she allows it."""
    with use_language(language):
        said = _(SUBJECTS[subject])
    return Message(digest(id.bytes).hex()[:32], said, f"{said}\n\n{link}\n" if link else f"{said}\n")
