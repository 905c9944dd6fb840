"""Settings: read once from the environment, checked at once, never changed.

A bad value stops the start and is named, so that nobody runs a half-configured portal. What a name
means, and its default, stands beside it in `Settings`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

OFFERED = ("en", "es", "ar")
SUBJECTS = ("update", "message", "new")  # portal/notifying/wording.py
HERE = ("127.0.0.1", "::1", "localhost")
ICONS = ("page", "leaf", "cup", "sun", "book")  # static/icons
MIB = 1024 * 1024


class BadSetting(Exception):
    """A setting cannot be used. The message names it and holds no secret."""


@dataclass(frozen=True)
class Settings:
    """Everything a deployment decides. Sizes are bytes, times are seconds."""

    data: Path  # PORTAL_DATA: folder of the SQLite files, default ./data
    database_url: str = field(repr=False)  # PORTAL_DATABASE_URL: the main store
    vault_url: str = field(repr=False)  # PORTAL_VAULT_URL: its own database, with its own short backups
    session_url: str = field(repr=False)  # PORTAL_SESSION_URL: in memory or on tmpfs, never backed up
    keys: str = field(repr=False)  # PORTAL_KEYS: file:/path, systemd:NAME or env:NAME
    public_name: str = "My pages"  # PORTAL_PUBLIC_NAME: what the phone shows, neutral
    icon: str = "page"  # PORTAL_ICON: the small picture beside that name
    leave_url: str = "https://www.bbc.com/weather"  # PORTAL_LEAVE_URL: where "Leave" goes
    languages: tuple[str, ...] = OFFERED  # PORTAL_LANGUAGES
    timezone: str = "UTC"  # PORTAL_TIMEZONE: so that "saved at 14:03" is true
    claim_days: int = 30  # PORTAL_CLAIM_DAYS: how long an account that was begun on paper waits to be claimed
    country: str = "US"  # PORTAL_COUNTRY: whose emergency number stands at the foot
    trusted_proxies: int = 0  # PORTAL_TRUSTED_PROXIES: how many proxies may say who calls
    smtp_url: str = field(default="", repr=False)  # PORTAL_SMTP_URL: who carries messages; unset, none go
    mail_from: str = ""  # PORTAL_MAIL_FROM: whom they come from, neutral
    mail_subject: str = "update"  # PORTAL_MAIL_SUBJECT: what they say
    front_url: str = ""  # PORTAL_FRONT_URL: this portal's address, for those who want it in a message
    demonstration: bool = False  # PORTAL_DEMONSTRATION: `portal demo` sets it, and marks every page
    body_limit: int = 2 * MIB
    floor: float = 0.75  # a sign-in answers no sooner; no variable sets it, only tests
    kdf_for_tests: bool = False  # only tests; there is no variable for it

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Raises BadSetting with one plain line that names the variable."""
        env = os.environ if environ is None else environ
        data = Path(env.get("PORTAL_DATA") or "data").absolute()
        runtime = Path((env.get("RUNTIME_DIRECTORY") or str(data)).split(":")[0])
        keys = env.get("PORTAL_KEYS", "")
        if not keys:
            raise BadSetting("PORTAL_KEYS is not set: say file:/path/to/keyset, systemd:NAME or env:NAME.")
        return cls(
            data=data,
            database_url=_database(env, "PORTAL_DATABASE_URL", data / "main.db"),
            vault_url=_database(env, "PORTAL_VAULT_URL", data / "vault.db"),
            session_url=_database(env, "PORTAL_SESSION_URL", runtime / "sessions.db"),
            keys=keys,
            public_name=_public_name(env.get("PORTAL_PUBLIC_NAME") or cls.public_name),
            icon=_icon(env.get("PORTAL_ICON") or cls.icon),
            leave_url=_leave_url(env.get("PORTAL_LEAVE_URL") or cls.leave_url),
            languages=_languages(env.get("PORTAL_LANGUAGES")),
            timezone=_timezone(env.get("PORTAL_TIMEZONE") or cls.timezone),
            claim_days=_days(env.get("PORTAL_CLAIM_DAYS") or str(cls.claim_days)),
            country=_country(env.get("PORTAL_COUNTRY") or cls.country),
            smtp_url=_smtp_url(env.get("PORTAL_SMTP_URL") or ""),
            mail_from=_mail_from(env.get("PORTAL_MAIL_FROM") or ""),
            mail_subject=_mail_subject(env.get("PORTAL_MAIL_SUBJECT") or cls.mail_subject),
            front_url=_front_url(env.get("PORTAL_FRONT_URL") or ""),
            demonstration=_yes("PORTAL_DEMONSTRATION", env.get("PORTAL_DEMONSTRATION") or "0"),
            trusted_proxies=_count("PORTAL_TRUSTED_PROXIES", env.get("PORTAL_TRUSTED_PROXIES") or "0"),
        )

    def __post_init__(self) -> None:
        urls = (self.database_url, self.vault_url, self.session_url)
        if len(set(urls)) < len(urls):
            raise BadSetting("PORTAL_DATABASE_URL, PORTAL_VAULT_URL and PORTAL_SESSION_URL must differ.")
        kind, _, rest = self.keys.partition(":")
        if kind not in ("file", "systemd", "env") or not rest:
            raise BadSetting("PORTAL_KEYS must be file:/path/to/keyset, systemd:NAME or env:NAME.")
        if bool(self.smtp_url) != bool(self.mail_from):
            raise BadSetting("PORTAL_SMTP_URL and PORTAL_MAIL_FROM belong together: set both or none.")


def _database(env: Mapping[str, str], name: str, default: Path) -> str:
    url = env.get(name) or f"sqlite:///{default}"
    try:
        make_url(url).get_dialect().import_dbapi()
    except (ArgumentError, ValueError, ImportError):
        raise BadSetting(f"{name} is not an address of a database this portal can open.") from None
    return url


def _yes(name: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise BadSetting(f"{name} must be 0 or 1.")
    return text == "1"


def _public_name(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= 40:
        raise BadSetting("PORTAL_PUBLIC_NAME must have 1 to 40 characters.")
    return name


def _icon(name: str) -> str:
    if name not in ICONS:
        raise BadSetting(f"PORTAL_ICON must be one of {', '.join(ICONS)}.")
    return name


def _parts(url: str, strange: BadSetting) -> SplitResult:
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        raise strange from None
    return parts


def _leave_url(url: str, name: str = "PORTAL_LEAVE_URL") -> str:
    strange = BadSetting(f"{name} is not an address this portal can send people to.")
    parts = _parts(url, strange)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise BadSetting(f"{name} must be an https address.")
    named = re.fullmatch(r"[a-z0-9.-]+", parts.hostname or "")  # it stands in a header
    if not named or parts.username or re.search(r"[\s;,'\"]", url):
        raise strange
    return url


def _front_url(url: str) -> str:
    parts = urlsplit(_leave_url(url, "PORTAL_FRONT_URL") if url else "")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise BadSetting("PORTAL_FRONT_URL must be the address of the front page and nothing more.")
    return url


def _smtp_url(url: str) -> str:
    strange = BadSetting(
        "PORTAL_SMTP_URL must be smtp://NAME:PASSWORD@HOST:PORT, smtps:// likewise, smtp+plain:// to this "
        "machine, or file:/path/to/folder."
    )
    parts = _parts(url, strange)
    if not url or (parts.scheme == "file" and not parts.netloc and parts.path.startswith("/")):
        return url
    fits = parts.scheme in ("smtp", "smtps") or (parts.scheme == "smtp+plain" and parts.hostname in HERE)
    named = re.fullmatch(r"[a-z0-9.:-]+", parts.hostname or "")
    if not fits or not named or parts.path.strip("/") or parts.query or re.search(r"\s", url):
        raise strange
    return url


def _mail_from(sender: str) -> str:
    strange = BadSetting("PORTAL_MAIL_FROM must be one address, such as news@example.org.")
    if not sender.isascii() or not sender.isprintable():
        raise strange
    name, address = parseaddr(sender)
    plain = re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", address) and len(name) <= 40
    if sender and (not plain or formataddr((name, address)).replace('"', "") != sender.replace('"', "")):
        raise strange
    return sender


def _mail_subject(name: str) -> str:
    if name not in SUBJECTS:
        raise BadSetting(f"PORTAL_MAIL_SUBJECT must be one of {', '.join(SUBJECTS)}.")
    return name


def _languages(text: str | None) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(code.strip() for code in (text or ",".join(OFFERED)).split(",")))
    strange = [code for code in chosen if code not in OFFERED]
    if strange:
        raise BadSetting(f"PORTAL_LANGUAGES: not translated yet: {', '.join(map(repr, strange))}.")
    return chosen


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise BadSetting(f"PORTAL_TIMEZONE: no such time zone: {name!r}.") from None
    return name


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 7 <= int(text) <= 90:
        raise BadSetting("PORTAL_CLAIM_DAYS must be a number of days, 7 to 90.")
    return int(text)


def _country(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise BadSetting("PORTAL_COUNTRY must be two capital letters (ISO 3166), such as MX.")
    return code


def _count(name: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]", text):
        raise BadSetting(f"{name} must be a number from 0 to 9.")
    return int(text)
