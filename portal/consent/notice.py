"""One notice: what a person agrees to, as data, and in her language on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.crypto import digest, lp
from portal.i18n import N_, _, current_language, format_datetime, format_list

SAFELY = N_(
    "How and when can they reach you safely? What may they say if somebody else answers, and what must "
    "they never say?"
)

Choices = Mapping[str, str]  # code to msgid


@dataclass(frozen=True)
class Notice:
    """`takes_parts`: it is about parts she ticks. `means`, `onward`: ways and people she chooses from.

    `asks`: what she can say to it in her own words, which only this recipient reads; "" for nothing.
    `typed`: it goes to partners and to nobody else, and all that goes is typed for it, on a page of its own.
    """

    purpose: str
    version: int
    name: str
    hint: str
    paragraphs: tuple[str, ...]
    takes_parts: bool = False
    means: Choices = field(default_factory=dict)
    onward: Choices = field(default_factory=dict)
    asks: str = ""
    typed: bool = False

    @property
    def asks_about_reaching(self) -> bool:
        """What she has said about how to reach her safely would be an answer."""
        return self.asks == SAFELY

    @property
    def asks_how(self) -> bool:
        return bool(self.means or self.onward or self.asks)

    def in_words(
        self, team: str, lapses_at: datetime, means: Sequence[str] = (), onward: Sequence[str] = ()
    ) -> list[str]:
        """What stands on her screen, in her language."""
        values = {
            "team": team,
            "date": format_datetime(lapses_at),
            "means": format_list(_(self.means[code]) for code in means),
            "onward": format_list(_(self.onward[code]) for code in onward),
        }
        return [_(paragraph, **values) for paragraph in self.paragraphs]


def text_and_hash(purpose: str, version: str, words: list[str]) -> tuple[str, bytes]:
    text = "\n\n".join(words)
    return text, digest(lp("notice/v1", purpose, version, current_language(), text))
