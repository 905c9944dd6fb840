"""Recovery numbers: 24 random digits (79.7 bits) and two check digits, written in groups of four.

The check digits are ISO 7064 mod 97-10: every single wrong digit and every two neighbours changed
round are found without any slow work, and without asking whether there is such a number.
"""

from __future__ import annotations

import secrets

from portal.crypto import canonical_words

RANDOM_DIGITS, CHECK_DIGITS = 24, 2
DIGITS = RANDOM_DIGITS + CHECK_DIGITS


def with_check(digits: str) -> str:
    return f"{digits}{98 - int(digits) * 100 % 97:02d}"


def new_number() -> str:
    """26 digits in groups of four."""
    return grouped(with_check("".join(secrets.choice("0123456789") for _ in range(RANDOM_DIGITS))))


def grouped(digits: str) -> str:
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def canonical_number(typed: str) -> str:
    """Digits of any script as 0-9, without spaces, dashes and marks; anything else stays, and is mistyped."""
    return canonical_words(typed).replace(" ", "")


def is_mistyped(number: str) -> bool:
    """`number` as `canonical_number` gives it."""
    if len(number) != DIGITS or not (number.isascii() and number.isdigit()):
        return True
    return int(number) % 97 != 1
