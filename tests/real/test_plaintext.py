"""No word that somebody types is in any byte of any file, whatever she does and whatever goes wrong."""

from __future__ import annotations

import base64
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from gunicorn.config import Config

from portal.serving import QuietLog
from tests.make import sign_in
from tests.real.running import STOPS_WITHIN
from tests.real.scan import Scanner, forms_of
from tests.real.serving import Visitor, runs, serving
from tests.real.visit import ACTS, MULTIPART, WORDS, Visit, with_a_file
from tests.real.visit_files import FILE_ACTS
from tests.real.visit_help import ADDRESS, HELP_ACTS


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    began = time.time()
    with serving(tmp_path_factory.mktemp("service") / "folder") as service:
        visit = Visit(service, began, Visitor(service), Visitor(service), Visitor(service))
        for act in (*ACTS, *FILE_ACTS, *HELP_ACTS):
            act(visit)
            visit.look()
        yield visit


def test_no_word_is_in_any_file(visit):
    """Nor a passphrase, a name, or a cookie: while it runs, after each act, and when it has stopped."""
    assert not visit.look_everywhere()
    visit.service.stop()
    assert not visit.look_everywhere()


def test_she_did_all_that(visit):
    """Or else there would have been nothing to find."""
    kept = ("short", "long", "beside a file", "autosaved", "leaving")
    assert all(WORDS[name] in visit.told["review"] for name in kept)
    assert WORDS["late"] in visit.told["kept"]
    assert WORDS["reached"] in visit.told["reached"]
    assert visit.told["late"] == "200 /en/kept"
    assert visit.told["no name"] == "400"
    assert visit.told["leaving"] in ("200", "303")
    assert visit.told["nonsense"].startswith("HTTP/1.1 400")
    for name, status in {"too long": 413, "broken": 400, "failing": 500, "no store": 503}.items():
        assert visit.told[name].startswith(f"{status} ")
        assert WORDS[name] in visit.told[name], f"{name}: the words were not given back"
    assert len(visit.cookies) == 4


def test_her_files_came_back_and_nothing_that_was_hidden_in_them(visit):
    assert {visit.told[name] for name in ("letter", "photograph", "everything", "paper")} == {"True"}
    assert WORDS["called"] in visit.told["beside it"]
    assert WORDS["beside it"] in visit.told["beside it"]


def test_others_wrote_to_her_and_she_read_it(visit):
    said = ("suggested", "asked about", "noted")
    assert [name for name in said if WORDS[name] not in visit.told["helper"]] == []
    assert WORDS["translated"] in visit.told["translated"]
    assert all(WORDS[name] in visit.told["messages"] for name in ("message", "answer"))
    assert ADDRESS in visit.told["address"]
    assert visit.told["outbox"] == "[('', 0)]", "one waits"


def test_the_page_that_refuses_too_much_arrives(visit):
    assert visit.told["much too large"].startswith("413 ")
    assert len(visit.told["much too large"]) > len("413 ")


def test_the_log_says_what_broke_and_nothing_else(visit):
    lines = (visit.service.folder / "logs" / "output.txt").read_text().splitlines()
    told = ["IntegrityError at statements.save", "OperationalError at statements.save"]
    assert [line.removeprefix("portal: ").partition(":")[0] for line in lines] == told


def test_the_log_of_the_server_below_holds_no_words_of_an_error(tmp_path):
    log = tmp_path / "log.txt"
    logger = QuietLog(Config())
    logger.error_log.handlers = [logging.FileHandler(log)]
    try:
        raise ValueError(WORDS["failing"])
    except ValueError:
        logger.exception("Error handling request %s %s", "POST", f"/en/join/{WORDS['short']}")
    logger.warning(f"Invalid request from ip=192.0.2.7: {WORDS['nonsense']}")
    logger.warning("Worker is tired")
    told, tired = log.read_text().splitlines()
    assert told.startswith("ValueError: test_plaintext.py:")
    assert tired == "Worker is tired"
    assert not Scanner(WORDS).look_in(tmp_path)


def test_no_process_leaves_a_core_dump(visit):
    visit.service.stop()
    visit.service.start()
    processes = visit.service.processes()
    assert len(processes) == 1 + len(visit.service.workers()) + 1  # the master, and the sweeper
    for pid in processes:
        limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
        (core,) = [line.split()[4:6] for line in limits if line.startswith("Max core file size")]
        assert core == ["0", "0"]


def test_a_server_that_is_killed_takes_its_sweeper_with_it(visit):
    (sweeper,) = set(visit.service.processes()[1:]) - set(visit.service.workers())
    visit.service.process.kill()
    visit.service.process.wait(STOPS_WITHIN)
    for _turn in range(STOPS_WITHIN * 10):
        if not runs(sweeper):
            break
        time.sleep(0.1)
    assert not runs(sweeper)


def test_it_leaves_nothing_behind_in_temporary_and_home_folders(visit):
    folders = [visit.service.folder / name for name in ("tmp", "home")]
    assert not [path for folder in folders for path in folder.rglob("*")]


class Watched(BytesIO):
    """A body that looks at this process's open files before it gives its last bytes."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self.scanner, self.most = Scanner(WORDS), len(body) - 20_000
        self.looked, self.faults = 0, list[str]()

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if self.tell() > self.most:
            self.looked += 1
            self.faults += self.scanner.look_in_open_files(os.getpid())
        return super().readinto(buffer)


def test_a_file_that_is_being_sent_is_in_no_open_file(client, world):
    """The same as above within this process, into which nobody needs to be root to look."""
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/4")
    token = client.page.by_id["writing"].find("input").get("value")
    stream = Watched(with_a_file(token))
    length = len(stream.getvalue())
    client.post("/en/mine/writing/4", input_stream=stream, content_type=MULTIPART, content_length=length)
    assert client.page.status == 200
    assert WORDS["beside a file"] in client.get("/en/mine/writing/4").text
    assert stream.looked
    assert not stream.faults


@pytest.mark.parametrize("way", forms_of("a word"))
def test_a_planted_word_is_found(way, tmp_path):
    scanner = Scanner({"planted": WORDS["short"]})
    (tmp_path / "deep").mkdir()
    file = tmp_path / "deep" / "journal"
    file.write_bytes(b"\0before" + forms_of(WORDS["short"])[way] + b"after\xff")
    assert f"{file}: planted as {way}" in scanner.look_in(tmp_path)
    file.write_bytes(b"\0before" + forms_of(WORDS["long"])[way] + b"after\xff")
    assert not scanner.look_in(tmp_path)


def test_what_was_looked_through_before_is_not_taken_for_clean():
    content = b"before" + WORDS["short"].encode()
    assert not Scanner({"another": WORDS["long"]}).look("", content)
    scanner = Scanner({"planted": WORDS["short"], "another": WORDS["long"]})
    assert scanner.look("", content) == scanner.look("", content) != []


@pytest.mark.parametrize("before", range(6))
def test_a_word_in_the_middle_of_base64_is_found(before):
    around = b"x" * before + WORDS["short"].encode() + b"yz"
    assert Scanner({"planted": WORDS["short"]}).look("", base64.b64encode(around))
    assert Scanner({"planted": WORDS["short"]}).look("", base64.urlsafe_b64encode(around))


def test_a_word_in_a_file_that_was_deleted_and_is_open_is_found():
    with tempfile.TemporaryFile() as file:
        file.write(WORDS["short"].encode())
        file.flush()
        assert Scanner(WORDS).look_in_open_files(os.getpid())
    assert not Scanner(WORDS).look_in_open_files(os.getpid())
