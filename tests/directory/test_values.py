"""One value as feeds write it: tables of cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.directory import hours, tongues, values
from portal.directory.names import plain, spoken
from portal.directory.values import NotThat


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("  plain words ", "plain words"),
        ("<b>Legal</b> help<br>and more", "Legal help\nand more"),
        ("<script>alert('x')</script>Shelter<style>p{}</style>", "Shelter"),
        ("a &amp; b &lt;i&gt;c&lt;/i&gt;", "a & b c"),
        ("one\\ntwo", "one\ntwo"),
        ("###MON### 9-5 ###TUE###10-4", "Mon: 9-5\nTue: 10-4"),
        ("over <18 and >60, we <3 you", "over <18 and >60, we <3 you"),
        ("zero\x00width\ufeff", "zerowidth"),
        ("half a sign \ud800", "half a sign"),
        ("x" * 30_000, "x" * 20_000),
        (True, "true"),
        (12, "12"),
        ("مأوى للنساء", "مأوى للنساء"),
    ],
)
def test_a_text_is_plain(said, read):
    assert values.text(said)[0] == read


def test_markup_wrapped_a_thousand_times_is_not_unwrapped_as_often():
    plain, mended = values.text("&" + "amp;" * 4990)
    assert len(plain) > 10_000
    assert mended == "markup or control signs in it"
    assert values.text(plain) == (plain, "")


@given(st.text(alphabet="<>&/\\n#ampltMONbscriptx; \n\t", max_size=60))
def test_what_was_mended_stays(said):
    once = values.text(said)[0]
    assert values.text(once) == (once, "")


@pytest.mark.parametrize(
    ("read", "said", "found"),
    [
        (values.number, "35", 35),
        (values.number, "$2,500.50", 2500.5),
        (values.number, "x715", 715),
        (values.number, "-91.5", -91.5),
        (values.url, "https://example.org/a?b=c", "https://example.org/a?b=c"),
        (values.url, "www.example.org", "https://www.example.org"),
        (values.url, "example.org/help", "https://example.org/help"),
        (values.email, "help@example.org", "help@example.org"),
        (values.email, "mailto:help@example.org", "help@example.org"),
        (values.day, "2026-01-31", "2026-01-31"),
        (values.day, "January 31, 2026", "2026-01-31"),
        (values.day, "12/24/2015", "2015-12-24"),
        (values.day, "24.12.2015", "2015-12-24"),
        (values.moment, "2023-03-15T10:30:45.123Z", "2023-03-15T10:30:45.123Z"),
        (values.moment, "2023-03-15 10:30", "2023-03-15T10:30:00Z"),
        (values.time, "9:00", "09:00"),
        (values.time, "10:00:00", "10:00:00"),
    ],
)
def test_what_can_be_read(read, said, found):
    assert read(said)[0] == found


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (values.number, "twelve"), (values.number, True), (values.number, float("inf")),
        (values.number, "9" * 400),
        (values.url, "example/counselling"), (values.url, "javascript:alert(1)"), (values.url, "http://[::1"),
        (values.url, "https://"), (values.url, "a b.org"), (values.url, 'https://x.org/"onload='),
        (values.email, "email-example_com"), (values.email, False), (values.email, "a@b.org; c@d.org"),
        (values.day, "05/06/2015"), (values.day, "January 01, 0001"), (values.day, "2005-13-01"),
        (values.day, "soon"),
        (values.moment, "yesterday"), (values.moment, "0001-01-01T00:00:00+14:00"),
        (values.time, "9-5ish"), (values.time, "25:00"), (values.time, "9"),
        (values.text, {"a": 1}),
    ],
)  # fmt: skip
def test_what_cannot(read, said):
    with pytest.raises(NotThat):
        read(said)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("9:00am-5:00pm, Mon-Fri", ("09:00", "17:00", "MO,TU,WE,TH,FR")),
        ("Mon & Wed 9 am to 1 pm", ("09:00", "13:00", "MO,WE")),
        ("Sat-Sun: 10:00 – 14:00", ("10:00", "14:00", "SA,SU")),
        ("lunes a viernes 9:00 - 17:00", None),
        ("24/7", ("00:00", "24:00", "MO,TU,WE,TH,FR,SA,SU")),
        ("9-5ish", None),
        ("Mon-Fri 9-5", None),
        ("call first", None),
        ("Mon-Fri 9am-5pm except holidays", None),
    ],
)
def test_hours_in_words_when_they_are_certain(said, found):
    assert hours.prose(said) == found


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Spanish", "es"), ("español", "es"), ("spa", "es"), ("es-MX", "es"), ("Haitian Creole", "ht"),
        ("Creole", None), ("Arabic", "ar"), ("العربية", "ar"), ("Mandarin", "zh"), ("Farsi", "fa"),
        ("Klatchian", None),
    ],
)  # fmt: skip
def test_a_language_is_known_by_code_and_name(said, code):
    assert tongues.code_of(said) == code


def test_a_list_of_languages_is_taken_apart():
    assert tongues.parts("English, Creole (limited); Spanish and Arabic") == [
        ("English", ""), ("Creole", "limited"), ("Spanish", ""), ("Arabic", ""),
    ]  # fmt: skip
    assert tongues.is_help("Language line available")
    assert tongues.is_help("other languages available upon request")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("FOOD BANK OF THE NORTH", "Food Bank of the North"),
        ("YWCA OF GREATER SPRINGFIELD", "Ywca of Greater Springfield"),
        ("NTHS FAMILY CENTER", "NTHS Family Center"),
        ("Food BANK", "Food BANK"),
        ("UNHCR", "UNHCR"),
    ],
)
def test_a_name_that_shouts_is_shown_quietly(said, shown):
    assert spoken(said) == shown


def test_words_are_compared_without_case_accents_and_dots():
    assert plain("Ayuda  LEGAL, Árbol—Ñandú") == "ayuda legal arbol nandu"
