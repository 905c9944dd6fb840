"""Files beside a section: what comes in, what comes out, and what is refused with which words."""

import io
import os
from dataclasses import replace
from uuid import uuid4

import pytest
from PIL import Image

from portal.blobs.disk import open_file, path_of
from portal.crypto import CannotOpen
from portal.statements import files
from portal.sweep import sweep
from tests.accounts.ways_back import change
from tests.make import sign_in, working
from tests.statements.attached import (
    JSON,
    PLANTED,
    WRITINGFILES,
    attach,
    bytes_of,
    on_disk,
    photograph,
    send,
    sound,
)


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def hers(world, who=None):
    with working(world, who or world.survivor, writing=False) as w:
        return files.everything(w)


def test_a_photograph_goes_in_and_nothing_but_the_picture_comes_out(world, her):
    sent = photograph()
    assert all(planted in sent for planted in PLANTED)
    assert dict(Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)) == {1: "N", 3: "W"}
    shown = send(her, sent, "IMG_2041.HEIC")
    assert shown.all("img", css="photo")
    got = her.get(shown.all("img", css="photo")[0].get("src"))
    assert (got.status, got.headers["Content-Type"]) == (200, "image/jpeg")
    assert not [planted for planted in PLANTED if planted in got.content]
    picture = Image.open(io.BytesIO(got.content))
    assert (picture.size, dict(picture.getexif()), picture.info.keys() - {"jfif", "jfif_version"}) == (
        (64, 48), {}, {"jfif_unit", "jfif_density"},
    )  # fmt: skip


def test_a_photograph_stands_upright(world):
    one = attach(world, world.survivor, photograph(orientation=6))
    picture = Image.open(io.BytesIO(bytes_of(world, world.survivor, one.id)))
    assert picture.size == (48, 64)
    assert picture.getpixel((40, 4))[0] > 150  # turned to the right, the red corner is on the upper right


def test_nothing_of_it_is_on_the_disk_in_clear(world, her):
    send(her, sound() + b"HER OWN VOICE" * 1000)
    send(her, photograph())
    assert len(on_disk(world)) == 2
    planted = (*PLANTED, b"HER OWN VOICE", b"RIFF", b"JFIF")
    assert not [one for one in planted for content in on_disk(world) if one in content]


@pytest.fixture
def careless():
    """Started by somebody whose new files all may read."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_files_are_hers_alone_on_the_disk_too(world, her, careless):
    send(her, sound())
    made = list(world.stores.files.rglob("*"))
    assert {oct(path.stat().st_mode & 0o777) for path in made if path.is_file()} == {"0o600"}
    assert {oct(path.stat().st_mode & 0o777) for path in [*made, world.stores.files] if path.is_dir()} == {
        "0o700"
    }


def test_a_file_opens_under_its_own_name_only(world):
    one = attach(world, world.survivor, sound())
    other = replace(one.file, blob=uuid4())
    (path,) = [path for path in world.stores.files.rglob("*") if path.is_file()]
    moved = path_of(world.stores.files, other.blob)
    moved.parent.mkdir(exist_ok=True)
    path.rename(moved)
    with pytest.raises(CannotOpen):
        open_file(world.stores.files, world.survivor.actor.id, other)


def test_sound_stays_as_it_was(world, her):
    shown = send(her, sound())
    (player,) = shown.all("audio")
    got = her.get(player.get("src"))
    assert got.content == sound()
    assert got.headers["Content-Type"] == "audio/wav"
    assert got.headers["Content-Disposition"] == 'inline; filename="paper.wav"'
    assert got.headers["Cache-Control"] == "private, no-store"
    assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got.headers["X-Content-Type-Options"] == "nosniff"


def test_a_document_is_taken_along_under_a_neutral_name(world, her):
    shown = send(her, b"%PDF-1.7\n%%EOF", "Against him.pdf")
    got = her.get(shown.href("Open this document"))
    assert got.headers["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert "Against him" not in shown.body


@pytest.mark.parametrize(
    ("asked", "status", "which", "body"),
    [
        ("bytes=0-3", 206, "bytes 0-3/4000", b"RIFF"),
        ("bytes=8-11", 206, "bytes 8-11/4000", b"WAVE"),
        ("bytes=3996-", 206, "bytes 3996-3999/4000", bytes(4)),
        ("bytes=-2", 206, "bytes 3998-3999/4000", bytes(2)),
        ("bytes=3992-9000", 206, "bytes 3992-3999/4000", bytes(8)),
        ("bytes=4000-", 416, "bytes */4000", b""),
        ("bytes=0-1,4-5", 200, None, sound()),
        ("nonsense", 200, None, sound()),
        ("bytes=9-2", 200, None, sound()),
    ],
)
def test_a_player_asks_for_pieces(world, her, asked, status, which, body):
    assert len(sound()) == 4000
    one = attach(world, world.survivor, sound())
    got = her.get(f"/en/mine/writing/files/{one.id}/content", headers={"Range": asked})
    assert (got.status, got.headers.get("Content-Range"), got.content) == (status, which, body)
    assert got.headers["Content-Length"] == str(len(body))
    assert got.headers["Accept-Ranges"] == "bytes"


def test_what_it_says_is_written_beside_it_with_who_wrote_it(world, her):
    send(her, sound())
    said = {"What you want to call it": "On Monday", "text": "I say that I am well.", "by": "helper"}
    shown = her.submit(said, "Save")
    assert "Saved. Only you see it." in shown.main
    (one,) = hers(world)
    assert (one.title, one.words, one.by, one.rev) == ("On Monday", "I say that I am well.", "helper", 2)
    assert shown.h1 == "On Monday"
    assert "On Monday" in her.get(WRITINGFILES).main


def test_words_written_on_two_pages_both_stay(world, her, another_client):
    one = attach(world, world.survivor, sound())
    sign_in(another_client, world.survivor)
    for browser in (her, another_client):
        browser.get(f"/en/mine/writing/files/{one.id}")
    her.submit({"text": "One"}, "Save")
    shown = another_client.submit({"text": "Other"}, "Save")
    assert "Both are here now" in shown.main
    assert hers(world)[0].words == "One\n\nOther"


def test_going_there_saves_what_she_writes(world, her):
    her.get("/en/mine/writing/1")
    shown = her.submit({"text": "Typed before"}, "Photographs, sound, documents")
    assert shown.path == WRITINGFILES
    assert "Typed before" in her.get("/en/mine/writing/review").main


def test_leaving_saves_the_words_beside_it(world, her):
    send(her, sound())
    her.fill("writing", {"text": "On the way out"}).submit("Leave", follow=False)
    assert hers(world)[0].words == "On the way out"


def test_removed_is_gone_from_the_list_and_with_the_sweep_from_the_disk(world, her):
    send(her, sound())
    her.follow("Remove this file")
    shown = her.submit(button="Remove it now")
    assert "Removed. It is gone for good." in shown.main
    assert (hers(world), len(on_disk(world))) == ([], 1)
    sweep(world.stores, world.server, world.clock())
    assert on_disk(world) == []


@pytest.mark.parametrize("at", ["", "/content", "/remove"])
def test_nobody_else_finds_it(world, another_client, at):
    one = attach(world, world.survivor, sound())
    sign_in(another_client, world.advocate)
    assert another_client.get(f"/en/mine/writing/files/{one.id}{at}").status == 403


def test_a_script_is_told_where_to_go(world, her):
    page = her.get(WRITINGFILES)
    token = next(c.get("value") for c in page.controls() if c.get("name") == "csrf_token")
    sent = {"csrf_token": token, "file": (io.BytesIO(sound()), "blob")}
    got = her.post(WRITINGFILES, sent, headers=JSON, content_type="multipart/form-data")
    (one,) = hers(world)
    assert got.headers["Content-Type"] == "application/json"
    assert f"/en/mine/writing/files/{one.id}".encode() in got.content
    sent = {"csrf_token": token, "file": (io.BytesIO(b"MZ\0\0"), "blob")}
    got = her.post(WRITINGFILES, sent, headers=JSON, content_type="multipart/form-data")
    assert (got.status, b'"told"' in got.content) == (400, True)


def test_new_keys_lock_the_content_of_files_anew(world, her):
    """Whoever kept her old keys and an old copy of the stores opens nothing of a later copy of the folder."""
    one = attach(world, world.survivor, sound())
    old = one.file
    change(her, "known")
    again = her.get(f"/en/mine/writing/files/{one.id}/content").content
    assert again == sound()
    sweep(world.stores, world.server, world.clock())
    with pytest.raises(CannotOpen):
        open_file(world.stores.files, world.survivor.actor.id, old)
    assert len(on_disk(world)) == 1


def test_a_file_that_is_broken_keeps_nobody_from_new_keys(world, her):
    one = attach(world, world.survivor, sound())
    path_of(world.stores.files, one.file.blob).unlink()
    change(her, "known")
    assert her.get("/en/mine/writing/1/files").status == 200
