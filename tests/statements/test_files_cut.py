"""Files that come in only half, too late, or from elsewhere: nothing of them stays, nothing else is lost."""

import io

import pytest

from portal.statements import files
from portal.sweep import sweep
from portal.web import sessions
from tests.make import sign_in, working
from tests.sharing import write
from tests.statements.attached import MIB, WRITINGFILES, form_of, on_disk, send, sound

WORDS = "What she wrote before."


@pytest.fixture
def her(world, client):
    write(world, world.survivor, 1, WORDS)
    sign_in(client, world.survivor)
    return client


def hers(world):
    with working(world, world.survivor, writing=False) as w:
        return files.everything(w)


def test_a_file_cut_in_the_middle(world, her):
    """The telephone lost its network. The text is there, and a second try works."""
    body, kind = form_of(her, sound(MIB))
    cut = io.BytesIO(body[: len(body) // 2])
    said = {"CONTENT_LENGTH": str(len(body))}
    shown = her.post(WRITINGFILES, input_stream=cut, environ_overrides=said, content_type=kind)
    assert shown.status == 400
    assert (on_disk(world), hers(world)) == ([], [])
    assert WORDS in her.get("/en/mine/writing/1").body
    send(her, sound(MIB))
    assert len(hers(world)) == 1


class Slow(io.BytesIO):
    """Half of it arrives, then something happens."""

    def __init__(self, body, happens):
        super().__init__(body)
        self.half, self.happens = len(body) // 2, happens

    def read(self, size=-1):
        if self.happens and self.tell() > self.half:
            self.happens, happens = None, self.happens
            happens()
        return super().read(size)

    def readinto(self, buffer):
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_the_session_ends_while_it_comes_in(world, her, accept):
    body, kind = form_of(her, sound(MIB))

    def ends():
        sessions.end_all_of(world.stores.sessions, world.survivor.actor.id)

    shown = her.post(
        WRITINGFILES, input_stream=Slow(body, ends), content_type=kind,
        headers={"Accept": accept},
    )  # fmt: skip
    assert shown.status == 403
    assert b"choose the file again" in shown.content
    assert (on_disk(world), hers(world)) == ([], [])


def test_signed_out_before(world, her):
    body, kind = form_of(her, sound())
    sessions.end_all_of(world.stores.sessions, world.survivor.actor.id)
    shown = her.post(WRITINGFILES, input_stream=io.BytesIO(body), content_type=kind)
    assert "choose the file again" in shown.main
    assert shown.href("Go on") == f"/en/sign-in?next={WRITINGFILES}"
    assert on_disk(world) == []


def test_another_site_cannot_send_one(world, her):
    body, kind = form_of(her, sound())
    shown = her.post(
        WRITINGFILES, input_stream=io.BytesIO(body), content_type=kind,
        headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    )  # fmt: skip
    assert (shown.status, on_disk(world)) == (400, [])


def test_somebody_else_sends_into_nowhere(world, another_client):
    sign_in(another_client, world.lead)
    shown = another_client.post(
        WRITINGFILES, {"file": (io.BytesIO(sound()), "a")}, content_type="multipart/form-data"
    )
    assert (shown.status, on_disk(world)) == (403, [])


def test_a_second_file_in_one_form_is_not_kept(world, her):
    body, kind = form_of(her, sound())
    second = body.replace(
        b"--x--", b'--x\r\nContent-Disposition: form-data; name="file"; filename="b"\r\n\r\nMORE\r\n--x--'
    )
    her.post(WRITINGFILES, input_stream=io.BytesIO(second), content_type=kind)
    assert len(on_disk(world)) == len(hers(world)) == 1


def test_what_a_crash_left_goes_after_an_hour(world, her):
    send(her, sound())
    folder = world.stores.files / "ab"
    folder.mkdir(exist_ok=True)
    for name in ("ab" * 16, "ab" * 16 + ".new"):
        (folder / name).write_bytes(b"left behind")
    sweep(world.stores, world.server, world.clock())
    assert len(on_disk(world)) == 3
    world.clock.move(hours=2)
    sweep(world.stores, world.server, world.clock())
    assert len(on_disk(world)) == len(hers(world)) == 1
