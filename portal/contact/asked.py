"""What is asked, as data: each part one short screen, none required. Values are stored, names are msgids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.i18n import N_

WAYS, TIMES, ANSWERS, OTHERS, NEVER, FOLLOW, CHECK = (
    "ways", "times", "answers", "others", "never", "follow", "check",
)  # fmt: skip


class Mark(StrEnum):
    ASK = "ask"
    SAFE = "safe"
    NO = "never"


MARKS = {Mark.ASK: N_("Ask me first"), Mark.SAFE: N_("Safe"), Mark.NO: N_("Never")}
EMAIL = "email"
CHANNELS = {
    "phone": N_("Telephone call"),
    "sms": N_("Text message"),
    EMAIL: N_("Email"),
    "post": N_("Letter"),
    "person": N_("Through somebody I name"),
}
THEY, ME = "they", "me"
WHO = {THEY: N_("They may get in touch with me, as I say here"), ME: N_("I get in touch myself")}


@dataclass(frozen=True)
class Asked:
    name: str
    title: str
    lead: str


PARTS = (
    Asked(WAYS, N_("Ways to reach me"), N_("What is safe, what is never safe, and what to ask you about.")),
    Asked(TIMES, N_("Safe days and times"), N_("When nobody else sees it, and you can talk.")),
    Asked(
        ANSWERS,
        N_("If somebody else answers"),
        N_("What they call you, what they may say, and how you can tell that it is really them."),
    ),
    Asked(
        OTHERS,
        N_("Who else sees it"),
        N_("People who use this phone or mailbox too, or look at it, and bills or lists that show calls."),
    ),
    Asked(NEVER, N_("What is never safe"), N_("Places, times, words or people to keep away from.")),
    Asked(FOLLOW, N_("Who gets in touch"), N_("You can say that you do it yourself, and until when.")),
    Asked(CHECK, N_("Check it again"), N_("What is safe today may not be safe later.")),
)
NAMES = tuple(part.name for part in PARTS)


def asked(name: str) -> Asked | None:
    return next((part for part in PARTS if part.name == name), None)


def after(name: str) -> str | None:
    at = NAMES.index(name) + 1
    return NAMES[at] if at < len(NAMES) else None
