"""Settings: read once from the environment, checked at once, never changed.

A bad value stops the start and is named, so that nobody runs a half-configured portal. What a name
means, and its default, stands beside it in `Settings`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

OFFERED = ("en", "es", "ar")
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
    country: str = "US"  # PORTAL_COUNTRY: whose emergency number stands at the foot
    trusted_proxies: int = 0  # PORTAL_TRUSTED_PROXIES: how many proxies may say who calls
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
            country=_country(env.get("PORTAL_COUNTRY") or cls.country),
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


def _leave_url(url: str) -> str:
    strange = BadSetting("PORTAL_LEAVE_URL is not an address this portal can send people to.")
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        raise strange from None
    loopback = parts.hostname in ("127.0.0.1", "localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise BadSetting("PORTAL_LEAVE_URL must be an https address.")
    named = re.fullmatch(r"[a-z0-9.-]+", parts.hostname or "")  # it stands in a header
    if not named or parts.username or re.search(r"[\s;,'\"]", url):
        raise strange
    return url


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


def _country(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise BadSetting("PORTAL_COUNTRY must be two capital letters (ISO 3166), such as MX.")
    return code


def _count(name: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]", text):
        raise BadSetting(f"{name} must be a number from 0 to 9.")
    return int(text)
