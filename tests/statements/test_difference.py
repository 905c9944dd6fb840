"""The words that differ, in any script, never torn, never slow."""

from difflib import SequenceMatcher

import pytest

from portal.statements import difference
from portal.statements.difference import MOST, marked

TEXTS = [
    "",
    " \n\t",
    "one two three",
    "one  two\n\nthree ",
    "Café 👩‍👧 \u202bعربي\u202c\n\n\tend \\ \" '<b>&amp;",
    "أختي هي الوحيدة التي تعرف، وهي تتصل بي كل مساء.",
    "हिन्दी में लिखा हुआ वाक्य।",
    "今天天气很好。我在家里写信。",
    "x" * 5_000,
]


def only(runs):
    return [text for text, differs in runs if differs]


@pytest.mark.parametrize("first", TEXTS)
@pytest.mark.parametrize("second", TEXTS)
def test_each_text_stays_whole(first, second):
    one, other = marked(first, second)
    assert "".join(text for text, _differs in one) == first
    assert "".join(text for text, _differs in other) == second
    if first == second:
        assert only(one) == only(other) == []


@pytest.mark.parametrize(
    ("first", "second", "only_first", "only_second"),
    [
        ("I was cold.", "I was cold. And alone.", [], ["And alone."]),
        ("I was very cold.", "I was cold.", ["very"], []),
        ("He took my passport away.", "He took my phone away.", ["passport"], ["phone"]),
        ("My sister rings.", "My sister 👩‍👧 rings.", [], ["👩‍👧"]),
        ("لا أنام جيدا في الليل", "لا أنام أبدا في الليل", ["جيدا"], ["أبدا"]),
        ("मैं घर में हूँ", "मैं शहर में हूँ", ["घर"], ["शहर"]),
        (
            "今天天气很好。\n我在家里写信。",
            "今天天气很好。\n我在家里看书。",
            ["我在家里写信。"],
            ["我在家里看书。"],
        ),
        ("one two", "one\n\ntwo ", [], []),
        ("اتصلت أختي.", "اتصلت أختي، ثم نمت.", [], ["ثم نمت."]),
        ("Why?", "Why!", [], []),
        ("well ... 🙂", "well ... 🙁", ["🙂"], ["🙁"]),
        ("", "new words", [], ["new words"]),
        ("nothing here agrees", "with anything over there", [], []),
    ],
)
def test_what_only_one_of_them_says(first, second, only_first, only_second):
    one, other = marked(first, second)
    assert (only(one), only(other)) == (only_first, only_second)


def long(count, changed=()):
    words = [f"word{n}." if n % 20 == 19 else f"word{n}" for n in range(count)]
    for n in changed:
        words[n] = "CHANGED" + ("." if n % 20 == 19 else "")
    return " ".join(words)


def test_a_long_text_with_one_change_is_compared_by_words():
    one, other = marked(long(9_000), long(9_000, [4_500]))
    assert (only(one), only(other)) == (["word4500"], ["CHANGED"])


def test_changes_far_apart_are_compared_by_sentences():
    one, other = marked(long(6_000), long(6_000, [5, 5_990]))
    assert [len(text.split()) for text in only(one)] == [20, 20]
    assert "CHANGED" in only(other)[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a " * 30_000, "b " * 30_000),
        ("a b " * 15_000, "b a c " * 10_000),
        ("a. b. " * 10_000, "b. a. c. " * 6_600),
        ("أ " * 30_000, "x" * 60_000),
        ("\n" * 60_000, " \n" * 30_000),
        ("👩‍👧" * 20_000, "👩‍👧 " * 15_000),
        (long(6_000), long(6_000)[::-1]),
    ],
)
def test_however_long_little_is_compared(first, second, monkeypatch):
    """Counted, not timed: what is handed to difflib is never more than `MOST` pieces a side."""
    compared = []

    def counting(junk, a, b):
        compared.append((len(a), len(b)))
        return SequenceMatcher(junk, a, b)

    monkeypatch.setattr(difference, "SequenceMatcher", counting)
    one, other = marked(first, second)
    assert "".join(text for text, _differs in one) == first
    assert "".join(text for text, _differs in other) == second
    assert len(compared) <= 1
    assert all(max(pair) <= MOST for pair in compared)


def test_marks_hold_no_space_at_their_end():
    one, _other = marked("kept and gone \n\n kept too", "kept kept too")
    assert only(one) == ["and gone"]
