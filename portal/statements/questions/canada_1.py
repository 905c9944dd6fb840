"""For a court in Canada, version 1: the parts of Form 34.2, in its order."""

from portal.i18n import N_
from portal.statements.questions.alike import (
    ANOTHER,
    BESIDE,
    CALLED,
    DRAFT,
    HARD_BODY,
    HARD_FEARS,
    HERS,
    LOSSES,
    ask,
    heard,
    how,
    looked_up,
    signing,
)
from portal.statements.questions.shape import Court, Form, Kind, Question, Section

DECLARATION = N_("To the best of my knowledge, the information contained in this statement is true.")

COURT = Court(
    law="Criminal Code, s. 722; Form 34.2",
    looked_up="2026-11",
    about=(
        CALLED,
        HERS,
        looked_up(N_("It is about harm to your body and your feelings, and about what you lost.")),
        looked_up(N_("Its parts are examples. Leave out any of them, or add pages.")),
        looked_up(
            N_(
                "Getting money back is another request. It is for losses that are easy to count and can be "
                "shown, never for pain."
            )
        ),
    ),
    leave_out=(
        looked_up(N_("Leave out what has nothing to do with the harm to you.")),
        looked_up(N_("Leave out accusations that have not been proved.")),
        looked_up(N_("Leave out crimes they have not been found guilty of.")),
        looked_up(N_("Leave out complaints about others who had to do with the case, such as the police.")),
        looked_up(N_("Leave out which punishment you would want, unless the court says that you may.")),
        looked_up(N_("Leave out what you do not want the person, or the public, to know.")),
        looked_up(N_("If something is in it all the same, the court passes over that and reads the rest.")),
    ),
    helping=(
        looked_up(
            N_(
                "For somebody who has died, who cannot do it or who is under 18, it can be made by a "
                "husband, a wife, a relative, a parent or a guardian."
            )
        ),
        ask(N_("Whoever makes it for somebody may have to say why, and what they are to that person.")),
    ),
    presenting=(
        ask(
            N_(
                "You may be able to read it yourself, with somebody beside you, from outside the courtroom "
                "or behind a screen, or in another way the court allows."
            )
        ),
        ask(N_("If you read from outside, the judge and the person who did this may watch on a screen.")),
        looked_up(N_("You may hold a photo from the time before.")),
    ),
    changing=(ask(N_("You may be able to change your mind until the sentence.")),),
    copies=(
        looked_up(
            N_("The court gives a copy to the prosecutor, to the person who did this or their lawyer.")
        ),
        ask(N_("Their lawyer may ask you questions about it, and newspapers may write about it.")),
        ask(N_("“Victim Services” may keep a copy, and those who decide about prison may ask for it.")),
        looked_up(N_("Keep a copy for yourself.")),
    ),
    declaration=DECLARATION,
)

CANADA_1 = Form(
    "canada",
    1,
    N_("For a court in Canada"),
    DRAFT,
    (
        Section(
            101,
            N_("How I feel"),
            N_("What this has done to you inside. There is no right way to feel."),
            (
                N_("What has changed in how you live, and in what you do each day?"),
                N_("What has changed between you and the people close to you?"),
                N_("Can you work or learn as before?"),
                N_("What feelings come most often?"),
            ),
            like=(1, 4),
        ),
        Section(
            102,
            N_("My body"),
            N_("Pain, illness, sleep, treatment: what your body carries."),
            (
                N_("Was or is something painful, broken, or changed?"),
                N_("Did you need a doctor, a hospital or medicine? Do you still?"),
                N_("Will you need more treatment?"),
                N_("What can you no longer do?"),
            ),
            warns=HARD_BODY,
            like=(2,),
        ),
        Section(
            103,
            N_("Money and work"),
            N_("What it has cost you. This is not a claim for money."),
            (
                N_("Did you lose work, wages, school or belongings?"),
                N_("What did you have to pay because of it?"),
                N_("What does no insurance pay?"),
            ),
            questions=(LOSSES,),
            like=(3, 6, 10),
        ),
        Section(
            104,
            N_("Safety and fears"),
            N_("What you are afraid of, and what makes you feel safer."),
            (
                N_("Is there somebody or some place you are afraid of?"),
                N_("Are you afraid for somebody else?"),
                N_("Are you afraid that you, or people close to you, could meet the person?"),
            ),
            warns=HARD_FEARS,
            like=(5,),
        ),
        Section(
            105,
            N_("In my own way"),
            N_("A letter, a poem, a list, single words. Anything, in any order."),
            (N_("Is there a drawing? You can put it with the printed paper."),),
            like=(9,),
        ),
        heard(
            106,
            how("myself", "beside", "screen", "another", "paper"),
            BESIDE,
            ANOTHER,
            Question(
                "photo",
                Kind.CHOICE,
                N_("Would you like to hold a photo from the time before?"),
                choices={"yes": N_("Yes"), "no": N_("No"), "unsure": N_("I am not sure")},
            ),
        ),
        signing(107, DECLARATION),
    ),
    court=COURT,
)
