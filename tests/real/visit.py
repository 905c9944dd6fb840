"""Everything a person can do with words, on a portal that really runs, and what goes wrong meanwhile."""

from __future__ import annotations

import os
import secrets
import socket
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from tests.real.scan import Scanner
from tests.real.serving import NAME, Service, Visitor

MIB = 1024 * 1024
SHM = Path("/dev/shm")
BOUNDARY = "a-line-that-parts"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


def word(name: str) -> str:
    """Something nobody else writes, with letters that programs write in different ways."""
    return f"{name} ñandú/ж?{secrets.token_hex(8)}"


TYPED = (
    "short", "long", "in a file", "beside a file", "much too large", "too long", "late", "given back",
    "broken", "failing", "no store", "no name", "no passphrase", "nonsense", "autosaved", "leaving",
    "reached",
)  # fmt: skip
WORDS = {name: word(name) for name in TYPED}
STAFF = word("staff")
URLENCODED = {"content_type": "application/x-www-form-urlencoded"}
JSON = {"headers": {"Accept": "application/json"}}


@dataclass
class Visit:
    """What she did, and what the files said meanwhile."""

    service: Service
    began: float  # seconds since 1970
    her: Visitor
    staff: Visitor
    helper: Visitor
    ids: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def scanner(self) -> Scanner:
        cards = {"her name": self.her.name, "her words": self.her.passphrase, "staff's name": STAFF}
        cards |= {"staff's account": self.staff.name, "staff's words": self.staff.passphrase}
        cards |= {"helper's account": self.helper.name, "helper's words": self.helper.passphrase}
        cookies = {f"cookie {number}": cookie for number, cookie in enumerate(self.cookies)}
        return Scanner({name: text for name, text in (WORDS | cards | cookies).items() if text})

    def look(self, *more: Path) -> None:
        """At what is written and what is held open, now."""
        beside = [self.service.folder / name for name in ("tmp", "home", "logs")]
        self.faults += self.scanner.look_in(*beside, *more)
        for pid in self.service.processes():
            if os.access(f"/proc/{pid}/fd", os.R_OK):  # only root may look into a worker
                self.faults += self.scanner.look_in_open_files(pid)

    def look_everywhere(self) -> list[str]:
        self.look(self.service.data)
        return self.faults + self.scanner.look_in(SHM, since=self.began)

    def section(self, number: int) -> str:
        self.her.get(f"/en/mine/writing/{number}")
        return f"/en/mine/writing/{number}"

    def post(self, number: int, text: str, **options: object) -> None:
        where = self.section(number)
        self.her.post(where, f"kept={self.her.token()}&act=save&text=".encode() + text.encode(),
                      **URLENCODED, **options)  # type: ignore[arg-type]  # fmt: skip


# What she does


def comes_in(visit: Visit) -> None:
    visit.her.sign_up()
    visit.cookies += visit.her.wire.cookies.values()


def writes(visit: Visit) -> None:
    for number, text in ((1, WORDS["short"]), (2, (WORDS["long"] + " ") * 700)):
        visit.section(number)
        visit.her.fill({"text": text}).submit("Save")
    assert len(text) > 20_000
    visit.post(3, WORDS["autosaved"], **JSON)


def says_how_to_reach_her(visit: Visit) -> None:
    visit.her.get("/en/mine/contact/never")
    visit.her.fill({"text": WORDS["reached"]}).submit("act=save")


def sends_a_file(visit: Visit) -> None:
    """The last bytes wait until everything before them has been read, and has been looked for."""
    where = visit.section(4)
    body = with_a_file(visit.her.token())
    cookie = "; ".join(f"{name}={value}" for name, value in visit.her.wire.cookies.items())
    with closing(HTTPConnection("127.0.0.1", visit.service.port)) as connection:
        connection.putrequest("POST", where, skip_host=True)
        for name, value in {
            "Host": "localhost", "Cookie": cookie, "Content-Type": MULTIPART, "Content-Length": len(body),
        }.items():  # fmt: skip
            connection.putheader(name, str(value))
        connection.endheaders()
        for part in (body[:-20_000], body[-20_000:-10]):
            connection.send(part)
            until_read(connection.sock, visit.service.port)
        visit.look()
        connection.send(body[-10:])
        assert connection.getresponse().status == 303


def sends_too_much(visit: Visit) -> None:
    visit.section(5)
    visit.post(5, (WORDS["much too large"] + " ") * (3 * MIB // len(WORDS["much too large"])))
    visit.told["much too large"] = f"{visit.her.page.status} {visit.her.page.h1}"
    visit.post(5, (WORDS["too long"] + " ") * 2000)
    visit.told["too long"] = f"{visit.her.page.status} {visit.her.page.text}"


def meets_errors(visit: Visit) -> None:
    where = visit.section(6)
    visit.her.post(where, {"kept": "x", "text": WORDS["given back"]}, **URLENCODED)
    visit.post(6, WORDS["broken"] + "%ff%c3%28")
    visit.told["broken"] = f"{visit.her.page.status} {visit.her.page.text}"
    change = "CREATE TRIGGER no BEFORE INSERT ON section BEGIN SELECT RAISE(ABORT, 'no'); END"
    with broken(visit.service, change, "DROP TRIGGER no"):
        visit.post(6, WORDS["failing"])
    visit.told["failing"] = f"{visit.her.page.status} {visit.her.page.text}"
    with broken(visit.service, "ALTER TABLE audit RENAME TO away", "ALTER TABLE away RENAME TO audit"):
        visit.post(6, WORDS["no store"])
    visit.told["no store"] = f"{visit.her.page.status} {visit.her.page.text}"


def goes_and_is_late(visit: Visit) -> None:
    where = visit.section(7)
    token = visit.her.token()
    visit.her.fill("writing", {"text": WORDS["leaving"]}).submit("Leave", follow=False)
    visit.told["leaving"] = str(visit.her.page.status)
    visit.her.post(where, {"kept": token, "text": WORDS["late"], "act": "save"}, **URLENCODED)
    visit.told["late"] = f"{visit.her.page.status} {visit.her.page.path}"
    visit.her.get("/en/sign-in")
    visit.her.submit({"name": WORDS["no name"], "passphrase": WORDS["no passphrase"]})
    visit.told["no name"] = str(visit.her.page.status)


def says_what_is_no_request(visit: Visit) -> None:
    """What a proxy that miscounts makes of a letter: its words where a method or an address should be."""
    for text in (WORDS["nonsense"], f"GET {WORDS['nonsense']}", f"GET / HTTP/1.1\r\n{WORDS['nonsense']}"):
        with socket.create_connection(("127.0.0.1", visit.service.port)) as connection:
            connection.sendall(f"{text}\r\n\r\n".encode())
            visit.told["nonsense"] = connection.makefile("rb").readline().decode()


def lets_staff_in(visit: Visit) -> None:
    made = visit.service.portal("programme", "create", NAME, "--team", "Bridge", "--first", STAFF)
    visit.staff.sign_up(made.split()[-1], "Make my account")
    visit.cookies += visit.staff.wire.cookies.values()


def comes_back(visit: Visit) -> None:
    visit.her.sign_in()
    visit.cookies += visit.her.wire.cookies.values()
    visit.her.get("/en/mine/writing/review")
    visit.told["review"] = visit.her.page.text
    visit.her.get("/en/mine/contact/never")
    visit.told["reached"] = visit.her.page.text
    visit.her.get("/en/mine/writing/7/both")
    visit.told["kept"] = visit.her.page.text


ACTS = (
    lets_staff_in, comes_in, writes, says_how_to_reach_her, sends_a_file, sends_too_much, meets_errors,
    goes_and_is_late, says_what_is_no_request, comes_back,
)  # fmt: skip


def with_a_file(token: str) -> bytes:
    """A form with 600 KB of a file in it, the file first."""
    parts = [('"file"; filename="letter.txt"', (WORDS["in a file"] + " ") * (600_000 // 34))]
    parts += [('"kept"', token), ('"act"', "save"), ('"text"', WORDS["beside a file"])]
    told = [
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name={n}\r\n\r\n{text}\r\n" for n, text in parts
    ]
    return "".join([*told, f"--{BOUNDARY}--\r\n"]).encode()


def until_read(sock: socket.socket, port: int) -> None:
    """Until the other side has taken everything we sent out of its socket (proc(5), /proc/net/tcp)."""
    ours = f"0100007F:{sock.getsockname()[1]:04X}"
    theirs = f"0100007F:{port:04X}"
    while True:
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()]
        waiting = [line[4] for line in lines if {line[1], line[2]} == {ours, theirs}]
        assert len(waiting) == 2, "the connection is gone"
        if waiting == ["00000000:00000000"] * 2:
            return
        time.sleep(0.01)


class broken:
    """A database in which something is wrong for a moment."""

    def __init__(self, service: Service, change: str, back: str) -> None:
        self.path, self.change, self.back = service.data / "main.db", change, back

    def __enter__(self) -> None:
        self._run(self.change)

    def __exit__(self, *_exc: object) -> None:
        self._run(self.back)

    def _run(self, statement: str) -> None:
        with closing(sqlite3.connect(self.path)) as database, database:
            database.execute(statement)
