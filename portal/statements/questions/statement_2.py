"""Her statement, version 2: version 1, and four sections that ask more exactly."""

from dataclasses import replace

from portal.i18n import N_
from portal.statements.questions.alike import (
    BESIDE,
    DAY,
    DEBTS,
    HARD_BODY,
    HARD_FEARS,
    HARD_SAYING,
    HARD_WORK,
    LOSSES,
    PLACE,
    READER,
    WAYS,
    WHOSE,
    WORK,
    how,
)
from portal.statements.questions.shape import Kind, Question, Section
from portal.statements.questions.statement_1 import STATEMENT_1

WARNS = {2: HARD_BODY, 5: HARD_FEARS, 6: HARD_WORK, 7: HARD_SAYING}

COST = Section(
    10,
    N_("What it cost, line by line"),
    N_("A list for yourself. It is not a claim for money."),
    (
        N_("What did you have to pay because of it?"),
        N_("Are there small costs that come again and again: the bus, medicine, the phone?"),
    ),
    questions=(LOSSES,),
)
UNPAID = Section(
    11,
    N_("Work I was not paid for"),
    N_("Work you were made to do, or were not paid for as promised. A list for yourself."),
    questions=(WORK, DEBTS),
    warns=HARD_WORK,
)
HEARD = Section(
    12,
    N_("How I would like it to be heard"),
    N_("Only wishes, and you can change them on any day. The service tells you what is possible."),
    questions=(
        how(*(way for way in WAYS if way != "another")),
        BESIDE,
        READER,
        Question(
            "recorded",
            Kind.CHOICE,
            N_("What should be recorded?"),
            choices={"sound": N_("only sound"), "picture": N_("sound and picture")},
            only_if=("how", ("recording",)),
        ),
        Question(
            "retold",
            Kind.LONG,
            N_("What must be said, and what must not?"),
            only_if=("how", ("retold",)),
        ),
        Question(
            "not_there",
            Kind.CHOICES,
            N_("Who should not be there?"),
            choices={
                "person": N_("The person who did this"),
                "theirs": N_("Their family or friends"),
                "mine": N_("My family"),
                "community": N_("People from my community"),
                "police": N_("The police"),
            },
        ),
        Question("nor", Kind.SHORT, N_("Somebody else who should not be there")),
        Question(
            "not_wanted",
            Kind.LONG,
            N_("What do you not want?"),
            N_("For example certain questions, certain words, a photo, being touched."),
        ),
        Question("sign", Kind.SHORT, N_("Which word or sign should mean: a pause?")),
        Question(
            "interpreter",
            Kind.CHOICES,
            N_("If you want an interpreter"),
            choices={
                "woman": N_("A woman"),
                "man": N_("A man"),
                "stranger": N_("Nobody from my community"),
                "phone": N_("A voice on the telephone"),
            },
        ),
        Question("dialect", Kind.SHORT, N_("Which language or dialect?")),
        Question(
            "times", Kind.LONG, N_("Good and bad times"), N_("When do you have strength, and when not?")
        ),
    ),
)
YES = Section(
    13,
    N_("My yes to these words"),
    N_(
        "How these words came about. This is not a signature and has no legal force. Leave out what you like."
    ),
    questions=(
        *WHOSE,
        Question(
            "truth",
            Kind.CHOICE,
            N_("You can say this too, if you like"),
            choices={"true": N_("It is true as far as I know and remember")},
        ),
        DAY,
        PLACE,
    ),
)

STATEMENT_2 = replace(
    STATEMENT_1,
    version=2,
    sections=(
        *(replace(section, warns=WARNS.get(section.number, "")) for section in STATEMENT_1.sections),
        COST,
        UNPAID,
        HEARD,
        YES,
    ),
)
