"""Who comes in, and the list: by name, a page at a time, what was not checked, what is not shown."""

import pytest

from portal.listing.search import OLD, PAGE
from tests.inbox.crowd import statements
from tests.listing.steps import LIST, card, example, many
from tests.make import sign_in
from tests.page import text


def names(page):
    return [text(strong) for strong in page.all("strong") if page.above(strong, "li") is not None]


@pytest.mark.parametrize("who", ["survivor", "advocate", "colleague"])
@pytest.mark.parametrize(
    "place", ["", "add", "out", "lines/", "lines/add", "lines/us-988", "{line}", "{line}/about"]
)
def test_only_leads_come_in(client, world, line, who, place):
    sign_in(client, getattr(world, who))
    assert client.get(LIST + place.format(line=line)).status == 403
    if who == "colleague":
        assert "Directory of services" not in client.get("/en/programme/").main


def test_a_lead_finds_it_from_the_team(lead, line):
    lead.get("/en/programme/")
    lead.follow("Directory of services")
    assert lead.page.path == LIST
    lead.follow("Example Night Line")
    assert "+1 312 555 0100" in lead.page.main


def test_an_empty_list_says_how_to_fill_it(lead):
    page = lead.get(LIST)
    assert "portal support import FILE" in page.main
    assert page.href("Add a service") == f"{LIST}add"


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_row_says_who_checked_it_and_when(client, world, line, language):
    sign_in(client, world.lead, language)
    client.get(f"/{language}/programme/directory/{line}")
    client.post(f"/{language}/programme/directory/{line}/does/check", {"csrf_token": token(client.page)})
    assert card(world, line).checked_by == world.lead.actor.id
    page = client.get(f"/{language}/programme/directory/")
    row = next(text(li) for li in page.all("li") if "Example Night Line" in text(li))
    assert "Example Bridge Association" in row
    assert "example" in row
    assert page.href("Example Night Line").endswith(f"{line}")


def token(page):
    return next(c.get("value") for c in page.controls() if c.get("name") == "csrf_token")


def test_what_was_not_checked_for_half_a_year(lead, world, line):
    lead.get(f"{LIST}{line}")
    lead.submit(button="We called today, and it holds")
    assert "Example Night Line" in lead.get(LIST).main
    assert "Example Night Line" not in lead.get(f"{LIST}?which=old").main
    world.clock.move(days=OLD.days + 1)
    sign_in(lead, world.lead)
    assert "Example Night Line" in lead.get(f"{LIST}?which=old").main


def test_pages_follow_each_other_by_name_and_never_ask_much(lead, world, tmp_path):
    many(world, tmp_path, 1000)
    with statements(world) as asked:
        page = lead.get(LIST)
    assert len(asked) <= 10, asked
    seen = names(page)
    assert len(seen) == PAGE + 2  # and two other places to go
    page = lead.follow("More")
    assert names(page)[0] == f"Help {PAGE:04}"
    with statements(world) as asked:
        lead.get(page.url)
    assert len(asked) <= 10, asked


def test_a_search_leaves_no_word_in_an_address(lead, world, line):
    lead.get(LIST)
    page = lead.submit({"words": "NIGHT"}, "Search")
    assert "Example Night Line" in page.main
    assert "Example Safe House" not in page.main
    assert "night" not in page.url.lower()
    kept = page.href("Changed here")
    assert "Nothing is found." in lead.get(kept).main
    assert "Looked for: NIGHT." in lead.page.main
    assert lead.get(f"{LIST}?words=forged").main == lead.get(LIST).main


def test_what_is_unknown_is_ignored(lead, world):
    example(world)
    plain = lead.get(LIST).main
    for asked in ("?which=x", "?after=x", f"?after={'0' * 32}", "?words=%00"):
        assert lead.get(LIST + asked).main == plain
