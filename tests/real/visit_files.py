"""Files, on a portal that really runs: a letter, a recording, a photograph with more in it than is seen."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection

from tests.real.visit import MIB, WORDS, Visit, until_read, word
from tests.statements.attached import form_of, photograph

WHERE = "/en/mine/writing/8/files"
WORDS |= {name: word(name) for name in ("in a letter", "under a photograph", "beside it", "called")}


def letter() -> bytes:
    said = WORDS["in a letter"].encode()
    return said + b" and more. " * (2 * MIB // 11) + said


def keeps_a_letter(visit: Visit) -> None:
    """The disk and what the service has open are looked at while half of it has come."""
    body, kind = form_of(visit.her, letter(), WHERE)
    cookie = "; ".join(f"{name}={value}" for name, value in visit.her.wire.cookies.items())
    with closing(HTTPConnection("127.0.0.1", visit.service.port)) as connection:
        connection.putrequest("POST", WHERE, skip_host=True)
        for name, value in {
            "Host": "localhost", "Cookie": cookie, "Content-Type": kind, "Content-Length": len(body),
        }.items():  # fmt: skip
            connection.putheader(name, str(value))
        connection.endheaders()
        for part in (body[:-60_000], body[-60_000:-10]):
            connection.send(part)
            until_read(connection.sock, visit.service.port)
        visit.look(visit.service.data)
        connection.send(body[-10:])
        answer = connection.getresponse()
        assert answer.status == 303
        visit.her.get(answer.headers["Location"])
    visit.told["letter"] = str(visit.her.get(visit.her.page.href("Open this document")).content == letter())


def keeps_a_photograph(visit: Visit) -> None:
    sent = photograph(comment_too=WORDS["under a photograph"].encode())
    assert WORDS["under a photograph"].encode() in sent
    body, kind = form_of(visit.her, sent, WHERE)
    visit.her.post(WHERE, body, content_type=kind)
    visit.her.submit({"title": WORDS["called"], "text": WORDS["beside it"]}, "Save")
    visit.told["beside it"] = visit.her.page.body
    (shown,) = visit.her.page.all("img", css="photo")
    got = visit.her.get(shown.get("src") or "").content
    visit.told["photograph"] = str(
        got[:3] == b"\xff\xd8\xff" and WORDS["under a photograph"].encode() not in got
    )


def takes_it_all_along(visit: Visit) -> None:
    visit.her.get("/en/mine/everything")
    visit.told["everything"] = str(visit.her.submit(button="Save it without a lock").content[:2] == b"PK")


def takes_a_paper_along(visit: Visit) -> None:
    visit.her.get("/en/mine/writing/out/see?parts=all&kind=pdf")
    saved = visit.her.submit(button="Save it on this phone or computer")
    visit.told["paper"] = str(saved.content[:4] == b"%PDF")


FILE_ACTS = (keeps_a_letter, keeps_a_photograph, takes_it_all_along, takes_a_paper_along)
