"""What the tests of cryptography share: vectors from files, and a place to seal for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).parent / "vectors"


@pytest.fixture(scope="session")
def vectors() -> Callable[[str], Any]:
    """Reads tests/crypto/vectors/<name>.json."""
    return lambda name: json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
