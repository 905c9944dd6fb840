"""Recovery numbers: what is mistyped is known without asking anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.numbers import canonical_number, grouped, is_mistyped, new_number, with_check

DIGITS = st.text("0123456789", min_size=24, max_size=24)


@given(DIGITS, st.integers(0, 25), st.integers(1, 9))
def test_one_wrong_digit_is_found(digits, at, by):
    number = with_check(digits)
    assert not is_mistyped(number)
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert is_mistyped(wrong)


@given(DIGITS, st.integers(0, 24))
def test_two_neighbours_changed_round_are_found(digits, at):
    number = with_check(digits)
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert is_mistyped(swapped) == (number[at] != number[at + 1])


def test_the_standards_own_example():
    """ISO 7064, as ISO 13616 uses it: 98 minus the remainder of the number followed by two zeros."""
    assert with_check("0" * 21 + "794") == "0" * 21 + "79444"
    assert int("0" * 21 + "79444") % 97 == 1


def test_new_numbers_are_whole_and_in_groups():
    number = new_number()
    assert [len(group) for group in number.split()] == [4] * 6 + [2]
    assert not is_mistyped(canonical_number(number))
    assert len({new_number() for _ in range(200)}) == 200


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0123456789", "०१२३४५६७८९"])
def test_digits_of_every_script_with_anything_between(digits):
    number = canonical_number(new_number())
    shown = grouped(number.translate({ord("0") + n: digits[n] for n in range(10)}))
    for between in (" ", "-", " - ", "\u200f", "\u00a0", ""):
        assert canonical_number(shown.replace(" ", between)) == number


@pytest.mark.parametrize("typed", ["", " ", "12", "a" * 26, "0" * 25, "0" * 27, "½" * 26, "1" * 5000, "😀"])
def test_what_is_no_number_is_mistyped(typed):
    assert is_mistyped(canonical_number(typed))
