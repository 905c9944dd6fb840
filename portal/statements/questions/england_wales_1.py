"""For a court in England or Wales, version 1: what a Victim Personal Statement is about."""

from portal.i18n import N_
from portal.statements.questions.alike import (
    DRAFT,
    HARD_BODY,
    HARD_FEARS,
    HERS,
    LOSSES,
    MONEY_BACK,
    ask,
    heard,
    how,
    looked_up,
    signing,
)
from portal.statements.questions.shape import Court, Form, Kind, Question, Section

DECLARATION = N_(
    "The scheme was explained to me. I know that what I say may be used in different ways, and that the "
    "defence may see it."
)

COURT = Court(
    law="Victim Personal Statement (VPS), form MG11",
    looked_up="2026-11",
    about=(
        looked_up(N_("There it is called a “Victim Personal Statement”, or VPS.")),
        HERS,
        looked_up(N_("If you make none, nobody may draw conclusions from that.")),
        looked_up(N_("It is apart from the witness statement, which is about what happened.")),
        looked_up(
            N_("It can also be used later, when it is decided whether the person leaves prison early.")
        ),
    ),
    leave_out=(looked_up(N_("Leave out which punishment you would want.")),),
    helping=(
        looked_up(N_("A parent or carer can make it for a child or for an adult who needs that.")),
        looked_up(N_("You can make it through an interpreter.")),
        ask(
            N_(
                "In another language it may be written down in that language, and the translator may sign "
                "for the translation."
            )
        ),
    ),
    presenting=(
        looked_up(N_("It can be in writing or a video.")),
        looked_up(
            N_(
                "You say whether it is read aloud, all or a part of it, and by whom: you, your family, the "
                "prosecutor (CPS) or the police. The court decides."
            )
        ),
    ),
    changing=(
        looked_up(N_("Once it is signed, it cannot be changed or taken back.")),
        looked_up(N_("You can add another one at any time before the sentence.")),
    ),
    copies=(
        looked_up(N_("It can be shown to the defence: the person who is charged, and their lawyer.")),
        looked_up(N_("You can be asked questions about it in court, and it may be in the news.")),
    ),
    declaration=DECLARATION,
)

ENGLAND_WALES_1 = Form(
    "england_wales",
    1,
    N_("For a court in England or Wales"),
    DRAFT,
    (
        Section(
            201,
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
            202,
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
            203,
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
            204,
            N_("Home and people"),
            N_("Family, friends, children, home, faith, the place you live."),
            (
                N_("What has changed between you and the people close to you?"),
                N_("Did you have to move, or to stop seeing somebody?"),
            ),
            like=(4, 9),
        ),
        Section(
            205,
            N_("Safety and fears"),
            N_("What you are afraid of, and what makes you feel safer."),
            (
                N_("Is there somebody or some place you are afraid of?"),
                N_("Does somebody try to frighten you, or to keep you quiet?"),
                N_("How would it be if the person waited for the trial at home (“bail”)?"),
            ),
            warns=HARD_FEARS,
            like=(5,),
        ),
        Section(
            206,
            N_("Money you would like back"),
            N_("You can say whether the court should look at it. It may say yes or no."),
            questions=(MONEY_BACK,),
        ),
        heard(
            207,
            how("myself", "other", "recording", "paper"),
            Question(
                "reader",
                Kind.SHORT,
                N_("Who should read it?"),
                N_("Somebody of your family, the prosecutor (CPS) or the police."),
                only_if=("how", ("other",)),
            ),
            Question(
                "part",
                Kind.CHOICE,
                N_("All of it, or a part?"),
                choices={"all": N_("All of it"), "part": N_("A part of it")},
                only_if=("how", ("myself", "other")),
            ),
            Question("which", Kind.LONG, N_("Which part?"), only_if=("part", ("part",))),
        ),
        signing(208, DECLARATION),
    ),
    court=COURT,
)
