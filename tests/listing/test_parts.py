"""What forms show of records, and records with what was typed: plain values in and out."""

import pytest

from portal.directory.remarks import Report, Weight, Where
from portal.listing import notes, parts

WEEK = {"id": "1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00-06:00", "closes_at": "17:00"}
MONTHLY = {"id": "2", "freq": "MONTHLY", "byday": "1MO", "opens_at": "09:00", "closes_at": "10:00"}
BODY = {
    "id": "s", "name": "House", "status": "active", "email_as_given": "ask us", "unknown": {"x": 1},
    "phones": [{"id": "p", "number": "555 0100", "extension": 7, "type": "Hotline2", "priority": 1}],
    "languages": [{"id": "l", "name": "Creole", "note": "a little"}], "schedules": [WEEK, MONTHLY],
    "required_documents": [{"id": "d", "document": "Passport", "uri": "https://x.example"}],
    "cost_options": [{"id": "c", "amount": 20}], "minimum_age": 16,
}  # fmt: skip


@pytest.mark.parametrize("part", parts.PARTS)
def test_what_is_put_back_unchanged_is_unchanged(part):
    assert parts.put(part, BODY, parts.shown(part, BODY)) == BODY


def test_what_could_not_be_read_is_shown_to_be_put_right():
    said = parts.shown("reach", BODY)
    assert said["email"] == "ask us"
    found = parts.put("reach", BODY, said | {"email": "a@b.example"})
    assert (found["email"], "email_as_given" in found) == ("a@b.example", False)
    assert "email_as_given" not in parts.put("reach", BODY, said | {"email": ""})


def test_a_row_keeps_what_it_does_not_show():
    said = parts.shown("reach", BODY)
    (row,) = said["rows"]
    (phone,) = parts.put("reach", BODY, said | {"rows": [row | {"note": "at night"}]})["phones"]
    assert phone == BODY["phones"][0] | {"description": "at night"}
    (phone,) = parts.put("reach", BODY, said | {"rows": [row | {"number": "555 0101"}]})["phones"]
    assert (phone["number"], phone["priority"], "extension" in phone) == ("555 0101", 1, False)


def test_a_row_of_somewhere_else_is_a_new_one():
    row = {"id": "forged", "number": "555 0199", "kind": "voice", "note": ""}
    (phone,) = parts.put("reach", BODY, parts.shown("reach", BODY) | {"rows": [row]})["phones"]
    assert phone["id"] not in ("forged", "p")


def test_hours_that_no_row_can_say_stay():
    said = parts.shown("hours", BODY)
    assert [row["opens"] for row in said["rows"]] == ["09:00"]
    assert parts.put("hours", BODY, said | {"rows": []})["schedules"] == [MONTHLY]
    (week, _monthly) = parts.put("hours", BODY, said | {"rows": [said["rows"][0] | {"days": ["SU"]}]})[
        "schedules"
    ]
    assert week == WEEK | {"byday": "SU"}


@pytest.mark.parametrize(
    ("schedule", "plain"),
    [
        (WEEK, True), (MONTHLY, False), (WEEK | {"valid_from": "2026-01-01"}, False), ({}, True),
        (WEEK | {"byday": "1MO"}, False), (WEEK | {"interval": 2}, False), (WEEK | {"closed": True}, False),
    ],
)  # fmt: skip
def test_which_hours_a_row_can_say(schedule, plain):
    assert parts.is_plain(schedule) is plain


@pytest.mark.parametrize(
    ("free", "text", "fees", "options"),
    [
        ("yes", "", "Free of charge", False), ("yes", "With a card", "Free of charge. With a card", False),
        ("words", "By income", "By income", True),
    ],
)  # fmt: skip
def test_what_it_costs(free, text, fees, options):
    found = parts.put("cost", BODY, {"free": free, "text": text})
    assert found["fees_description"] == fees
    assert ("cost_options" in found) is options
    assert parts.is_free(found) is (free == "yes")


def test_the_mark_is_of_what_is_shown_and_rows_have_no_names():
    said = parts.shown("reach", BODY)
    assert parts.mark(said) == parts.mark(parts.shown("reach", BODY | {"name": "Other"}))
    assert parts.mark(said) != parts.mark(said | {"url": "x"})
    assert parts.same(said, said | {"rows": [said["rows"][0] | {"id": "other"}]})
    assert not parts.same(said, said | {"rows": []})


def test_notes_say_each_thing_once_and_nothing_of_a_name_in_capitals():
    report = Report()
    for wrong, done in (
        ("markup or control signs in it", "put right"), ("markup or control signs in it", "put right"),
        ("in capitals", "kept; shown in small letters"), ("not a thing", "read as another"),
        ("not a time of day", "kept in the description"),
    ):  # fmt: skip
        report.say(Weight.MENDED, Where("here", 0), "service.name", wrong, done)
    assert notes.codes(report) == ["markup", "aside", "other"]
    assert len(notes.words(["markup", "none", "other"])) == 2
