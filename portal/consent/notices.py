"""The exact texts a person agrees to, by purpose and version.

A version, once used, is never changed: a better text is a new version. Texts are exact rather than
soft; each language's catalogue holds its own, and what was shown is kept with the consent. What a
service adds in its own words stands before them (`wording`), since only we can promise what the code keeps.

One purpose, one consent: nothing here is agreed to along with something else.
"""

from __future__ import annotations

from datetime import timedelta

from portal.consent.notice import SAFELY, Choices, Notice
from portal.i18n import N_

PROPOSED = timedelta(days=30)
LONGEST = timedelta(days=90)  # a usual default where confidentiality law sets a limit (Washington State)

IN_TOUCH = "in_touch"

_FREE = N_("It is your choice. Saying no changes nothing: not the help you get, not your place here.")
_READ = (
    N_("%(team)s can read the parts you ticked, as they are today. What you write later is not shared."),
    N_("They can read until %(date)s. You can stop it before, on any day, without giving a reason."),
    N_("Everybody in this team can read it. You will see who opened it and when."),
)
_LAW = N_(
    "They may not pass it on to anybody without your yes. In some places the law makes them tell "
    "somebody, for example when a child is in danger, or when a court orders it. Ask them before you "
    "say yes."
)
_TAKEN = N_("We cannot take back what someone has already read, written down, printed or downloaded.")
_COMMON = (_FREE, *_READ, _LAW, _TAKEN)
_WITHOUT_PARTS = (
    _FREE,
    N_("It holds until %(date)s. You can stop it before, on any day, without giving a reason."),
    N_("Everybody in this team can see it. You will see who opened it and when."),
    _LAW,
)

_CONTACT: Choices = {
    "here": N_("here on these pages"),
    "phone": N_("by telephone"),
    "text": N_("by text message"),
    "email": N_("by email"),
    "post": N_("by letter"),
    "helper": N_("through somebody who helps me"),
}

_ALL = (
    Notice(
        "possible",
        1,
        N_("To find out what is possible"),
        N_("They read what you tick and tell you what they can do."),
        (
            N_("You let %(team)s read this so that they can tell you what is possible for you here."),
            *_COMMON,
        ),
        takes_parts=True,
    ),
    Notice(
        "prepare",
        1,
        N_("To prepare the next step"),
        N_("They read what you tick and prepare with you."),
        (
            N_(
                "You let %(team)s read this so that they can prepare the next step with you. They may not "
                "show any of it to the person who hurt you."
            ),
            *_COMMON,
        ),
        takes_parts=True,
    ),
    Notice(
        "take_part",
        1,
        N_("To take part"),
        N_("You tell them that you want to begin. Each step is asked again."),
        (
            N_("You tell %(team)s that you want to take part in restorative justice, step by step."),
            N_("Each step is asked again. The other person is not told of this yes by itself."),
            *_WITHOUT_PARTS,
        ),
    ),
    Notice(
        "contact",
        1,
        N_("To contact me"),
        N_("Only in the ways you choose, and only as you say."),
        (
            N_("You let %(team)s contact you, only in these ways: %(means)s."),
            N_("They use what you write for them here only to talk with you about this."),
            *_WITHOUT_PARTS,
            _TAKEN,
        ),
        means=_CONTACT,
        asks=SAFELY,
    ),
    Notice(
        "pass_on",
        1,
        N_("To pass parts of it on"),
        N_("To the other person, a court or another service: you say which parts, to whom and in which way."),
        (
            N_(
                "You let %(team)s pass on the parts you ticked, as they are today, only to: %(onward)s. "
                "Only in this way: %(means)s."
            ),
            N_("Each time they pass something on they note it here, and you see it."),
            _FREE,
            *_READ,
            N_(
                "They may pass it on to nobody else without your yes. In some places the law makes them "
                "tell somebody, for example when a child is in danger, or when a court orders it. Ask them "
                "before you say yes."
            ),
            N_("We cannot take back what somebody has been told or given. Whoever has it may pass it on."),
        ),
        takes_parts=True,
        means={
            "aloud": N_("read aloud, without giving it away"),
            "writing": N_("in writing"),
            "summary": N_("summed up in their own words"),
        },
        onward={
            "responsible": N_("the person who hurt me"),
            "court": N_("the court"),
            "service": N_("the service I name below"),
        },
        asks=N_("If it goes to another service: which one? Should something be said first, or left out?"),
    ),
    Notice(
        "interpreter",
        1,
        N_("To show it to an interpreter"),
        N_("So that you and they understand each other."),
        (
            N_(
                "You let %(team)s show or read the parts you ticked to an interpreter, so that you "
                "understand each other."
            ),
            N_("The interpreter may keep nothing of it and tell nobody. You can say who it must not be."),
            *_COMMON,
        ),
        takes_parts=True,
        asks=N_("Who must the interpreter not be? Which language or dialect, and a woman or a man?"),
    ),
    Notice(
        "recording",
        1,
        N_("To record what I say"),
        N_("With sound, with a picture, or written down while you speak."),
        (
            N_("You let %(team)s record what you say in talks with them, only in these ways: %(means)s."),
            N_(
                "Before each recording they tell you who will hear or see it and where it is kept. You can "
                "say “stop” at any moment, also in the middle."
            ),
            *_WITHOUT_PARTS,
            _TAKEN,
        ),
        means={
            "sound": N_("only sound"),
            "picture": N_("sound and picture"),
            "notes": N_("somebody writes it down, word for word"),
        },
    ),
    Notice(
        "follow_up",
        1,
        N_("To ask me afterwards how it was"),
        N_("You can leave out every question."),
        (
            N_("You let %(team)s ask you afterwards how it was for you, only in these ways: %(means)s."),
            N_("You can leave out every question, and what you answer changes nothing for you here."),
            *_WITHOUT_PARTS,
        ),
        means=_CONTACT,
        asks=SAFELY,
    ),
    Notice(
        "statistics",
        1,
        N_("To be counted in figures"),
        N_("Such as: so many people came this year. Never your name, never your words."),
        (
            N_(
                "You let %(team)s count you in figures, such as how many people came in a year and in which "
                "languages. No figure holds your name or your words."
            ),
            N_("Figures so small that they could point to somebody are not told."),
            *_WITHOUT_PARTS,
        ),
    ),
    Notice(
        IN_TOUCH,
        1,
        N_("To get in touch because I asked"),
        N_("They read how to reach you and what you wrote for them, and contact you."),
        (
            N_(
                "You ask %(team)s to contact you. They read how to reach you and what you wrote for them "
                "here, and nothing else of yours."
            ),
            N_("They use it only to get in touch with you about this, and only as you say here."),
            N_(
                "They are an organisation of their own. What you send them, the other teams here do not get "
                "to see."
            ),
            _FREE,
            N_(
                "They can read it until %(date)s, or until they say that it is done. You can take it back "
                "before, at any moment, without giving a reason."
            ),
            _READ[2],
            _LAW,
            _TAKEN,
        ),
        typed=True,
    ),
)
NOTICES: dict[str, Notice] = {notice.purpose: notice for notice in _ALL}
OFFERED = {purpose: notice for purpose, notice in NOTICES.items() if not notice.typed}  # to any team
TYPED = tuple(NOTICES.keys() - OFFERED)
