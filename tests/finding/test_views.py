"""The pages of finding, as a person meets them: asking, the list, a service, a card, a file."""

import gzip
import re
from datetime import timedelta

import pytest
from sqlalchemy import event, text

from portal.directory.importing import Asked, bring_in
from portal.directory.models import Entry
from portal.directory.remarks import Report
from portal.directory.wanted import Wanted
from portal.finding import address
from portal.finding.told import dialled
from portal.i18n import _, use_language
from portal.sweep import sweep
from tests.directory.feeds import DATA
from tests.finding.steps import card_of
from tests.page import text as words_of

OFFERED = ["en", "es", "ar"]
WORDS = "abogada-xylophone Zanzibar"


def ask(client, language="en", **values):
    client.get(f"/{language}/support/find/")
    return client.fill(values).submit()


def say(language, message, **values):
    with use_language(language):
        return _(message, **values)


@pytest.mark.parametrize("language", OFFERED)
def test_from_support_to_a_service_and_back(client, town, language):
    client.get(f"/{language}/support/")
    client.follow(say(language, "Find help"))
    page = client.fill({"words": "lawer", "place": "Lakside"}).submit(say(language, "Show services"))
    assert re.fullmatch(rf"/{language}/support/found/[\w-]{{1000,}}", page.path)
    assert "Example Legal Help" in page.text
    assert "+1 312 555 0102" in page.text
    there = client.follow("Example Legal Help")
    assert 'href="tel:+13125550102"' in there.body
    assert "Example Street" in there.text
    assert 'href="geo:0,0?q=' in there.body


@pytest.mark.parametrize(
    "words", [WORDS, "律师", "محامٍ", "a" * 200, "🏠" * 60, "'\"<script>alert(1)</script>"]
)
def test_what_is_typed_stands_in_no_address_no_title_and_no_store(client, town, words):
    page = ask(client, words=words, place="Zanzibar")
    assert page.status == 200
    for said in ("xylophone", "Zanzibar", "律师", "script>alert", "aaaaaaaa"):
        assert said not in page.url
        assert said not in page.title
    assert "<script>alert" not in page.body
    for store in (town.stores.main, town.stores.vault, town.stores.sessions):
        with store.engine.connect() as connection:
            raw = "\n".join(connection.connection.driver_connection.iterdump())
        assert "xylophone" not in raw
        assert "Zanzibar" not in raw


def test_addresses_of_the_same_words_are_never_alike_and_of_one_length(client, town):
    found = [ask(client, words=words).path for words in ("a", "a", "b" * 150)]
    assert len(set(found)) == 3
    assert len({len(path) for path in found}) == 1


def test_an_address_is_good_for_an_hour_and_then_for_nobody(client, town):
    path = ask(client, words=WORDS).path
    town.clock.move(minutes=59)
    assert client.get(path).path == path
    town.clock.move(minutes=2)
    over = client.get(path)
    assert over.path == "/en/support/find/"
    assert "over an hour old" in over.text
    town.clock.move(hours=1)
    sweep(town.stores, town.server, town.clock())
    with town.stores.sessions.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM hour_key")).scalar() == 0


@pytest.mark.parametrize(
    "wrong", ["x", "a" * 2000, "AAAA", "%00", "é", "a" * 7000, "AQEAAAAAAAAAAAAAAAAAB5wb"]
)
def test_a_wrong_address_leads_to_the_question(client, town, wrong):
    assert client.get(f"/en/support/found/{wrong}").path == "/en/support/find/"
    assert client.get(f"/en/support/found/{wrong}/file").path == "/en/support/find/"


def test_a_changed_address_opens_nothing(town):
    now, store = town.clock(), town.stores.sessions
    sealed = address.sealed(store, Wanted(words="x"), now)
    assert address.opened(store, sealed, now).words == "x"
    for changed in (sealed[:-5] + "AAAAA", sealed[:40] + "B" + sealed[41:], sealed[::-1]):
        with pytest.raises(address.Over):
            address.opened(store, changed, now)
    with pytest.raises(address.Over):
        address.opened(store, sealed, now - timedelta(seconds=1))


def test_searching_sets_no_cookie_and_every_page_is_not_kept(client, town):
    for path in (ask(client, words="food").path, "/en/support/find/"):
        page = client.get(path)
        assert "set-cookie" not in {name.lower() for name, _value in page.headers.items()}
        assert page.headers["Cache-Control"] == "no-store"


def test_too_many_words_are_refused_and_stay(client, town):
    page = ask(client, words="w" * 10_000, place="x")
    assert page.status == 200
    assert "A few words are enough" in page.text
    assert f'value="{"w" * 10_000}"' in page.body


@pytest.mark.parametrize("language", OFFERED)
def test_nothing_found_is_never_an_empty_page(client, town, language):
    page = ask(client, language, words="qqqqqqqqqq zzzzzzzz")
    assert say(language, "Nothing fits all of this.") in page.text
    assert 'href="tel:' in page.body.partition("<main")[2].partition("</main")[0]


def test_a_place_nobody_knows_is_said(client, town):
    page = ask(client, place="+44 20 7946 0000")
    assert "We do not know this place: +44 20 7946 0000." in page.text


def test_with_no_directory_there_are_helplines(client):
    assert 'href="tel:' in ask(client, words="lawyer").body.partition("<main")[2]


def test_more_than_a_page_is_on_a_second_one(client, town):
    page = ask(client)
    shown = [words_of(head) for head in page.all("h3")]
    assert "More services" not in page.text
    assert len(shown) == 12


def test_the_list_can_be_read_in_another_language(client, town):
    path = ask(client, words="lawyer").path
    page = client.get(path.replace("/en/", "/ar/"))
    assert page.root.get("dir") == "rtl"
    assert "Example Legal Help" in page.text


KINDS = ["Example Safe House", "Example Night Line", "مثال: مائدة الحي", "Example Counselling Rooms"]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("language", OFFERED)
def test_every_kind_of_service_has_a_page(client, town, name, language):
    page = client.get(f"/{language}/support/{card_of(town, name).id}")
    assert page.status == 200
    assert name in page.text
    card = client.get(f"{page.path}/card")
    assert name not in words_of(card.all("main")[0])
    assert name in client.get(f"{page.path}/card?name=1").text


def test_a_confidential_place_is_not_told(client, town):
    page = client.get(f"/en/support/{card_of(town, 'Example Safe House').id}")
    assert "The address is kept secret. Call first." in page.text
    assert "geo:" not in page.body


def test_a_service_that_ended_has_no_page(client, town):
    id = card_of(town, "Example Open Clinic").id
    with town.stores.main.writing() as session:
        session.get_one(Entry, ("service", id)).active = False
        session.commit()
    assert client.get(f"/en/support/{id}").status == 404


def test_the_file_stands_alone(client, town):
    path = ask(client, needs=["lawyer"]).path
    answer = client.client.get(f"{path}/file", base_url="https://localhost")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="paper.html"'
    body = answer.data.decode()
    assert "Example Legal Help" in body
    assert not re.search(r"<(?:script|link|img|iframe|form)|src=|url\(|href=\"(?!tel:)", body)
    assert body.partition("<title>")[2].partition("</title>")[0] == "My pages"


def wire(client, path):
    answer = client.client.get(path, base_url="https://localhost", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    return len(answer.data), gzip.decompress(answer.data)


@pytest.mark.parametrize("language", OFFERED)
def test_the_first_visit_is_small(client, town, language):
    """Pages as they come, with the styles inside; what is fetched beside them is counted in tests/real."""
    assert wire(client, f"/{language}/support/find/")[0] <= 9_500
    bring_in(town.stores.main, Asked(DATA / "ohana", "county"), Report(), town.clock())
    page = ask(client, language)
    assert len(page.all("h3")) == 20
    size, body = wire(client, page.path)
    assert size <= 20_000  # with what is fetched beside it 25 KB at most
    assert b"More services" in body or language != "en"


def test_a_page_costs_at_most_ten_statements(client, town):
    path = ask(client, words="lawer imigrasion clases", place="Lakside", wishes=["open_now", "free"]).path
    asked = []
    engines = [store.engine for store in (town.stores.main, town.stores.sessions, town.stores.vault)]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    client.get(path)
    assert 3 <= len(asked) <= 10, asked


@pytest.mark.parametrize(
    ("number", "extension", "dial"),
    [
        ("+1 312 555 0100", "", "+13125550100"), ("(312) 555-0100", "12", "3125550100,12"),
        ("1-800-FLOWERS", "", "18003569377"), ("116 006", "", "116006"), ("ask at the desk", "", ""),
        ("12", "", ""), ("javascript:1234", "", ""), ("555.0100 or 555.0101", "", "5550100"),
        ("0800 HELP 12", "", "0800435712"), ("+44 (0)20 7946 0000", "", "+442079460000"),
        ("(0)20 7946 0000", "", "02079460000"),
    ],
)  # fmt: skip
def test_what_a_number_dials(number, extension, dial):
    assert dialled(number, extension) == dial
