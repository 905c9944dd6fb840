"""Who carries messages: a mail server, or a folder for trying out. Another one, such as for text messages,
needs the same one method."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from portal.notifying.wording import Message
from portal.settings import Settings

EMAIL = "email"
PATIENCE = 10.0  # seconds for each answer of a mail server


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


@dataclass(frozen=True)
class MailServer:
    """By SMTP: `smtps` is TLS from the first byte, `smtp` becomes TLS before anything is said (or nothing
    is), `smtp+plain` has none and stays on this machine."""

    url: str = field(repr=False)
    sender: str
    patience: float = PATIENCE

    def send(self, to: str, message: Message, at: datetime) -> None:
        sender, content = parseaddr(self.sender)[1], as_email(to, message, at, self.sender)
        try:
            with self._connected(sender.rpartition("@")[2]) as server:
                server.sendmail(sender, [to], content)
        except smtplib.SMTPRecipientsRefused as refused:
            code = min(code for code, _said in refused.recipients.values())
            raise (NoSuchAddress() if code >= 500 else NotToThem("SMTPRecipientsRefused")) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:  # such as words no server can take
            raise NotNow(type(error).__name__) from None

    @contextmanager
    def _connected(self, name: str) -> Iterator[smtplib.SMTP]:
        """`name`: how this machine introduces itself; its own would tell whose it is."""
        parts = urlsplit(self.url)
        tls = ssl.create_default_context()
        host, port = parts.hostname or "", parts.port or (465 if parts.scheme == "smtps" else 587)
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, name, timeout=self.patience, context=tls)
        else:
            server = smtplib.SMTP(host, port, name, timeout=self.patience)
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
