from dataclasses import replace
from datetime import date

import pytest

from portal.support import rules
from portal.support.emergency import AMBULANCE, EVERYONE, MOBILE, POLICE
from portal.support.line import INTERPRETERS, Confidence, Hours, Line, Number, Topic


def line(id="a", country="ES", languages=("es",), name=None, confidence=Confidence.HIGH):
    return Line(
        id=id,
        country=country,
        name=name or {"es": "Línea"},
        operator="Alguien",
        numbers=(Number("016"),),
        hours=Hours.ALWAYS,
        languages=tuple(languages),
        topics=(Topic.ANY_CRIME,),
        confidence=confidence,
        last_verified=date(2025, 11, 1),
        source="made up",
    )


@pytest.mark.parametrize(
    ("languages", "reader", "answers", "can_help"),
    [
        (("es",), "es", True, True),
        (("es",), "es-MX", True, True),
        (("es",), "en", False, False),
        (("es", INTERPRETERS), "ar", False, True),
        (("zh",), "zh-Hans", True, True),
        (("fil",), "tl", True, True),
        (("fa",), "prs", True, True),
        ((INTERPRETERS,), "en", False, True),
    ],
)
def test_who_answers_in_a_language(languages, reader, answers, can_help):
    assert rules.answers_in(line(languages=languages), reader) is answers
    assert rules.can_help_in(line(languages=languages), reader) is can_help


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("US", [(EVERYONE, "911")]),
        ("us", [(EVERYONE, "911")]),
        ("GB", [(EVERYONE, "999")]),
        ("AU", [(EVERYONE, "000")]),
        ("SK", [(EVERYONE, "112")]),
        ("BR", [(POLICE, "190"), (AMBULANCE, "192")]),
        ("XX", [(MOBILE, "112")]),
    ],
)
def test_who_comes_in_danger(country, expected):
    assert list(rules.emergency_of(country)) == expected


def test_emergency_numbers_are_listed_by_the_name_in_the_readers_language():
    english = [country.name for country in rules.emergencies("en")]
    spanish = [country.name for country in rules.emergencies("es")]
    assert english.index("Germany") > english.index("Brazil")
    assert spanish.index("Alemania") < spanish.index("Brasil")
    assert len(english) == len(spanish) > 45


def _ids(groups):
    return [(group.country, [card.line.id for card in group.cards]) for group in groups]


def test_her_country_and_her_language_come_first():
    lines = (
        line("de-es", "DE", ("de", "es")),
        line("es-other", "ES", ("fr",)),
        line("es-interprets", "ES", ("fr", INTERPRETERS)),
        line("es-speaks", "ES", ("es",)),
        line("ar-es", "AR", ("es",)),
        line("fr-fr", "FR", ("fr",)),
    )
    found = rules.arranged(lines, "es", "es")
    assert _ids(found.speaking) == [
        ("ES", ["es-speaks", "es-interprets"]),
        ("DE", ["de-es"]),  # Alemania
        ("AR", ["ar-es"]),
    ]
    assert _ids(found.others) == [("ES", ["es-other"]), ("FR", ["fr-fr"])]
    assert [group.near for group in found.speaking] == [True, False, False]


def test_a_name_is_shown_in_the_readers_language_or_in_its_own():
    both = line(name={"en": "Helpline", "es": "Línea"})
    assert rules.name_of(both, "es") == ("Línea", "es")
    assert rules.name_of(both, "ar") == ("Helpline", "en")


def test_the_readers_own_language_is_named_first():
    assert rules.languages_of(line(languages=("fr", "ar", "bg", INTERPRETERS)), "es") == [
        "árabe",
        "búlgaro",
        "francés",
    ]
    assert rules.languages_of(line(languages=("ar", "es")), "es") == ["español", "árabe"]


def test_a_card_says_what_we_are_not_sure_of():
    sure, unsure = (rules.card(line(confidence=c), "en") for c in (Confidence.HIGH, Confidence.LOW))
    assert (sure.unsure, unsure.unsure) == (False, True)
    assert rules.is_unsure(line(confidence=Confidence.MEDIUM))
    assert sure.checked == "November 2025"


SOME = (
    line("es-speaks", "ES", ("es",)),
    line("de-ar", "DE", ("de", "ar")),
    line("fr-fr", "FR", ("fr",)),
    line("us-interprets", "US", ("en", INTERPRETERS)),
)


@pytest.mark.parametrize(
    ("country", "speaks", "expected"),
    [
        ("", "", ("ES", "es")),
        ("de", "AR", ("DE", "ar")),
        ("all", "any", ("", "")),
        ("ALL", "Any", ("", "")),
        ("JP", "fr-CA", ("JP", "fr")),
        ("XX", "tlh", ("ES", "es")),
        ("DE,FR", "interpreters", ("ES", "es")),
    ],
)
def test_what_is_asked_for_is_a_known_code_or_her_own(country, speaks, expected):
    to = rules.reader(SOME, "es", "es", country, speaks)
    assert (to.country, to.speaks) == expected


def test_the_choices_begin_with_her_own():
    assert rules.countries(SOME, "XX", "es")[0].code == "XX"
    names = [choice.name for choice in rules.countries(SOME, "us", "es")]
    assert names[0] == "Estados Unidos"
    assert names.index("Alemania") < names.index("Francia") < names.index("Japón")
    assert [choice.code for choice in rules.languages(SOME, "en")] == ["en", "ar", "fr", "de", "es"]


def _found(country, speaks):
    found = rules.found(SOME, rules.Reader("en", "US", country, speaks))
    shown = (found.speaking, found.others, found.elsewhere)
    return [[card.line.id for group in groups for card in group.cards] for groups in shown]


@pytest.mark.parametrize(
    ("country", "speaks", "expected"),
    [
        ("ES", "es", [["es-speaks"], [], []]),
        ("US", "ar", [["us-interprets"], [], []]),
        ("FR", "ar", [[], ["fr-fr"], ["de-ar"]]),  # who answers in it, before who interprets
        ("FR", "vi", [[], ["fr-fr"], ["us-interprets"]]),
        ("FR", "", [["fr-fr"], [], []]),
        ("JP", "ar", [[], [], ["de-ar"]]),
        ("JP", "", [[], [], []]),
        ("", "ar", [["us-interprets", "de-ar"], ["fr-fr", "es-speaks"], []]),
        ("", "", [["us-interprets", "fr-fr", "de-ar", "es-speaks"], [], []]),
    ],
)
def test_her_country_alone_unless_nobody_there_speaks_her_language(country, speaks, expected):
    assert _found(country, speaks) == expected


def test_the_european_numbers_are_for_the_union_where_no_line_does_the_same():
    any_crime = line("fr-x", "FR")
    assert rules.european_numbers([any_crime], "FR") == ((Topic.YOUNG, "116 111"),)
    assert [number for _topic, number in rules.european_numbers([any_crime], "PL")] == ["116 006", "116 111"]
    assert rules.european_numbers([any_crime], "GB") == ()
    assert rules.european_numbers([any_crime], "") == ()


def test_the_lines_for_the_young_of_a_country():
    young = {"topics": (Topic.YOUNG, Topic.CRISIS)}
    unsure = replace(line("es-unsure", "ES", confidence=Confidence.LOW), **young)
    sure, away = replace(line("es-sure", "ES"), **young), replace(line("fr-young", "FR"), **young)
    assert rules.for_young([unsure, line(), sure, away], "es") == (sure, unsure)
    assert rules.for_young([away], "ES") == ()
