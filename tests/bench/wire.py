"""HTTP/1.1 on a kept connection, by hand: whatever the client costs, the server on this machine lacks."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from portal.demo import Person
from portal.web.sessions import COOKIE

FORM = "application/x-www-form-urlencoded"
TOKEN = re.compile(rb'name="(?:csrf_token|kept)" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    head: bytes
    body: bytes

    @property
    def token(self) -> str:
        found = TOKEN.search(self.body)
        assert found is not None, self.status
        return found.group(1).decode()


class Line:
    """One browser's connection."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port, self.cookie = port, cookie
        self.socket: socket.socket | None = None

    def get(self, path: str) -> Answer:
        return self._ask(f"GET {path}", "text/html", b"")

    def post(self, path: str, values: dict[str, str], accept: str = "text/html") -> Answer:
        return self._ask(f"POST {path}", accept, urlencode(values).encode())

    def _ask(self, asked: str, accept: str, body: bytes) -> Answer:
        head = f"{asked} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: {accept}\r\n"
        head += "Accept-Encoding: gzip, deflate, br\r\n" if asked == "GET /en/" else ""
        head += f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        head += f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n" if body else ""
        sent = head.encode() + b"\r\n" + body
        kept = self.socket is not None
        try:
            return self._once(sent)
        except ConnectionError:
            if not kept:
                raise
            return self._once(sent)  # a worker closes what has been kept for two seconds

    def _once(self, sent: bytes) -> Answer:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.socket.sendall(sent)
            return self._read(self.socket)
        except ConnectionError:
            self.close()
            raise

    def _read(self, connection: socket.socket) -> Answer:
        came = b""
        while b"\r\n\r\n" not in came:
            came += self._more(connection)
        head, _sep, body = came.partition(b"\r\n\r\n")
        told = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        while told is not None and len(body) < int(told[1]):
            body += self._more(connection)
        if re.search(rb"(?i)\r\nconnection: close", head):
            self.close()
        return Answer(int(head[9:12]), head, body)

    def _more(self, connection: socket.socket) -> bytes:
        came = connection.recv(65536)
        if not came:
            raise ConnectionResetError
        return came

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def sign_in(port: int, who: Person) -> str:
    """Returns the cookie."""
    line = Line(port)
    token = line.get("/en/sign-in").token
    answer = line.post("/en/sign-in", {"csrf_token": token, "name": who.name, "passphrase": who.passphrase})
    line.close()
    found = re.search(rf"(?i)set-cookie: ({COOKIE}=[^;]+)".encode(), answer.head)
    assert answer.status == 303, answer.status
    assert found is not None, answer.status
    return found.group(1).decode()


class Writer:
    """Saves one section again and again, each time from the revision before, as the open page does."""

    def __init__(self, port: int, cookie: str, number: int = 1) -> None:
        self.line, self.path, self.count = Line(port, cookie), f"/en/mine/writing/{number}", 0
        self.token = self.line.get(self.path).token

    @property
    def text(self) -> str:
        return f"Version {self.count}. " + "Most days I feel tired and a little far away. " * 10

    def save(self) -> None:
        self.count += 1
        values = {"kept": self.token, "text": self.text, "act": "autosave"}
        answer = self.line.post(self.path, values, "application/json")
        found = re.search(rb'"kept": ?"([^"]+)"', answer.body)
        assert answer.status == 200, answer.status
        assert found is not None, answer.body
        self.token = found.group(1).decode()


@dataclass
class Done:
    """What some connections got done at the same time."""

    seconds: float
    took: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds


def together(acts: list[Callable[[], object]], seconds: float) -> Done:
    """Everybody does her own act, one after another, for so long."""
    done, ready = Done(seconds), threading.Barrier(len(acts))

    def go(act: Callable[[], object]) -> None:
        ready.wait()
        end = time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            try:
                act()
                done.took.append(time.perf_counter() - start)
            except (AssertionError, OSError) as error:
                done.failed.append(repr(error))

    threads = [threading.Thread(target=go, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done
