"""What may be saved, as tables."""

import pytest

from portal.statements import rules
from portal.statements.rules import MOST_PENDING, Reason
from portal.statements.sections import FORM, FORMS, LONGEST, NUMBERS, neighbours, section
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
        (10, "a", "no such section"),
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
        (10, "a", 0, "no such section"),
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


def test_every_version_of_the_form_keeps_its_sections():
    """A draft names the version it was written with, so none may lose a section or a number twice."""
    for version, sections in FORMS.items():
        numbers = [one.number for one in sections]
        assert numbers == sorted(set(numbers))
        assert all(section(number, version) for number in numbers)
    assert tuple(one.number for one in FORMS[FORM]) == NUMBERS


def test_the_order_has_a_beginning_and_an_end():
    assert neighbours(NUMBERS[0]) == (None, NUMBERS[1])
    assert neighbours(NUMBERS[-1]) == (NUMBERS[-2], None)
    assert neighbours(NUMBERS[3]) == (NUMBERS[2], NUMBERS[4])
