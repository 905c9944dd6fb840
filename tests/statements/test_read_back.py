"""What programs read from a file of hers is what she typed."""

import re
import unicodedata

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfua import validate
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
    "سألت عن Hello (مرحبا) اليوم، في ٢٠٢٤، ثم قالت.",
    "رقم أختي هو +34 600 123 456، نهارًا، أو 0034-600-123-456.",
    "رقم ٠٦٠ ١٢٣ ٤٥٦، أو ٠٦٠/١٢٣/٤٥٦.",
    "1. أمي وأختي\n2. جارتي",
    "١. أمي وأختي\n٢) جارتي",
    "2024، ثم 12 ABC قالت: نعم",
    "مئة\tوخمسون، في 12/05/2024 10:30 - 11:00، نعم",
    "دفعت 1,250.50، ثم ٢٬٥٠٠٫٥٠، درهم؛ ثم 3,5. نعم",
    "في 2026/11/22، الساعة 10:30، أو 30-40 و12/3 و25%: نعم!",
    "هل في ٢٠٢٤؟ نعم، في 2026/11/22.",
    "«قالت Ana» (نعم) [هل 5؟] و(12) و{٣} نعم.",
    "(مرحبا) كَتَبَتِ (أُمِّي)، ثم «سَكَتَتْ».",
    "اتصلت بي Ana، ثم Rosa. ثم (Eva)!",
    "نعم - هكذا - لا … ثم قالت",
    "قلت له 😀 كَتَبَ ثم 😀😀، سكت",
]
APART = [
    "قالت لي Hello World ثم سكتت",
    "قالت Ana María",
    "جاءت Ana Lopez ثم Rosa María Ruiz نعم",
    "هي Juan Carlos de la Cruz de la Vega ثم no no no no no نعم",
    "سكنت في Calle 34 Norte & Sur ثم سكتت",
    "قالت Ana, Rosa ثم سكتت",
    "كتبت إلى ana@example.org اليوم، أو إلى ana@example.org، نعم",
    "انظر http://x.org/y?z=1&b=2 ثم",
    "هو +1 (555) 010-0199 نعم، أو (555) 010-0199.",
    "رقم (٠٦٠) ١٢٣ ٤٥٦-٢، أو ٠٦٠-١٢٣-٤٥٦ نعم",
    "قالت (Ana Lopez) نعم، ثم «Ana Lopez» و“Eva” و‘Eva María’",
    "قالت لي: Please call me. ثم سكتت",
    "كان COVID-19 في A4 و50kg عند Pérez-Gil في U.S. نعم",
    "قالت it’s I, it’s “yes” ثم R&B (Rosa) [sic] H1N1 2nd $50",
    "اتصلت على WhatsApp: 600, J. Doe قالت “نعم” و‘لا’",
    "قالت Ana Ana Ana Ana Ana Ana Ana قالت Ana Ana María María María María “yes” سكتت",
    "قالت 2026/11/22 قالت Ana Ana Ana Ana قالت +34 600 123 456 قالت “yes” Ana Ana Ana سكتت",
    'اسمه "John (Johnny) Smith Jr." وهو من U.S.A. نعم',
    "قالت\nI do not sleep, said J. (my brother): “go”. COVID-19, 50kg.\nAna Rosa, I say",
]
FROM_THE_LEFT = [
    "She said السلام عليكم to me",
    "She said “السلام عليكم”, then left: (سلام) and «سلام».",
    "أمي، أختي and I",
    "my mother is كَتَبَتِ الرِّسَالَةَ yes",
    "I wrote مرحبا، كيف حالك؟ to her (twice)",
    "a أ b ب c ت d",
    "The street شارع ٢٣ يوليو in Cairo, my flat (شقة 12 شارع النيل) there",
    "I am محمد بن أحمد (ابن خلدون), yes.",
    "I paid ٥٠٠٠ درهم in\tall",
    "Tel. ٠٦٠ ١٢٣ ٤٥٦ نعم",
    "Ask for: أمل، سلام",
    "it ends with السلام عليكم",
    "the law ٢٠٢٤/١٢ says",
]
ALONE = ["(أمي)", '"أمي"', "- أولا\n- ثانيا", "• أمي", "أمي - أختي - نعم", "#أنا_أيضا", "نعم/لا"]
ARABIC = ["قالت", "ثم", "نعم،", "كَتَبَتِ", "لا!", "(أُمِّي)", "هل؟", "اليوم.", "الرسالة:", "«سكتت»", "“نعم”"]
NAMES = [
    "Ana",
    "María",
    "de",
    "Cruz",
    "Peña,",
    "call",
    "it’s",
    "I",
    "34",
    "911",
    "A4",
    "U.S.",
    "(Rosa)",
    "“yes”",
]
NUMBERS = ["٢٠٢٤", "2026/11/22", "+34 600 123 456", "٠٦٠ ١٢٣ ٤٥٦", "1,250.50", "25%", "(555) 010 0199"]
ANY_NAME = st.lists(st.sampled_from(NAMES), min_size=1, max_size=6).map(" ".join)
ANY_PAIR = st.tuples(st.sampled_from(ARABIC), ANY_NAME | st.sampled_from(NUMBERS)).map(" ".join)
ANY_LINE = st.lists(ANY_PAIR, min_size=1, max_size=8).map(lambda pairs: " ".join([*pairs, "سكتت"]))
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


def plain(words):
    """One space where lines end or a space does not break a line, and no marks of direction, which nobody
    sees; two signs on one letter have no order (Unicode NFC)."""
    shown = re.sub(r"[\u200e\u200f]", "", words)
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", shown)).strip()


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


@pytest.mark.parametrize("words", ALONE)
def test_an_arabic_line_alone_on_english_pages_reads_as_it_was_typed(words):
    assert plain(words) in plain(by_the_page(alone(words, "en")))


@pytest.mark.parametrize("words", [*BOTH_WAYS, "\n\n".join(BOTH_WAYS)])
def test_a_line_that_goes_both_ways_reads_as_it_was_typed(words):
    assert plain(words) in plain(by_the_page(alone(words, "ar")))


@pytest.mark.parametrize("words", BOTH_WAYS)
def test_long_lines_that_go_both_ways_read_as_they_were_typed(words):
    words = " ".join([words.replace("\n", " "), PLAIN] * 6)
    assert plain(words) in plain(by_the_page(alone(words, "ar")))


@pytest.mark.parametrize("words", APART)
def test_what_goes_from_the_left_reads_as_it_was_typed(words):
    assert plain(words) in plain(by_the_page(alone(words, "ar")))


def test_an_endless_word_of_both_ways_makes_no_endless_file():
    """It runs out of the page, in one line: each piece of it would be led to each other."""
    assert len(alone("اa" * 1500, "en")) < 200_000


def test_a_file_with_words_set_apart_stays_one_for_everybody(tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(alone("\n\n".join([*APART, *FROM_THE_LEFT]), "ar"))
    assert [str(found) for found in validate(file).findings] == []


@settings(max_examples=25, deadline=None)
@given(ANY_LINE)
def test_any_line_that_goes_both_ways_reads_as_it_was_typed(words):
    assert plain(words) in plain(by_the_page(alone(words, "ar")))


@pytest.mark.parametrize("words", [*FROM_THE_LEFT, "\n\n".join(FROM_THE_LEFT)])
def test_words_from_the_right_in_an_english_line_read_as_they_were_typed(words):
    assert plain(words) in plain(by_the_page(alone(words, "en")))


@pytest.mark.parametrize("words", [TYPED["en"], TYPED["es"], "Ana, Rosa", FROM_THE_LEFT[0]])
def test_who_writes_from_the_left_on_arabic_pages_gets_it_as_typed(words):
    """Its headings are Arabic, the words are not: pdfium would turn every line around."""
    assert plain(words) in plain(by_the_page(alone(words, "ar")))


@pytest.mark.parametrize("others", [BOTH_WAYS, APART])
def test_a_file_of_both_reads_as_it_was_typed(others):
    words = "\n".join([TYPED["en"].replace("😀", ","), *others, *FROM_THE_LEFT[:4], *others])
    assert plain(words) in plain(by_the_page(alone("لا\n" + words, "ar")))


@pytest.mark.parametrize("number", ["٠٦٠ ١٢٣ ٤٥٦", "٠٦٠-١٢٣-٤٥٦", "٠٦٠/١٢٣/٤٥٦", "(٠٦٠) ١٢٣ ٤٥٦"])
@pytest.mark.parametrize(("before", "language"), [("رقم", "ar"), ("Number", "en")])
def test_a_number_of_arabic_digits_is_drawn_from_the_left(number, before, language):
    page = PdfDocument(alone(f"{before} {number}", language))[0].get_textpage()
    read = [page.get_text_range(at, 1) for at in range(page.count_chars())]
    left = {sign: page.get_charbox(at)[0] for at, sign in enumerate(read)}
    digits = [left[sign] for sign in "١٢٣٤٥"]
    assert digits == sorted(digits)


ANYTHING = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from("اب ة٣(»\u0651a1 \n")
)


@settings(max_examples=40, deadline=None)
@given(ANYTHING, st.sampled_from(["en", "ar"]))
def test_whatever_is_typed_makes_a_file(words, language):
    """In any script, with fonts that have no spaces among them."""
    assert len(PdfDocument(alone(f"لا {words} Ana", language))) > 0


def test_without_letters_from_the_right_a_file_stays_as_it_was_made():
    made = typst.compile(b'#set document(title: "a")\n= A', format="pdf", pdf_standards="ua-1")
    assert with_text(made) is made
