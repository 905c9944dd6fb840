"""What is read from a file of hers is put right; what is seen stays as Typst drew it."""

import pytest
import typst
from pypdfium2 import PdfDocument

from portal.legible import with_text
from tests.statements.test_read_back import APART, BOTH_WAYS, PLAIN, SIGNS, alone

BOTH = "#text(dir: ltr)[I said السلام عليكم to J. (twice), COVID-19]"
SEVERAL = 'قالت #text(font: "Noto Sans", "Eva\\u{a0}Ruiz") ثم Ana María de la Cruz no no no ثم'


@pytest.mark.parametrize("brackets", ["", "((((", "(" * 60 + ")" * 60, SEVERAL, BOTH])
def test_a_page_looks_as_typst_drew_it(brackets):
    source = (
        f'#set document(title: "a")\n#set text(dir: rtl, size: 20pt, font: "Noto Naskh Arabic")\n= {SIGNS}'
    )
    made = typst.compile(f"{source} {brackets} {PLAIN}".encode(), format="pdf", pdf_standards="ua-1")
    before, after = (
        PdfDocument(one)[0].render(scale=3).to_pil().convert("L").tobytes() for one in (made, with_text(made))
    )
    assert max(abs(was - is_now) for was, is_now in zip(before, after, strict=True)) < 64


def test_no_letter_is_lost_where_a_file_has_many_forms(monkeypatch):
    """From the 128th form of a font on, Typst writes strings in hexadecimal."""
    files = []
    monkeypatch.setattr("portal.paper.with_text", lambda made: files.append(made) or with_text(made))
    many = " ".join("".join(chr(c) for c in range(0x621, 0x64B)) + chr(x) * 3 for x in range(0x671, 0x6D3))
    after = alone("\n".join([many, *BOTH_WAYS, *APART, SIGNS]), "ar")
    before = PdfDocument(files[0])
    for was, is_now in zip(before, PdfDocument(after), strict=True):
        drawn = [one.render(scale=3).to_pil().convert("L").tobytes() for one in (was, is_now)]
        assert max(abs(a - b) for a, b in zip(*drawn, strict=True)) < 100
