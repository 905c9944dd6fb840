"""2 000 requests that a machine makes up, right and wrong ones, against the read API of a small directory.

.venv/bin/python -m tests.bench.any_request
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from portal import create_app
from portal.crypto import new_keyset, write_keyset
from portal.directory.importing import Asked, bring_in
from portal.directory.remarks import Report
from portal.migrations.start import prepared
from tests.conftest import settings_in
from tests.directory.any_request import ask_anything
from tests.directory.feeds import DATA

EACH = 140


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_keyset(Path(folder) / "keyset.json", new_keyset(development=False))
        settings = settings_in(Path(folder))
        stores, server = prepared(settings)
        for name in ("ohana", "spec/csv"):
            bring_in(stores.main, Asked(DATA / name, name), Report(), datetime.now(UTC))
        start = perf_counter()
        asked = ask_anything(create_app(settings, stores, server), EACH)
        print(f"{asked} requests answered as described in {perf_counter() - start:.0f} s")
        stores.close()


if __name__ == "__main__":
    main()
