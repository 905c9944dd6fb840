"""What may be saved, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.statements import rules
from portal.statements.rules import MOST_PENDING, MOST_VERSIONS, NEWEST, Reason
from portal.statements.sections import CURRENT, LONGEST, NUMBERS, STATEMENT, neighbours, section
from portal.work import NotFound, Refused


def said(rule, *values):
    try:
        rule(*values)
    except Refused as refused:
        return refused.reason
    except NotFound:
        return "no such section"
    return None


@pytest.mark.parametrize(
    ("number", "text", "reason"),
    [
        (1, "", None),
        (9, "a", None),
        (0, "a", "no such section"),
        (14, "a", "no such section"),
        (-1, "a", "no such section"),
        (1, "x" * LONGEST, None),
        (1, "ش" * LONGEST, None),  # characters, not bytes
        (1, "x" * (LONGEST + 1), Reason.TOO_LONG),
    ],
)
def test_may_save(number, text, reason):
    assert said(rules.may_save, number, text) == reason


@pytest.mark.parametrize(
    ("number", "text", "waiting", "reason"),
    [
        (1, "a", 0, None),
        (1, "a", MOST_PENDING - 1, None),
        (1, "a", MOST_PENDING, Reason.PENDING_FULL),
        (1, "a", MOST_PENDING + 5, Reason.PENDING_FULL),
        (1, "x" * (LONGEST + 1), 0, Reason.TOO_LONG),
        (14, "a", 0, "no such section"),
    ],
)
def test_may_keep_late(number, text, waiting, reason):
    assert said(rules.may_keep_late, number, text, waiting) == reason


@pytest.mark.parametrize(
    ("text", "kept", "whole"),
    [
        ("", "late", "late"),
        ("  \n", "late", "late"),
        ("there", "late", "there\n\nlate"),
        ("there\n\n", "\nlate\n", "there\n\nlate\n"),
        ("كان هنا", "متأخر", "كان هنا\n\nمتأخر"),
    ],
)
def test_together(text, kept, whole):
    assert rules.together(text, kept) == whole


def test_every_document_has_a_beginning_and_an_end():
    for form in CURRENT.values():
        there = [one.number for one in form.sections]
        assert all(section(number) for number in there)
        assert neighbours(there[0]) == (None, there[1])
        assert neighbours(there[-1]) == (there[-2], None)
        assert neighbours(there[3]) == (there[2], there[4])
    assert NUMBERS[:9] == tuple(one.number for one in CURRENT[STATEMENT].sections)[:9]


NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("there", "minutes", "text", "kept"),
    [
        ("four words are here", 10, "four words are there", False),  # one sitting
        ("four words are here", 10.1, "four words are there", True),
        ("12345678", 1, "1234", False),
        ("12345678", 1, "123", True),
        ("12345678", 1, "123      ", True),  # blanks are not words
        ("a", 0, "", True),
        (" \n", 99, "a", False),
    ],
)
def test_is_worth_keeping(there, minutes, text, kept):
    assert rules.is_worth_keeping(there, NOW - timedelta(minutes=minutes), text, NOW) is kept


def days(*which):
    return [NOW + timedelta(days=day) for day in which]


def test_too_many_goes_where_they_stand_close_and_never_at_the_ends():
    assert rules.too_many(days(*range(MOST_VERSIONS))) == []
    assert rules.too_many(days(*range(20), 19.5, *range(20, MOST_VERSIONS))) == [20]
    ends = {0, *range(MOST_VERSIONS + 5 - NEWEST, MOST_VERSIONS + 5)}
    gone = rules.too_many(days(*[0] * 5, *range(MOST_VERSIONS - 10), *[99] * 10))
    assert len(gone) == 5
    assert not ends & set(gone)


@pytest.mark.parametrize(
    ("there", "text", "both"),
    [
        ("a b", "a b", "a b"),
        ("a b", "b", "a b"),
        ("b", "a b", "a b"),
        ("a", "b", "a\n\nb"),
        ("", "b", "b"),
        ("a", " ", "a"),
    ],
)
def test_both_in_one(there, text, both):
    assert rules.both_in_one(there, text) == both
