"""Names and passphrases, made by chance and read back forgivingly.

A passphrase has at least 64 bits, counted from the list's actual size: six words of a list of 2 048
(66 bits, the BIP-39 lists), or twenty digits (66.4 bits) for every language and every keyboard.
"""

from __future__ import annotations

import math
import secrets
from functools import cache

from mnemonic import Mnemonic

from portal.accounts.names import parts
from portal.crypto import canonical_words

LISTS = {"en": "english", "es": "spanish"}
FEWEST_BITS = 64
WORDS, DIGITS = 6, 20
NUMBERS = 10_000


def new_name(language: str) -> str:
    first, second = parts(language)
    return f"{secrets.choice(first)}-{secrets.choice(second)}-{secrets.randbelow(NUMBERS):04d}"


def canonical_name(typed: str) -> str:
    """Capitals, accents, spaces, dashes, marks that came along with a copy, digits of any script."""
    return canonical_words(typed).replace(" ", "-")


def has_words(language: str) -> bool:
    return language in LISTS


@cache
def _list(language: str) -> tuple[str, ...]:
    return tuple(Mnemonic(LISTS[language]).wordlist)


def new_passphrase(language: str, *, words: bool) -> str:
    """Words where there is a list for the language, digits in groups of four otherwise."""
    if words and has_words(language):
        entries = _list(language)
        assert WORDS * math.log2(len(set(entries))) >= FEWEST_BITS
        return " ".join(secrets.choice(entries) for _ in range(WORDS))
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    return " ".join(digits[i : i + 4] for i in range(0, DIGITS, 4))


def canonical_passphrase(typed: str) -> str:
    return canonical_words(typed)
