"""What several forms ask in the same words.

Forms in use are made of these: what stands here is not changed but said anew, under another name.
"""

from portal.i18n import N_
from portal.statements.questions.shape import Certain, Kind, Question, Rule, Section

DRAFT = N_(
    "A draft for a court. It is apart from your statement here, and nothing goes to a court by itself. Print "
    "it or save it, and give it to whoever asked you for it."
)

# Said before a section opens.
HARD_BODY = N_("Writing about pain can bring some of it back. You can leave this for another day.")
HARD_FEARS = N_("Fears can feel larger while you write about them. You can leave this for another day.")
HARD_WORK = N_(
    "This can bring back hard days. It can also matter for a court case or for your right to stay in the "
    "country, so you can leave it until you have talked to a lawyer."
)
HARD_SAYING = N_(
    "Speaking to the person who did this can stir up a lot, even on paper. You can leave it for another day."
)

DAY = Question("day", Kind.WHEN, N_("When? (you can leave this empty)"))
PLACE = Question("place", Kind.SHORT, N_("Where? (you can leave this empty)"))
CURRENCY = Question("currency", Kind.CURRENCY, N_("Currency"))
AMOUNT = Question("amount", Kind.AMOUNT, N_("How much?"))
PAID_BACK = Question("paid_back", Kind.AMOUNT, N_("Paid back so far"))

LOSSES = Question(
    "losses",
    Kind.TABLE,
    N_("Your list"),
    N_("One line for each thing. Roughly is enough."),
    columns=(
        Question(
            "category",
            Kind.CHOICE,
            N_("What kind of cost?"),
            choices={
                "wages": N_("Lost wages"),
                "things": N_("Things lost or broken"),
                "medical": N_("Doctor or hospital"),
                "therapy": N_("Medicine and therapy"),
                "travel": N_("Travel"),
                "housing": N_("Moving and housing"),
                "care": N_("Care for children or others"),
                "taken": N_("Money taken, or a debt"),
                "lawyer": N_("A lawyer"),
                "funeral": N_("A funeral"),
                "other": N_("Something else"),
            },
        ),
        Question("what", Kind.SHORT, N_("What was it?")),
        Question("when", Kind.WHEN, N_("When?")),
        AMOUNT,
        CURRENCY,
        Question(
            "proof",
            Kind.CHOICE,
            N_("Is there a paper or a picture that shows it?"),
            choices={"have": N_("I have it"), "could": N_("I could get it"), "no": N_("No")},
        ),
        PAID_BACK,
        Question("by", Kind.SHORT, N_("Who paid it back?")),
    ),
)
WORK = Question(
    "work",
    Kind.TABLE,
    N_("The work"),
    N_("One line for each kind of work, or for each time it changed. Roughly is enough."),
    columns=(
        Question("from", Kind.WHEN, N_("From when?")),
        Question("to", Kind.WHEN, N_("Until when?")),
        Question("hours", Kind.SHORT, N_("Hours a week, roughly")),
        Question("what", Kind.SHORT, N_("What work was it?")),
        Question("promised", Kind.SHORT, N_("What were you promised for it?")),
        Question("got", Kind.SHORT, N_("What did you get?")),
        CURRENCY,
    ),
)
DEBTS = Question(
    "debts",
    Kind.TABLE,
    N_("Debts you were told you have"),
    N_("A ticket, a bed, food, papers, a fine. Writing it down does not mean that you owe it."),
    columns=(
        Question("what", Kind.SHORT, N_("What were you told you owe for?")),
        AMOUNT,
        CURRENCY,
        PAID_BACK,
    ),
)

MONEY_BACK = Question(
    "money_back",
    Kind.CHOICE,
    N_("Would you like money back for what you lost?"),
    choices={"yes": N_("Yes"), "no": N_("No"), "unsure": N_("I am not sure")},
)

WAYS = {
    "myself": N_("I read it myself"),
    "beside": N_("I read it, with somebody beside me"),
    "screen": N_("I read it behind a screen or from another room"),
    "recording": N_("A recording of me is played"),
    "other": N_("Somebody else reads it for me"),
    "retold": N_("The facilitator tells it in their own words"),
    "paper": N_("Only on paper"),
    "another": N_("In another way"),
    "not_now": N_("Not shared for now"),
}
BESIDE, READER, ANOTHER = (
    Question("beside", Kind.SHORT, N_("Who should be beside you?"), only_if=("how", ("beside", "screen"))),
    Question("reader", Kind.SHORT, N_("Who should read it?"), only_if=("how", ("other",))),
    Question("another", Kind.SHORT, N_("In which way?"), only_if=("how", ("another",))),
)


def looked_up(words: str) -> Rule:
    return Rule(words, Certain.LOOKED_UP)


def ask(words: str) -> Rule:
    return Rule(words, Certain.ASK)


CALLED = looked_up(N_("There it is called a “Victim Impact Statement”."))
HERS = looked_up(N_("It is yours to make or not."))
NO_PUNISHMENT = ask(N_("What you think about the punishment may have no place in it."))
HELP = ask(N_("Somebody may help you to write it, or make it for a child or for a person who cannot."))
CHANGE = ask(N_("You may be able to change it, or take it back, until the court has it."))
SEEN = ask(N_("It may be read by the person who did this, and by their lawyer."))


def how(*ways: str) -> Question:
    return Question(
        "how",
        Kind.CHOICE,
        N_("How would you like your words to be heard?"),
        choices={way: WAYS[way] for way in ways},
    )


def heard(number: int, *questions: Question) -> Section:
    """How a court is to hear it."""
    return Section(
        number,
        N_("How I would like it to be heard"),
        N_("Only a wish. Whoever asked you for this can tell you what is possible there."),
        questions=questions,
        like=(12,),
    )


WITH_HELP, FOR_ANOTHER = ("words", ("written", "helped")), ("words", ("for_another",))
WHOSE = (
    Question(
        "words",
        Kind.CHOICE,
        N_("Whose words are these?"),
        choices={
            "mine": N_("These are my words"),
            "written": N_("Somebody wrote down what I said, and read it back to me"),
            "helped": N_("Somebody helped me with some of it"),
            "for_another": N_("I am writing for somebody else"),
        },
    ),
    Question(
        "helper",
        Kind.SHORT,
        N_("Who helped you?"),
        N_("What they are to you is enough: a friend, an advocate, an interpreter."),
        only_if=WITH_HELP,
    ),
    Question(
        "helped",
        Kind.CHOICES,
        N_("What did they do?"),
        choices={
            "typed": N_("They wrote or typed it"),
            "translated": N_("They translated it"),
            "read_back": N_("They read it back to me"),
        },
        only_if=WITH_HELP,
    ),
    Question("whose", Kind.SHORT, N_("For whom are you writing?"), only_if=FOR_ANOTHER),
    Question("relation", Kind.SHORT, N_("What are you to this person?"), only_if=FOR_ANOTHER),
    Question(
        "reason",
        Kind.SHORT,
        N_("Why do they not write it themselves?"),
        N_("Too young, too ill, no longer alive, or another reason."),
        only_if=FOR_ANOTHER,
    ),
    Question("language", Kind.SHORT, N_("In which language was it first said or written?")),
    Question("translator", Kind.SHORT, N_("If it was translated: who did it?")),
)


def signing(number: int, declaration: str) -> Section:
    """The last section of what goes to a court. `declaration` is a msgid."""
    return Section(
        number,
        N_("Signing"),
        N_(
            "You sign on paper, not here. The paper may have words of its own, and those are the ones "
            "that count."
        ),
        questions=(
            *WHOSE,
            Question(
                "declared",
                Kind.CHOICE,
                N_("What is signed there, in these or other words"),
                N_("Choose it if it is right for you. This is not a signature."),
                choices={"yes": declaration},
            ),
            DAY,
            PLACE,
        ),
        like=(13,),
    )
