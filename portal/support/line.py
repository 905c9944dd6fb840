"""What is known of a helpline, as plain values. An enum member's value is the msgid shown for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from portal.directory.values import dialled
from portal.i18n import N_

INTERPRETERS = "interpreters"  # stands among a line's languages: an interpreter joins the call


class Confidence(Enum):
    """How sure we are that the number reaches this line today."""

    HIGH = "high"  # the operator, a government or many public sources say so, lately
    MEDIUM = "medium"  # one source, or an older one
    LOW = "low"  # it existed; it may have ended or changed


class Kind(Enum):
    VOICE = "voice"
    TEXT = "text"
    WHATSAPP = "whatsapp"
    TEXTPHONE = "textphone"


class Topic(Enum):
    ANY_CRIME = N_("any crime")
    TRAFFICKING = N_("being forced to work, or to sell sex")
    VIOLENCE_AT_HOME = N_("violence from a partner or family")
    VIOLENCE_TO_WOMEN = N_("violence against women")
    SEXUAL_VIOLENCE = N_("sexual violence")
    CRISIS = N_("a very hard moment, or not wanting to live")
    DRUGS = N_("drugs and alcohol")
    YOUNG = N_("children and young people")


class Hours(Enum):
    """When somebody answers, by the clock of the line's own country."""

    ALWAYS = N_("Day and night, every day")
    EVERY_DAY = N_("Every day of the year, but perhaps not at night")
    DAILY_7_22 = N_("Every day, 7:00 to 22:00")
    DAILY_9_20 = N_("Every day, 9:00 to 20:00")
    DAILY_11_21 = N_("Every day, 11:00 to 21:00")
    MON_SAT_14_20 = N_("Monday to Saturday, 14:00 to 20:00")
    WEEKDAYS_8_23 = N_("Monday to Friday, 8:00 to 23:00")
    UNKNOWN = N_("We do not know the hours")


class Advice(Enum):
    """What a person should know before she calls."""

    ASK_FIRST = N_(
        "This line may pass on what it hears, also to the police. You do not have to give names. "
        "Before you say any, ask who else will hear it."
    )
    NEW_OPERATOR = N_(
        "A new organisation has run this line since late 2025. It works closely with the police and may "
        "pass on what it hears. You do not have to give names. Before you say any, ask who else will hear it."
    )
    CHILD_IN_DANGER = N_(
        "If they think a child is in danger, they may have to tell others, also the police. "
        "You do not have to give names. You can ask first what they would pass on."
    )
    MAY_SEND_HELP = N_(
        "If they believe a life is in danger right now, they may send someone, even if you did not ask."
    )


@dataclass(frozen=True)
class Number:
    """`dial` is what a person presses inside the country, as it is usually written.

    `value` is the same number in E.164 ("+18883737888"), or None for a short code, which has none.
    `first_word` is what to send to a text number that waits for a word.
    """

    dial: str
    value: str | None = None
    kind: Kind = Kind.VOICE
    first_word: str | None = None

    @property
    def digits(self) -> str:
        """What a `tel:` link dials: `dial` without spaces and dashes."""
        return dialled(self.dial)


@dataclass(frozen=True)
class Line:
    """One helpline. `name` and `operator` are official names as they are, never translated by us."""

    id: str
    country: str  # ISO 3166-1 alpha-2
    name: Mapping[str, str]  # language code -> official name; the first is the line's own
    operator: str
    numbers: tuple[Number, ...]
    hours: Hours
    languages: tuple[str, ...]  # ISO 639 codes, and INTERPRETERS
    topics: tuple[Topic, ...]
    confidence: Confidence
    last_verified: date  # the month (its first day) in which `source` last said so
    source: str  # whose public words they are: read in a stored copy, not dialled
    url: str | None = None  # shown as text, never loaded
    chat: bool = False  # one can write to them on that website
    email: str | None = None
    police_run: bool = False  # by the police, or by another body that arrests people
    appears_on_bill: bool | None = None  # None: we do not know
    advice: Advice | None = None

    @property
    def may_pass_on(self) -> bool:
        """Whether we know that it may pass on what it hears. False is not a promise: we do not know."""
        return self.police_run or self.advice is not None
