"""Everything of hers in one file: complete, locked when she wants it, and nowhere but in her hands."""

import io
import json
import os
import struct
import zipfile
import zlib

import pytest
import pyzipper
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.audit.models import AuditRow
from portal.home.everything import COLLECTS
from portal.statements import apart
from tests.browser import Browser
from tests.make import sign_in, working
from tests.readiness.steps import feels, say
from tests.sharing import late, new_survivor, read_as, share, the_consent, write
from tests.statements.attached import MIB, PLANTED, attach, photograph, sound

PAGE = "/en/mine/everything"
LOCK = "quiet lantern over fourteen rivers ñ"
WORDS = "My name is Rosa Quintana.\n\nنهارا"
FIELDS = {"Words to lock the file": LOCK, "The same once more": LOCK}
FILES = ["paper.json", "paper.txt"]


@pytest.fixture
def her(world, client):
    write(world, world.survivor, 3, WORDS)
    sign_in(client, world.survivor)
    return client


def locked(browser):
    browser.get(PAGE)
    return browser.submit(FIELDS, "Save it with a lock")


def unlocked(browser):
    browser.get(PAGE)
    return browser.submit(button="Save it without a lock")


def document(browser):
    return json.loads(zipfile.ZipFile(io.BytesIO(unlocked(browser).content)).read("paper.json"))


def exported(world):
    with working(world, writing=False) as w:
        return len(w.main.scalars(select(AuditRow).where(AuditRow.action == "exported")).all())


def test_all_of_it_is_there(world, her):
    consent = the_consent(world)
    share(world, world.survivor, [3])
    read_as(world, world.lead, consent.share_id)
    say(world, world.survivor, "now", feels("maybe"))
    with working(world, world.survivor) as w:
        accounts.say_about(w, young=True)
        apart.keep(w, late(2, "kept beside"))
    found = document(her)
    assert set(found) == set(COLLECTS)
    assert found["about_me"] == {"name_here": world.survivor.name, "language": "en", "young": True}
    third = next(one for one in found["writing"] if one["number"] == 3)
    assert (third["text"], third["heading"], third["form"]) == (WORDS, "Money and work", 2)
    assert third["saved_at"]
    assert [one["text"] for one in found["kept_apart"]] == ["kept beside"]
    assert [one["answers"]["now"]["state"] for one in found["check_ins"]] == ["maybe"]
    assert len(found["choices"]["@graph"]) == len(found["shared"]) == 2
    assert WORDS in [part["text"] for one in found["shared"] for part in one["parts"]]
    (line,) = found["activity"]
    assert (line["what"], line["choice"]) == ("opened", str(consent.id))
    assert line["who"] == "Amira Haddad"


def test_her_files_are_in_it_whole_and_locked(world, her):
    sent = {"p": photograph(), "s": sound(3 * MIB), "d": b"%PDF-1.7 her own paper"}
    made = {attach(world, world.survivor, content, title="Door").tick: content for content in sent.values()}
    told = document(her)["files"]
    assert [(one["called"], one["section"]) for one in told] == [("Door", 1)] * 3
    open_file, shut = zipfile.ZipFile(io.BytesIO(unlocked(her).content)), locked(her).content
    assert b"her own paper" not in shut
    for one, (tick, content) in zip(told, made.items(), strict=True):
        assert one["name"].startswith(f"files/{tick}.")
        read = open_file.read(one["name"])
        assert read == content or tick[0] == "p"
        assert not [planted for planted in PLANTED if planted in read]
        assert _by_the_book(shut, one["name"], LOCK) == read


def test_a_broken_file_does_not_keep_her_from_the_rest(world, her):
    attach(world, world.survivor, sound())
    for path in world.stores.files.rglob("*"):
        if path.is_file():
            path.unlink()
    assert [one["type"] for one in document(her)["files"]] == ["audio/wav"]
    assert zipfile.ZipFile(io.BytesIO(unlocked(her).content)).namelist() == FILES


def test_who_has_nothing_yet_gets_an_honest_file(world, client):
    sign_in(client, new_survivor(world))
    found = document(client)
    assert found["about_me"]["name_here"]
    assert [name for name, value in found.items() if value] == ["about_me", "choices"]
    assert found["choices"]["@graph"] == []


@pytest.mark.parametrize("take", [locked, unlocked])
def test_nothing_about_the_file_tells_what_it_is(her, take):
    made = take(her)
    assert made.headers["Content-Disposition"] == 'attachment; filename="paper.zip"'
    assert made.headers["Cache-Control"] == "private, no-store"
    file = zipfile.ZipFile(io.BytesIO(made.content))
    assert file.namelist() == FILES
    assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert file.comment == b""


def test_the_plain_text_in_it_is_her_writing(her):
    file = zipfile.ZipFile(io.BytesIO(unlocked(her).content))
    assert WORDS in file.read("paper.txt").decode()


def test_the_lock_opens_with_its_words_only(her):
    made = locked(her).content
    file = pyzipper.AESZipFile(io.BytesIO(made))
    assert {one.wz_aes_strength for one in file.infolist()} == {3}  # AES-256
    with pytest.raises(RuntimeError, match="requires a password"):
        file.read("paper.json")
    with pytest.raises(RuntimeError, match="Bad password"):
        file.read("paper.json", pwd=LOCK.upper().encode())
    assert json.dumps(WORDS, ensure_ascii=False) in file.read("paper.json", pwd=LOCK.encode()).decode()
    assert b"Quintana" not in made


def _by_the_book(content, name, passphrase):
    """WinZip's AES format as it is written down, with no code of the library that wrote the file."""
    info = zipfile.ZipFile(io.BytesIO(content)).getinfo(name)
    extra = info.extra[info.extra.index(struct.pack("<HH", 0x9901, 7)) + 4 :]
    strength, method = extra[4], struct.unpack("<H", extra[5:7])[0]
    assert (info.compress_type, strength) == (99, 3)
    names, extras = struct.unpack("<HH", content[info.header_offset + 26 : info.header_offset + 30])
    start = info.header_offset + 30 + names + extras
    body = content[start : start + info.compress_size]
    salt, check, hidden, seal = body[:16], body[16:18], body[18:-10], body[-10:]
    keys = PBKDF2HMAC(SHA1(), 66, salt, 1000).derive(passphrase.encode())
    if keys[64:] != check:
        return None
    mac = HMAC(keys[32:64], SHA1())
    mac.update(hidden)
    assert mac.finalize()[:10] == seal
    blocks = b"".join(n.to_bytes(16, "little") for n in range(1, len(hidden) // 16 + 2))
    stream = Cipher(algorithms.AES(keys[:32]), modes.ECB()).encryptor().update(blocks)
    shown = bytes(a ^ b for a, b in zip(hidden, stream, strict=False))
    return zlib.decompress(shown, -15) if method == zipfile.ZIP_DEFLATED else shown


def test_any_program_that_knows_the_format_opens_it(her):
    made = locked(her).content
    for name in FILES:
        assert "Rosa Quintana" in _by_the_book(made, name, LOCK).decode()
        assert _by_the_book(made, name, "quiet lantern over fourteen rivers") is None


@pytest.mark.parametrize(
    ("typed", "again", "told"),
    [
        ("too short", "too short", "too short"),
        (LOCK, LOCK + "x", "not the same"),
        ("passwordpassword", "passwordpassword", "guess this soon"),
        ("", "", "Please fill this in."),
    ],
)
def test_a_weak_lock_is_not_taken(world, her, typed, again, told):
    her.get(PAGE)
    page = her.submit({"Words to lock the file": typed, "The same once more": again}, "Save it with a lock")
    assert page.status == 400
    assert told in page.main
    assert not typed or typed not in page.body.replace(told, "")
    assert exported(world) == 0


def test_letters_that_look_the_same_are_the_same(her):
    her.get(PAGE)
    other = LOCK.replace("ñ", "n\u0303")
    made = her.submit({"Words to lock the file": other, "The same once more": other}, "Save it with a lock")
    assert _by_the_book(made.content, "paper.txt", LOCK)


def test_before_it_the_words_are_typed_once_more(world, her):
    page = her.get(PAGE)
    (token,) = {c.get("value") for c in page.controls() if c.get("name") == "csrf_token"}
    world.clock.move(minutes=6)
    for place in (PAGE, PAGE + "/open"):
        her.post(place, {"csrf_token": token, "passphrase": LOCK, "again": LOCK})
        assert "Please show once more that it is you" in her.page.h1
    her.submit({"Your secret words or numbers": world.survivor.passphrase})
    assert her.page.path == PAGE
    assert exported(world) == 0
    assert her.submit(FIELDS, "Save it with a lock").content.startswith(b"PK")
    assert exported(world) == 1


def test_a_forged_request_gets_nothing(world, her):
    for place in (PAGE, PAGE + "/open"):
        assert her.post(place, {"passphrase": LOCK, "again": LOCK}).is_html
    assert exported(world) == 0


def test_it_is_hers_alone(world, app):
    for somebody in (world.lead, world.advocate):
        other = Browser(app, world.settings.public_name)
        sign_in(other, somebody)
        assert other.get(PAGE).status == 403


def test_nothing_of_it_is_written_anywhere(world, her, tmp_path, monkeypatch):
    for name in ("TMPDIR", "TEMP", "TMP", "HOME", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(tmp_path / "HOME")
    assert locked(her).content.startswith(b"PK")
    assert unlocked(her).content.startswith(b"PK")
    files = [os.path.join(folder, name) for folder, _, names in os.walk(tmp_path) for name in names]
    assert [name for name in files if "data" not in name] == []
    for folder, _folders, names in os.walk(world.settings.data):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                content = file.read()
            assert b"Quintana" not in content
            assert b"fourteen rivers" not in content
