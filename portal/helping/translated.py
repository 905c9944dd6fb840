"""A translation beside its original, paragraph by paragraph. The original is what counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from portal.i18n import N_
from portal.programmes.profiles import spoken
from portal.statements.sentences import Range

ATTESTS = N_(
    "I know both languages; this is a true and complete translation to the best of my knowledge; marked "
    "places are not certain."
)
# What is said of a paragraph: by the interpreter, or by us of the original.
GAP, UNSURE, CHANGED, LEFT_OUT = "gap", "unsure", "changed", "left_out"


def paragraphs(text: str) -> list[Range]:
    """Its lines, without the space around them and without empty ones."""
    found, at = [], 0
    for line in text.split("\n"):
        said = line.strip()
        if said:
            start = at + line.index(said)
            found.append((start, start + len(said)))
        at += len(line) + 1
    return found


@dataclass(frozen=True)
class Paragraph:
    """`of`: the words of the original for which it was made."""

    of: str = field(repr=False)
    text: str = field(default="", repr=False)
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Translated:
    """From and into which language (ISO 639), by whom. `attested`: what the interpreter said to be so, in
    these words of that language, on that day (ISO 8601); all "" while it is not finished."""

    source: str
    target: str
    who: str
    qualification: str = field(default="", repr=False)
    attested: str = ""
    attested_in: str = ""
    day: str = ""
    paragraphs: tuple[Paragraph, ...] = field(default=(), repr=False)

    @property
    def on(self) -> date:
        return date.fromisoformat(self.day)

    @property
    def languages(self) -> tuple[str, str]:
        """Their names."""
        return spoken([self.source])[0], spoken([self.target])[0]

    @property
    def is_whole(self) -> bool:
        return all(one.text.strip() or GAP in one.marks for one in self.paragraphs)

    def beside(self, text: str) -> Translated:
        """One for each paragraph of this text. What was made for other words is not beside these."""
        made = self._made()
        lines = [text[start:end] for start, end in paragraphs(text)]
        found = (made[line].pop(0) if made[line] else Paragraph(line, marks=(CHANGED,)) for line in lines)
        return replace(self, paragraphs=tuple(found))

    def _made(self) -> defaultdict[str, list[Paragraph]]:
        made: defaultdict[str, list[Paragraph]] = defaultdict(list)
        for one in self.paragraphs:
            made[one.of].append(one)
        return made

    def no_more(self, text: str) -> list[str]:
        """What was translated of words that are not in this text any more."""
        made = self._made()
        for start, end in paragraphs(text):
            del made[text[start:end]][:1]
        return [one.text for left in made.values() for one in left if one.text]

    def shared(self, text: str, out: Iterable[Range], rest: str, marker: str) -> Translated:
        """For a reader who gets `rest`: the text without the places in `out`. A paragraph of which something
        is left out goes without its translation. `marker`: what stands in its place, or ""."""
        out = list(out)
        both = zip(paragraphs(text), self.beside(text).paragraphs, strict=True)
        whole = [one for (start, end), one in both if not any(a < end and start < b for a, b in out)]
        found = replace(self, paragraphs=tuple(whole)).beside(rest).paragraphs
        left = (
            replace(one, marks=(LEFT_OUT,)) if marker and not one.text and marker in one.of else one
            for one in found
        )
        return replace(self, paragraphs=tuple(left))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Translated:
        made = [Paragraph(one["of"], one["text"], tuple(one["marks"])) for one in said["paragraphs"]]
        return cls(**{**said, "paragraphs": tuple(made)})
