import pytest

from portal.support.emergency import EMERGENCY
from portal.support.helplines import LINES


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_index_shows_every_line_in_every_language(client, language):
    page = client.get(f"/{language}/support/")
    text = page.body
    for line in LINES:
        for number in line.numbers:
            assert number.dial in text
    assert 'href="tel:18883737888"' in text


def test_index_needs_no_account_and_leaves_nothing(client):
    page = client.get("/en/support/")
    assert page.status == 200
    assert "Set-Cookie" not in page.headers
    assert "<form" not in page.body


def test_index_says_what_to_do_in_danger_before_anything_else(client):
    text = client.get("/en/support/").body
    assert text.index('href="tel:911"') < text.index("1-888-373-7888")
    assert "In danger right now" in text
    for numbers in EMERGENCY.values():
        assert f'href="tel:{numbers[0].number}"' in text


def test_index_warns_who_may_pass_things_on(client):
    text = client.get("/en/support/").body
    assert "Before you say any, ask who else will hear it." in text
    assert "Run by the police" in text
    assert "phone bill" in text
    assert "We are not sure this number still works." in text


def test_index_tells_an_arabic_reader_what_to_say(client):
    text = client.get("/ar/support/").body
    assert '<bdi dir="ltr">Arabic, please</bdi>' in text
    assert "English, please" not in client.get("/en/support/").body


def test_the_emergency_number_stands_at_the_foot_of_every_page(client):
    for place in ("/en/", "/es/about/privacy", "/ar/nothing-here"):
        text = client.get(place).body
        assert text.rindex('href="tel:911"') > text.index("<footer")
