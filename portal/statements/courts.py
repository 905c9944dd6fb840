"""A draft for a court: what holds in that country, and a last look by plain rules. It blocks nothing.

The rules are facts that were looked up or, where marked so, general knowledge to ask a lawyer about. The
look finds contact details, talk of punishment where that does not belong, and how long reading aloud
takes. It misses things, and the page says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.i18n import N_
from portal.safety import finding
from portal.safety.kinds import NAMES, Kind
from portal.statements.questions.shape import Form, Rule
from portal.statements.sentences import ranges
from portal.statements.service import Written

CONTACT = {Kind.PHONE, Kind.EMAIL, Kind.WEB, Kind.ADDRESS, Kind.HOME}
A_MINUTE = 130  # words read aloud without haste
_PUNISHMENT = re.compile(
    r"\b(?:prisons?|jail(?:ed)?|punish\w{0,5}|sentenc\w{1,4}|behind bars|probation"
    r"|lock(?:ed)? (?:him|her|them) up"
    r"|c[áa]rcel|prisi[óo]n|castig\w{1,5}|condena\w{0,3}|pena m[áa]xima|encerr\w{1,5}|tras las rejas)\b"
    r"|[وفبلك]?(?:ال)?(?:سجن|حبس|عقوب|عقاب|إعدام)\w{0,3}|[يتن](?:عاقب|سجن|حبس)\w{0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Look:
    """`contact`: what was found and of what kind (a msgid). `punishment`: sentences. `minutes`: to read it
    aloud; `too_long` by what the rules of that country or those who advise there say."""

    contact: list[tuple[str, str]] = field(repr=False)
    punishment: list[str] = field(repr=False)
    minutes: int
    too_long: bool


def groups(form: Form) -> list[tuple[str, tuple[Rule, ...]]]:
    """What holds there, under headings, which are msgids."""
    court = form.court
    assert court is not None
    return [
        (N_("What it is for"), court.about),
        (N_("What to leave out"), court.leave_out),
        (N_("Who may help you"), court.helping),
        (N_("How it can be read or heard"), court.presenting),
        (N_("If you want to change it later"), court.changing),
        (N_("Who gets to see it"), court.copies),
    ]


def of(form: Form, written: Iterable[Written]) -> list[Written]:
    """The parts of one document."""
    numbers = {section.number for section in form.sections}
    return [one for one in written if one.number in numbers]


def look(form: Form, written: Iterable[Written]) -> Look:
    assert form.court is not None
    texts = [one.words for one in written]
    contact = [
        (text[found.start : found.end], NAMES[found.kind])
        for text in texts
        for found in finding.find(text)
        if found.kind in CONTACT
    ]
    punishment = [said for text in texts for said in _of_punishment(text)] if form.court.no_punishment else []
    minutes = -(-sum(len(text.split()) for text in texts) // A_MINUTE)
    most = form.court.minutes
    return Look(contact, punishment, minutes, most is not None and minutes > most)


def _of_punishment(text: str) -> list[str]:
    found = (text[start:end].strip() for start, end in ranges(text))
    return [sentence for sentence in found if _PUNISHMENT.search(sentence)]
