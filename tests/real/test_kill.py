"""Workers die while people write: whatever was answered with "saved" is there afterwards, once and whole."""

from __future__ import annotations

import json
import os
import secrets
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlencode

import pytest

from portal.statements.sections import NUMBERS
from tests.page import ORIGIN, text
from tests.real.serving import WORKERS, Service, Visitor, serving

WRITERS, SAVES, KILLS = 4, 50, 6
AS_A_SCRIPT = {"Accept": "application/json", "Origin": ORIGIN}


class Progress:
    """How many saves were answered, for whoever waits for a number of them."""

    def __init__(self) -> None:
        self.count, self._changed = 0, threading.Condition()

    def one_more(self) -> None:
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def wait_for(self, count: int) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self.count >= count)


@dataclass
class Writer:
    """Somebody who writes as the page's script does: a save, its answer, the next save from there."""

    visitor: Visitor
    progress: Progress
    tokens: dict[int, str] = field(default_factory=dict)
    saved: dict[int, str] = field(default_factory=dict)
    revisions: dict[int, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    lost: int = 0  # answers that never came

    def open_pages(self) -> None:
        for number in NUMBERS:
            self.visitor.get(f"/en/mine/writing/{number}")
            self.tokens[number] = self.visitor.token()

    def write(self) -> None:
        for turn in range(SAVES):
            number = NUMBERS[turn % len(NUMBERS)]
            self._save(number, f"{turn}: {secrets.token_hex(200)} ñandú\n")
            self.progress.one_more()

    def _save(self, number: int, words: str) -> None:
        form = urlencode({"kept": self.tokens[number], "text": words, "act": "autosave"})
        answer = self._until_answered(number, form)
        told = json.loads(answer)
        expected = self.revisions.get(number, 0) + 1
        if not told.get("saved") or told.get("rev") != expected:
            self.faults.append(f"section {number}, revision {expected}: {told}")
            return
        self.tokens[number], self.revisions[number], self.saved[number] = told["kept"], expected, words

    def _until_answered(self, number: int, form: str) -> bytes:
        while True:
            try:
                answer = self.visitor.wire.open(
                    f"/en/mine/writing/{number}", method="POST", data=form.encode(), headers=AS_A_SCRIPT,
                    content_type="application/x-www-form-urlencoded",
                )  # fmt: skip
            except (OSError, HTTPException):
                self.lost += 1
                continue
            if answer.status_code != 200:
                self.faults.append(f"section {number}: status {answer.status_code}")
            return answer.data


def kill_some(service: Service, progress: Progress) -> list[int]:
    """One worker after another, spread over all the saves. Returns who was killed."""
    killed = []
    for turn in range(KILLS):
        progress.wait_for((turn + 1) * WRITERS * SAVES // (KILLS + 1))
        victim = service.workers()[turn % WORKERS]
        os.kill(victim, signal.SIGKILL)
        killed.append(victim)
        while victim in service.workers() or len(service.workers()) < WORKERS:
            time.sleep(0.01)
    return killed


@dataclass(frozen=True)
class Aftermath:
    service: Service
    writers: list[Writer]
    killed: list[int]

    def rows(self, query: str, store: str = "main") -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.service.data / f"{store}.db")) as database:
            return database.execute(query).fetchall()


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    progress = Progress()
    with serving(tmp_path_factory.mktemp("killed") / "folder") as service:
        writers = [Writer(Visitor(service), progress) for _writer in range(WRITERS)]
        for writer in writers:
            writer.visitor.sign_up()
            writer.open_pages()
        threads = [threading.Thread(target=writer.write, daemon=True) for writer in writers]
        for thread in threads:
            thread.start()
        killed = kill_some(service, progress)
        for thread in threads:
            thread.join()
        yield Aftermath(service, writers, killed)


def test_workers_died_while_people_wrote(aftermath):
    assert len(set(aftermath.killed)) == KILLS
    assert sum(writer.lost for writer in aftermath.writers) > 0, "no answer was lost: nothing was tried"


def test_every_save_is_answered_with_the_next_revision(aftermath):
    """Also one whose answer was lost and that was sent again: it is one save."""
    assert not [fault for writer in aftermath.writers for fault in writer.faults]
    assert sum(sum(writer.revisions.values()) for writer in aftermath.writers) == WRITERS * SAVES


def test_whatever_was_answered_with_saved_is_there(aftermath):
    for writer in aftermath.writers:
        writer.visitor.wire.cookies.clear()
        writer.visitor.sign_in()
        for number, words in writer.saved.items():
            page = writer.visitor.get(f"/en/mine/writing/{number}")
            assert text(page.by_id["text"]) == " ".join(words.split())
            assert not page.by_id.get("kept-here"), "something was kept apart that was never refused"


def test_revisions_and_the_log_agree_with_what_was_answered(aftermath):
    answered = sorted(pair for writer in aftermath.writers for pair in writer.revisions.items())
    assert sorted(aftermath.rows("SELECT number, rev FROM section")) == answered
    logged = "SELECT count(*) FROM audit WHERE action = 'saved' AND hex(object) = upper(section.id)"
    assert not aftermath.rows(f"SELECT number FROM section WHERE rev <> ({logged})")
    assert "The log holds." in aftermath.service.portal("audit", "verify")


@pytest.mark.parametrize("store", ["main", "vault", "sessions"])
def test_every_store_is_sound(aftermath, store):
    assert aftermath.rows("PRAGMA integrity_check", store) == [("ok",)]
