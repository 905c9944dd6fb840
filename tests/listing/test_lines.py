"""Helplines: what a lead finds out is what everybody sees."""

import pytest
from sqlalchemy import text as sql_text

from portal.listing import lines
from portal.support.helplines import LINES
from portal.support.known import as_known, for_everybody
from tests.accounts.steps import token_in
from tests.inbox.crowd import statements
from tests.listing.steps import LIST, acts
from tests.make import sign_in, working

UNSURE = "us-victimconnect"
DOUBT = "We are not sure this number still works."


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_pages(client, world, language):
    sign_in(client, world.lead, language)
    place = f"/{language}/programme/directory/lines/"
    with statements(world) as asked:
        page = client.get(place)
    assert len(asked) <= 10, asked
    assert "1-888-373-7888" in page.main
    assert "0808 16 89 111" in client.get(f"{place}?country=gb").main
    assert "1-888-373-7888" in client.get(f"{place}?country=zz").main
    for name in ("us-988", "us-988/change", "add"):
        assert client.get(place + name).status == 200


def test_a_line_that_was_called_is_sure(lead, another_client, world):
    def shown():
        page = another_client.get("/en/support/")
        return next(c for c in page.body.split("<section") if "1-855-484-2846" in c)

    assert DOUBT in shown()
    token = token_in(lead.get(f"{LIST}lines/{UNSURE}"))
    for _tap in range(2):
        page = lead.post(f"{LIST}lines/{UNSURE}/does/check", {"csrf_token": token})
    assert "Checked by phone on" in page.main
    assert DOUBT not in shown()
    lead.submit(button="Undo: nobody called")
    assert DOUBT in shown()
    assert acts(world) == ["line_checked", "line_unchecked"]


@pytest.mark.parametrize("number_changed", [False, True])
def test_what_is_taken_back_leaves_the_check_before_it(lead, world, number_changed):
    first = world.clock().replace(second=0, microsecond=0)
    with working(world, world.lead) as w:
        lines.check(w, UNSURE)
    if number_changed:
        lead.get(f"{LIST}lines/{UNSURE}/change")
        lead.submit({"dial_0": "1-800-273-8255"}, "Save")
    world.clock.move(hours=24)
    with working(world, world.lead) as w:
        lines.check(w, UNSURE)
        lines.uncheck(w, UNSURE)
        assert lines.one(w, UNSURE).checked_at == (None if number_changed else first)


def test_a_line_that_no_longer_answers_is_gone_and_comes_back(lead, another_client, world):
    lead.get(f"{LIST}lines/us-988")
    lead.submit(button="It no longer answers: do not show it")
    assert "People do not see this helpline." in lead.page.main
    assert "988 Suicide" not in another_client.get("/en/support/").main
    assert "988 Suicide" in lead.get(f"{LIST}lines/").main
    lead.get(f"{LIST}lines/us-988")
    lead.submit(button="Show it again")
    assert "988 Suicide" in another_client.get("/en/support/").main
    assert acts(world) == ["line_hidden", "line_shown"]


@pytest.mark.parametrize(
    ("typed", "dialled"), [("+44 (0)808 2000 247", "+448082000247"), ("+1 800 273 8255", "+18002738255")]
)
def test_a_number_of_abroad_keeps_its_plus(lead, another_client, typed, dialled):
    lead.get(f"{LIST}lines/us-988/change")
    assert lead.submit({"dial_0": typed}, "Save").status == 200
    assert f'href="tel:{dialled}"' in another_client.get("/en/support/").body


def test_a_corrected_number_shows_and_has_not_been_called(lead, another_client, world):
    lead.get(f"{LIST}lines/us-988")
    lead.submit(button="We called today, and it holds")
    lead.follow("Change numbers, hours or the note")
    lead.submit({"dial_0": "1-800-273-8255", "When somebody answers": "DAILY_9_20",
                 "A note for colleagues": "Ask for Spanish."}, "Save")  # fmt: skip
    assert "Never checked here" in lead.page.main
    assert "Ask for Spanish." in lead.page.main
    page = another_client.get("/en/support/")
    assert 'href="tel:18002738255"' in page.body
    assert "Every day, 9:00 to 20:00" in page.main
    assert "Ask for Spanish." not in page.main
    assert acts(world) == ["line_checked", "line_changed"]


@pytest.mark.parametrize(
    "values",
    [
        {"dial_0": "call us"}, {"dial_0": "1-800-273-TALK"}, {"dial_0": "", "dial_1": ""},
        {"note": "x" * 500},
    ],
)  # fmt: skip
def test_a_number_that_is_none_is_refused(lead, world, values):
    lead.get(f"{LIST}lines/us-988/change")
    typed = {"A note for colleagues": values["note"]} if "note" in values else values
    assert lead.submit(typed, "Save").status == 400
    assert acts(world) == []


def test_a_stale_form_of_a_line_replaces_nothing(lead, world):
    page = lead.get(f"{LIST}lines/us-988/change")
    held = {c.get("name"): c.get("value") for c in page.controls() if c.get("type") == "hidden"}
    lead.submit({"dial_0": "111 111"}, "Save")
    sent = held | {"hours": "ALWAYS", "dial_0": "222 222", "kind_0": "voice", "text": ""}
    page = lead.post(f"{LIST}lines/us-988/change", sent)
    assert page.status == 409
    assert "111 111" in page.main
    lead.submit(button="Save")
    assert "222 222" in lead.page.main


def test_a_new_line(lead, another_client, world):
    lead.get(f"{LIST}lines/add")
    line = {
        "Country": "Japan", "Name of the line, as it calls itself": "いのちの電話", "dial_0": "0120-000-000",
        "Who runs it": "A house", "Languages spoken there": "Japanese\nar", "What it helps with": ["CRISIS"],
        "It may pass on what it hears": True,
    }  # fmt: skip
    assert lead.submit(line | {"Languages spoken there": "Klingonish"}, "Save").status == 400
    lead.submit(line, "Save")
    assert lead.page.h1 == "いのちの電話"
    page = another_client.get("/en/support/?country=JP&speaks=ar")
    assert "0120-000-000" in page.main
    assert "They may pass it on to others." in page.main
    assert "added here" in lead.get(f"{LIST}lines/?country=JP").main
    assert acts(world) == ["line_added"]


@pytest.mark.parametrize(
    "sent", [{"kind_0": "carrier"}, {"hours": "SOMETIMES"}, {"country": "ZZ"}, {"topics": "x"}]
)
def test_only_what_is_offered_can_be_chosen(lead, world, sent):
    page = lead.get(f"{LIST}lines/add")
    typed = {"csrf_token": token_in(page), "country": "JP", "name": "A", "operator": "B", "text": "ja",
             "topics": "CRISIS", "hours": "ALWAYS", "dial_0": "110", "kind_0": "voice"}  # fmt: skip
    assert lead.post(f"{LIST}lines/add", typed | sent).status == 400
    assert acts(world) == []
    assert lead.post(f"{LIST}lines/add", typed).status == 200
    assert acts(world) == ["line_added"]


def test_there_are_no_other_lines(lead):
    for place in ("none", "none/change", "..%2f"):
        assert lead.get(f"{LIST}lines/{place}").status == 404


def test_the_public_page_asks_one_question_and_stands_without_a_store(another_client, world):
    with statements(world) as asked:
        another_client.get("/en/support/")
    assert len(asked) == 1, asked
    with world.stores.main.writing() as session:
        session.execute(sql_text("DROP TABLE line_check"))
        session.commit()
    assert another_client.get("/en/support/").status == 200
    assert for_everybody(world.stores.main) == LINES


def test_without_anything_said_the_lines_are_those_of_the_file(world):
    with world.stores.main.reading() as session:
        assert as_known(session) is LINES


def test_who_finds_no_service_is_not_sent_to_a_line_that_is_hidden(lead, another_client):
    first = "National Human Trafficking Hotline"

    def found():
        another_client.get("/en/support/find/")
        return another_client.fill({"words": "lawyer"}).submit()

    assert first in found().main
    lead.get(f"{LIST}lines/us-trafficking")
    lead.submit(button="It no longer answers: do not show it")
    assert first not in found().main
