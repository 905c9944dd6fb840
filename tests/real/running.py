"""The real thing, running: `portal demo` in its own process, and the ordinary page that "Leave" leads to."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from urllib.error import URLError

from portal.demo import TEAM
from tests.house.source import ROOT
from tests.real.forked import Forked
from tests.real.quick import main as quick_main

STARTS_WITHIN, STOPS_WITHIN = 60, 20  # seconds
WEATHER = "Weather today"


@dataclass(frozen=True)
class Card:
    """What stands on a person's paper."""

    role: str
    name: str
    passphrase: str = field(repr=False)


@dataclass
class Running:
    url: str
    data: Path
    people: list[Card]
    leave_url: str

    @property
    def survivor(self) -> Card:
        return self.people[0]

    @property
    def facilitator(self) -> Card:
        return self.people[1]

    @property
    def advocate(self) -> Card:
        return self.people[3]

    @property
    def partner(self) -> Card:
        return self.people[4]

    def at(self, path: str) -> str:
        return self.url + path

    def invite(self, name: str) -> str:
        """The path of a one-time link for a new facilitator, without its language."""
        env = os.environ | {
            "PORTAL_DATA": str(self.data),
            "PORTAL_KEYS": f"file:{self.data / 'development-keyset.json'}",
            "PORTAL_DEMONSTRATION": "1",
        }
        command = [sys.executable, "-m", "portal.cli", "staff", "invite", name, "--team", TEAM]
        done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
        return "/join/" + done.stdout.split("/join/")[1].strip()

    def passphrases_were_typed(self, minutes_ago: int) -> None:
        """For everybody signed in. Within five minutes a passphrase is fresh."""
        with closing(sqlite3.connect(self.data / "sessions.db")) as sessions, sessions:
            sessions.execute("UPDATE sess SET stepup_at = datetime('now', ?)", [f"-{minutes_ago} minutes"])


class Weather(BaseHTTPRequestHandler):
    """An ordinary page about something else."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        links = "<p><a href='/today'>Today</a> <a href='/tomorrow'>Tomorrow</a></p>"
        body = f"<!doctype html><title>{WEATHER}</title><h1>Sun</h1>{links}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests' own output stays readable."""


@contextmanager
def weather() -> Iterator[str]:
    """The address behind "Leave", of another site than the portal's: another name for loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/today"
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


def demo(data: Path, leave_url: str, quick: bool, *more: str, output: Path) -> Forked | Popen[bytes]:
    """A process that runs it: unless it is `quick`, as an operator starts it."""
    own = {"PORTAL_LEAVE_URL": leave_url, "PORTAL_TIMEZONE": "Europe/Madrid", "PORTAL_COUNTRY": "ES"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    arguments = ("demo", "--data", str(data), *more)
    if quick:
        return Forked(quick_main, *arguments, environment=inherited | own, output=output)
    with output.open("w") as file:
        command = [sys.executable, "-m", "portal.cli", *arguments]
        return Popen(command, cwd=ROOT, env=inherited | own, stdout=file, stderr=subprocess.STDOUT)


@cache
def prepared(quick: bool) -> tuple[TemporaryDirectory[str], list[Card]]:
    """The data of a demonstration, made once for all who copy it, and gone with this process."""
    folder = TemporaryDirectory()
    said = Path(folder.name, "output.txt")
    made = demo(Path(folder.name, "data"), "http://localhost/", quick, "--prepare", output=said)
    assert made.wait() == 0, said.read_text()
    return folder, [Card(**card) for card in json.loads(said.read_text())["people"]]


@contextmanager
def portal_in(data: Path, *, quick: bool = True) -> Iterator[Running]:
    """A demonstration with real gunicorn workers; unless `quick`, with real slots and the real floor."""
    model, people = prepared(quick)
    shutil.copytree(Path(model.name, "data"), data)
    with weather() as leave_url:
        port, output = free_port(), data / "output.txt"
        server = demo(data, leave_url, quick, "--port", str(port), output=output)
        try:
            url = f"http://127.0.0.1:{port}"
            until_it_answers(url, server, output)
            yield Running(url, data, people, leave_url)
        finally:
            server.terminate()
            server.wait(STOPS_WITHIN)


def until_it_answers(url: str, server: Forked | Popen[bytes], output: Path) -> None:
    for _turn in range(STARTS_WITHIN * 10):
        assert server.poll() is None, output.read_text()
        try:
            with urllib.request.urlopen(f"{url}/healthz") as answer:
                if answer.status == 200:
                    return
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"The portal did not start:\n{output.read_text()}")
