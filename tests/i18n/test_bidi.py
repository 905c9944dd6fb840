"""A number among letters from the right stays the number that was typed."""

import pytest
from markupsafe import Markup

from portal.bidi import in_pieces
from portal.web.templates import as_written
from tests.make import sign_in

PHONE = "+34 600 123 456"
WORDS = f"رقم أختي هو {PHONE} وهي تعرف."
SHOWN = f'<bdo dir="ltr">{PHONE}</bdo>'


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (WORDS, [PHONE]),
        ("٠٦٠ ١٢٣ ٤٥٦ و 22/11/2026", ["٠٦٠ ١٢٣ ٤٥٦", "22/11/2026"]),
        ("(020) 7946 0958", ["(020) 7946 0958"]),
        ("1,250.50 ريال أو ٢٬٥٠٠٫٥٠", ["1,250.50", "٢٬٥٠٠٫٥٠"]),
        ("يوم 12/05/2024 10:30 - 11:00، نعم", ["12/05/2024 10:30 - 11:00"]),
        ("10:30، الساعة: 600", []),
        ("12,34 و 2019, 2020, 2021", []),
        ("At 8 or 9, 12 days", []),
        ("", []),
    ],
)
def test_what_is_shown_apart(text, numbers):
    pieces = in_pieces(text)
    assert pieces[1::2] == numbers
    assert "".join(pieces) == text


def test_what_was_typed_is_never_markup():
    assert as_written(f"<b>{PHONE}</b> & 1") == f"&lt;b&gt;{SHOWN}&lt;/b&gt; &amp; 1"
    assert as_written(Markup("<ins>1</ins>")) == "<ins>1</ins>"


def test_where_her_words_are_shown(world, client):
    sign_in(client, world.survivor, "ar")
    client.get("/ar/mine/writing/1")
    client.fill({"text": WORDS}).submit(button="act=save")
    assert SHOWN in client.get("/ar/mine/writing/review").body
