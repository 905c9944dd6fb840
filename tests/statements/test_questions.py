"""The forms are sound, and a version that was shipped stays as it is."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path

import pytest

from portal.statements.questions import FORMS
from portal.statements.questions.shape import Certain, Court, Form, Kind, Question, Rule, Section

DIGESTS = Path(__file__).with_name("digests.json")
RULES = ("about", "leave_out", "helping", "presenting", "changing", "copies")
MIXED = {  # where some was looked up and some was not
    ("canada", "helping"),
    ("canada", "presenting"),
    ("canada", "copies"),
    ("england_wales", "helping"),
    ("united_states", "about"),
    ("united_states", "presenting"),
    ("united_states", "copies"),
    ("victoria", "copies"),
    ("new_zealand", "changing"),
}

NAMED = [pytest.param(form, id=f"{form.document} {form.version}") for form in FORMS]
COURTS = {form.document: form.court for form in FORMS if form.court}


def content(value: object) -> object:
    """All that a form says. A field that shape.py gained, and a form does not use, is no change of it."""
    if is_dataclass(value) and not isinstance(value, type):
        said = {part.name: (getattr(value, part.name), part) for part in fields(value)}
        return {
            name: content(what)
            for name, (what, part) in said.items()
            if what != (part.default_factory() if part.default_factory is not MISSING else part.default)
        }
    if isinstance(value, dict):
        return [[code, content(label)] for code, label in value.items()]
    if isinstance(value, tuple):
        return [content(one) for one in value]
    return value


def digest(form: Form) -> str:
    return hashlib.sha256(json.dumps(content(form), sort_keys=True).encode()).hexdigest()


def questions(section: Section) -> Iterator[Question]:
    for question in section.questions:
        yield question
        yield from question.columns


def rules(court: Court) -> Iterator[Rule]:
    for kind in RULES:
        yield from getattr(court, kind)


def texts(value: object) -> Iterator[str]:
    """Every text that a page shows."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for part in fields(value):
            if part.name not in ("document", "id", "law", "looked_up", "only_if"):
                yield from texts(getattr(value, part.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        yield from texts(tuple(value.values()))


@pytest.mark.parametrize("form", NAMED)
def test_a_shipped_version_never_changes(form):
    kept = json.loads(DIGESTS.read_text())
    name = f"{form.document} {form.version}"
    assert kept.get(name) == digest(form), (
        f"{name} is not as it was. Drafts name the version they were written with. If this version was ever "
        f"released, put it back and add the next version beside it, in a file of its own. If not, put this "
        f'into {DIGESTS.name}: "{name}": "{digest(form)}"'
    )


def test_no_shipped_version_is_missing():
    assert set(json.loads(DIGESTS.read_text())) == {f"{form.document} {form.version}" for form in FORMS}


def test_versions_come_oldest_first():
    for document in {form.document for form in FORMS}:
        versions = [form.version for form in FORMS if form.document == document]
        assert versions == list(range(1, len(versions) + 1))


def test_a_number_belongs_to_one_document():
    owner: dict[int, str] = {}
    for form in FORMS:
        numbers = [section.number for section in form.sections]
        assert len(set(numbers)) == len(numbers)
        assert all(owner.setdefault(number, form.document) == form.document for number in numbers)


@pytest.mark.parametrize("form", NAMED)
def test_questions_are_told_apart_and_rest_on_earlier_ones(form):
    for section in form.sections:
        before: dict[str, Question] = {}
        for question in section.questions:
            assert question.id not in before
            assert len({column.id for column in question.columns}) == len(question.columns)
            assert bool(question.columns) == (question.kind is Kind.TABLE)
            if question.only_if:
                other, answers = question.only_if
                assert answers
                assert set(answers) <= set(before[other].choices), question.id
            before[question.id] = question


@pytest.mark.parametrize("form", NAMED)
def test_choices_have_labels(form):
    for section in form.sections:
        for question in questions(section):
            assert question.asks
            assert bool(question.choices) == (question.kind in (Kind.CHOICE, Kind.CHOICES)), question.id
            assert all(code and label for code, label in question.choices.items())


@pytest.mark.parametrize("form", NAMED)
def test_words_are_brought_over_from_the_statement(form):
    newest = [one for one in FORMS if one.document == "statement"][-1]
    for section in form.sections:
        assert set(section.like) <= {one.number for one in newest.sections}
        assert not (section.like and form.document == "statement")


@pytest.mark.parametrize("form", NAMED)
def test_nobody_is_called_a_victim(form):
    """Names of papers and offices stand in quotation marks."""
    found = [text for text in texts(form) if "victim" in re.sub("“.*?”", "", text).lower()]
    assert not found


@pytest.mark.parametrize("document", COURTS)
def test_a_court_says_every_kind_of_rule(document):
    court = COURTS[document]
    assert court.law
    assert court.declaration
    assert re.fullmatch(r"\d{4}-\d{2}", court.looked_up)
    for kind in RULES:
        assert getattr(court, kind), kind


@pytest.mark.parametrize("document", COURTS)
def test_what_is_sure_and_what_is_not_stand_apart(document):
    for kind in RULES:
        found = {rule.certain for rule in getattr(COURTS[document], kind)}
        assert (found == set(Certain)) == ((document, kind) in MIXED), kind


@pytest.mark.parametrize("document", COURTS)
def test_what_nobody_looked_up_is_never_said_as_law(document):
    unsure = [rule.words for rule in rules(COURTS[document]) if rule.certain is Certain.ASK]
    assert unsure
    assert all(" may " in words for words in unsure)


def test_only_one_of_these_courts_hears_a_view_of_the_punishment():
    assert [document for document, court in COURTS.items() if not court.no_punishment] == ["united_states"]
    assert {document: court.minutes for document, court in COURTS.items() if court.minutes} == {
        "united_states": 10
    }


def test_the_columns_of_losses_are_the_same_everywhere():
    found = {
        tuple(column.id for column in question.columns)
        for form in FORMS
        for section in form.sections
        for question in section.questions
        if question.id == "losses"
    }
    assert found == {("category", "what", "when", "amount", "currency", "proof", "paid_back", "by")}
