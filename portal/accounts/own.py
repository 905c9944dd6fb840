"""A passphrase of her own: taken exactly as typed, long enough, and not one that is guessed first.

At least 15 characters (NIST SP 800-63B-4 3.1.1.2, OWASP ASVS 5.0 6.2.1 and 6.2.9), compared with lists
of common ones and with how people build them (zxcvbn). zxcvbn knows English and some names best, so
what it lets through may still be weak in another language: the page says that words made by chance
are stronger.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from enum import StrEnum

from zxcvbn import zxcvbn  # type: ignore[import-untyped]

from portal.i18n import N_
from portal.keyring.slots import TooBusy

FEWEST, MOST = 15, 200  # characters
ENOUGH_GUESSES = 1e12
LOOKED_AT = 32  # characters; zxcvbn's time grows steeply with more
FEWEST_DIFFERENT, FEWEST_WORDS = 6, 4
_one_at_a_time = threading.Lock()


class Weakness(StrEnum):
    """The msgid of what is wrong."""

    SHORT = N_("This is too short. It needs at least 15 characters, for example five or six words.")
    LONG = N_("This is too long. Up to 200 characters can be used.")
    EASY = N_("A computer would guess this soon. Use more words, ones that do not belong together.")
    DIFFERENT = N_("The two are not the same. Please type them again.")


def exact(typed: str) -> str:
    """As typed; only letters that look the same and are stored differently become one (NFC)."""
    return unicodedata.normalize("NFC", typed)


def weakness(typed: str, again: str, known: tuple[str, ...] = ()) -> Weakness | None:
    """`known`: what somebody near her would try first, her name here and the name of the site."""
    words = exact(typed)
    if len(words) < FEWEST:
        return Weakness.SHORT
    if len(words) > MOST:
        return Weakness.LONG
    if words != exact(again):
        return Weakness.DIFFERENT
    folded = words.casefold()
    if any(name.casefold() in folded for name in known if name) or _has_few_parts(folded):
        return Weakness.EASY
    return Weakness.EASY if _guesses(words[:LOOKED_AT]) < ENOUGH_GUESSES else None


def _has_few_parts(folded: str) -> bool:
    """The same again and again: letters, words with other digits, or the whole once more."""
    plain = re.sub(r"(.)\1+", r"\1", folded)
    words = {word for word in re.sub(r"[\d_]", "", plain).split() if word}
    few_words = " " in plain.strip() and len(words) < FEWEST_WORDS
    return len(set(plain)) < FEWEST_DIFFERENT or few_words or plain in (plain + plain)[1:-1]


def _guesses(words: str) -> float:
    """Raises TooBusy. One at a time: it is slow, and all of Python waits for it."""
    if not _one_at_a_time.acquire(timeout=2):
        raise TooBusy
    try:
        return float(zxcvbn(words)["guesses"])
    finally:
        _one_at_a_time.release()
