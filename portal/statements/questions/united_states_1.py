"""For a federal court of the United States, version 1, with the lists that 18 U.S.C. § 1593 asks for."""

from portal.i18n import N_
from portal.statements.questions.alike import (
    CALLED,
    CHANGE,
    DEBTS,
    DRAFT,
    HARD_BODY,
    HARD_FEARS,
    HARD_WORK,
    HELP,
    HERS,
    LOSSES,
    READER,
    SEEN,
    WORK,
    ask,
    heard,
    how,
    looked_up,
    signing,
)
from portal.statements.questions.shape import Court, Form, Section

DECLARATION = N_("It is true as far as I know and remember")

COURT = Court(
    law="18 U.S.C. § 3771; 18 U.S.C. § 1593",
    looked_up="2026-11",
    about=(
        CALLED,
        HERS,
        ask(
            N_(
                "You may have the right to be heard when a court decides about release, about a deal, about "
                "the sentence or about leaving prison early."
            )
        ),
        looked_up(
            N_(
                "The money has a paper of its own, the “Declaration of Victim Losses”. It goes to the "
                "probation office (“Probation”) when somebody has been found guilty, with receipts."
            )
        ),
        looked_up(
            N_(
                "If somebody made you work or sold you, all your losses count, and the work too: what it "
                "brought them, or the minimum wage with overtime, whichever is more."
            )
        ),
        looked_up(
            N_("In some courts you may say what you think about the sentence, and ask for no contact.")
        ),
    ),
    leave_out=(
        looked_up(N_("Leave out your address and your telephone number.")),
        looked_up(N_("Leave out the story of what happened: this is about what it did to you.")),
        looked_up(
            N_(
                "Leave out of the losses: pain, interest and fines for taxes, and most costs of a lawyer of "
                "your own. If somebody made you work or sold you, costs of a lawyer can count."
            )
        ),
    ),
    helping=(HELP,),
    presenting=(
        ask(N_("You may be able to read it to the court yourself, or to give it on paper only.")),
        looked_up(N_("For reading it aloud, some advise ten minutes at most.")),
    ),
    changing=(CHANGE,),
    copies=(
        looked_up(
            N_(
                "On paper it becomes part of what the court keeps. Often everybody can read that, unless the "
                "court closes it."
            )
        ),
        SEEN,
    ),
    declaration=DECLARATION,
    no_punishment=False,
    minutes=10,
)

UNITED_STATES_1 = Form(
    "united_states",
    1,
    N_("For a federal court in the United States"),
    DRAFT,
    (
        Section(
            301,
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
            302,
            N_("How I feel"),
            N_("What this has done to you inside. There is no right way to feel."),
            (
                N_("What feelings come most often?"),
                N_("What is different in your days or nights since it happened?"),
                N_("What has changed between you and the people close to you?"),
            ),
            like=(1, 4),
        ),
        Section(
            303,
            N_("Money and work"),
            N_("What it has done to your money and your work, in your own words."),
            (
                N_("Did you lose work, wages, school or belongings?"),
                N_("Is something still missing?"),
            ),
            like=(3, 6),
        ),
        Section(
            304,
            N_("What it cost, line by line"),
            N_("For the paper about losses: wages, things, doctors, therapy, travel, housing, child care."),
            questions=(LOSSES,),
            like=(10,),
        ),
        Section(
            305,
            N_("Work I was not paid for"),
            N_("If somebody made you work or sold you: for the paper about losses."),
            questions=(WORK, DEBTS),
            warns=HARD_WORK,
            like=(6, 11),
        ),
        Section(
            306,
            N_("Safety and fears"),
            N_("What you are afraid of, and what makes you feel safer."),
            (
                N_("Is there somebody or some place you are afraid of?"),
                N_("Are you afraid for somebody else?"),
                N_("Would you like the court to forbid any contact?"),
            ),
            warns=HARD_FEARS,
            like=(5,),
        ),
        Section(
            307,
            N_("What I think should happen"),
            N_("About the sentence, if you want to say something. In some courts it is not allowed."),
            like=(8,),
        ),
        heard(308, how("myself", "other", "paper"), READER),
        signing(309, DECLARATION),
    ),
    court=COURT,
)
