"""What programs read from a file of hers is what she typed."""

import io
import re
import unicodedata
from collections import Counter

import pytest
import typst
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from portal.i18n import use_language
from portal.legible import with_text
from portal.paper import as_pdf
from portal.statements import out
from portal.statements.service import Written

SIGNS = "كَتَبَتِ الرِّسَالَةَ إِلَى أُمِّهَا ثُمَّ سَكَتَتْ مُحَمَّدٌ هُدًى مَرَّةً شَيْءٌ"
PLAIN = "لا أريد ذلك الآن، والسلام لأن الإسلام لآخر. ماذا حدث؟ الحمد لله والله أعلم؛ هكذا قالت: لا!"
AMOUNTS = "دفعت 1,250.50 ريال ثم ٢٬٥٠٠٫٥٠ درهم"
LIST = "- أولا\n- ثانيًا\n٣ كتب"
BOTH_WAYS = [
    "سألت عن Hello World (مرحبا) اليوم، في ٢٠٢٤، ثم قالت.",
    "رقم أختي هو +1 (555) 010-0199، نهارًا، أو +34 600 123 456.",
    "I said لا to him, and 3,000 more مرحبًا بك، 12 times.",
    "قلت له 😀 كَتَبَ ثم سكت",
    "١. أمي وأختي\n٢. جارتي",
]
TYPED = {
    "en": "I do not sleep — “please”; office, first, 1,250.50 and +1 (555) 010-0199.\n- one\n- two 😀 three",
    "es": "¿Por qué? La niñez, el pingüino… Llámame: +34 600 10 20 30, a las 8.\n- uno\n- dos",
    "ar": "\n\n".join([SIGNS, PLAIN, AMOUNTS, LIST]),
}


def alone(words, language):
    with use_language(language):
        return as_pdf(out.paper([Written(1, words, language=language)])).content


def by_the_page(content):
    """As Chrome and Android read it."""
    return "\n".join(page.get_textpage().get_text_bounded() for page in PdfDocument(content))


def in_the_tree(content):
    """As what reads aloud finds it."""

    def within(element):
        element = element.get_object()
        if isinstance(element, list):
            return [said for child in element for said in within(child)]
        if not isinstance(element, dict):
            return []
        said = element.get("/ActualText")
        return [said] if said is not None else within(element.get("/K", []))

    return within(PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"])


def plain(words):
    """One space where lines end; two signs on one letter have no order (Unicode NFC)."""
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", words)).strip()


def wrapped(words):
    """The same words in long lines, each time from another one on."""
    found = words.split()
    return " ".join(" ".join(found[n % len(found) :] + found[: n % len(found)]) for n in range(0, 60, 7))


@pytest.mark.parametrize("language", TYPED)
def test_a_page_reads_as_it_was_typed(language):
    words = TYPED[language] + "\n\n" + wrapped(TYPED[language])
    assert plain(words) in plain(by_the_page(alone(words, language)))


def test_short_words_with_signs_stay_in_their_lines():
    """Pdfium finds no way in a run that begins where it ends: a letter with its sign."""
    words = " ".join(f"وَ {one} بِ" for one in (SIGNS + " " + PLAIN).split() * 9)
    assert plain(words) in plain(by_the_page(alone(words, "ar")))


@pytest.mark.parametrize("words", [SIGNS, PLAIN.rstrip("!"), *SIGNS.split(), "لا", "الله"])
def test_arabic_words_in_an_english_text_are_whole(words):
    assert plain(words) in plain(by_the_page(alone("She said:\n" + words, "en")))


@pytest.mark.parametrize("words", BOTH_WAYS)
def test_a_line_that_goes_both_ways_loses_no_letter(words):
    """In which order pdfium has its pieces is its own."""
    with use_language("ar"):
        around = out.paper([]).heading + out.heading(Written(1))
    told = Counter(plain(by_the_page(alone(words, "ar"))))
    typed = Counter(plain(around + words))
    for sign in " ()😀":  # made of the room between pieces; turned around; left out among such letters
        del told[sign], typed[sign]
    assert told == typed


@pytest.mark.parametrize("words", [TYPED["ar"], wrapped(PLAIN), *BOTH_WAYS])
def test_what_reads_aloud_is_told_each_paragraph_to_the_letter(words):
    assert in_the_tree(alone(words, "ar"))[2:] == words.split("\n\n")


def test_a_very_long_text_is_told_too():
    words = "\n\n".join([PLAIN + SIGNS] * 300)
    assert len(words) > 45_000
    assert in_the_tree(alone(words, "ar"))[2:] == words.split("\n\n")


@pytest.mark.parametrize("nothing", ["\u200f", "\t", " ", "\u2028", "\u200e \n\u200f"])
def test_a_paragraph_without_letters_moves_no_words_to_another(nothing):
    assert "".join(in_the_tree(alone(f"لا\n\n{nothing}\n\nنعم", "ar"))).endswith("نعم")


def test_words_of_another_paragraph_are_never_told():
    made = typst.compile(b'#set document(title: "a")\n= A', format="pdf", pdf_standards="ua-1")
    assert in_the_tree(with_text(made, [("/P", "لا")])) == []


def test_without_letters_from_the_right_a_file_stays_as_it_was_made():
    made = typst.compile(b'#set document(title: "a")\n= A', format="pdf", pdf_standards="ua-1")
    assert with_text(made, [("/H1", "A")]) is made


@pytest.mark.parametrize("brackets", ["", "((((", "(" * 60 + ")" * 60])
def test_a_page_looks_as_typst_drew_it(brackets):
    source = (
        f'#set document(title: "a")\n#set text(dir: rtl, size: 20pt, font: "Noto Naskh Arabic")\n= {SIGNS}'
    )
    made = typst.compile(f"{source} {brackets} {PLAIN}".encode(), format="pdf", pdf_standards="ua-1")
    before, after = (
        PdfDocument(one)[0].render(scale=3).to_pil().convert("L").tobytes()
        for one in (made, with_text(made, [("/H1", SIGNS)]))
    )
    assert max(abs(was - is_now) for was, is_now in zip(before, after, strict=True)) < 64
