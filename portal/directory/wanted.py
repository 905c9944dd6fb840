"""What somebody looks for, as a value. It is sealed into an address and never kept."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from portal.directory.names import folded, pieces
from portal.directory.needs import ASIDE, ASIDE_SIGNS, BY_KEY, of_words
from portal.directory.tongues import code_of

LONGEST, LONGEST_PLACE = 200, 100
WHO = ("women", "men", "lgbtq")


MANY_SPEAK = {
    "en", "es", "ar", "zh", "vi", "fr", "pt", "ru", "uk", "fa", "sq", "fil", "ht", "ko", "pl", "ro", "so",
    "hi",
    "ur", "bn", "pa", "tr", "de", "it", "am", "ti", "sw", "ku", "ps", "ja", "th", "my", "km", "ne",
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """Nothing set: everything. `speaks` is an ISO 639 code; `reads` the language of the page."""

    reads: str = "en"
    needs: tuple[str, ...] = ()
    words: str = ""
    place: str = ""
    speaks: str = ""
    who: str = ""
    open_now: bool = False
    free: bool = False
    no_papers: bool = False
    step_free: bool = False
    children: bool = False
    afar: bool = False  # by phone or online is enough

    def read_in(self, language: str) -> Wanted:
        return replace(self, reads=language)

    def packed(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def unpacked(cls, text: bytes) -> Wanted:
        """Raises ValueError for what this class never packed."""
        given: dict[str, Any] = json.loads(text)
        known = {field.name for field in fields(cls)}
        return cls(
            **{name: value for name, value in given.items() if name in known}
            | {"needs": tuple(given["needs"])}
        )


@dataclass(frozen=True)
class Typed:
    """Words somebody typed: the needs they speak of, all their pieces, and those that speak of no need."""

    needs: tuple[str, ...]
    pieces: tuple[str, ...]
    rest: tuple[str, ...]
    speaks: str = ""  # a language that they name


def typed(words: str) -> Typed:
    spoken = {word: code for word in words.split()[:40] if (code := _language(word))}
    words = " ".join(word for word in words.split() if word not in spoken)
    found, rest = of_words(words)
    return Typed(tuple(found), _pieces(folded(words)), _pieces(rest), next(iter(spoken.values()), ""))


def _language(word: str) -> str:
    """Only of many speakers: "Even" and "Crow" are languages too."""
    code = code_of(word.strip(".,;:!?()")) if len(word) > 3 else None
    return code if code is not None and code in MANY_SPEAK else ""


def _pieces(text: str) -> tuple[str, ...]:
    for signs in ASIDE_SIGNS:
        text = text.replace(signs, " | ")
    return tuple(piece for piece in pieces(text) if piece not in ASIDE and piece != "|")[:8]


def known_needs(keys: object) -> tuple[str, ...]:
    return tuple(key for key in BY_KEY if isinstance(keys, list | tuple) and key in keys)
