"""For a court in New Zealand, version 1: what the Victims’ Rights Act asks about, in its order."""

from portal.i18n import N_
from portal.statements.questions.alike import (
    ANOTHER,
    CALLED,
    CHANGE,
    DRAFT,
    HARD_BODY,
    HARD_FEARS,
    HELP,
    HERS,
    LOSSES,
    MONEY_BACK,
    NO_PUNISHMENT,
    READER,
    heard,
    how,
    looked_up,
    signing,
)
from portal.statements.questions.shape import Court, Form, Section

DECLARATION = N_("It is true as far as I know and remember")

COURT = Court(
    law="Victims’ Rights Act 2002, ss 16–25",
    looked_up="2026-11",
    about=(
        CALLED,
        HERS,
        looked_up(
            N_("Before you begin, somebody tells you what it is for, and warns you that it has to be true.")
        ),
        looked_up(N_("It says what it did to your body, your feelings, your money, and anything else.")),
        looked_up(
            N_("It also says whether you want money from the person for what you lost (“reparation”).")
        ),
    ),
    leave_out=(NO_PUNISHMENT,),
    helping=(HELP,),
    presenting=(looked_up(N_("It can be read to the court, or the court can take it in another way.")),),
    changing=(
        looked_up(N_("It is signed within about 28 days of the sentence. Ask for the date.")),
        CHANGE,
    ),
    copies=(
        looked_up(N_("The person who did this may see it, but not keep it.")),
        looked_up(N_("A judge may hold back parts of it from the person, to keep you safe.")),
        looked_up(N_("Copies are given back when the case is over.")),
        looked_up(N_("There are limits on giving out your address in court.")),
    ),
    declaration=DECLARATION,
)

NEW_ZEALAND_1 = Form(
    "new_zealand",
    1,
    N_("For a court in New Zealand"),
    DRAFT,
    (
        Section(
            501,
            N_("My body"),
            N_("Pain, illness, sleep, treatment: what your body carries."),
            (
                N_("Was or is something painful, broken, or changed?"),
                N_("Did you need a doctor, a hospital or medicine? Do you still?"),
                N_("What can you no longer do?"),
            ),
            warns=HARD_BODY,
            like=(2,),
        ),
        Section(
            502,
            N_("How I feel"),
            N_("What this has done to you inside. There is no right way to feel."),
            (
                N_("What feelings come most often?"),
                N_("What is different in your days or nights since it happened?"),
                N_("What is hardest? What helps a little?"),
            ),
            like=(1,),
        ),
        Section(
            503,
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
            504,
            N_("Anything else"),
            N_("Family, friends, children, home, faith, safety: whatever has no place above."),
            (
                N_("What has changed between you and the people close to you?"),
                N_("Is there somebody or some place you are afraid of?"),
            ),
            warns=HARD_FEARS,
            like=(4, 5, 9),
        ),
        Section(
            505,
            N_("Money you would like back"),
            N_("You can say whether the court should look at it. It may say yes or no."),
            questions=(MONEY_BACK,),
        ),
        heard(506, how("myself", "other", "another", "paper"), READER, ANOTHER),
        signing(507, DECLARATION),
    ),
    court=COURT,
)
