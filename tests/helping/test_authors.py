"""Whose words are whose, carried along while she goes on writing."""

from __future__ import annotations

import pytest

from portal.statements.authors import NOBODY_ELSE, Helper, carried

ANA = Helper("Ana", "advocate", "2026-11-22")


@pytest.mark.parametrize(
    ("before", "after", "helped"),
    [
        ("", "all of it", ["all of it"]),
        ("a b c", "a b c", []),
        ("a b c", "a x c", ["x "]),
        ("a b c", "c", []),
        ("أنا هنا", "أنا هنا اليوم", ["اليوم"]),
        ("one two", "one two 😀 three", ["😀 three"]),
    ],
)
def test_new_words_are_the_helpers(before, after, helped):
    found = carried(before, NOBODY_ELSE, after, ANA)
    assert [text for text, helper in found.passages(after) if helper] == helped
    assert "".join(text for text, _helper in found.passages(after)) == after


def test_a_second_helper_stands_beside_the_first():
    first = carried("", NOBODY_ELSE, "one two", ANA)
    second = carried("one two", first, "one two three four", Helper("Bo", "advocate", "2026-11-23"))
    assert [helper.name for _text, helper in second.passages("one two three four") if helper] == ["Ana", "Bo"]
    gone = carried("one two three four", second, "three four")
    assert [helper.name for helper in gone.helpers] == ["Bo"]
    assert type(gone).from_json(gone.to_json()) == gone
