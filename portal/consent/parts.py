"""What she can tick, each a *part* under its own key: sections of her writing, files beside them, how
she feels about it, and how she can be reached safely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from portal.answers import words_of
from portal.consent import attached
from portal.consent.attached import Attached
from portal.consent.notices import NOTICES
from portal.contact import service as contact
from portal.contact import telling as reaching
from portal.helping import translations
from portal.helping.translated import Translated
from portal.i18n import N_, _, current_language, format_date
from portal.readiness import telling
from portal.statements import files
from portal.statements import service as statements
from portal.statements.authors import NOBODY_ELSE, Authors, carried
from portal.statements.sections import NUMBERS
from portal.statements.titles import title
from portal.work import NotFound, Work

HELPED = "helped"  # who helped with which words of the other parts
NOTE = "note"  # what she says to a consent in her own words; it is never ticked
NEED, CALLED, SERVICE = "need", "called", "service"  # typed for one who is asked to get in touch
_TITLES = {
    **telling.TITLES,
    reaching.TICK: reaching.TITLE,
    HELPED: N_("Who helped with which words"),
    NEED: N_("What I need"),
    CALLED: N_("What to call me"),
    SERVICE: N_("The service I ask"),
}
_ORDER = (*(str(number) for number in NUMBERS), *_TITLES, NOTE)


@dataclass(frozen=True)
class Part:
    """`tick`: "3" for the third section, "readiness", "pushed", "contact", "note", or that of a file. `title`
    is a msgid, or said in her language already; `called` what she calls a file, and its `text` what it says
    in words; `check_at` from when on it is to be checked again; `translations`: those she wants beside it."""

    tick: str
    title: str
    text: str = field(repr=False)
    language: str
    form: int = 0
    file: Attached | None = None
    called: str = field(default="", repr=False)
    check_at: datetime | None = None
    translations: tuple[Translated, ...] = field(default=(), repr=False)
    own: str = field(default="", repr=False)  # the words of hers in it, and
    authors: Authors = NOBODY_ELSE  # whose they are

    @property
    def goes(self) -> str:
        """Whether anything of it goes to a reader: a file does, whatever is left out beside it."""
        return self.text or (self.tick if self.file else "")

    @property
    def group(self) -> str:
        """Under which name it is kept in a snapshot."""
        return f"section/{self.tick}" if self.tick.isdigit() else self.tick


def title_of(tick: str, purpose: str, form: int = 0) -> str:
    if tick == NOTE:
        return NOTICES[purpose].asks
    if attached.is_file(tick):
        return attached.name_of(tick)
    if not tick.isdigit():
        return _TITLES[tick]
    return title(int(tick), form)


def tick_of(group: str) -> str:
    return group.removeprefix("section/")


def in_order(ticks: Iterable[str]) -> list[str]:
    """Files stand after what is written, in no order that says more."""
    last = str(NUMBERS[-1])
    return sorted(set(ticks), key=lambda t: (_ORDER.index(last if attached.is_file(t) else t), t != last, t))


def mine(work: Work, purpose: str = "") -> list[Part]:
    """Everything she could tick, in the form's order. How to reach her is never given to be passed on."""
    translated = translations.shown(work)
    written = [
        Part(
            str(w.number),
            title_of(str(w.number), "", w.form),
            w.words,
            w.language,
            w.form,
            translations=translated.get(w.number, ()),
            own=words_of(w.text),
            authors=w.authors,
        )
        for w in statements.read_all(work)
    ]
    beside = [
        Part(f.tick, title_of(f.tick, ""), f.words, f.language, file=Attached.of(f), called=f.title)
        for f in files.everything(work)
    ]
    felt = telling.mine(work)
    return (
        [*written, *sorted(beside, key=lambda part: part.tick)]
        + [
            Part(tick, telling.TITLES[tick], felt[tick], current_language())
            for tick in telling.TITLES
            if tick in felt
        ]
        + ([] if purpose == "pass_on" else _reaching(work))
        + helped(written)
    )


def helped(going: Iterable[Part]) -> list[Part]:
    """Which words of these parts, as they go, somebody helped with, who that was, and when she took them."""
    said = []
    for part in going:
        found = carried(part.own, part.authors, part.text).passages(part.text)
        said += [
            _("%(part)s: “%(words)s”. %(name)s suggested it; I made it mine on %(date)s.",
              part=_(part.title), words=text.strip(), name=by.name, date=format_date(by.on))
            for text, by in found if by is not None and text.strip()
        ]  # fmt: skip
    return [Part(HELPED, _TITLES[HELPED], "\n".join(said), current_language())] if said else []


def _reaching(work: Work) -> list[Part]:
    plan = contact.read(work)
    words = reaching.in_words(plan)
    found = Part(reaching.TICK, reaching.TITLE, words, current_language(), check_at=plan.check_at)
    return [found] if words else []


def ticked(work: Work, ticks: Iterable[str]) -> list[Part]:
    """Those she ticked, as they are now."""
    wanted = set(ticks)
    return [part for part in mine(work) if part.tick in wanted]


def file_of(parts: Iterable[Part] | None, tick: str) -> Attached:
    """Raises NotFound where there is none, or where the copy has been removed."""
    for part in parts or ():
        if part.tick == tick and part.file is not None:
            return part.file
    raise NotFound
