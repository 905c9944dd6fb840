"""Tables that somebody opens in a spreadsheet run nothing, and lose nothing when they are taken in again."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.directory.cells import as_typed, harmless
from portal.directory.exporting import to_tables
from tests.directory.feeds import bodies, bring, page_of, service, store_in, table

RUN = [
    "=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "+cmd|x", "-2+3+cmd|' /C calc'!A0", "\t=1", "\r=1", "＝1", "-x",
    "+1 x7", "'=1", "''=1", "+A1", "--1=",
]  # fmt: skip
PLAIN = [
    "+34 600",
    "+1 (555) 010-0199",
    "-5",
    "-5.5",
    "- 5,5",
    "-",
    "+",
    "a=b",
    "'tis",
    "'+34 600",
    "",
    "7",
    "x@y.z",
]


@pytest.mark.parametrize("typed", RUN)
def test_what_a_spreadsheet_would_run_is_text(typed):
    assert harmless(typed) == f"'{typed}"
    assert as_typed(harmless(typed)) == typed


@pytest.mark.parametrize("typed", PLAIN)
def test_numbers_and_words_stay_what_they_are(typed):
    assert harmless(typed) == as_typed(typed) == typed


@given(st.text(alphabet="'=+-@\t\r a1(") | st.text())
def test_nothing_is_lost(typed):
    assert as_typed(harmless(typed)) == typed


def test_out_and_in_again_with_formulas_in_it(store, quick_folder):
    odd = {
        "name": '=HYPERLINK("https://bad.example","Help")', "description": "@SUM(A1)\n=A1",
        "alternate_name": "'=1", "phones": [{"number": "+34 600 100 200"}], "fees_description": "-5",
        "=ours": "+A1", "minimum_age": 16,
    }  # fmt: skip
    bring(store, page_of(quick_folder, service(**odd)))
    out = quick_folder / "out"
    with store.reading() as session:
        to_tables(session, out)
    for path in out.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=@" and cell], path.name
        assert not [cell for cell in cells if cell[:1] == "+" and cell != "+34 600 100 200"], path.name
    (quick_folder / "second").mkdir()
    second = store_in(quick_folder / "second")
    bring(second, out)
    (before,), (after,) = bodies(store, "service"), bodies(second, "service")
    assert before.pop("=ours") == after.pop("ours") == "+A1", "names of columns never held such signs"
    assert before == after
    second.close()


def test_somebody_elses_table_keeps_its_apostrophes(store, quick_folder):
    bring(store, table(quick_folder, "services", "id,name,description\n1,'t Huis,'+34 600\n"))
    (found,) = bodies(store, "service")
    assert (found["name"], found["description"]) == ("'t Huis", "'+34 600")
