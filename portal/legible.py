"""What programs read from a page of a PDF is what was typed, also in Arabic.

Chrome, Android (pdfium) and pdftotext go by the page: from the left, then they turn runs from the right
around, and with them what is said of two letters at once. So each letterform is one letter, and its vowel
sign another, without a word beside it.

Pdfium knows no Unicode bidi. In a line from the right it turns around the order of pieces: letters from the
left, digits with what may stand in a number, what has no direction. So in a line that goes both ways

· a space within a number is one that keeps it together (U+00A0);
· what stands beside words or numbers is parted from them by marks of direction, which nobody sees;
· a bracket has one on either side, and pdfium neither turns it around (no other program does) nor cuts an
  emoji in two;
· several words from the left are set apart (portal/apart.py).

What does not hold, and where:

· pdfium: beside several words from the left stands a space more where a bracket or comma touches them. They
  stay in the wrong order if one of them is not all letters or all digits (`Ana, Rosa`, an address), and so
  do brackets within a number. So do words from the left in a heading, and several from the right in a line
  from the left, where it turns a bracket around that stands after one;
· pdftotext: no space, or a pair of brackets in one place, where Arabic meets other letters; -raw goes by the
  file, with the words of a line from the right in the order of the eye;
· MuPDF: numbers and brackets lose the spaces beside them, and Arabic digits are turned around. Several
  words from the left stand on lines of their own.

/ActualText does not help: pdfium and pdftotext turn around what it says as they do with letters, pdftotext
puts it after its line, MuPDF deals it out to the forms one by one.
"""

from __future__ import annotations

import io
import unicodedata
from itertools import groupby, pairwise

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from portal.apart import ROOM, set_apart
from portal.runs import Font, Run, from_the_right, runs_of, stream_of

TURNED = dict(zip("()[]{}<>«»‹›…", ")(][}{><»«›‹…", strict=True))
PARTED, KEPT = "\u200f\u200e"
RIGHT, LEFT, NUMBER, APART = "r", "l", "n", "a"  # how the signs of a run go
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
    for _page, runs in pages:
        for _height, line in groupby(runs, key=lambda run: run.found[2]):
            _sort(list(line))
    for font in fonts.values():
        stream_of(font.object["/ToUnicode"]).set_data(_table(font.called))
    for page, runs in pages:
        _write(writer, page, runs)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _sort(line: list[Run]) -> None:
    """The runs of a line come in the order they are read in; the parts of one, side by side from the left."""
    groups = [[line[0]]]
    for before, run in pairwise(line):
        if abs(run.left - before.right) < 0.1:
            groups[-1].append(run)
        else:
            groups.append([run])
    kinds = [_kind(group) for group in groups]
    for kind, group in zip(kinds, groups, strict=True):
        for run in group:
            _learn(run, kind)
    brackets = any(code in run.font.shapes for run in line for code in run.codes)
    if "" in kinds or groups[0][0].left < groups[-1][0].left or (set(kinds) == {RIGHT} and not brackets):
        return
    for kind, group in zip(kinds, groups, strict=True):
        for run in group:
            run.kind = kind if RIGHT in kinds else ""
        if kind == LEFT and RIGHT in kinds:
            set_apart(group)


def _kind(group: list[Run]) -> str:
    classes = {unicodedata.bidirectional(sign) for run in group for sign in run.words}
    right = bool(classes & {"R", "AL"}) or any(run.reversed for run in group)
    if right and "L" in classes:
        return ""
    return RIGHT if right else LEFT if "L" in classes else NUMBER if classes & {"EN", "AN"} else RIGHT


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
        if not run.said and not run.kind:
            continue
        if not all(from_the_right(said[:1]) or (run.kind and said in TURNED) for said in run.said):
            continue
        if run.apart != [] and f"/{run.names[0]}" not in fonts:
            _add_fonts(writer, fonts, run)
        pieces += [data[at : run.found.start(4)], _in_one(run)]
        at = run.found.end(4)
    content.set_data(b"".join([*pieces, data[at:]]))


def _add_fonts(writer: PdfWriter, fonts: DictionaryObject, run: Run) -> None:
    kind = run.kind if run.apart is None else APART
    names = {code: _told(kind, run.font.shapes.get(code, words)) for code, words in run.font.called.items()}
    table = DecodedStreamObject()
    table.set_data(_table(names))
    told = writer._add_object(table)
    for name in run.names:
        another = DictionaryObject(run.font.object)
        another[NameObject("/ToUnicode")] = told
        fonts[NameObject(f"/{name}")] = writer._add_object(another)


def _in_one(run: Run) -> bytes:
    """Without marks that only say again which letter a form from the right is: a sign and its letter alone
    would be a line of its own for pdfium, which asks where the first and the last form stand."""
    if run.apart is not None:
        return b" 0 Tr " + b"".join(run.apart)
    shown = b" 0 Tr/%s %s Tf 1 0 0 -1 %s 0 Tm[%s]TJ\n" % (
        run.names[0].encode(),
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
    return words in TURNED or words > "\uffff"


def _told(kind: str, words: str) -> str:
    if kind == APART and words in ROOM:
        return " "
    if _changed(words):
        right = PARTED + TURNED.get(words, words) + KEPT
        return right if kind == RIGHT else words + KEPT if kind == NUMBER else words
    if kind == RIGHT and unicodedata.bidirectional(words[0]) not in ("R", "AL", "NSM", "WS"):
        return PARTED + words + PARTED
    return "\u00a0" if kind == NUMBER and words == " " else words
