"""Who carries messages: a mail server, or a folder for trying out. Another one, such as for text messages,
needs the same one method."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from threading import Timer
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from portal.notifying.wording import Message
from portal.settings import Settings

EMAIL = "email"
PATIENCE = 10.0  # seconds for each piece of an answer of a mail server
LONGEST = 30.0  # for one delivery, however many pieces come


class NoSuchAddress(Exception):
    """The other side will never take a message for it."""


class NotNow(Exception):
    """It cannot be handed over at this moment; the message names a kind of error, and nobody."""


class NotToThem(NotNow):
    """This address is not served at this moment; others may be."""


class Provider(Protocol):
    def send(self, to: str, message: Message, at: datetime) -> None:
        """Raises NoSuchAddress, NotToThem, NotNow."""


Providers = Mapping[str, Provider]


def providers(settings: Settings) -> Providers:
    """By the way: "email". Empty when this portal sends nothing."""
    if not settings.smtp_url:
        return {}
    parts = urlsplit(settings.smtp_url)
    if parts.scheme == "file":
        return {EMAIL: Folder(Path(parts.path), settings.mail_from)}
    return {EMAIL: MailServer(settings.smtp_url, settings.mail_from)}


def as_email(to: str, message: Message, at: datetime, sender: str) -> bytes:
    """Nothing in it but this sentence: the domain is the sender's, the time zone is nobody's.

    Raises NoSuchAddress for what no header can hold as it is."""
    made = EmailMessage(policy=SMTP)
    domain = parseaddr(sender)[1].rpartition("@")[2]
    with suppress(ValueError):
        made["To"] = to
    if made["To"] != to:
        raise NoSuchAddress
    made["From"], made["Subject"] = sender, message.subject
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{message.mark}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.text, cte="quoted-printable")
    return made.as_bytes()


@dataclass(frozen=True)
class Folder:
    """One file a message, as a mail server would get it."""

    folder: Path
    sender: str

    def send(self, to: str, message: Message, at: datetime) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.folder / f"{message.mark}.eml").write_bytes(as_email(to, message, at, self.sender))
        except OSError as error:
            raise NotNow(type(error).__name__) from None


class _HangUp:
    """Ends a talk after so many seconds, also in the middle of an answer. The patience of a socket begins
    anew with each byte: a server that drips them could hold up everybody's messages, and the sweep."""

    def __init__(self, seconds: float) -> None:
        self.line: socket.socket | None = None
        self.late = False
        self.timer = Timer(seconds, self._now)
        self.timer.daemon = True

    def watch(self, line: socket.socket) -> None:
        self.line = line.dup()  # TLS takes the socket itself away
        self.timer.start()

    def _now(self) -> None:
        self.late = True
        with suppress(OSError):
            if self.line is not None:
                self.line.shutdown(socket.SHUT_RDWR)  # whoever waits for it wakes up

    def done(self) -> None:
        self.timer.cancel()
        if self.line is not None:
            self.line.close()


class _Plain(smtplib.SMTP):
    """Watched from the moment the line is open, before the first answer."""

    def __init__(self, hang_up: _HangUp, *args: Any, **options: Any) -> None:
        self.hang_up = hang_up
        super().__init__(*args, **options)

    def _get_socket(self, *where: Any) -> socket.socket:
        line: socket.socket = super()._get_socket(*where)  # type: ignore[misc]
        self.hang_up.watch(line)
        return line


class _Tls(smtplib.SMTP_SSL, _Plain):
    """The same, before the first byte of TLS: SMTP_SSL asks the class after it for the socket."""

    def __init__(self, hang_up: _HangUp, *args: Any, **options: Any) -> None:
        self.hang_up = hang_up
        smtplib.SMTP_SSL.__init__(self, *args, **options)


@dataclass(frozen=True)
class MailServer:
    """By SMTP: `smtps` is TLS from the first byte, `smtp` becomes TLS before anything is said (or nothing
    is), `smtp+plain` has none and stays on this machine."""

    url: str = field(repr=False)
    sender: str
    patience: float = PATIENCE
    longest: float = LONGEST

    def send(self, to: str, message: Message, at: datetime) -> None:
        sender, content = parseaddr(self.sender)[1], as_email(to, message, at, self.sender)
        hang_up = _HangUp(self.longest)
        try:
            with self._connected(sender.rpartition("@")[2], hang_up) as server:
                server.sendmail(sender, [to], content)
        except smtplib.SMTPRecipientsRefused as refused:
            code = min(code for code, _said in refused.recipients.values())
            raise (NoSuchAddress() if code >= 500 else NotToThem("SMTPRecipientsRefused")) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:  # such as words no server can take
            raise NotNow("TimeoutError" if hang_up.late else type(error).__name__) from None
        finally:
            hang_up.done()

    @contextmanager
    def _connected(self, name: str, hang_up: _HangUp) -> Iterator[smtplib.SMTP]:
        """`name`: how this machine introduces itself; its own would tell whose it is."""
        parts = urlsplit(self.url)
        tls = ssl.create_default_context()
        host, port = parts.hostname or "", parts.port or (465 if parts.scheme == "smtps" else 587)
        if parts.scheme == "smtps":
            server: smtplib.SMTP = _Tls(hang_up, host, port, name, timeout=self.patience, context=tls)
        else:
            server = _Plain(hang_up, host, port, name, timeout=self.patience)
        try:
            if parts.scheme == "smtp":
                server.starttls(context=tls)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            yield server
            with suppress(smtplib.SMTPException, OSError):
                server.quit()  # it has the message: how it takes leave changes nothing
        finally:
            server.close()
