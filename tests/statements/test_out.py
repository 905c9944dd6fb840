"""Her writing on paper and in files: all of it, nothing else, and nothing left behind."""

import io
import os
import re
import unicodedata

import pytest
from pdfua import validate
from pypdf import PdfReader
from sqlalchemy import select

from portal.audit.models import AuditRow
from portal.i18n import use_language
from portal.paper import INSTEAD, as_pdf
from portal.statements import out, service
from portal.statements.sections import NUMBERS
from portal.statements.service import Written
from tests.browser import Browser
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import new_survivor, write

OUT = "/en/mine/writing/out"
SEE = OUT + "/see?parts=1&kind="
SAVE = "Save it on this phone or computer"
WORDS = {
    "en": "I do not sleep.\nNot at night.\n\n\nCall +1 (555) 010-0199, by day — “please”.\n  two  spaces",
    "es": "¿Por qué? La niñez, el pingüino…\n\nLlámame: +34 600 10 20 30",
    "ar": "لا أنام في الليل.\nولا في النهار.\n\nهاتف 010-0199-55، نهارا",
}
EVIL = (
    '#eval("1") #panic() $x$ \\ \\n *b* _i_\n= h\n- l\n/ t: d // c\n`raw` @ref <b>&amp; #read("/etc/passwd")'
)


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    write(world, world.survivor, 1, WORDS["en"])
    return client


def alone(words, language="en", kind="pdf"):
    """What a file of one part says, in that language."""
    with use_language(language):
        paper = out.paper([Written(1, words, language=language)])
        return as_pdf(paper).content if kind == "pdf" else out.as_text(paper).decode()


def pages_of(content):
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def bare(words):
    """Without spaces and marks of direction, letters composed."""
    return unicodedata.normalize("NFC", re.sub(r"[\s\u200e\u200f\u2066-\u2069]+", "", words))


def exported(world):
    with working(world, writing=False) as w:
        return list(w.main.scalars(select(AuditRow).where(AuditRow.action == "exported")))


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_paper_says_what_she_typed(language):
    """pypdf gives Arabic as the eye meets it, from the left: every letter is there, in another order."""
    told = bare("".join(pages_of(alone(WORDS[language], language))))
    with use_language(language):
        around = bare("".join(out.paper([]).heading + out.heading(Written(1))))
    if language == "ar":
        assert sorted(told) == sorted(around + bare(WORDS["ar"]))
        assert "010-0199-55" in told
    else:
        assert told == around + bare(WORDS[language])


@pytest.mark.parametrize("words", [EVIL, "#", "\\", '"', "#{}", "$"])
def test_what_is_typed_stays_text(words):
    assert bare(words) in bare("".join(pages_of(alone(words))))
    assert words in alone(words, kind="txt")


def test_lines_and_empty_lines_stay_where_they_are():
    first, second = pages_of(alone("a\nb\n\nc"))[0].split("\n")[2:4], alone("a\nb\n\n\n\nc\n", kind="txt")
    assert first == ["a", "b"]
    assert second == "What I have written\n\n\nHow I feel\n\na\nb\n\n\n\nc\n"


def test_plain_text_has_no_mark_at_its_start_and_only_line_feeds():
    made = alone("a\r\nb".replace("\r", ""), kind="txt")
    assert not made.startswith("\ufeff")
    assert "\r" not in made


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_checker_of_accessible_pdf_finds_nothing(world, her, language, tmp_path):
    write(world, world.survivor, 2, WORDS[language] + "\n\n\n\n" + EVIL)
    file = tmp_path / "paper.pdf"
    her.get(f"/{language}/mine/writing/out/see?parts=all")
    file.write_bytes(her.post(her.page.url, token(her)).content)
    assert [str(found) for found in validate(file).findings] == []


def token(browser):
    (form,) = [one for one in browser.page.all("form") if one.get("class") == "post"]
    return {one.get("name"): one.get("value") for one in browser.page.controls(form)}


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_what_describes_it_is_a_plain_title_and_a_language(language):
    reader = PdfReader(io.BytesIO(alone("Rosa", language)))
    assert set(reader.metadata) == {"/Title", "/Creator"}
    assert "Rosa" not in str(dict(reader.metadata))
    assert reader.trailer["/Root"]["/Lang"] == language
    assert b"CreateDate" not in reader.xmp_metadata.stream.get_data()


def test_a_very_long_text_is_all_there():
    words = "\n".join(f"line {n} of a long story" for n in range(2_400))
    pages = pages_of(alone(words))
    assert len(words) > 60_000
    assert len(pages) > 30
    assert bare("".join(pages)).endswith(bare(words))


@pytest.mark.parametrize(
    "words", ["Я", "中文", "नमस्ते", "z̵a̗l̀ǵo", "مُحَمَّدٌ", "جدًّا", "😀", "a\u200bb\u202ec", "\t"]
)
def test_every_script_can_be_printed(words):
    assert alone(words).startswith(b"%PDF")


def test_no_sign_there_is_makes_it_fail():
    """Typst 0.15 panics over some that mean nothing, among letters from the right."""
    signs = [chr(code) for code in range(0xA0, 0x20000, 31) if not 0xD800 <= code < 0xE000]
    for at in range(0, len(signs), 2_000):
        assert alone("".join(signs[at : at + 2_000])).startswith(b"%PDF")
    hebrew = "".join(map(chr, range(0x58F, 0x610)))
    assert alone(hebrew).startswith(b"%PDF")


def test_a_sign_no_font_has_is_shown_as_missing_on_the_page_and_in_the_file(world, her):
    write(world, world.survivor, 1, 'Here \u0378 "and" \ufeffthere\ue123')
    her.get(SEE + "pdf")
    assert f'Here {INSTEAD} "and" there' in text(her.page.by_id["paper"])
    assert f"In the place of each stands this: {INSTEAD}" in her.page.main
    made = her.submit(button=SAVE).content
    assert bare(f'Here {INSTEAD} "and" there') in bare("".join(pages_of(made)))
    assert "cannot be printed" in "".join(pages_of(made))
    assert "\u0378" in her.get(SEE + "txt").main


@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_what_she_sees_is_what_she_gets(her, kind):
    her.get(OUT)
    her.submit({"As what?": "Only the words (plain text)" if kind == "txt" else "A paper to print (PDF)",
                "Which parts?": ["How I feel"]}, "See what will be in it")  # fmt: skip
    shown = bare(text(her.page.by_id["paper"]))
    made = her.submit(button=SAVE)
    told = made.content.decode() if kind == "txt" else "".join(pages_of(made.content))
    assert bare(told) == shown
    assert made.headers["Content-Disposition"] == f'attachment; filename="paper.{kind}"'
    assert made.headers["Cache-Control"] == "private, no-store"


def test_all_of_it_with_one_button(world, her):
    for number in NUMBERS:
        write(world, world.survivor, number, f"Word{number}")
    her.get(OUT)
    her.submit(button="All parts")
    assert all(f"Word{number}" in her.page.main for number in NUMBERS)


def test_ticking_nothing_says_so(her):
    her.get(OUT)
    her.submit(button="See what will be in it")
    assert "Please choose at least one part." in her.page.main


def test_who_has_written_nothing_finds_no_form(world, client):
    sign_in(client, new_survivor(world))
    assert "Nothing yet" in client.get(OUT).main
    assert "Nothing yet" in client.get(SEE + "pdf").main
    assert "Take it with me" not in client.get("/en/mine/writing/review").main


def test_before_it_the_words_are_typed_once_more_and_the_ticks_stay(world, her):
    world.clock.move(minutes=6)
    her.get(SEE + "txt")
    assert "A file on this phone can be found by others" in her.page.main
    assert not [form for form in her.page.all("form") if form.get("class") == "post"]
    her.follow("Show that it is me")
    her.submit({"Your secret words or numbers": world.survivor.passphrase})
    assert "parts=1" in her.page.url
    assert her.submit(button=SAVE).content.decode().endswith(WORDS["en"] + "\n")


def test_a_page_that_grew_old_gives_no_file(world, her):
    her.get(SEE + "pdf")
    sent, place = token(her), her.page.url
    world.clock.move(minutes=6)
    her.post(place, sent)
    assert "Please show once more that it is you" in her.page.h1
    assert her.post(place, {"csrf_token": "x"}).is_html
    assert exported(world) == []


def test_taking_it_is_noted_without_saying_what(world, her):
    her.get(SEE + "pdf")
    assert exported(world) == []
    her.submit(button=SAVE)
    (row,) = exported(world)
    assert row.object == row.actor
    assert row.digest == b""


def test_a_second_tap_gives_the_same_file(her):
    her.get(SEE + "txt")
    sent, place = token(her), her.page.url
    assert her.post(place, sent).content == her.post(place, sent).content


def test_it_is_hers_alone(world, her, app):
    for somebody, status in ((world.lead, 403), (world.advocate, 403)):
        other = Browser(app, world.settings.public_name)
        sign_in(other, somebody)
        assert other.get(OUT).status == other.get(SEE + "pdf").status == status


def test_nothing_of_it_is_written_anywhere(world, her, tmp_path, monkeypatch):
    for name in ("TMPDIR", "TEMP", "TMP", "HOME", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(tmp_path / "HOME")
    her.get(SEE + "pdf")
    assert her.submit(button=SAVE).content.startswith(b"%PDF")
    assert [files for folder, _folders, files in os.walk(tmp_path) if files and "data" not in folder] == []


def test_the_language_and_the_side_are_those_of_the_words(world, her):
    with working(world, world.survivor) as w:
        service.save(w, 2, 0, WORDS["ar"], "ar")
    page = her.get(OUT + "/see?parts=2")
    (letter,) = page.all(css="letter")
    assert (letter.get("lang"), letter.get("dir")) == ("ar", "rtl")
    assert [text(one) for one in page.all("bdi", inside=letter)] == ["010-0199-55"]
