"""What programs read from a page of a PDF is what was typed, also in Arabic.

Chrome, Android (pdfium) and pdftotext go by the page: from the left, then they turn runs from the right
around, and with them what is said of two letters at once. So each letterform is one letter, and its vowel
sign another, without a word beside it.

Pdfium knows no Unicode bidi. A file says which way it goes; in one from the right pdfium turns around the
order of pieces of every line: letters from the left, digits with what may stand in a number, what has no
direction. So a file goes as most of its letters do. In a line that goes both ways

· a space within a number is one that keeps it together (U+00A0);
· what stands beside words or numbers is parted from them by marks of direction, which nobody sees;
· a bracket has one on either side, and pdfium neither turns it around (no other program does) nor cuts an
  emoji in two;
· what goes the other way is set apart (portal/apart.py), and so is a line of the other way.

What does not hold, and where:

· pdfium: in a line from the left, brackets around each of several words from the right, and short numbers
  between them. In a line from the left by itself among lines from the right, and the other way around, a sign
  at its very end. A line that would be set apart stays as it is with a sign of a font without spaces (emoji,
  Chinese, Thai, Devanagari), or with more than 400 pieces. It writes ½ as 1/2, and ﷺ in letters. Marks of
  direction stand within what is set apart, also in an address: who copies one out of a line from the right
  and cannot write to it, types it again;
· pdftotext: no space, or a pair of brackets in one place, where Arabic meets other letters; -raw goes by the
  file, with the words of a line from the right in the order of the eye;
· MuPDF: numbers and brackets lose the spaces beside them, and Arabic digits are turned around.

/ActualText does not help: pdfium and pdftotext turn around what it says as they do with letters, pdftotext
puts it after its line, MuPDF deals it out to the forms one by one.
"""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from itertools import groupby

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from portal.apart import MIRRORED, ROOMS, set_apart
from portal.lines import NUMBER, RIGHT, line_of
from portal.runs import ROOM, Font, Run, from_the_right, runs_of, stream_of

TURNED = dict(zip("()[]{}<>«»‹›…", ")(][}{><»«›‹…", strict=True))
QUOTES = "“”‘’"  # of one shape in both ways, but pdfium turns them around, too
PARTED, KEPT = "\u200f\u200e"
TABLE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def
/CMapName /Custom def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%sendcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def with_text(made: bytes) -> bytes:
    """Nothing is changed where no letters go from the right."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    fonts: dict[int, Font] = {}
    pages = [(page, list(runs_of(page, fonts))) for page in writer.pages]
    if not any(from_the_right(words) for font in fonts.values() for words in font.called.values()):
        return made
    writer.pdf_header = made[:8].decode("ascii")
    to_the_left = _way_of([run for _page, runs in pages for run in runs])
    preferred = writer.root_object.setdefault(NameObject("/ViewerPreferences"), DictionaryObject())
    preferred.get_object()[NameObject("/Direction")] = NameObject("/R2L" if to_the_left else "/L2R")
    for _page, runs in pages:
        for _height, line in groupby(runs, key=lambda run: run.found[2]):
            _sort(list(line), to_the_left)
    for font in fonts.values():
        stream_of(font.object["/ToUnicode"]).set_data(_table(font.called))
    for page, runs in pages:
        _write(writer, page, runs)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _way_of(runs: list[Run]) -> bool:
    """What most lines are, the file is: pdfium reads lines of one way as what they are if it says so."""
    letters = Counter(
        "R" if from_the_right(sign) else unicodedata.bidirectional(sign) for run in runs for sign in run.words
    )
    return letters["R"] >= letters["L"]


def _sort(runs: list[Run], to_the_left: bool) -> None:
    line = line_of(runs)
    for group in line.groups:
        for run in group.runs:
            _learn(run, group.kind)
    brackets = any(code in run.font.shapes for run in runs for code in run.codes)
    if line.kinds == {RIGHT} and to_the_left and not brackets:
        return
    if line.from_left == to_the_left:
        set_apart(line.groups, to_the_left)
        return
    for group in line.groups:
        for run in group.runs:
            run.kind = "" if line.from_left else group.kind
        if group.turned == line.from_left:
            set_apart([group], to_the_left)


def _learn(run: Run, kind: str) -> None:
    for code in run.plain:
        words = run.font.called.get(code, "")
        if _changed(words):
            run.font.shapes.setdefault(code, TURNED.get(words, words) if kind == RIGHT else words)


def _write(writer: PdfWriter, page: PageObject, runs: list[Run]) -> None:
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    content = stream_of(page["/Contents"])
    data, at, pieces = content.get_data(), 0, []
    for run in runs:
        if not _changes(run):
            continue
        for variant in {run.kind} if run.apart is None else run.variants:
            _add_font(writer, fonts, run, variant)
        pieces += [data[at : run.found.start(4)], _in_one(run)]
        at = run.found.end(4)
    content.set_data(b"".join([*pieces, data[at:]]))


def _changes(run: Run) -> bool:
    if run.apart is not None:
        return True
    if not run.said and not run.kind:
        return False
    return all(from_the_right(said[:1]) or said in ROOM or (run.kind and said in TURNED) for said in run.said)


def _add_font(writer: PdfWriter, fonts: DictionaryObject, run: Run, variant: str) -> None:
    name = NameObject(f"/{run.name.decode()}{variant}")
    if name in fonts:
        return
    names = {
        code: _told(variant, run.font.shapes.get(code, words)) for code, words in run.font.called.items()
    }
    table = DecodedStreamObject()
    table.set_data(_table(names))
    another = DictionaryObject(run.font.object)
    another[NameObject("/ToUnicode")] = writer._add_object(table)
    fonts[name] = writer._add_object(another)


def _in_one(run: Run) -> bytes:
    """Without marks that only say again which letter a form from the right is: a sign and its letter alone
    would be a line of its own for pdfium, which asks where the first and the last form stand."""
    if run.apart is not None:
        return b" 0 Tr " + b"".join(run.apart)
    shown = b" 0 Tr/%s %s Tf 1 0 0 -1 %s 0 Tm[%s]TJ\n" % (
        run.name + run.kind.encode(),
        run.size,
        b"%g" % run.start,
        run.steps,
    )
    return b"/ReversedChars BMC" + shown + b"EMC\n" if run.reversed else shown


def _table(called: dict[int, str]) -> bytes:
    pairs = [f"<{code:04X}> <{words.encode('utf-16-be').hex().upper()}>" for code, words in called.items()]
    parts = [pairs[n : n + 100] for n in range(0, len(pairs), 100)]
    listed = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return (TABLE % listed).encode()


def _changed(words: str) -> bool:
    """By pdfium, among letters from the right: it keeps sixteen bits of an emoji."""
    return words in TURNED or words in QUOTES or words > "\uffff"


def _told(kind: str, words: str) -> str:
    if kind[:1] in ROOMS and words in ROOM:
        return ROOMS[kind[0]]
    if kind[:1] in ROOMS:
        return TURNED.get(words, words) if kind[0] == MIRRORED else words
    if _changed(words):
        right = PARTED + TURNED.get(words, words) + KEPT
        return right if kind == RIGHT else words + KEPT if kind == NUMBER else words
    if kind == RIGHT and unicodedata.bidirectional(words[0]) not in ("R", "AL", "NSM", "WS"):
        return PARTED + words + PARTED
    return "\u00a0" if kind == NUMBER and words == " " else words
