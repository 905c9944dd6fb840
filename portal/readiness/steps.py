"""What is asked, as data: each step one screen, none required. Values are stored, names are msgids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.i18n import N_

NOW, WAYS, PUSHED, WORDS = "now", "ways", "pushed", "words"  # kinds of steps; the first three are names too

STATES = {
    "not-now": N_("Not now"),
    "maybe": N_("Maybe later"),
    "more": N_("I want to know more"),
    "preparing": N_("I am getting ready"),
    "indirect": N_("Ready for something indirect, such as a letter"),
    "direct": N_("Ready to meet"),
    "pause": N_("I need a pause"),
    "stop": N_("I want to stop"),
}

PUSHES = {"no": N_("No"), "yes": N_("Yes"), "unsure": N_("I am not sure")}


class Mark(StrEnum):
    OPEN = "open"
    YES = "yes"
    NO = "no"


MARKS = {
    Mark.OPEN: N_("I leave it open"),
    Mark.YES: N_("I would like this"),
    Mark.NO: N_("I do not want this"),
}


@dataclass(frozen=True)
class Way:
    """A way it can be done; not every service offers each."""

    name: str
    title: str
    text: str


MENU = (
    Way("unsent", N_("A letter that I keep"), N_("You write it for yourself. Nobody gets it.")),
    Way("letter", N_("A letter that is passed on"), N_("The other person reads it. You want no answer.")),
    Way("letters", N_("Letters both ways"), N_("You write, and the other person may answer.")),
    Way(
        "between",
        N_("Somebody carries the words"),
        N_("A facilitator goes from one to the other. You do not see each other."),
    ),
    Way("recording", N_("A recording"), N_("They hear or see a recording of you, or you one of them.")),
    Way("video", N_("A video call"), N_("You talk, each in a different place, and a facilitator is there.")),
    Way("meeting", N_("A meeting"), N_("You are in one room, and a facilitator is there.")),
    Way(
        "circle",
        N_("A meeting with more people"),
        N_("Family, friends, or people of your community or faith sit with you and speak in turn."),
    ),
    Way(
        "proxy", N_("Someone goes in my place"), N_("Somebody you trust speaks for you, and tells you of it.")
    ),
    Way(
        "another",
        N_("Talking with someone else"),
        N_("You talk with a person who did such a thing, but not to you."),
    ),
    Way(
        "group",
        N_("A group of people who were harmed too"),
        N_("You talk with each other. Nobody who did harm is there."),
    ),
)


@dataclass(frozen=True)
class Step:
    name: str
    kind: str
    title: str
    lead: str
    hints: tuple[str, ...] = ()


STEPS = (
    Step(NOW, NOW, N_("How it is now"), N_("There is no right answer, and it can be another one tomorrow.")),
    Step(
        WAYS,
        WAYS,
        N_("Ways it could be done"),
        N_("What you would like and what you would not. Leave out any."),
    ),
    Step(
        "conditions",
        WORDS,
        N_("What I need for it"),
        N_("What has to be so before you would say yes, and what must not happen."),
        (
            N_("What would make you feel safe?"),
            N_("What should the other person know or do first?"),
            N_("What should nobody ask you?"),
        ),
    ),
    Step(
        "people",
        WORDS,
        N_("Who should be with me"),
        N_("Before, during and after. It can be different people, or nobody."),
        (N_("Who helps you to stay calm?"), N_("Is there somebody who should not be there?")),
    ),
    Step(
        "much",
        WORDS,
        N_("When it gets too much"),
        N_("How others can tell, and what to do then."),
        (
            N_("How does it begin, in your body or in your thoughts?"),
            N_("What helps: quiet, fresh air, a hand, going home?"),
            N_("Which word or sign should mean: stop?"),
        ),
    ),
    Step(
        "times",
        WORDS,
        N_("Good and bad times"),
        N_("Days and hours that suit you, and days that are hard."),
        (
            N_("When do you have strength, and when not?"),
            N_("Are there days of the year that are hard?"),
            N_("When can nobody listen in?"),
        ),
    ),
    Step(
        "interpreter",
        WORDS,
        N_("An interpreter"),
        N_("If you want one: which language and dialect, a woman or a man, and who it must not be."),
        (
            N_("Should it be somebody who is not from your community?"),
            N_("Would a voice on the telephone be easier than somebody in the room?"),
        ),
    ),
    Step(
        "needs",
        WORDS,
        N_("What my body and my faith need"),
        N_("Breaks, food, medicine, quiet, prayer, customs, children: whatever makes a day possible."),
    ),
    Step(
        "secret",
        WORDS,
        N_("Who must not know"),
        N_("People who should hear nothing of this, and what could give it away."),
        (
            N_("Does somebody look at your phone or your letters, or at where you go?"),
            N_("What can you say when somebody asks where you are going?"),
        ),
    ),
    Step(
        PUSHED,
        PUSHED,
        N_("Is anybody pushing you?"),
        N_("You can leave this out. If somebody looks at this phone with you, leave it out."),
    ),
)

NAMES = tuple(step.name for step in STEPS)


def step(name: str) -> Step | None:
    return next((one for one in STEPS if one.name == name), None)


def neighbours(name: str) -> tuple[str | None, str | None]:
    """The step before and the one after."""
    at = NAMES.index(name)
    return NAMES[at - 1] if at else None, NAMES[at + 1] if at + 1 < len(NAMES) else None
