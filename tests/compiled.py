"""Templates, compiled once for all the processes of a test run instead of once for each and each language.

A folder that lives as long as the run. Its name is handed down to every process that is started.
"""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory
from typing import Any

from flask.sansio.app import App
from jinja2 import FileSystemBytecodeCache

from portal.web.errors import QuietFlask
from portal.web.templates import Environment

KEPT_IN = "COMPILED_TEMPLATES"
_kept: list[TemporaryDirectory[str]] = []  # by the first process, which removes it when it ends


class Kept(Environment):
    def __init__(self, app: App, **options: Any) -> None:
        super().__init__(app, **options)
        self.bytecode_cache = FileSystemBytecodeCache(os.environ[KEPT_IN])


def keep_templates() -> None:
    """For the applications that this process makes."""
    if KEPT_IN not in os.environ:
        _kept.append(TemporaryDirectory())
        os.environ[KEPT_IN] = _kept[0].name
    QuietFlask.jinja_environment = Kept
