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


_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff]")
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "\u0640": None})
_THE = re.compile(r"\b(?:وال|بال|لل|ال)(?=\w{3})")


def folded(said: object) -> str:
    """As `plain`, and for finding: Arabic without "the" and with one form of each letter, signs of Han and
    Hangul each as a word of its own, since no spaces tell where their words end."""
    found = plain(said)
    if found.isascii():
        return found
    found = _THE.sub("", found.translate(_ARABIC))
    return " ".join(_HAN.sub(r" \g<0> ", found).split())


def pieces(text: str) -> list[str]:
    """The words of a folded text; signs of Han in a row as one piece, "法 律"."""
    found: list[str] = []
    signs = False
    for word in text.split():
        is_sign = bool(_HAN.fullmatch(word))
        if is_sign and signs:
            found[-1] += f" {word}"
        elif any(map(str.isalnum, word)):
            found.append(word)
        signs = is_sign
    return found


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
