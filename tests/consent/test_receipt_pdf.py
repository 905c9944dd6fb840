"""The file to print: the same lines as the page, for eyes and for screen readers, and nothing left behind."""

import io
import os
import re
from dataclasses import replace

import pytest
from pdfua import validate
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from portal.consent import paper
from portal.paper import Paper, Part, Piece, Row, Text
from portal.programmes import facts
from portal.programmes.facts import Fact
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import silence, the_consent

LANGUAGES = ["en", "es", "ar"]
REACH = "1 Long Road\nCall +1 (555) 010-0199, by day"
EVIL = '#panic("x") *bold* $x$ = heading // \\ <b>&amp; #read("/etc/passwd") `raw` @ref'


@pytest.fixture
def her(world, client):
    silence(world)
    with working(world, world.lead) as w:
        facts.change(w, Fact.REACH, "en", REACH)
    sign_in(client, world.survivor)
    return client


def place(world, language, file):
    return f"/{language}/mine/choices/given/{the_consent(world).id}/{file}"


def pdf(world, browser, language):
    page = browser.get(place(world, language, "receipt.pdf"))
    assert page.headers["Content-Type"] == "application/pdf"
    return page.content


def words_of(content):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def bare(words):
    """Without spaces and marks of direction."""
    return re.sub(r"[\s\u2028\u2066-\u2069\u200e\u200f]+", "", words)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_says_what_the_page_says(world, her, language):
    shown = her.get(place(world, language, "receipt"))
    assert bare(words_of(pdf(world, her, language))) == bare(text(shown.by_id["paper"]))


def test_it_says_what_the_page_says_in_arabic(world, her):
    """Every letter and vowel sign, in its order, as pdfium reads it for Chrome."""
    shown = text(her.get(place(world, "ar", "receipt")).by_id["paper"])
    pages = PdfDocument(pdf(world, her, "ar"))
    told = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert re.search("[\u064b-\u0652]", told)
    assert bare(told) == bare(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checker_of_accessible_pdf_finds_nothing(world, her, language, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(world, her, language))
    report = validate(file)
    assert [str(found) for found in report.findings] == []


@pytest.mark.parametrize(("language", "title"), [("en", "Paper"), ("es", None), ("ar", None)])
def test_what_describes_it_is_a_plain_title_and_a_language(world, her, language, title):
    reader = PdfReader(io.BytesIO(pdf(world, her, language)))
    described = dict(reader.metadata)
    assert set(described) == {"/Title", "/Creator"}
    assert title is None or described["/Title"] == title
    assert reader.trailer["/Root"]["/Lang"] == language
    assert b"CreateDate" not in reader.xmp_metadata.stream.get_data()


@pytest.fixture
def empty_paper():
    return Paper("Paper", "Paper", "ar", "rtl", [], [])


@pytest.mark.parametrize("direction", ["", "ltr", "rtl"])
def test_what_is_typed_stays_text(empty_paper, direction):
    row = Row(EVIL, [[Piece(EVIL, direction)]], "en")
    words = Text("Agreed", "en", "ltr", [[[Piece(EVIL)]]])
    made = paper.as_pdf(
        replace(empty_paper, language="en", direction="ltr", parts=[Part(EVIL, [row])], texts=[words])
    )
    assert bare(words_of(made)).count(bare(EVIL)) == 4


@pytest.mark.parametrize("number", ["+1 (555) 010-0199", "0123-4567-89", "7d1a-22"])
def test_a_number_keeps_its_order_among_arabic(empty_paper, number):
    row = Row("رقم", [[Piece("هاتف "), Piece(number, "ltr"), Piece("، نهارًا")]], "ar")
    made = paper.as_pdf(replace(empty_paper, parts=[Part("هاتف", [row])]))
    assert bare(number) in bare(words_of(made))


def test_nothing_of_it_is_written_anywhere(world, her, tmp_path, monkeypatch):
    for name in ("TMPDIR", "TEMP", "TMP", "HOME", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert pdf(world, her, "en").startswith(b"%PDF")
    assert [files for _folder, _folders, files in os.walk(tmp_path) if files and "data" not in _folder] == []
