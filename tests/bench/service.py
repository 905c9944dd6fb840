"""A running portal with people in it, and what every bench says first."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portal.demo import Person, Scene
from portal.migrations.start import prepared
from portal.settings import Settings
from tests.real.serving import Service, serving


@dataclass
class Bench:
    service: Service
    survivor: Person  # with a draft and one live share
    scene: Scene

    @property
    def port(self) -> int:
        return self.service.port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def writers(self, count: int) -> list[Person]:
        return [self.scene.survivor() for _turn in range(count)]


@contextmanager
def running() -> Iterator[Bench]:
    """`portal serve` as an operator starts it: real slots, real floor, real files."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "portal") as service:
        settings = Settings.from_environment(service.environment)
        stores, server = prepared(settings)
        try:
            scene = Scene(stores, server, settings, datetime.now(UTC))
            yield Bench(service, scene.play()[0], scene)
        finally:
            stores.close()


def say_where(what: str) -> None:
    """The machine, and how busy it is before we begin."""
    load = ", ".join(f"{minutes:.2f}" for minutes in os.getloadavg())
    print(f"{what}\n{os.cpu_count()} cores, Python {platform.python_version()}, load {load}\n")
