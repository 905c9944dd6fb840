"""Files that meet a full disk, a sweep, a broken one of their kind, and askers who want odd pieces."""

import io
import resource
import struct
import zipfile

import pytest
from PIL import Image

from portal.blobs import disk
from portal.blobs.models import Blob
from portal.consent import choosing
from portal.consent import service as consent
from portal.home import everything, packing
from portal.statements import files
from portal.sweep import sweep
from portal.work import Refused
from tests.make import sign_in, working
from tests.sharing import scene, sql
from tests.statements.attached import MIB, WRITINGFILES, attach, bytes_of, on_disk, photograph, sound


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def swept(world):
    return sweep(world.stores, world.server, world.clock())


def begun(world, ticks):
    with working(world, world.survivor) as w:
        found = choosing.begin(w, scene(world).team.id, "possible")
        w.main.flush()
        choosing.tick(w, found.id, ticks)
        return found.id


def test_copies_made_before_the_disk_was_full_do_not_stay(world):
    large = small = attach(world, world.survivor, sound(3 * MIB))
    while small.tick >= large.tick:  # so that it is copied first
        small = attach(world, world.survivor, sound())
    id, there = begun(world, [small.tick, large.tick]), len(on_disk(world))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MIB, before[1]))
    try:
        with working(world, world.survivor, writing=False) as w, pytest.raises(Refused):
            consent.copy_files(w, id)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert len(on_disk(world)) == there


def test_a_sweep_goes_on_when_a_file_has_just_been_renamed(world, monkeypatch):
    one = attach(world, world.survivor, sound())
    with working(world, world.survivor) as w:
        files.remove(w, one.id)
    folder = world.stores.files / "00"
    folder.mkdir(exist_ok=True)
    (folder / "gone.new").symlink_to(folder / "nowhere")  # listed, and not there when it is looked at
    swept(world)
    assert on_disk(world) == []


def test_a_file_that_cannot_be_removed_now_does_not_stop_the_sweep(world):
    one = attach(world, world.survivor, sound())
    with working(world, world.survivor) as w:
        files.remove(w, one.id)
    path = disk.path_of(world.stores.files, one.file.blob)
    path.unlink()
    path.mkdir()
    swept(world)
    assert rows(world) == 1
    path.rmdir()
    swept(world)
    assert rows(world) == 0


def rows(world):
    with working(world, writing=False) as w:
        return w.main.query(Blob).count()


def test_a_file_that_is_broken_inside_does_not_take_all_with_it(world):
    broken, whole = (attach(world, world.survivor, sound(size)) for size in (200_000, 4000))
    path = disk.path_of(world.stores.files, broken.file.blob)
    content = bytearray(path.read_bytes())
    content[100_000] ^= 1
    path.write_bytes(content)
    with working(world, world.survivor, writing=False) as w:
        made = b"".join(packing.packed(everything.collect_files(w, "US"), ""))
    with zipfile.ZipFile(io.BytesIO(made)) as found:
        assert found.testzip() is None
        assert len(found.read(f"files/{whole.tick}.wav")) == 4000


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [
        ("bytes=-99999", 206, 4000), ("bytes=-8", 206, 8), ("items=0-3", 200, 4000), ("bytes=4000-", 416, 0),
        ("bytes=0-99999", 206, 4000), ("bytes=0-1,5-6", 200, 4000), ("bytes=5-2", 200, 4000),
        ("bytes=" + "0-1," * 5000 + "0-1", 200, 4000), ("bytes=" + "9" * 400 + "-", 416, 0),
        ("bytes=" + "9" * 5000 + "-", 200, 4000),
    ],
)  # fmt: skip
def test_odd_pieces(world, her, asked, status, length):
    one = attach(world, world.survivor, sound())
    found = her.get(f"/en/mine/writing/files/{one.id}/content", headers={"Range": asked})
    assert (found.status, len(found.content)) == (status, length)


def test_no_proxy_writes_it_down_on_its_way_out(world, her):
    one = attach(world, world.survivor, sound())
    found = her.get(f"/en/mine/writing/files/{one.id}/content")
    assert found.headers["X-Accel-Buffering"] == "no"


def test_a_form_without_a_length_is_bounded(world, her):
    her.get(WRITINGFILES)
    found = her.post(
        WRITINGFILES, input_stream=io.BytesIO(b"x=" + b"y" * 3 * MIB),
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"CONTENT_LENGTH": "", "wsgi.input_terminated": True},
    )  # fmt: skip
    assert found.status == 413


def test_too_many_words_about_a_file_are_not_lost_when_she_leaves(world, her):
    one = attach(world, world.survivor, sound(), words="Before.")
    her.get(f"/en/mine/writing/files/{one.id}")
    her.fill("writing", {"text": "x" * 9000, "title": "New name"}).submit("Leave")
    with working(world, world.survivor, writing=False) as w:
        found = files.read(w, one.id)
    assert (found.words, found.title) == ("x" * 9000, "New name")


def test_nor_is_its_name_when_her_session_has_ended(world, her):
    one = attach(world, world.survivor, sound())
    page = her.get(f"/en/mine/writing/files/{one.id}")
    sql(world.stores.sessions, "DELETE FROM sess")
    page = her.fill("writing", {"text": "What it says.", "title": "On Monday", "by": "helper"}).submit(
        "act=save"
    )
    assert page.status == 403
    sign_in(her, world.survivor)
    her.page = page
    her.fill("writing").submit("act=save")
    her.fill("writing").submit("act=save")
    with working(world, world.survivor, writing=False) as w:
        found = files.read(w, one.id)
    assert (found.words, found.title, found.by) == ("What it says.", "On Monday", "helper")


def test_removing_twice_is_removing(world, her):
    one = attach(world, world.survivor, sound())
    page = her.get(f"/en/mine/writing/files/{one.id}/remove")
    for _each in range(2):
        her.page = page
        assert her.submit(button="Remove it now").status == 200


def test_a_name_given_on_another_page_stays(world, her):
    one = attach(world, world.survivor, sound())
    with working(world, world.survivor) as w:
        files.say(w, one.id, 1, "From the phone", "", "", "en")
        said = files.say(w, one.id, 1, "From here", "", "", "en")
    assert "From the phone" in said.title + said.words
    assert "From here" in said.title + said.words


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def in_scans(width, height, fill=b""):
    """A baseline JPEG with one scan for each colour: its decoder holds all of it in memory."""
    parts = b"".join(bytes([number, 0x11, 0]) for number in (1, 2, 3))
    made = b"\xff\xd8" + segment(0xDB, b"\0" + b"\x01" * 64) + fill
    made += segment(0xC0, struct.pack(">BHHB", 8, height, width, 3) + parts)
    made += b"".join(segment(0xC4, kind + bytes([1, *[0] * 15, 0])) for kind in (b"\x00", b"\x10"))
    for number in (1, 2, 3):
        made += segment(0xDA, bytes([1, number, 0, 0, 63, 0])) + bytes(width * height // 64 // 4 + 999)
    return made + b"\xff\xd9"


@pytest.mark.parametrize("fill", [b"", b"\xff\xff"])
def test_a_small_picture_that_would_take_all_memory(world, fill):
    with pytest.raises(Refused, match="too many pixels"):
        attach(world, world.survivor, in_scans(10_900, 11_000, fill))
    assert attach(world, world.survivor, in_scans(2_000, 1_600)).type.ending == "jpeg"


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_blocks": 4}])
def test_a_large_photograph_is_taken(world, how):
    assert attach(world, world.survivor, photograph(4_000, 3_000, **how)).type.ending == "jpeg"


def test_greys_of_a_scanner_stay_greys(world):
    made = io.BytesIO()
    Image.new("I;16", (20, 20), 30_000).save(made, "PNG")
    one = attach(world, world.survivor, made.getvalue())
    with Image.open(io.BytesIO(bytes_of(world, world.survivor, one.id))) as found:
        assert found.convert("RGB").getpixel((1, 1)) == (117, 117, 117)


@pytest.mark.parametrize("format", ["PNG", "WEBP", "GIF"])
def test_nothing_stays_under_what_was_rubbed_out(world, format):
    drawn, made = Image.new("RGBA", (20, 20), (10, 200, 30, 255)), io.BytesIO()
    drawn.paste((200, 30, 30, 0), (0, 0, 10, 10))
    drawn.putpixel((15, 15), (10, 200, 30, 128))
    how = {"PNG": {}, "WEBP": {"lossless": True, "exact": True}, "GIF": {}}[format]
    drawn.save(made, format, **how)
    one = attach(world, world.survivor, made.getvalue())
    with Image.open(io.BytesIO(bytes_of(world, world.survivor, one.id))) as found:
        assert found.getpixel((1, 1)) == (0, 0, 0, 0)
        assert found.getpixel((12, 12))[3] == 255
        assert format == "GIF" or found.getpixel((15, 15)) == (10, 200, 30, 128)
