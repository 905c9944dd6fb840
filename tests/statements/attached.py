"""Files as a telephone makes them, with things in them that nobody should find afterwards."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING
from uuid import UUID

from PIL import Image

from portal.blobs.disk import Writing
from portal.demo import Person
from portal.statements import files
from tests.make import working

if TYPE_CHECKING:
    from tests.browser import Browser
    from tests.conftest import World
    from tests.page import Page

MIB = 1024 * 1024
MAKER, COMMENT, XMP, AFTER = b"PLANTEDMAKER", b"PLANTEDCOMMENT", b"PLANTEDXMP", b"PLANTEDAFTER"
SMALL_COPY = b"PLANTEDTHUMBNAIL"
PLANTED = (MAKER, COMMENT, XMP, AFTER, SMALL_COPY, b"Exif", b"PLANTEDPROFILE")
GPS = [(1, 2, b"N\0\0\0"), (3, 2, b"W\0\0\0")]
WRITINGFILES = "/en/mine/writing/1/files"
JSON = {"Accept": "application/json"}


def _ifd(entries: list[tuple[int, int, int, bytes]], next_at: int = 0) -> bytes:
    listed = b"".join(struct.pack(">HHI", *entry[:3]) + entry[3] for entry in entries)
    return struct.pack(">H", len(entries)) + listed + struct.pack(">I", next_at)


def exif(orientation: int = 1) -> bytes:
    """With a place, a maker, and a small copy of the picture (a second directory)."""
    number = lambda value: struct.pack(">I", value)  # noqa: E731
    first, gps_at, second_at, data_at = 8, 8 + 42, 8 + 42 + 30, 8 + 42 + 30 + 30
    zero = _ifd(
        [
            (0x010F, 2, len(MAKER) + 1, number(data_at)),
            (0x0112, 3, 1, struct.pack(">HH", orientation, 0)),
            (0x8825, 4, 1, number(gps_at)),
        ],
        second_at,
    )
    gps = _ifd([(1, 2, 2, b"N\0\0\0"), (3, 2, 2, b"W\0\0\0")])
    thumbnail_at = data_at + len(MAKER) + 1
    second = _ifd([(0x0201, 4, 1, number(thumbnail_at)), (0x0202, 4, 1, number(len(SMALL_COPY)))])
    assert first + len(zero) == gps_at
    return b"Exif\0\0MM\0*" + number(first) + zero + gps + second + MAKER + b"\0" + SMALL_COPY


def photograph(
    width: int = 64, height: int = 48, orientation: int = 1, comment_too: bytes = b"", **how: object
) -> bytes:
    made = io.BytesIO()
    picture = Image.new("RGB", (width, height), (20, 120, 60))
    picture.paste((200, 30, 30), (0, 0, width // 2, height // 2))  # a red corner on the upper left
    picture.save(
        made, "JPEG", exif=exif(orientation), comment=COMMENT + comment_too, xmp=XMP + comment_too,
        icc_profile=b"PLANTEDPROFILE" * 40,
        **how,
    )  # fmt: skip
    return made.getvalue() + AFTER


def sound(size: int = 4000) -> bytes:
    """Silence of 16 bits, 8000 times a second; `size` is that of the file."""
    form = struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
    data = b"data" + struct.pack("<I", size - 44) + bytes(size - 44)
    return b"RIFF" + struct.pack("<I", size - 8) + b"WAVEfmt " + form + data


def send(
    browser: Browser, content: bytes, name: str = "x", url: str = WRITINGFILES, **options: object
) -> Page:
    """Chosen and sent, as a person does."""
    browser.get(url)
    return browser.submit({"file": (io.BytesIO(content), name)}, "Add it", **options)


def attach(world: World, who: Person, content: bytes, number: int = 1, **said: str) -> files.File:
    """Without a browser."""
    assert who.actor.id is not None
    writing = Writing(world.stores.files, who.actor.id, files.LARGEST)
    writing.write(content)
    ready = files.prepare(writing)
    with working(world, who) as w:
        one = files.add(w, number, ready)
        if said:
            values = {"title": "", "words": "", "by": "", "language": "en", **said}
            one = files.say(w, one.id, one.rev, **values)
    return one


def bytes_of(world: World, who: Person, id: UUID) -> bytes:
    with working(world, who, writing=False) as w:
        opened = files.content(w, files.read(w, id))
    try:
        return b"".join(opened.read())
    finally:
        opened.close()


def on_disk(world: World) -> list[bytes]:
    return [path.read_bytes() for path in world.stores.files.rglob("*") if path.is_file()]


def form_of(browser: Browser, content: bytes, url: str = WRITINGFILES) -> tuple[bytes, str]:
    """(body, type) of what a browser sends."""
    controls = browser.get(url).controls()
    token = next(c.get("value") for c in controls if c.get("name") == "csrf_token")
    field, file = (f'--x\r\nContent-Disposition: form-data; name="{n}"' for n in ("csrf_token", "file"))
    body = f'{field}\r\n\r\n{token}\r\n{file}; filename="a.wav"\r\n\r\n'.encode()
    return body + content + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"
