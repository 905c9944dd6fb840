"""Real mail servers: what the wire carries, and what happens when they are down, wrong or slow."""

import base64
import re
import socket
from contextlib import closing
from email import message_from_bytes
from email.policy import default
from urllib.parse import quote

import pytest

from portal.demo import SERVICE, TEAM
from portal.notifying import service
from portal.notifying.providers import NotNow
from portal.notifying.rules import Kind
from portal.notifying.wording import SUBJECTS
from portal.settings import OFFERED
from portal.settings import SUBJECTS as NAMED
from tests.contact.steps import ADDRESS, wish
from tests.make import working
from tests.notifying.mailing import NAME, SENDER, WORDS, Post, certificate, office, outbox, says_nothing
from tests.notifying.steps import notify, rows
from tests.real.discreet import telling
from tests.real.scan import Scanner

LINK = "https://pages.example/"
LOGIN = f"{NAME}:{quote(WORDS, safe='')}"
HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
           "Content-Transfer-Encoding", "MIME-Version"}  # fmt: skip


def send(world, post, url="smtp+plain://127.0.0.1", how=None, **settings):
    with office(post, **(how or {})) as port:
        return outbox(world, f"{url}:{port}", **settings).send()


def wait_again(world):
    """As if it had never been sent."""
    with working(world) as w:
        for row in rows(world):
            w.main.delete(w.main.merge(row))
    notify(world)


def test_every_subject_has_a_sentence():
    assert tuple(SUBJECTS) == NAMED


@pytest.mark.parametrize("language", OFFERED)
def test_the_wire_says_nothing_but_that_there_is_something(world, language):
    """Every byte of the whole talk, for each sentence, with the link and without."""
    long = {"service": SERVICE, "team": TEAM, "survivor": world.survivor.name, "staff": world.lead.name}
    short = {
        world.settings.public_name,
        *socket.getfqdn().split("."),
        *SERVICE.split(),
        *world.lead.name.split(),
    }
    for subject in SUBJECTS:
        for link in (False, True):
            post = Post()
            wish(world, language=language, link=link)
            wait_again(world)
            assert send(world, post, mail_subject=subject, front_url=LINK) == 1
            assert not Scanner(long).look("", bytes(post.wire))
            assert not [name for name in short if name in post.wire.decode()]
            _is_neutral(world, post, link)


def _is_neutral(world, post, link):
    wire = post.wire.decode()
    assert set(re.findall(r"[\w.+-]+@[\w.-]+", wire)) - {ADDRESS, SENDER} == set(
        re.findall(r"[0-9a-f]{32}@post\.example", wire)
    )
    assert wire.startswith("ehlo post.example\r\n")
    ((to, content),) = post.mails
    mail = message_from_bytes(content, policy=default)
    text = mail.get_content().replace("\r", "")
    assert to == ADDRESS
    assert set(mail.keys()) == HEADERS
    assert mail["Date"].endswith("+0000")
    assert text.strip() == (f"{mail['Subject']}\n\n{LINK}" if link else mail["Subject"])
    assert "http" not in wire or link
    assert not telling(wire + text + mail["Subject"])
    for row in rows(world):
        assert row.id.hex not in wire
        assert str(row.owner_id) not in wire
        assert row.owner_id.hex not in wire


def test_starttls_before_anything_is_said(world, tmp_path, monkeypatch):
    context, trusted = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    post = Post()
    wish(world)
    notify(world)
    how = {
        "tls_context": context,
        "require_starttls": True,
        "authenticator": post.login,
        "auth_required": True,
    }
    assert send(world, post, f"smtp://{LOGIN}@localhost", how) == 1
    assert post.logins == [(NAME.encode(), WORDS.encode())]
    assert len(post.mails) == 1


def test_tls_from_the_first_byte(world, tmp_path, monkeypatch):
    context, trusted = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    post = Post()
    wish(world)
    notify(world)
    with office(post, server_hostname="localhost", ssl_context=context) as port:
        assert outbox(world, f"smtps://localhost:{port}").send() == 1


def test_a_server_that_nobody_vouches_for_gets_nothing(world, tmp_path):
    context, _trusted = certificate(tmp_path)
    post = Post()
    _is_kept(world, lambda: send(world, post, f"smtp://{LOGIN}@localhost", {"tls_context": context}))
    assert post.logins == post.mails == []


def test_a_server_without_tls_gets_no_words_and_no_address(world):
    post = Post()
    _is_kept(world, lambda: send(world, post, f"smtp://{LOGIN}@localhost"))
    assert base64.b64encode(WORDS.encode()) not in post.wire
    assert ADDRESS.encode() not in post.wire


def _is_kept(world, act):
    """It waits, and is tried later; nothing personal is in what is raised, and so in no log."""
    wish(world)
    notify(world)
    with pytest.raises(NotNow) as raised:
        act()
    (row,) = rows(world)
    assert (row.tries, row.state) == (1, "")
    assert row.next_at > world.clock()
    assert re.fullmatch(r"\w+", str(raised.value))
    assert raised.value.__suppress_context__
    return str(raised.value)


def test_wrong_words(world):
    post = Post()
    how = {
        "authenticator": post.login,
        "auth_required": True,
        "auth_require_tls": False,
        "auth_exclude_mechanism": ["LOGIN"],
    }
    assert (
        _is_kept(world, lambda: send(world, post, "smtp+plain://portal:wrong@127.0.0.1", how))
        == "SMTPAuthenticationError"
    )
    assert post.logins[-1] == (b"portal", b"wrong")
    assert post.mails == []


def test_nobody_there(world):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    _is_kept(world, lambda: outbox(world, f"smtp+plain://127.0.0.1:{port}").send())


@pytest.mark.parametrize("first", [b"", b"220 mail\r\n", b"nonsense\r\n"])
def test_it_hangs_or_talks_nonsense(world, first):
    with says_nothing(first) as port:
        _is_kept(world, lambda: outbox(world, f"smtp+plain://127.0.0.1:{port}", patience=0.2).send())


@pytest.mark.parametrize(("said", "state"), [("550 no such user", "gave_up"), ("451 later", "")])
def test_an_address_it_does_not_take(world, said, state):
    wish(world)
    notify(world)
    post = Post(refuses=said)
    assert send(world, post) == 0
    (row,) = rows(world)
    assert (row.tries, row.state) == (1, state)
    assert post.mails == []


@pytest.mark.parametrize("to", ["=?utf-8?q?a=0D=0ABcc=3A_c?=@b.example", "=?utf-8?q?a?=@b.example"])
def test_an_address_that_a_header_would_read_as_another(world, to):
    """It stops nobody else's message either."""
    wish(world, to=to)
    notify(world)
    assert send(world, post := Post()) == 0
    assert [row.state for row in rows(world)] == ["gave_up"]
    assert post.mails == []


def test_a_folder_for_trying_out(world, tmp_path):
    wish(world)
    notify(world)
    assert outbox(world, f"file:{tmp_path}/out").send() == 1
    (file,) = (tmp_path / "out").iterdir()
    assert message_from_bytes(file.read_bytes(), policy=default)["To"] == ADDRESS


def test_a_folder_that_cannot_be_written(world, tmp_path):
    (tmp_path / "out").write_text("a file")
    _is_kept(world, lambda: outbox(world, f"file:{tmp_path}/out").send())


def test_no_kind_of_thing_shows(world):
    """The message is the same whatever it is about."""
    heard = set()
    for kind in Kind:
        post = Post()
        wish(world)
        wait_again(world)
        with working(world) as w:
            service.notify(w, world.survivor.actor.id, kind)
        send(world, post)
        mail = message_from_bytes(post.mails[0][1], policy=default)
        heard.add((mail["Subject"], mail.get_content()))
    assert len(heard) == 1
