"""What could tell who somebody is, or harm them: found in planted texts, and not in harmless ones.

The texts say what the rules are for, not how well they do in life: they were written beside them. What
they miss, `test_what_the_rules_miss` says, and the page does.
"""

import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from portal.safety import arabic, patterns
from portal.safety.finding import find, named
from portal.safety.kinds import ALONE, NAMES, Kind
from portal.statements.sections import LONGEST

TEXTS = tomllib.loads(Path(__file__).with_name("planted.toml").read_text(encoding="utf-8"))
PLANTED = [(language, *one) for language, all in TEXTS.items() for one in all["planted"]]
HARMLESS = [(language, text) for language, all in TEXTS.items() for text in all["harmless"]]


def said(text):
    return [(found.kind, text[found.start : found.end]) for found in find(text)]


@pytest.mark.parametrize(("language", "kind", "what", "text"), PLANTED)
def test_what_was_planted_is_found(language, kind, what, text):
    at = text.index(what)
    same = [found for found in find(text) if found.kind == kind]
    assert any(found.start < at + len(what) and at < found.end for found in same), said(text)


@pytest.mark.parametrize(("language", "text"), HARMLESS)
def test_nothing_is_found_in_what_harms_nobody(language, text):
    assert said(text) == []


def test_there_is_enough_of_everything():
    planted = Counter(language for language, *_rest in PLANTED)
    assert set(planted) == {"en", "es", "ar"}
    assert min(planted.values()) >= 50
    assert len(HARMLESS) >= 40
    for language in planted:
        assert {kind for lang, kind, *_rest in PLANTED if lang == language} == set(Kind)


def test_every_kind_has_words():
    assert set(NAMES) == set(Kind) > ALONE


@pytest.mark.parametrize(
    ("kind", "what", "text"),
    [
        (Kind.PHONE, "600 123 456", "Call 600 123 456."),
        (Kind.EMAIL, "ana@example.com", "(ana@example.com)"),
        (Kind.NAME, "Ana", "My sister Ana, who is older"),
        (Kind.DOCUMENT, "X1234567", "passport X1234567."),
        (Kind.NAME, "مَرْيَم", "أُخْتِي مَرْيَم قالت"),
        (Kind.PHONE, "٠٥٥١٢٣٤٥٦٧", "(٠٥٥١٢٣٤٥٦٧)"),
        (Kind.PHONE, "６００１２３４５６", "Tel ６００１２３４５６"),
    ],
)
def test_it_is_found_to_the_letter(kind, what, text):
    assert (kind, what) in said(text)


def test_names_are_looked_for_everywhere():
    text = "My sister Lucía knows. Lucia is brave; LUCÍA is tired. Lucian is not her."
    assert named(text) == ["Lucía"]
    found = find(text, named(text))
    assert [text[f.start : f.end] for f in found if f.kind is Kind.NAME] == ["Lucía", "Lucia", "LUCÍA"]
    assert [f.kind for f in find("وقالت مريم", ["مريم"])] == [Kind.NAME]
    assert find("a b", ["", " ", "a"]) == []
    assert find("x", ["(" * 5000] * 5000) == []


def test_the_same_text_gives_the_same():
    for _language, _kind, _what, text in PLANTED:
        assert find(text) == find(text)
        assert all(text[f.start : f.end].strip() for f in find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Lucía came with us.",
        "The house with the blue door.",
        "five five five, zero one",
        "Je m'appelle Anne.",
    ],
)
def test_what_the_rules_miss(text):
    """Honestly: none of these is found. Who makes them be found takes them out here, and off the page."""
    assert find(text) == []


HOSTILE = [
    "1", "a", "a.", "@", ".", " ", "-", "/", "1 ", "1-", "1.", "A ", "+1(", "a@a.", "http://", "live in ",
    "my sister A", "calle a ", "case ", "case 1", "born ", "12 may ", "1/1/", "اختي ", "في ", "َ", "شارع ",
    "A1", "a_.", "work at a ", "mr ", "instagram a", "phone a", "ﷺ", "\u202e",
]  # fmt: skip


def patterns_of_all():
    yield from (pattern for _kind, all in [*patterns.CASED, *patterns.LOW] for pattern in all)
    yield from (patterns.DATE, patterns.BORN, patterns.PHONE, patterns.NEAR_PHONE, *patterns.DOCUMENTS)
    yield arabic.NAME


def test_nothing_repeats_without_a_limit():
    """What makes a pattern slow on a hostile text: each of ours looks at so many characters and no more."""
    for pattern in patterns_of_all():
        widest = sys.modules["re._parser"].parse(pattern.pattern, pattern.flags).getwidth()[1]
        assert widest < 1000, pattern.pattern


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_as_long_as_it_is_long(piece):
    """Twice as long a text is not much more than twice the work: counted, not timed."""
    short, long = (work_of((piece * LONGEST)[:size]) for size in (LONGEST // 32, LONGEST // 16))
    assert long <= 3 * short + 2000


def work_of(text):
    """How many lines of our own Python run."""
    count = 0

    def line(_frame, event, _what):
        nonlocal count
        count += event == "line"
        return line

    sys.settrace(line)
    try:
        find(text)
    finally:
        sys.settrace(None)
    return count
