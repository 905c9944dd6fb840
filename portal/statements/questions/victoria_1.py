"""For a court in Victoria (Australia), version 1: the four parts of its form, and what is put with it."""

from portal.i18n import N_
from portal.statements.questions.alike import (
    BESIDE,
    CALLED,
    CHANGE,
    DRAFT,
    HARD_BODY,
    HERS,
    LOSSES,
    NO_PUNISHMENT,
    READER,
    SEEN,
    heard,
    how,
    looked_up,
    signing,
)
from portal.statements.questions.shape import Court, Form, Kind, Question, Section

DECLARATION = N_(
    "I declare that the contents of this statutory declaration are true and correct, and I make it knowing "
    "that making a statutory declaration that I know to be untrue is an offence."
)

COURT = Court(
    law="Sentencing Act 1991 (Vic), ss 8K–8R",
    looked_up="2026-11",
    about=(
        CALLED,
        HERS,
        looked_up(N_("It is about feelings, the body, money and life with others. Parts can stay empty.")),
        looked_up(
            N_(
                "It may be full of feeling, and show how you see it. The court does not refuse it for that "
                "alone."
            )
        ),
        looked_up(N_("Somebody who saw it, family and some friends can make one too.")),
        looked_up(
            N_(
                "It is a “statutory declaration”: a solemn promise that it is true. You sign it in front of "
                "somebody who is allowed to witness it."
            )
        ),
    ),
    leave_out=(NO_PUNISHMENT,),
    helping=(
        looked_up(N_("You have the right to help with it.")),
        looked_up(N_("Somebody can make it for a person who is under 18, ill, or has a disability.")),
    ),
    presenting=(
        looked_up(N_("If you ask for it, it is read aloud.")),
        looked_up(
            N_(
                "You can ask for a screen, a camera from another room, somebody beside you, only certain "
                "people in the room, or lawyers without robes."
            )
        ),
        looked_up(N_("You can add letters, poems, photos, drawings, or papers from a doctor.")),
    ),
    changing=(CHANGE,),
    copies=(looked_up(N_("The person who is charged can have you asked questions about it in court.")), SEEN),
    declaration=DECLARATION,
)

VICTORIA_1 = Form(
    "victoria",
    1,
    N_("For a court in Victoria, Australia"),
    DRAFT,
    (
        Section(
            401,
            N_("How I feel"),
            N_("What this has done to you inside. There is no right way to feel."),
            (
                N_("What feelings come most often?"),
                N_("What is different in your days or nights since it happened?"),
                N_("Is there somebody or some place you are afraid of?"),
            ),
            like=(1, 5),
        ),
        Section(
            402,
            N_("My body"),
            N_("Pain, illness, sleep, treatment: what your body carries."),
            (
                N_("Was or is something painful, broken, or changed?"),
                N_("Did you need a doctor, a hospital or medicine? Do you still?"),
                N_("How do you sleep and eat?"),
            ),
            warns=HARD_BODY,
            like=(2,),
        ),
        Section(
            403,
            N_("Money and work"),
            N_("What it has cost you. This is not a claim for money."),
            (
                N_("Did you lose work, wages, school or belongings?"),
                N_("What did you have to pay because of it?"),
            ),
            questions=(LOSSES,),
            like=(3, 6, 10),
        ),
        Section(
            404,
            N_("Home and people"),
            N_("Family, friends, children, home, faith, the place you live."),
            (
                N_("What has changed between you and the people close to you?"),
                N_("Did you have to move, or to stop seeing somebody?"),
            ),
            like=(4,),
        ),
        Section(
            405,
            N_("In my own way"),
            N_("A letter, a poem, a list, single words. Anything, in any order."),
            (N_("Is there a drawing? You can put it with the printed paper."),),
            like=(9,),
        ),
        heard(
            406,
            how("myself", "beside", "screen", "other", "paper"),
            BESIDE,
            READER,
            Question(
                "room",
                Kind.CHOICES,
                N_("What else would you like to ask for?"),
                choices={
                    "named": N_("Only certain people in the room"),
                    "robes": N_("Lawyers without robes"),
                },
            ),
            Question("named", Kind.SHORT, N_("Which people?"), only_if=("room", ("named",))),
        ),
        signing(407, DECLARATION),
    ),
    court=COURT,
)
