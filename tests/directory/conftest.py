"""A main store with nothing in it but the directory's tables, quick to make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.db import Store
from tests.directory.feeds import store_in


@pytest.fixture
def store(quick_folder: Path) -> Iterator[Store]:
    made = store_in(quick_folder)
    yield made
    made.close()
