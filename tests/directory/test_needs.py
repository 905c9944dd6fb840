"""Which needs words speak of, and which words are taken for mistakes."""

import csv

import pytest

from portal.directory import needs
from portal.directory.spelling import apart, nearest
from tests.directory.feeds import DATA


def test_needs_are_read_from_terms_then_names_then_descriptions():
    assert needs.of_service(["Emergency Shelter"], "Harbour", "food") == ["sleep"]
    assert needs.of_service(["Other"], "Harbour", "We give out food.") == ["food"]
    assert needs.of_service([], "Therapeutic riding", "") == ["talk"]
    assert "assault" not in needs.of_service([], "Therapeutic riding", "grapes")
    assert "crime" not in needs.of_service([], "Restorative dentistry", "")
    assert set(needs.FILE) - {"aside", "aside_signs"} == set(needs.BY_KEY)


HEADS = ("Legal", "Housing", "Food", "Work", "Immediate Safety", "Addiction & Recovery", "Support Groups")


def test_most_of_open_eligibility_has_a_need():
    """Its terms under the heads that people in this portal's care ask for."""
    with (DATA / "openeligibility.csv").open() as file:
        terms = [row["name"] for row in csv.DictReader(file) if row["parent_name"] in HEADS]
    known = [term for term in terms if needs.of_service([term], "", "")]
    assert len(known) >= 0.75 * len(terms), sorted(set(terms) - set(known))


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [("lawyer", "lawyer", 0), ("lawer", "lawyer", 1), ("layer", "lawyer", 1), ("lwayer", "lawyer", 1),
     ("immigration", "imigrasion", 2), ("cat", "dog", 3), ("", "ab", 2)],
)  # fmt: skip
def test_how_far_words_are_apart(one, other, away):
    assert apart(one, other, 3) == apart(other, one, 3) == away


def test_a_short_word_is_not_corrected_and_a_whole_one_goes_before_a_beginning():
    assert nearest("ice", ["rice", "mice"]) == []
    assert nearest("lawer", ["lawyers", "lawyer"]) == ["lawyer", "lawyers"]
