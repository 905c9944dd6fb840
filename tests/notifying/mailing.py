"""Mail servers on this machine, as good and as bad as they come, that keep every byte they are sent."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from portal.notifying import providers
from portal.notifying.providers import MailServer
from portal.notifying.sending import Outbox

SENDER = "news@post.example"
NAME, WORDS = "portal", "pass:word/of@the?server"


@dataclass
class Post:
    """`wire`: every byte a client sent, as it arrived; `mails`: (to, content)."""

    refuses: str = ""
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    wire: bytearray = field(default_factory=bytearray)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.mails += [(to, envelope.content) for to in envelope.rcpt_tos]
        return "250 OK"

    def login(self, _server: Any, _session: Any, _envelope: Any, _how: str, said: Any) -> AuthResult:
        assert isinstance(said, LoginPassword)
        self.logins.append((said.login, said.password))
        return AuthResult(
            success=(said.login, said.password) == (NAME.encode(), WORDS.encode()), handled=False
        )


class _Heard(SMTP):
    def data_received(self, data: bytes) -> None:
        self.event_handler.wire.extend(data)
        super().data_received(data)


class _Office(Controller):
    def factory(self) -> SMTP:
        return _Heard(self.handler, **self.SMTP_kwargs)


@contextmanager
def office(post: Post, **how: Any) -> Iterator[int]:
    """A mail server; gives its port."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = _Office(post, hostname="127.0.0.1", port=port, ident="mail", **how)
    server.start()
    try:
        yield port
    finally:
        server.stop()


@contextmanager
def says_nothing(first: bytes = b"") -> Iterator[int]:
    """It takes the call, says at most this, and then nothing more."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        calls: list[socket.socket] = []

        def listen() -> None:
            try:
                while True:
                    calls.append(server.accept()[0])
                    calls[-1].sendall(first)
            except OSError:
                return

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        for call in calls:
            call.close()
        thread.join()


DRIPS = 2000


@contextmanager
def drips(*says: bytes, then: bytes) -> Iterator[tuple[int, list[bool]]]:
    """It answers so, each time it hears something, then this, and then goes on byte by byte. Gives its port
    and, for each call, whether the other side hung up: at most DRIPS bytes come, so that no test hangs."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        hung_up: list[bool] = []

        def talk(call: socket.socket) -> bool:
            try:
                for said in says:
                    call.sendall(said)
                    call.recv(4096)
                call.sendall(then)
                for _byte in range(DRIPS):
                    call.sendall(b"0")
                    sleep(0.005)
            except OSError:
                return True
            return False

        def listen() -> None:
            with suppress(OSError):
                while True:
                    with server.accept()[0] as call:
                        hung_up.append(talk(call))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], hung_up
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server shows, and the file with which a client trusts it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )  # fmt: skip
    shown, kept = folder / "shown.pem", folder / "kept.pem"
    shown.write_bytes(made.public_bytes(Encoding.PEM))
    kept.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(shown, kept)
    return context, shown


def outbox(
    world: Any, url: str, now: Any = None, patience: float = 5.0, longest: float = 20.0, **settings: Any
) -> Outbox:
    """As the sweep would make it, with less patience."""
    told = replace(world.settings, smtp_url=url, mail_from=SENDER, **settings)
    found = providers.providers(told)
    if isinstance(found["email"], MailServer):
        found = {"email": replace(found["email"], patience=patience, longest=longest)}
    return Outbox(world.stores, world.server, told, found, now or world.clock)
