import gzip
from xml.etree.ElementTree import Element

import pytest

from portal.support import rules
from portal.support.emergency import EMERGENCY
from portal.support.helplines import LINES
from portal.support.line import Kind
from tests.page import Page, text

OFFERED = ["en", "es", "ar"]
EVERYTHING = "?country=all&speaks=any"
LARGEST = {"": 9_500, EVERYTHING: 16_500}  # bytes, gzip: most of it is paid for by the minute


def dialled(page: Page, inside: Element) -> list[tuple[str, str]]:
    """(what a tel: link dials, what is written), of links whose whole text reads left to right."""
    links = [a for a in page.all("a", inside=inside) if a.get("href", "").startswith("tel:")]
    return [(a.get("href", "")[4:], bdi.text or "") for a in links for bdi in a if bdi.get("dir") == "ltr"]


def left_to_right(page: Page, inside: Element) -> set[str]:
    return {text(bdi) for bdi in page.all("bdi", inside=inside) if bdi.get("dir") == "ltr"}


def foot(page: Page) -> set[str]:
    return {number for _dial, number in dialled(page, page.all("footer")[0])}


def top(page: Page) -> set[str]:
    """The emergency numbers that stand open, before the list of other countries."""
    body = page.body
    return {
        number
        for dial, number in dialled(page, page.all("main")[0])
        if f'href="tel:{dial}"' in body[: body.index("<details", body.index("<main"))]
    }


@pytest.mark.parametrize("language", OFFERED)
def test_every_number_reads_left_to_right_and_dials_as_written(client, language):
    page = client.get(f"/{language}/support/{EVERYTHING}")
    cards = page.all("section", css="card")
    assert len(cards) == len(LINES)
    for line in LINES:
        name = rules.name_of(line, language).text
        named = [card for card in cards if text(page.all("h3", inside=card)[0]) == name]
        for number in line.numbers:
            if number.kind is Kind.VOICE:
                assert any((number.digits, number.dial) in dialled(page, card) for card in named), line.id
            else:
                assert any(number.dial in left_to_right(page, card) for card in named), line.id


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("asked", ["", EVERYTHING, "?country=JP", "?country=PL"])
def test_no_link_dials_anything_else_than_it_says(client, language, asked):
    page = client.get(f"/{language}/support/{asked}")
    links = [a for a in page.all("a") if a.get("href", "").startswith("tel:")]
    shown = dialled(page, page.root)
    assert len(shown) == len(links) > 50
    assert all(dial == "".join(filter(str.isdigit, written)) for dial, written in shown)


@pytest.mark.parametrize("asked", ["", EVERYTHING, "?country=es&speaks=ar", "?country=zz"])
def test_index_needs_no_account_and_leaves_nothing(client, asked):
    page = client.get(f"/en/support/{asked}")
    assert page.status == 200
    assert "Set-Cookie" not in page.headers
    assert [form.get("method", "get") for form in page.all("form")] == ["get"]
    assert {control.get("name") for control in page.controls()} == {"country", "speaks"}


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("asked", LARGEST)
def test_index_stays_small(client, language, asked):
    page = client.get(f"/{language}/support/{asked}")
    assert len(gzip.compress(page.content, 6)) <= LARGEST[asked]


def test_index_shows_the_services_own_country_first_of_all(client):
    page = client.get("/en/support/")
    assert "1-888-373-7888" in page.body
    assert "0808 16 89 111" not in page.body
    assert client.get(page.href("Helplines in all countries")).body.count("0808 16 89 111") == 1


def test_index_says_what_to_do_in_danger_before_anything_else(client):
    body = client.get("/en/support/").body
    assert body.index('href="tel:911"') < body.index("1-888-373-7888")
    assert "In danger right now" in body
    for numbers in EMERGENCY.values():
        assert f'href="tel:{numbers[0].number}"' in body


def test_a_person_chooses_another_country_and_language(client):
    page = client.get("/en/support/")
    page = client.submit({"country": "Germany", "speaks": "Arabic"}, "Show these helplines")
    assert page.url.endswith("/en/support/?country=DE&speaks=ar")
    assert {text(h3) for h3 in page.all("h3")} >= {"Hilfetelefon Gewalt gegen Frauen"}
    assert "1-888-373-7888" not in page.body
    assert (top(page), foot(page)) == ({"112"}, {"112"})
    in_spanish = client.get(page.href("Español"))
    assert in_spanish.url.endswith("/es/support/?country=DE&speaks=ar")
    chosen = [
        option.get("value") for option in in_spanish.all("option") if option.get("selected") is not None
    ]
    assert chosen == ["DE", "ar"]
    assert '<bdi dir="ltr">Arabic, please</bdi>' in in_spanish.body


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [("", {"911"}), ("?country=JP", {"110", "119"}), ("?country=au", {"000"}), ("?country=all", {"911"})],
)
def test_the_emergency_number_follows_the_country(client, asked, numbers):
    page = client.get(f"/en/support/{asked}")
    assert (top(page), foot(page)) == (numbers, numbers)
    assert foot(client.get("/en/")) == {"911"}


@pytest.mark.parametrize(
    "asked",
    ["?country=zz", "?speaks=tlh", "?country=%00&speaks=%ff", "?country=US,ES", "?x=1", "?country=&speaks="],
)  # fmt: skip
def test_what_is_unknown_is_kindly_ignored(client, asked):
    plain, page = client.get("/en/support/"), client.get(f"/en/support/{asked}")
    assert page.status == 200
    assert page.main == plain.main


def test_a_country_without_lines_says_so_and_what_else_could_help(client):
    page = client.get("/ar/support/?country=JP")
    assert "خط نجدة الطفل" in page.main, "a line elsewhere that answers in Arabic"
    assert client.get("/en/support/?country=JP&speaks=any").main.count("findahelpline.com") == 1
    assert "We do not know a helpline in this country: Japan." in client.page.main
    assert "We do not know a helpline" not in client.get("/en/support/?country=US").main


def test_a_country_whose_lines_speak_another_language_shows_them_all_the_same(client):
    page = client.get("/en/support/?country=FR&speaks=ar")
    assert "We do not know a helpline in France that answers in this language: Arabic." in page.main
    assert page.body.index("119 Allô") < page.body.index("Hilfetelefon")
    assert "116 111" not in page.main, "a French line does the same"


def test_the_european_numbers_are_offered_with_doubt(client):
    page = client.get("/en/support/?country=PL&speaks=ar")
    assert {("116006", "116 006"), ("116111", "116 111")} <= set(dialled(page, page.root))
    assert "In some countries they do not work yet." in page.main
    assert "please" not in page.main, "there is nobody here to say it to"
    assert "they do not work yet" not in client.get("/en/support/?country=JP").main


def test_index_warns_who_may_pass_things_on(client):
    body = client.get(f"/en/support/{EVERYTHING}").body
    assert "Before you say any, ask who else will hear it." in body
    assert "Run by the police" in body
    assert "We do not know if a call shows on the bill." in body
    assert "They say a call does not show on the bill." in body
    assert body.count("They may pass it on to others.") == sum(line.may_pass_on for line in LINES)


def test_index_shows_other_ways_to_write(client):
    page = client.get(f"/en/support/{EVERYTHING}")
    assert page.main.count("Chat on their website: ") == sum(line.chat for line in LINES) > 10
    shown = left_to_right(page, page.root)
    assert {line.email for line in LINES if line.email} <= shown
    assert {line.url for line in LINES if line.chat} <= shown


@pytest.mark.parametrize("language", OFFERED)
def test_each_line_we_are_not_sure_of_says_so(client, language):
    page = client.get(f"/{language}/support/{EVERYTHING}")
    unsure = client.get(f"/{language}/support/?country=TH&speaks=th").all("section", css="card")[0]
    words = text(unsure.findall("p")[2])
    cards = [text(card) for card in page.all("section", css="card")]
    assert sum(words in card for card in cards) == sum(rules.is_unsure(line) for line in LINES)


def test_index_tells_an_arabic_reader_what_to_say(client):
    body = client.get("/ar/support/").body
    assert '<bdi dir="ltr">Arabic, please</bdi>' in body
    assert "English, please" not in client.get("/en/support/").body
    in_french = client.get("/ar/support/?country=FR&speaks=fr")
    assert '<bdi dir="ltr">French, please</bdi>' in in_french.body
    assert "أرابِك" not in in_french.body, "how to say it holds for her own language only"
    assert "أرابِك" in body


def test_the_emergency_number_stands_at_the_foot_of_every_page(client):
    for place in ("/en/", "/es/about/privacy", "/ar/nothing-here"):
        assert foot(client.get(place)) == {"911"}
