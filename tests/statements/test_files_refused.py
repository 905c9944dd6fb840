"""Files that cannot be kept: each is told why, and nothing else is lost."""

import io
import resource
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from portal.statements import files
from tests.make import sign_in, working
from tests.sharing import write
from tests.statements.attached import (
    JSON,
    MIB,
    WRITINGFILES,
    attach,
    bytes_of,
    form_of,
    on_disk,
    photograph,
    send,
    sound,
)

NOT_KEPT = "This file was not kept"
WORDS = "What she wrote before."


@pytest.fixture
def her(world, client):
    write(world, world.survivor, 1, WORDS)
    sign_in(client, world.survivor)
    return client


def refused(world, her, shown, status, words):
    assert (shown.status, NOT_KEPT in shown.main, words in shown.main) == (status, True, True), shown
    assert on_disk(world) == []
    assert hers(world) == []
    assert WORDS in her.get("/en/mine/writing/1").body


def hers(world):
    with working(world, world.survivor, writing=False) as w:
        return files.everything(w)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width, height):
    """Says it is that large; its dots are not even there."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def zipped(*names, size=10):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, bytes(size))
    return made.getvalue()


def film():
    boxes = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0\0\0\x21hdlr" + bytes(8) + b"vide"
    return boxes + bytes(400)


BAD = {
    "an executable called photo.jpg": (b"MZ\x90\0" + bytes(900), "We cannot keep this kind of file"),
    "another one": (b"\x7fELF" + bytes(900), "We cannot keep this kind of file"),
    "a zip bomb": (zipped("bomb", size=8_000_000), "We cannot keep this kind of file"),
    "a table": (zipped("[Content_Types].xml", "xl/workbook.xml"), "We cannot keep this kind of file"),
    "a document with a program": (
        zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        "We cannot keep this kind of file",
    ),
    "a page with a script in it": (b"<svg xmlns='http://x'/>\0", "We cannot keep this kind of file"),
    "HEIC": (b"\0\0\0\x18ftypheic" + bytes(400), "HEIC"),
    "a film": (film(), "This is a film"),
    "nothing in it": (b"", "There is nothing in this file"),
    "half a photograph": (photograph(600, 400)[:3000], "broken, or not all of it came"),
    "only the beginning": (b"\xff\xd8\xff\xe0", "broken, or not all of it came"),
    "a picture bomb": (png_of(50_000, 50_000), "This picture is too large"),
    "one that lies about its size": (png_of(3_000, 3_000), "broken, or not all of it came"),
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_in_plain_words(world, her, name):
    content, words = BAD[name]
    refused(world, her, send(her, content, "photo.jpg"), 400, words)


def test_no_file_chosen(world, her):
    her.get(WRITINGFILES)
    refused(world, her, her.submit(button="Add it"), 400, "Please choose a file first")


def test_a_file_of_26_mb(world, her):
    refused(world, her, send(her, sound(26 * MIB)), 413, "One file can have up to 25 MB")


def test_a_file_of_25_mb_goes_in_and_out(world, her):
    content = sound(25 * MIB)
    send(her, content)
    (one,) = hers(world)
    assert bytes_of(world, world.survivor, one.id) == content
    assert len(on_disk(world)[0]) < 1.12 * len(content)


def test_far_too_much_is_told_too(her):
    """More than we read at all."""
    for headers, words in ({}, b"too large"), (JSON, b'"told"'):
        shown = her.post(
            WRITINGFILES, input_stream=io.BytesIO(bytes(1000)), headers=headers,
            content_type="multipart/form-data; boundary=x",
            environ_overrides={"CONTENT_LENGTH": "999999999"},
        )  # fmt: skip
        assert (shown.status, words in shown.content) == (413, True)


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded"])
def test_words_in_place_of_a_file_are_not_read_without_end(her, kind):
    """They would stand in memory."""
    assert her.post(WRITINGFILES, {"file": "x" * 3 * MIB}, content_type=kind).status == 413


def test_elsewhere_a_large_body_is_refused_as_before(her):
    her.get("/en/mine/choices/new")
    assert her.post("/en/mine/choices/new", {"team": "x" * 3 * MIB}).status == 413


def test_when_her_statement_is_full(world, her, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_TOGETHER", 9000)
    for _each in range(2):
        attach(world, world.survivor, sound())
    shown = send(her, sound())
    assert (shown.status, "There is not enough room left" in shown.main) == (413, True)
    assert (len(hers(world)), len(on_disk(world))) == (2, 2)


def test_when_there_are_twenty(world, her):
    for _each in range(files.MOST):
        attach(world, world.survivor, sound())
    shown = send(her, photograph())
    assert "There are 20 files already" in shown.main
    assert len(on_disk(world)) == files.MOST


@pytest.fixture
def full_disk():
    """No file may grow beyond 2 MB: what a program meets when the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MIB, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk(world, her, full_disk):
    body, kind = form_of(her, sound(3 * MIB))
    shown = her.post(WRITINGFILES, input_stream=io.BytesIO(body), content_type=kind)
    refused(world, her, shown, 503, "There is no room on our side")


def test_a_disk_that_cannot_be_written(world, her):
    world.stores.files.write_bytes(b"no folder")
    shown = send(her, sound())
    assert (shown.status, "There is no room on our side" in shown.main) == (503, True)
    assert WORDS in her.get("/en/mine/writing/1").body


@pytest.mark.parametrize(
    ("made", "format", "size"),
    [
        (lambda: photograph(4100, 3200), "JPEG", (2050, 1600)),
        (lambda: photograph(2100, 2000, progressive=True), "JPEG", (1050, 1000)),
        (lambda: _saved("PNG", "RGBA"), "PNG", (30, 20)),
        (lambda: _saved("PNG", "P"), "PNG", (30, 20)),
        (lambda: _saved("PNG", "I;16"), "PNG", (30, 20)),
        (lambda: _saved("GIF", "P"), "PNG", (30, 20)),
        (lambda: _saved("WEBP", "RGB"), "JPEG", (30, 20)),
        (lambda: _saved("WEBP", "RGBA"), "PNG", (30, 20)),
        (lambda: _saved("JPEG", "CMYK"), "JPEG", (30, 20)),
        (lambda: _saved("JPEG", "L"), "JPEG", (30, 20)),
    ],
)
def test_pictures_of_every_kind(world, made, format, size):
    one = attach(world, world.survivor, made())
    picture = Image.open(io.BytesIO(bytes_of(world, world.survivor, one.id)))
    assert (picture.format, picture.size) == (format, size)


def _saved(format, mode):
    made = io.BytesIO()
    Image.new(mode, (30, 20)).save(made, format)
    return made.getvalue()
