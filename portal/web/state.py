"""What one running portal consists of; made once by `create_app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from flask import current_app

from portal.db import Stores
from portal.keyring.server import ServerKeys
from portal.settings import Settings
from portal.web.assets import Assets


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Portal:
    settings: Settings
    stores: Stores
    server: ServerKeys = field(repr=False)
    assets: Assets = field(repr=False)
    now: Callable[[], datetime] = utc_now


def portal() -> Portal:
    return cast(Portal, current_app.extensions["portal"])
