"""Her statement, version 1: nine sections of words."""

from portal.i18n import N_
from portal.statements.questions.shape import Form, Section

STATEMENT_1 = Form(
    "statement",
    1,
    N_("Your writing"),
    N_(
        "Nobody reads this unless you choose it. Take any part, in any order, or none. A few words "
        "are enough."
    ),
    (
        Section(
            1,
            N_("How I feel"),
            N_("What this has done to you inside. There is no right way to feel."),
            (
                N_("What feelings come most often?"),
                N_("What is different in your days or nights since it happened?"),
                N_("What is hardest? What helps a little?"),
            ),
        ),
        Section(
            2,
            N_("My body"),
            N_("Pain, illness, sleep, treatment: what your body carries."),
            (
                N_("Was or is something painful, broken, or changed?"),
                N_("Did you need a doctor, a hospital or medicine? Do you still?"),
                N_("How do you sleep and eat?"),
            ),
        ),
        Section(
            3,
            N_("Money and work"),
            N_("What it has cost you. This is not a claim for money."),
            (
                N_("Did you lose work, wages, school or belongings?"),
                N_("What did you have to pay because of it?"),
                N_("Is something still missing?"),
            ),
        ),
        Section(
            4,
            N_("Home and people"),
            N_("Family, friends, children, home, faith, the place you live."),
            (
                N_("What has changed between you and the people close to you?"),
                N_("Did you have to move, or to stop seeing somebody?"),
            ),
        ),
        Section(
            5,
            N_("Safety and fears"),
            N_("What you are afraid of, and what makes you feel safer."),
            (
                N_("Is there somebody or some place you are afraid of?"),
                N_("Are you afraid for somebody else?"),
                N_("What would help you to feel safer?"),
            ),
        ),
        Section(
            6,
            N_("Work, debts and papers"),
            N_("If somebody made you work, said that you owe money, or keeps your papers."),
            (
                N_("What work was it? When, and how many hours?"),
                N_("What were you promised, and what did you get?"),
                N_("Were you told that you owe money? Does somebody have your papers?"),
            ),
        ),
        Section(
            7,
            N_("What I want to say or ask"),
            N_("To the person who did this, or to anybody else. You do not have to send it."),
            (
                N_("What should they know?"),
                N_("What would you like to ask, or to hear?"),
            ),
        ),
        Section(
            8,
            N_("What would help"),
            N_("What could make something better, for you or for others. It may be nothing."),
            (
                N_("What would you like to happen? What must not happen?"),
                N_("Is there something that should be given back or put right?"),
            ),
        ),
        Section(
            9,
            N_("In my own way"),
            N_("A letter, a poem, a list, single words. Anything, in any order."),
        ),
    ),
)
