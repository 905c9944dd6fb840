"""What everybody is told before a yes can be asked for: short screens, one idea each.

Rights, how it goes, what may follow, how agreements are looked after, how to complain: UN ECOSOC 2002/12
paragraph 13, Directive 2012/29/EU article 12, CM/Rec(2018)8. What depends on a place is never made up
here: a screen shows what the service itself has written about it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.consent.models import Choosing, Consent
from portal.i18n import N_
from portal.programmes.facts import NEEDED, Fact
from portal.programmes.models import ProgrammeFact, Team
from portal.work import NotFound, Work


@dataclass(frozen=True)
class Screen:
    """`name` stands in the address; `facts` are what the service adds to it."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


SCREENS = (
    Screen("what", N_("What this is, and what it is not"), (
        N_("Restorative justice is a way to talk about harm, with help. You can say what happened, what it "
           "did to you, and what you need now."),
        N_("It is not a court. Nobody here decides who is guilty."),
        N_("You do not have to forgive, and you do not have to meet anyone."),
    )),
    Screen("choice", N_("It is your choice"), (
        N_("You can say yes, no, or later. You can stop at any time, and you do not have to say why."),
        N_("No help depends on it. If anyone tells you that you must take part, that is not right, and you "
           "can tell someone you trust."),
        N_("To stop sharing, open it under “Who may read” and press “Stop sharing”. Or tell somebody in the "
           "team: saying it is enough."),
    )),
    Screen("ways", N_("Ways it can be done"), (
        N_("A letter that is never sent, or one that is passed on. Messages that the facilitator carries, so "
           "that you do not see each other. A recording, a video call, or a meeting."),
        N_("Or a talk with somebody who did such a thing, but not to you. You can also just find out more, "
           "and leave it at that."),
        N_("Not every service offers all of these. You can ask for what you need."),
    )),
    Screen("who", N_("Who takes part"), (
        N_("A trained person, the facilitator, prepares everything with you and stays with you in it. "
           "Facilitators take no side and decide nothing for you."),
        N_("The other person takes part only if they want to, and perhaps has someone at their side. You "
           "hear beforehand who comes. Nobody else comes without your yes."),
    ), (Fact.WHO,)),
    Screen("first", N_("What the other person must have done first"), (
        N_("They have said that they did it, at least the main facts. They come because they want to, and "
           "they have prepared for it."),
        N_("They have stopped the harm, and have not tried to reach you behind your back, also not through "
           "others."),
        N_("The facilitator checks this before anything begins, and again at every step. You do not have to "
           "check it yourself. You can ask how it was done."),
    )),
    Screen("safe", N_("How it is kept safe"), (
        N_("The facilitator asks you what could put you in danger, and plans with you: where, when, with "
           "whom, and what is not talked about."),
        N_("You can pause or end it at any moment, also in the middle of a talk. You can agree on a sign for "
           "it beforehand."),
        N_("Sometimes the honest answer is: not in this way. Then you should hear why, and what else there "
           "is."),
        N_("Nobody watches these pages day and night. The emergency number stands at the foot of every "
           "page."),
    )),
    Screen("reading", N_("Who sees what here"), (
        N_("What you write is locked, and the key is yours. Nobody who works here has a key to it, unless "
           "you choose to share."),
        N_("You choose which team may read, which parts, and until when: 90 days at most. Everybody in this "
           "team can read it. You see who opened it and when."),
        N_("They may not show any of it to the person who hurt you, or to anybody else, without your yes. "
           "What the law can change about that stands under “What may have to be passed on”."),
        N_("The people who run this site can see that there is an account, and when and with which team it "
           "shared."),
    )),
    Screen("limits", N_("What may have to be passed on"), (
        N_("What is said in a talk is private too. Nobody may pass it on, unless all of you agree."),
        N_("In some places the law makes a service tell somebody, for example when a child is in danger, or "
           "when a court orders it. They should tell you first, if they can."),
        N_("We cannot take back what someone has already read, written down, printed or downloaded."),
    ), (Fact.LAW,)),
    Screen("outcome", N_("What can come of it"), (
        N_("An answer, an apology, money, help, staying away from you. Or nothing at all: that is a result, "
           "too."),
        N_("The other person may say no. There may be no apology. A promise may not be kept. Old pain can "
           "come back."),
        N_("Nobody can promise you how you will feel. You should have someone to talk to afterwards."),
    )),
    Screen("promises", N_("If something is agreed"), (
        N_("You agree only to what you want, and nobody may push you. It should be fair, possible to do, and "
           "clear when it is done."),
        N_("The facilitator checks whether it is done and tells you, also when it is not."),
        N_("If a promise is broken, you are asked what you want now: more time, something else, or an end. "
           "Ask before you agree what else could be done then."),
    )),
    Screen("elsewhere", N_("Court, prison, money and papers"), (
        N_("In some places, taking part or stopping can count in a court case, in a sentence, or when "
           "somebody asks to leave prison early. It can also matter for compensation, or for your right to "
           "stay in the country."),
        N_("What you write or say can sometimes be asked for in a case, yours or someone else's. If that may "
           "be so for you, talk to a lawyer before you write about what happened."),
        N_("The service cannot know everything about your own case. Ask before you say yes; it can wait "
           "until you have an answer."),
    ), (Fact.COURT,)),
    Screen("beside", N_("Who may be with you"), (
        N_("You may have people at your side: a friend, someone from your family, an advocate, a lawyer. "
           "Someone may also go in your place."),
        N_("You may have an interpreter, and say no to one whom you know, or who knows your people. You may "
           "ask for another place, and for what your culture or your faith asks for."),
    ), (Fact.REACH,)),
    Screen("time", N_("How long it takes"), (
        N_("As long as you need. Preparing often takes weeks or months. The service can tell you how long it "
           "usually takes there."),
        N_("A court case may have dates of its own. Ask whether one of them matters for you."),
        N_("What you share here ends by itself on the day you choose. If you say nothing, it is never made "
           "longer."),
    )),
    Screen("complain", N_("If something is not right"), (
        N_("You can complain about anything: how you were treated, what was said, what was passed on. No "
           "help may be taken from you for it."),
        N_("Someone you trust can do it with you or for you."),
    ), (Fact.COMPLAIN,)),
    Screen("kept", N_("What is kept, and for how long"), (
        N_("Your writing stays until you change it or erase everything. You can do that on any day."),
        N_("When what you shared ends, or you stop it, the key made for the team is destroyed. Old backup "
           "copies become unreadable within 14 days. Your own pages keep the copy that was shared until you "
           "remove it."),
        N_("Your pages keep when you said yes and to whom, and who opened it. That goes when you erase "
           "everything. A log of what was done stays, without your words and your name."),
        N_("What the service notes on paper or in files of its own is not on this site. Ask what they keep, "
           "and for how long."),
    )),
)  # fmt: skip
NAMES = [screen.name for screen in SCREENS]


def place_of(name: str) -> int:
    """Which screen this is, from 0. Raises NotFound for one that there is not."""
    if name not in NAMES:
        raise NotFound
    return NAMES.index(name)


def was_told(work: Work, choosing: Choosing) -> bool:
    """She has said yes to this service before, and it has changed nothing of what she must know since."""
    its_service = select(Team.programme_id).where(Team.id == choosing.recipient_id).scalar_subquery()
    newest = select(func.max(ProgrammeFact.changed_at)).where(
        ProgrammeFact.programme_id == its_service, ProgrammeFact.name.in_(NEEDED)
    )
    yes = (
        select(Consent.id)
        .join(Team, Team.id == Consent.recipient_id)
        .where(
            Consent.owner_id == choosing.owner_id,
            Team.programme_id == its_service,
            Consent.given_at > newest.scalar_subquery(),
        )
    )
    return work.main.scalar(yes.limit(1)) is not None
