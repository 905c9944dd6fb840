"""`portal serve` in its own process, as an operator starts it, and people who come to it over a socket.

Its TMPDIR and HOME are folders of its own, so that whatever it leaves anywhere can be looked through.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from werkzeug.datastructures import MultiDict

from tests.browser import Browser
from tests.house.source import ROOT
from tests.page import ORIGIN
from tests.real.running import STOPS_WITHIN, free_port, until_it_answers

FOLDERS = ("data", "tmp", "home", "logs")
WORKERS = 2
NAME = "Harbour service"


@dataclass
class Service:
    """A running portal. `port` is where it listens, on loopback."""

    folder: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        inherited.pop("RUNTIME_DIRECTORY", None)
        return inherited | {
            "PORTAL_DATA": str(self.data),
            "PORTAL_KEYS": f"file:{self.folder / 'keyset.json'}",
            "TMPDIR": str(self.folder / "tmp"),
            "HOME": str(self.folder / "home"),
            "PORTAL_SMTP_URL": "smtp+plain://127.0.0.1:1",  # where nobody takes anything
            "PORTAL_MAIL_FROM": "news@post.example",
        }

    def portal(self, *arguments: str, code: int = 0) -> str:
        """What a `portal` command prints."""
        done = subprocess.run(
            [sys.executable, "-m", "portal.cli", *arguments], cwd=ROOT, env=self.environment,
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done.stdout

    def prepare(self) -> None:
        for name in FOLDERS:
            (self.folder / name).mkdir(parents=True)
        self.portal("keys", "init", str(self.folder / "keyset.json"))
        self.portal("db", "upgrade")

    def start(self) -> None:
        self.port = free_port()
        log = self.folder / "logs" / "output.txt"
        with open(log, "ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "portal.cli", "serve", "--bind", f"127.0.0.1:{self.port}",
                 "--workers", str(WORKERS)],
                cwd=ROOT, env=self.environment, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
        until_it_answers(f"http://127.0.0.1:{self.port}", self.process, log)
        while len(self.workers()) < WORKERS:
            time.sleep(0.01)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(STOPS_WITHIN)

    def processes(self) -> list[int]:
        """The master and everything it started."""
        assert self.process is not None
        return [self.process.pid, *children(self.process.pid)]

    def workers(self) -> list[int]:
        """Those that answer requests; the sweeper beside them does not."""
        assert self.process is not None
        return [pid for pid in children(self.process.pid) if name_of(pid) != "portal-sweep"]


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    service = Service(folder)
    service.prepare()
    try:
        service.start()
        yield service
    finally:
        service.stop()


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def name_of(pid: int) -> str:
    """Empty for a process that has just ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def runs(pid: int) -> bool:
    """A process that has ended and was not yet taken note of has no command."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except (FileNotFoundError, ProcessLookupError):
        return False


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: HTTPMessage
    data: bytes = field(repr=False)


class Wire:
    """Stands where Flask's test client stands in a `Browser`, and speaks HTTP/1.1 instead.

    Keeps cookies as a browser does, one connection for each request.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self.cookies: dict[str, str] = {}

    def test_client(self) -> Wire:
        return self

    def open(
        self, path: str, *, method: str = "GET", base_url: str = ORIGIN, data: Any = None,
        content_type: str | None = None, headers: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        form = MultiDict(data).items(multi=True) if isinstance(data, Mapping) else None
        body = data if form is None else urlencode(list(form)).encode()
        sent = {"Host": urlsplit(base_url).netloc, "Connection": "close", **(headers or {})}
        if content_type is not None:
            sent["Content-Type"] = content_type
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection("127.0.0.1", self.service.port)
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        self._keep_cookies(answer)
        return answer

    def _keep_cookies(self, answer: Answer) -> None:
        for header in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(header).items():
                self.cookies.pop(name, None)
                if morsel["max-age"] != "0":
                    self.cookies[name] = morsel.value


class Visitor(Browser):
    """A person with a telephone, over a real connection; each page she meets is looked over."""

    def __init__(self, service: Service) -> None:
        self.wire = Wire(service)
        super().__init__(self.wire)  # type: ignore[arg-type]
        self.name, self.passphrase = "", ""

    def sign_up(self, start: str = "/en/sign-up", button: str = "Show me my name and words") -> None:
        """As far as typing the words back."""
        self.get(start)
        self.submit({}, button)
        (paper,) = self.page.all(css="paper")
        self.name, *words = [" ".join(bdi.itertext()) for bdi in self.page.all("bdi", inside=paper)]
        self.passphrase = " ".join(words)
        self.follow("I have written it down")
        self.submit({"Type what is on your paper": self.passphrase}, "Check")
        assert self.page.status == 200, self.page

    def sign_in(self) -> None:
        self.get("/en/sign-in")
        self.submit({"name": self.name, "passphrase": self.passphrase})

    def token(self) -> str:
        """What makes the form in view good."""
        found = re.search(r'name="kept" value="([^"]+)"', self.page.body)
        assert found is not None, self.page
        return found.group(1)
