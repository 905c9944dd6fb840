"""Whatever arrives in a writing form is saved or handed back, to the last character that can be read."""

from io import BytesIO

import pytest

from portal.statements.sections import LONGEST
from portal.web.forms import clean
from tests.make import sign_in
from tests.web.steps import FORM, kept_beside, saved, send, send_raw, text_in, token_at, writer

MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("tab\there", "tab\there"),
        ("nul\x00 bell\x07 escape\x1b[31m delete\x7f", "nul bell escape[31m delete"),
        ("\x85next line", "next line"),
        ("half \ud83d emoji", "half  emoji"),
        ("نص\u200f عربي\u2067", "نص\u200f عربي\u2067"),
        ("👩\u200d👧 family", "👩\u200d👧 family"),
        ("\u00e9 e\u0301", "\u00e9 e\u0301"),
        (None, ""),
    ],
)
def test_only_what_carries_no_words_is_taken_out(typed, kept):
    assert clean(typed) == kept


def test_bytes_that_are_no_text_are_not_silently_lost(client, world):
    token = writer(client, world)
    page = send_raw(client, token, b"before+\xff\xfe+after+%FF+and+%C3%A9")
    assert page.status == 400
    assert "Some letters arrived broken" in page.main
    assert text_in(page) == "before \ufffd\ufffd after \ufffd and é"
    assert saved(client) == ""


def test_what_was_handed_back_can_be_mended_and_saved(client, world):
    token = writer(client, world)
    send_raw(client, token, b"caf\xe9+on+the+corner")
    client.submit({"text": "café on the corner"}, "Save")
    assert saved(client) == "café on the corner"


def test_control_characters_go_and_the_words_stay(client, world):
    send(client, writer(client, world), "one\x00two\x08 three\r\nfour")
    assert saved(client) == "onetwo three\nfour"


@pytest.mark.parametrize("letter", ["w", "é", "ع", "\U0001f30a", "字"])
def test_the_longest_text_is_saved_whatever_it_is_written_in(client, world, letter):
    page = send(client, writer(client, world), letter * LONGEST)
    assert (page.status, page.path) == (200, "/en/mine/writing/2")
    assert saved(client) == letter * LONGEST


def test_line_ends_count_once(client, world):
    text = "line\r\n" * (LONGEST // 5)
    assert len(text) > LONGEST
    assert send(client, writer(client, world), text).status == 200
    assert saved(client) == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("length", "told"),
    [(LONGEST + 1, "64,001"), (MIB, "1,048,576")],
    ids=["one too many", "a mebibyte"],
)
def test_what_is_too_long_is_handed_back_with_its_length(client, world, length, told):
    page = send(client, writer(client, world), "w" * length)
    assert page.status == 413
    assert f"This is too long: {told} characters. Up to 64,000 fit here." in page.main
    assert text_in(page) == "w" * length
    client.submit({"text": "w" * LONGEST}, "Save")
    assert saved(client) == "w" * LONGEST


def test_more_than_fits_in_a_request_gets_its_page(client, world):
    page = send(client, writer(client, world), "w" * (2 * MIB + 1))
    assert page.status == 413
    assert "too large" in page.main
    assert saved(client) == ""


@pytest.mark.parametrize("place", ["/en/nothing", "/en/sign-in", "/en/", "/en/settings/erase", "/en/kept"])
def test_more_than_fits_is_refused_calmly_everywhere(client, place):
    page = client.post(place, {"text": "w" * (3 * MIB)})
    assert page.status in (404, 405, 413)
    assert page.h1


def test_a_spaces_only_text_makes_nothing_new_and_empties_what_was_there(client, world):
    send(client, writer(client, world), " \n\t ")
    assert saved(client) == ""
    token = token_at(client, 1)
    send(client, token, "", number=1)
    assert saved(client, 1) == ""


def test_html_is_words_too(client, world):
    text = "</textarea><script>alert(1)</script> & <b>bold</b> {{ 7 * 7 }} %(name)s"
    send(client, writer(client, world), text)
    assert saved(client) == text
    assert "{{ 7 * 7 }}" in client.get("/en/mine/writing/review").main


def test_a_first_line_that_is_empty_stays(client, world):
    """HTML drops one line end after <textarea>."""
    send(client, writer(client, world), "\n\nfirst")
    assert saved(client) == "\n\nfirst"


@pytest.mark.parametrize("place", ["/en/mine/writing/1", "/en/leave"])
def test_a_form_that_came_without_its_text_empties_nothing(client, world, place):
    token = writer(client, world, 1)
    before = saved(client, 1)
    client.post(place, {"kept": token, "act": "save"})
    sign_in(client, world.survivor)
    assert before
    assert (saved(client, 1), kept_beside(client, 1)) == (before, [])


def test_a_form_that_came_without_its_button_is_saved(client, world):
    token = writer(client, world)
    client.post("/en/mine/writing/2", {"kept": token, "text": "sent by the keyboard"})
    assert saved(client) == "sent by the keyboard"


def test_parts_sent_as_a_file_upload_are_read_too(client, world):
    token = writer(client, world)
    data = {"kept": token, "text": "sent in parts", "act": "save"}
    client.post("/en/mine/writing/2", data, content_type="multipart/form-data")
    assert saved(client) == "sent in parts"


@pytest.mark.parametrize("place", ["/en/mine/writing/2", "/en/nothing"])
def test_a_body_that_is_refused_is_read_to_its_end(client, world, place):
    """A browser that is still sending does not listen to the answer."""
    writer(client, world)
    body = BytesIO(b"text=" + b"w" * 3 * MIB)
    client.post(place, input_stream=body, content_type=FORM, content_length=len(body.getvalue()))
    assert client.page.status in (404, 413)
    assert body.read() == b""
