"""The data itself: what is printed can be dialled, and says where it comes from."""

import re
from datetime import date

import phonenumbers
import pytest
from phonenumbers import shortnumberinfo

from portal.catalogues import locale
from portal.support import rules
from portal.support.emergency import EMERGENCY, EUROPEAN_UNION
from portal.support.helplines import LINES, BadLine, read
from portal.support.line import INTERPRETERS, Advice, Kind

OFFERED = ("en", "es", "ar")
NUMBERS = [(line, number) for line in LINES for number in line.numbers]
IDS = [f"{line.id} {number.dial} {number.kind.value}" for line, number in NUMBERS]

# libphonenumber does not know these as short numbers; each was read in the source its line names.
SHORT = {
    ("DE", "116016"), ("AR", "145"), ("UA", "527"), ("NG", "627"),
    ("TH", "1300"), ("PH", "1343"), ("NL", "09000101"), ("CO", "141"), ("ZA", "116"), ("NZ", "105"),
    ("PH", "1383"), ("TH", "1387"), ("EE", "116006"), ("LV", "116006"),
}  # fmt: skip
NOT_LISTED_AS_EMERGENCY = {("NG", "112")}  # Nigerian Communications Commission: 112 since 2013


def as_short(country, digits):
    number = phonenumbers.PhoneNumber()
    number.country_code = phonenumbers.country_code_for_region(country)
    number.national_number = int(digits)
    if digits.startswith("0"):
        number.italian_leading_zero = True
    return number


@pytest.mark.parametrize(("line", "number"), NUMBERS, ids=IDS)
def test_a_number_dials_as_it_is_written(line, number):
    assert re.fullmatch(r"[0-9][0-9 -]*[0-9]", number.dial)
    if number.value is None:
        known = shortnumberinfo.is_valid_short_number_for_region(
            as_short(line.country, number.digits), line.country
        )
        assert known is not ((line.country, number.digits) in SHORT)
        return
    assert re.fullmatch(r"\+[1-9][0-9]{6,14}", number.value)
    read_here = phonenumbers.parse(number.dial, line.country)
    assert phonenumbers.format_number(read_here, phonenumbers.PhoneNumberFormat.E164) == number.value
    assert phonenumbers.is_valid_number(read_here)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_a_line_says_where_it_comes_from_and_how_sure_we_are(line):
    assert line.source.strip()
    assert date(2019, 1, 1) <= line.last_verified
    assert date(2020, 1, 1) <= line.last_verified or rules.is_unsure(line)
    assert line.last_verified.day == 1, "a month: we do not know the day"
    assert line.operator
    assert line.topics
    assert line.numbers
    assert any(number.kind is Kind.VOICE for number in line.numbers)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_a_line_names_languages_and_countries_that_are_known(line):
    english = locale("en")
    assert line.country in english.territories
    assert set(line.languages) - {INTERPRETERS} <= set(english.languages)
    assert set(line.name) <= set(line.languages)
    assert line.url is None or "//" not in line.url
    assert line.url or not line.chat, "a chat is on a website"
    assert line.email is None or re.fullmatch(r"[\w.-]+@[\w.-]+\.[a-z]+", line.email)


def test_ids_are_unique():
    ids = [line.id for line in LINES]
    assert len(ids) == len(set(ids))
    assert all(line.id.startswith(line.country.lower() + "-") for line in LINES)


@pytest.mark.parametrize("language", OFFERED)
def test_several_lines_serve_each_offered_language(language):
    assert sum(rules.answers_in(line, language) for line in LINES) >= 3
    assert len({line.country for line in LINES if rules.can_help_in(line, language)}) >= 5


def test_who_passes_things_on_says_so():
    by_id = {line.id: line for line in LINES}
    assert by_id["us-trafficking"].advice is Advice.NEW_OPERATOR
    assert by_id["au-police"].police_run
    assert by_id["ng-627"].police_run
    assert by_id["fr-119"].may_pass_on
    assert not by_id["es-016"].may_pass_on


@pytest.mark.parametrize(
    ("country", "number"), [(country, e.number) for country, found in EMERGENCY.items() for e in found]
)
def test_an_emergency_number_is_one(country, number):
    assert number.isdecimal()
    listed = shortnumberinfo.is_emergency_number(number, country)
    assert listed is not ((country, number) in NOT_LISTED_AS_EMERGENCY)


ASKED = {
    "US", "CA", "MX", "GB", "IE", "FR", "DE", "NL", "ES", "IT", "PT", "AU", "NZ", "ZA", "PH", "BR", "AR",
    "CO", "UA", "NG", "IN", "TH",
}  # fmt: skip
# Victim Support Europe, April 2023: the states of the Union where 116 006 does not answer.
NO_116006 = {"BE", "BG", "CY", "GR", "HU", "IT", "LT", "LU", "MT", "PL", "RO", "SK", "SI", "ES"}
NONE_KNOWN_FOR_THE_YOUNG = {"MX", "NG"}


def test_every_country_a_service_may_stand_in_has_lines():
    assert {line.country for line in LINES} >= ASKED
    without = {country for country in ASKED if not rules.for_young(LINES, country)}
    assert without == NONE_KNOWN_FOR_THE_YOUNG


def test_a_number_that_sources_print_differently_is_left_out():
    printed = {number.digits for _line, number in NUMBERS}
    assert not printed & {"0800200008", "0800200088", "0800209020"}


def test_the_number_for_victims_of_crime_stands_only_where_it_works():
    have = {line.country for line, number in NUMBERS if number.digits == "116006"}
    assert have == set(EUROPEAN_UNION) - NO_116006


def test_the_countries_a_service_may_stand_in_have_their_number():
    assert set(EMERGENCY) >= ASKED
    assert len(EUROPEAN_UNION) == 27
    assert all(EMERGENCY[country][0].number == "112" for country in EUROPEAN_UNION)


@pytest.mark.parametrize("wrong", ['hours = "SOMETIMES"', 'topics = ["WEATHER"]', 'mood = "calm"'])
def test_a_row_that_says_something_unknown_is_refused_by_name(wrong):
    row = """
        [[line]]
        id = "es-x"
        country = "ES"
        name = { es = "X" }
        operator = "X"
        numbers = [{ dial = "016" }]
        languages = ["es"]
        confidence = "high"
        last_verified = 2025-11-01
        source = "made up"
    """
    others = {"hours": 'hours = "ALWAYS"', "topics": 'topics = ["ANY_CRIME"]'} | {wrong.split()[0]: wrong}
    with pytest.raises(BadLine, match="es-x"):
        read(row + "\n".join(others.values()))
