"""Changing a service: it shows everywhere, imports leave it, and nobody overwrites anybody."""

from html import escape

import pytest
from sqlalchemy import select

from portal.directory.models import Entry
from tests.accounts.steps import token_in
from tests.inbox.crowd import statements
from tests.listing.steps import LIST, acts, again, body, card, id_of, open_part
from tests.make import sign_in

PARTS = ["about", "who", "cost", "reach", "languages", "hours", "organization", "place"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PARTS)
def test_every_form_opens_and_saving_what_is_there_changes_nothing(client, world, line, language, name):
    sign_in(client, world.lead, language)
    before = body(world, line)
    client.get(f"/{language}/programme/directory/{line}/{name}")
    if name != "place":
        forms = [client.page.controls(form) for form in client.page.all("form")]
        (place,) = [n for n, controls in enumerate(forms) if "mark" in {c.get("name") for c in controls}]
        client.fill(place).submit()
        assert client.page.path == f"/{language}/programme/directory/{line}"
    assert body(world, line) == before
    assert acts(world) == []


def test_a_page_asks_little(lead, world, line):
    with statements(world) as asked:
        lead.get(f"{LIST}{line}")
    assert len(asked) <= 10, asked
    with statements(world) as asked:
        open_part(lead, line, "organization")
    assert len(asked) <= 10, asked


def test_what_is_changed_shows_on_the_card_and_in_the_api(lead, world, line):
    open_part(lead, line, "about")
    lead.submit({"Name": "The Night Line", "What it does": "We listen."}, "Save")
    assert lead.page.h1 == "The Night Line"
    assert "Changed here on" in lead.page.main
    assert (card(world, line).name, card(world, line).summary) == ("The Night Line", "We listen.")
    assert "We listen." in lead.follow("See it as everybody does").main
    assert (
        lead.client.get(f"/hsds/services/{line}", base_url="https://localhost").json["name"]
        == "The Night Line"
    )
    found = body(world, line)
    assert len(found["attributes"]) == 2, "what no form shows is as it was"
    assert acts(world) == ["service_changed"]


def test_all_parts_of_a_service(lead, world, line):
    for part, values in {
        "who": {"From what age": "١٦", "Papers to bring": "Passport\n\nA letter", "How to begin": "Call."},
        "cost": {"Is it free?": "words", "What it costs, in words": "$20 each time"},
        "languages": {
            "Languages spoken there": "English\nEspañol\nso",
            "Do interpreters help with others?": "",
        },
        "organization": {"Name of the organization": "Bridge"},
        "reach": {"Website": "bridge.example", "number_1": "+1 312 555 0199 x7", "kind_1": "textphone"},
        "hours": {"days_1": ["SA"], "opens_1": "9am", "closes_1": "12:30", "note_1": "ring twice"},
    }.items():
        open_part(lead, line, part)
        assert lead.submit(values, "Save").path == f"{LIST}{line}", part
    found, shown = body(world, line), card(world, line)
    assert (found["minimum_age"], shown.minimum_age, shown.papers) == (16, 16, True)
    assert (shown.free, shown.languages, shown.interpreters) == (False, " en es so ", False)
    assert shown.organization == "Bridge"
    assert found["phones"][1]["extension"] == 7
    assert shown.ways.split() == ["voice", "textphone", "email", "web"]
    assert {"days": "SA", "opens": "09:00", "closes": "12:30"} in shown.hours
    assert found["url"] == "https://bridge.example"
    assert acts(world) == ["service_changed"] * 3 + ["organization_changed"] + ["service_changed"] * 2
    open_part(lead, line, "reach")
    lead.submit({"number_0": "", "note_0": ""}, "Save")
    assert [phone["number"] for phone in body(world, line)["phones"]] == ["+1 312 555 0199"]


def test_free_takes_other_prices_away(lead, world, line):
    for values in ({"Is it free?": "words", "text": "$20"}, {"Is it free?": "yes", "text": ""}):
        open_part(lead, line, "cost")
        lead.submit(values, "Save")
    assert (card(world, line).free, body(world, line)["fees_description"]) == (True, "Free of charge")


def test_imports_leave_it_until_it_is_let_go(lead, world, line, tmp_path):
    open_part(lead, line, "about")
    lead.submit({"Name": "Corrected"}, "Save")
    assert any("changed here by hand" in told for told in again(world, tmp_path, description="New words"))
    assert card(world, line).name == "Corrected"
    lead.get(f"{LIST}{line}")
    lead.submit(button="Let the feed take over again")
    assert "Let the feed" not in lead.page.main
    again(world, tmp_path, description="New words")
    assert (card(world, line).name, card(world, line).summary) == ("Example Night Line", "New words")
    assert acts(world) == ["service_changed", "service_let_go"]


def test_two_leads_do_not_overwrite_each_other(lead, world, line):
    first = open_part(lead, line, "about")
    held = {"csrf_token": token_in(first), "mark": value(first, "mark"), "status": "active"}
    lead.submit({"Name": "First"}, "Save")
    page = lead.post(f"{LIST}{line}/about", held | {"name": "Second", "text": "Mine"})
    assert page.status == 409
    assert body(world, line)["name"] == "First"
    assert "Nothing was replaced" in page.main
    assert "First" in page.main
    assert value(page, "name") == "Second"
    lead.submit(button="Save")
    assert body(world, line)["name"] == "Second"
    assert lead.post(f"{LIST}{line}/about", held | {"name": "Second", "text": "Mine"}).status == 200, (
        "twice is once"
    )


def value(page, name):
    return next(c.get("value") for c in page.controls() if c.get("name") == name)


LONG = "word " * 12_000
BAD = [
    ("reach", {"number_0": "ask at the desk"}, "Please give a number that can be called"),
    ("reach", {"number_0": "", "note_0": "only a note"}, "Please give a number that can be called"),
    ("reach", {"Website": "our website"}, "Please give an address on the web"),
    ("reach", {"Email address": "none"}, "Please give an email address"),
    ("hours", {"opens_0": "9-5ish"}, "Please give a time, such as 09:30."),
    ("hours", {"closes_0": ""}, "Please give both times."),
    ("hours", {"days_0": []}, "Please tick the days for these times."),
    ("about", {"Name": "<script>x</script>"}, "Please write something here."),
    ("about", {"What it does": LONG}, "This is too long."),
    ("who", {"From what age": "two"}, "Please give an age as a number"),
    ("languages", {"Languages spoken there": "x" * 200}, "Please write one language on each line."),
]  # fmt: skip


@pytest.mark.parametrize(("part", "values", "said"), BAD)
def test_what_cannot_be_right_is_refused_and_still_there(lead, world, line, part, values, said):
    before = body(world, line)
    open_part(lead, line, part)
    page = lead.submit(values, "Save")
    assert page.status == 400
    assert said in page.main
    for typed in values.values():
        assert not typed or escape(str(typed).split()[0]) in page.body
    assert body(world, line) == before
    assert acts(world) == []


def test_markup_is_taken_out_and_that_is_said(lead, world, line):
    open_part(lead, line, "about")
    page = lead.submit({"Name": "<b>Night</b> line & co"}, "Save")
    assert body(world, line)["name"] == "Night line & co"
    assert "Signs that make web pages were taken out" in page.main
    assert "Signs" not in lead.get(f"{LIST}{line}?noted=x").main


@pytest.mark.parametrize(
    "place", ["{none}", "{none}/about", "{line}/prices", "{line}/place/{none}", "nothing"]
)
def test_what_is_not_there(lead, line, place):
    none = "00000000-0000-4000-8000-000000000000"
    assert lead.get(LIST + place.format(none=none, line=line)).status == 404


def test_forms_of_another_site_change_nothing(lead, world, line):
    before = body(world, line)
    for place in ("about", "does/hide", "does/check"):
        lead.post(f"{LIST}{line}/{place}", {"csrf_token": "0" * 64, "name": "Theirs"})
    assert body(world, line) == before
    assert card(world, line).checked_at is None
    assert acts(world) == []


def test_a_service_by_hand(lead, world, tmp_path):
    lead.get(f"{LIST}add")
    assert lead.submit({"Name of the service": " "}, "Save").status == 400
    typed = {"Name of the service": "Garden", "Name of the organization": "House", "What it does": "Quiet."}
    lead.submit(typed, "Save")
    assert lead.page.h1 == "Garden"
    id = id_of(world, "Garden")
    assert (card(world, id).organization, card(world, id).active, card(world, id).feed) == (
        "House",
        True,
        "here",
    )
    lead.get(f"{LIST}add")
    lead.submit(typed | {"Name of the service": "Kitchen"}, "Save")
    with world.stores.main.reading() as session:
        assert len(session.scalars(select(Entry).where(Entry.kind == "organization")).all()) == 1
    again(world, tmp_path)
    assert card(world, id).active
    assert acts(world) == ["organization_added", "service_added", "service_added"]
