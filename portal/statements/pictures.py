"""A picture made anew from its dots alone: no place, no time, no name of a device, no small copy inside.

Whatever else its file holds (EXIF, XMP, IPTC, comments, profiles, thumbnails, what follows its end) is
not copied. Memory is bounded before anything is decoded: a JPEG of many dots is read at half, a quarter
or an eighth of its size, which its decoder can do; of other kinds too many are refused. One at a time.
"""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from typing import IO, Any, cast

from PIL import Image, ImageOps

from portal.crypto import Opening
from portal.statements.kinds import GIF, JPEG, PNG, WEBP, FileReason, Type
from portal.work import Refused

M = 1_000_000
MOST = {JPEG: 120 * M, PNG: 12_600_000, WEBP: 6 * M, GIF: 12_600_000}  # dots, of what is sent
MOST_IN_STEPS = 12_600_000  # a JPEG in several scans is whole in memory as coefficients
DECODED, DECODED_IN_STEPS = 12_600_000, 4 * M  # dots, of what a JPEG is read as; each takes 4 bytes, twice
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", GIF: "GIF"}
QUALITY = 88
CHUNK = 1 << 16
SCAN, FRAMES = 0xDA, {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # markers in a JPEG
PROGRESSIVE, LONELY = {0xC2, 0xC6, 0xCA, 0xCE}, {0x00, 0x01, *range(0xD0, 0xDA), 0xFF}

_one_at_a_time = threading.Lock()
Image.MAX_IMAGE_PIXELS = None  # our own limits stand above, and come first
warnings.filterwarnings("ignore", module="PIL")  # they would quote what is in the file


class Reading(io.RawIOBase):
    """A sealed file as what a decoder reads from."""

    def __init__(self, opening: Opening) -> None:
        self._opening, self._at = opening, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = 0) -> int:
        self._at = max(0, place + (0, self._at, self._opening.length)[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        piece = next(self._opening.read(self._at, self._at + min(len(buffer), CHUNK)), b"")
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def made_anew(opening: Opening, type: Type, out: IO[bytes]) -> Type:
    """Writes the picture to `out`. Returns what it is now: a JPEG, or a PNG where dots can be clear.

    Raises Refused for one that is broken, cut, or of too many dots.
    """
    with _one_at_a_time, io.BufferedReader(Reading(opening), CHUNK) as source:
        try:
            return _made_anew(cast(IO[bytes], source), type, out)
        except Refused:
            raise
        except (Exception, MemoryError):  # a broken picture can break a decoder in any way
            raise Refused(FileReason.BROKEN) from None


def _made_anew(source: IO[bytes], type: Type, out: IO[bytes]) -> Type:
    in_steps = type is JPEG and _in_steps(source)
    source.seek(0)
    found: Image.Image = Image.open(source, formats=[FORMATS[type]])
    _bound(found, type, in_steps=in_steps)
    mode, clear = _mode(found), "A" in found.getbands() or "transparency" in found.info
    found.load()
    ImageOps.exif_transpose(found, in_place=True)
    dots = found if found.mode == mode else _converted(found, mode)
    if dots is not found:
        found.close()
    clean = Image.new(mode, dots.size)
    seen = dots.getchannel("A").point(lambda clear: 255 if clear else 0) if mode == "RGBA" else None
    clean.paste(dots, mask=seen)  # under dots that are quite clear there may be what was rubbed out
    dots.close()
    if clear or type in (PNG, GIF):
        clean.save(out, "PNG")
        return PNG
    clean.save(out, "JPEG", quality=QUALITY)
    return JPEG


def _converted(found: Image.Image, mode: str) -> Image.Image:
    """Also greys of 16 bits, of which a plain conversion makes white."""
    if found.mode.startswith("I"):
        return found.convert("I").point(lambda grey: grey * (1 / 256)).convert(mode)
    return found.convert(mode)


def _mode(found: Image.Image) -> str:
    """Dots that can be clear stay so; colours by number become colours."""
    if "A" in found.getbands() or "transparency" in found.info:
        return "RGBA"
    return "L" if found.mode[:1] in ("1", "L", "I") else "RGB"


def _in_steps(source: IO[bytes]) -> bool:
    """Whether a JPEG comes in several scans: it is progressive, or its first one has not all its colours.
    Also where we cannot tell."""
    colours = b""
    for marker, said in _pieces(source):
        if marker in PROGRESSIVE:
            return True
        if marker == SCAN:
            return said[:1] != colours
        colours = said[5:6] if marker in FRAMES else colours
    return True


def _pieces(source: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each piece of a JPEG up to its first scan, by its marker, and how it begins."""
    source.seek(2)
    marker = 0
    while marker != SCAN:
        head = source.read(4)
        length = int.from_bytes(head[2:], "big") - 2
        if head[:1] != b"\xff" or head[1] in LONELY or length < 0:
            return
        marker, said = head[1], source.read(min(length, 6))
        source.seek(length - len(said), io.SEEK_CUR)
        yield marker, said


def _bound(found: Image.Image, type: Type, *, in_steps: bool) -> None:
    """Before anything is decoded."""
    width, height = found.size
    if width * height > (MOST_IN_STEPS if in_steps else MOST[type]):
        raise Refused(FileReason.TOO_MANY_DOTS)
    if type is not JPEG:
        return
    most = DECODED_IN_STEPS if in_steps else DECODED
    scale = next((s for s in (1, 2, 4, 8) if width * height <= most * s * s), 8)
    found.draft("L" if found.mode == "L" else "RGB", (width // scale, height // scale))
