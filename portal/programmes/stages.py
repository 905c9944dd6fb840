"""The steps there can be, from a first question to afterwards. Nobody has to take the next one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.i18n import N_


class Step(StrEnum):
    """In the order in which they can come."""

    ENQUIRY = "enquiry"
    INFORMATION = "information"
    ASSESSMENT = "assessment"
    PREPARATION = "preparation"
    DECISION = "decision"
    DIALOGUE = "dialogue"
    AGREEMENT = "agreement"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Words:
    """`name`, what it is, and what she can do in it: msgids."""

    name: str
    what: str
    can: str


STEPS = {
    Step.ENQUIRY: Words(
        N_("Asking."),
        N_("You ask whatever you want to know. Nothing starts by asking."),
        N_("You can also only look around."),
    ),
    Step.INFORMATION: Words(
        N_("Finding out."),
        N_("You hear how it works, what it can bring, and what it cannot."),
        N_("You can ask to hear it in your language, and have somebody with you."),
    ),
    Step.ASSESSMENT: Words(
        N_("Looking at it together."),
        N_("The facilitator asks what you hope for and what you fear, and looks whether it can be safe."),
        N_("You can say what must not happen."),
    ),
    Step.PREPARATION: Words(
        N_("Preparing."),
        N_("As slowly as you need: who comes, what is talked about, what is not."),
        N_("You can choose who is at your side."),
    ),
    Step.DECISION: Words(
        N_("Deciding."),
        N_("You say yes or no, and so does the other person. One no is enough, and it stops there."),
        N_("You can say no, or not now, and you do not have to say why."),
    ),
    Step.DIALOGUE: Words(
        N_("The talk, or the exchange."),
        N_("In the way you chose, once or several times."),
        N_("You can ask for a break, or stop in the middle."),
    ),
    Step.AGREEMENT: Words(
        N_("Agreeing on something, perhaps."),
        N_(
            "An answer, an apology, money, help, staying away from you. Or nothing at all: that is a result, "
            "too."
        ),
        N_("You can say what would help, and what you do not want."),
    ),
    Step.FOLLOW_UP: Words(
        N_("Afterwards."),
        N_("Someone asks how you are, and tells you whether what was promised is being done."),
        N_("You can say what is not being done, and ask for help."),
    ),
}
NAMES: dict[str, str] = {step.value: words.name for step, words in STEPS.items()}
