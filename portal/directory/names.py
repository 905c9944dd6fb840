"""Names as they are shown, and words as they are compared."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

_SMALL = {"of", "and", "the", "for", "in", "at", "to", "a", "an", "on", "with", "de", "del", "la", "las",
          "los", "el", "y", "en", "para", "du", "des", "et", "les"}  # fmt: skip


def is_shouted(name: str) -> bool:
    letters = [sign for sign in name if sign.isalpha()]
    return len(letters) > 12 and " " in name and name == name.upper() and name != name.lower()


def plain(said: object) -> str:
    """For comparing and searching: without case, accents and what stands between words."""
    found = str(said).casefold()
    if not found.isascii():
        found = "".join(sign for sign in normalize("NFKD", found) if not combining(sign))
    return " ".join(re.sub(r"[^\w]+", " ", found).split())


def spoken(name: str) -> str:
    """A name as one would say it; one that shouts is written small, but for what reads like initials."""
    if not is_shouted(name):
        return name
    words = name.split()
    return " ".join(_small(word, first=n == 0) for n, word in enumerate(words))


def _small(word: str, *, first: bool) -> str:
    if word.casefold() in _SMALL and not first:
        return word.casefold()
    letters = [sign for sign in word if sign.isalpha()]
    initials = len(letters) <= 4 and not set("AEIOUY") & set(letters)
    return word if initials or "." in word.rstrip(".") else word.capitalize()
