"""Generated words: one spelling, however they were typed, and no two words of a list become one."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mnemonic import Mnemonic

from portal.crypto import canonical_words

LANGUAGES = [
    "english",
    "spanish",
    "french",
    "italian",
    "portuguese",
    "czech",
    "russian",
    "turkish",
    "japanese",
    "korean",
    "chinese_simplified",
    "chinese_traditional",
]


@pytest.fixture(scope="module", params=LANGUAGES)
def wordlist(request) -> list[str]:
    # One word of the package's Russian list is damaged: a letter became two U+FFFD.
    return [word for word in Mnemonic(request.param).wordlist if "\ufffd" not in word]


def test_every_list_stays_distinct(wordlist):
    assert len(wordlist) >= 2047
    twice = {word: n for word, n in Counter(map(canonical_words, wordlist)).items() if n > 1}
    assert twice == {}


def test_every_word_stays_one_word(wordlist):
    assert all(canonical_words(word) and " " not in canonical_words(word) for word in wordlist)


@pytest.mark.parametrize(
    "typed",
    [
        str.upper,
        str.title,
        lambda word: unicodedata.normalize("NFC", word),
        lambda word: unicodedata.normalize("NFD", word),
        lambda word: unicodedata.normalize("NFKD", word),
        lambda word: "\u200f" + "\u200b".join(word) + "\u2069\ufeff",
        lambda word: f"  {word}. ",
        lambda word: f"«{word}»",
    ],
    ids=["capitals", "title", "NFC", "NFD", "NFKD", "invisible marks", "spaces and a dot", "quotes"],
)
def test_every_word_is_found_as_a_phone_types_it(wordlist, typed):
    for word in wordlist:
        assert canonical_words(typed(word)) == canonical_words(word)


def test_accents_may_be_left_out_of_latin_words():
    for language in ("spanish", "french", "czech", "portuguese", "turkish", "italian"):
        for word in Mnemonic(language).wordlist:
            bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
            assert canonical_words(bare) == canonical_words(word)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("river otter stone", "river otter stone"),
        ("  River\tOTTER\n stone ", "river otter stone"),
        ("river-otter_stone", "river otter stone"),
        ("river\u2010otter\u2011stone", "river otter stone"),
        ("river\u2013otter\u2014stone\u2015\u2212x", "river otter stone x"),
        ("river. otter, stone;", "river otter stone"),
        ("river\u00a0otter\u3000stone", "river otter stone"),
        ("river・otter、stone。", "river otter stone"),
        ("１．river ２．otter", "1 river 2 otter"),
        ("ＲＩＶＥＲ", "river"),
        ("ri\u00adver", "river"),
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
        ("İstanbul IŞIK ışık", "istanbul isik isik"),
        ("Ёлка ёлка елка", "елка елка елка"),
        ("السَّلَام ســلام", "السلام سلام"),
        ("علي علی على", "علی علی علی"),
        ("كتاب کتاب", "کتاب کتاب"),
        ("أمل أمل", "امل امل"),
        ("שָׁלוֹם שלום", "שלום שלום"),
        ("", ""),
        (" -.,_ ", ""),
        ("river 🙂 otter", "river otter"),
        ("river\ud800otter", "river otter"),
    ],
)
def test_one_spelling(typed, words):
    assert canonical_words(typed) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("かき", "がき"),
        ("ハハ", "ババ"),
        ("はは", "ぱぱ"),
        ("कल", "कला"),
        ("कि", "कु"),
        ("ไม", "ไม้"),
        ("가", "각"),
        ("মা", "মি"),
        ("resume1", "resume 1"),
    ],
)
def test_marks_that_are_letters_stay(one, other):
    assert canonical_words(one) != canonical_words(other)


@pytest.mark.parametrize(
    "typed",
    [
        "1234 5678 9012",
        "123456789012",
        "1234-5678-9012",
        "1 2 3 4 5 6 7 8 9 0 1 2",
        "１２３４　５６７８　９０１２",
        "١٢٣٤ ٥٦٧٨ ٩٠١٢",
        "۱۲۳۴‏-۵۶۷۸-۹۰۱۲",
        "१२३४ ५६७८ ९०१२",
        "১২৩৪ ৫৬৭৮ ৯০১২",
        "၁၂၃၄ ၅၆၇၈ ၉၀၁၂",
        "1234.5678,9012.",
        "\u2066123456\u2069 789012",
        "𝟭𝟮𝟯𝟰 𝟱𝟲𝟳𝟴 𝟵𝟬𝟭𝟮",
    ],
)
def test_digits_of_any_script_in_any_groups(typed):
    assert canonical_words(typed) == "123456789012"


def test_digits_beside_words_keep_their_spaces():
    assert canonical_words("otter 4821 12") == "otter 4821 12"


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=30))
def test_a_canonical_text_is_its_own_canonical_text(text):
    words = canonical_words(text)
    assert canonical_words(words) == words
    assert words == words.strip()
    assert "  " not in words
    assert unicodedata.is_normalized("NFKC", words)
    words.encode()


def _may_change(character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("Cn", "Co"):
        return False
    return category != "Lo" or unicodedata.decomposition(character) != ""


def test_every_character_has_one_canonical_form():
    characters = list(filter(_may_change, map(chr, range(0x110000))))
    assert len(characters) > 20_000
    for character in characters:
        words = canonical_words(f"か{character}k")
        assert canonical_words(words) == words, hex(ord(character))
