"""Names and passphrases: enough of chance in them, and read however they are typed."""

import math
import unicodedata
from collections import Counter

import pytest
from mnemonic import Mnemonic

from portal.accounts import words
from portal.accounts.names import ANIMALS, THINGS, parts
from portal.accounts.words import canonical_name, canonical_passphrase, new_name, new_passphrase

OFFERED = ("en", "es", "ar")
DIGITS = "48210937465501928374"
GROUPS = "4821 0937 4655 0192 8374"


def zero(character: str) -> dict[int, int]:
    """A table that writes 0 to 9 in the script whose zero this is."""
    return {ord("0") + n: ord(character) + n for n in range(10)}


@pytest.mark.parametrize("language", sorted(words.LISTS))
def test_words_are_drawn_from_a_whole_list_without_twins(language):
    official = Mnemonic(words.LISTS[language]).wordlist
    drawn = {word for _ in range(300) for word in new_passphrase(language, words=True).split()}
    assert len({canonical_passphrase(word) for word in official}) == 2048
    assert drawn <= set(official)
    # 1800 draws from 2048 leave about 850 undrawn; a list cut in half would leave at least 1024.
    assert len(drawn) > 1024
    assert words.WORDS * math.log2(len(official)) >= 64


@pytest.mark.parametrize("language", OFFERED)
def test_digits_are_twenty_in_groups_of_four_and_all_ten_occur(language):
    made = [new_passphrase(language, words=False) for _ in range(200)]
    assert all([len(group) for group in one.split(" ")] == [4] * 5 for one in made)
    seen = Counter("".join(made).replace(" ", ""))
    assert set(seen) == set("0123456789")
    assert words.DIGITS * math.log2(10) >= 64
    assert len(set(made)) == 200


def test_a_language_without_a_list_gets_digits_whatever_is_asked():
    assert not words.has_words("ar")
    assert canonical_passphrase(new_passphrase("ar", words=True)).isdigit()


@pytest.mark.parametrize(
    "typed",
    [
        DIGITS,
        " ".join(DIGITS),
        "482109-374655-019283-74",
        "4821.0937.4655.0192.8374",
        f"\u2068{GROUPS}\u2069",
        f"\u200e{GROUPS}\u200f\n",
        "\u202a4821 0937\u202c 4655\u00a00192\u20098374",
        GROUPS.translate(zero("٠")),
        GROUPS.translate(zero("۰")),
        GROUPS.translate(zero("०")),
        GROUPS.translate(zero("\uff10")),
        DIGITS[:10] + DIGITS[10:].translate(zero("٠")),
    ],
    ids=[
        "one group", "single digits", "dashes", "dots", "isolates", "marks", "embeddings and odd spaces",
        "Arabic", "Persian", "Devanagari", "full width", "two scripts",
    ],
)  # fmt: skip
def test_digits_are_read_however_they_are_typed(typed):
    assert canonical_passphrase(typed) == canonical_passphrase(GROUPS) == DIGITS


@pytest.mark.parametrize(
    "typed",
    [
        "ÁBACO ÑANDÚ CÁRCEL OTOÑO PINGÜINO ÁRBOL",
        "abaco nandu carcel otono pinguino arbol",
        unicodedata.normalize("NFD", "ábaco ñandú cárcel otoño pingüino árbol"),
        "Ábaco, ñandú; cárcel.\notoño\tpingüino — árbol!",
        "\u200fábaco\u200e \u2068ñandú\u2069 cárcel otoño pingüino árbol\ufeff",
    ],
    ids=["capitals", "no accents", "decomposed", "marks between", "copied bidi marks"],
)
def test_spanish_words_are_read_however_they_are_typed(typed):
    assert canonical_passphrase(typed) == canonical_passphrase("ábaco ñandú cárcel otoño pingüino árbol")


def test_other_words_stay_other_words():
    assert canonical_passphrase("ábaco abdomen") != canonical_passphrase("abdomen ábaco")
    assert canonical_passphrase(GROUPS) != canonical_passphrase(GROUPS[:-1])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("River Otter 4821", "river-otter-4821"),
        ("river–otter–4821", "river-otter-4821"),  # what a phone makes of two hyphens
        ("\u2068river-otter-4821\u2069 ", "river-otter-4821"),
        ("RÍO-NUTRIA-0042", "rio-nutria-0042"),
        ("rio_nutria_٠٠٤٢", "rio-nutria-0042"),
        ("نهر-غزال-٤٨٢١", "نهر-غزال-4821"),
        ("نَهر غزال ۴۸۲۱", "نهر-غزال-4821"),
        ("mar ibis ०१०२", "mar-ibis-0102"),
    ],
)
def test_a_name_is_read_however_it_is_typed(typed, name):
    assert canonical_name(typed) == canonical_name(name)


@pytest.mark.parametrize("language", OFFERED)
def test_every_name_stays_itself_and_unlike_the_others(language):
    first, second = parts(language)
    names = {canonical_name(f"{thing}-{animal}-0042") for thing in first for animal in second}
    assert len(names) == len(first) * len(second) >= 1024
    made = new_name(language)
    assert canonical_name(made.upper()) == canonical_name(made)


def test_a_language_without_names_of_its_own_gets_english_ones():
    assert parts("xx") == parts("en")
    assert set(THINGS) == set(ANIMALS) >= set(OFFERED)
