"""`portal`, with slots that cost nothing and no floor under a sign-in, as the `app` of other tests has it,
and with one worker: each would make the same pages ready once more.

For what is not about time: `portal_in` says who has the real costs.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import replace

from portal import cli
from portal.serving import serve
from portal.settings import Settings
from tests.compiled import keep_templates

from_environment = Settings.from_environment


def quick(environ: Mapping[str, str] | None = None) -> Settings:
    return replace(from_environment(environ), floor=0.0, kdf_for_tests=True)


def main() -> None:
    gc.set_threshold(100_000, 20, 20)  # as in tests/conftest.py
    Settings.from_environment = quick  # type: ignore[method-assign, assignment]
    cli.run_server = lambda bind, _workers, beside: serve(bind, workers=1, beside=beside)
    keep_templates()
    cli.main()


if __name__ == "__main__":
    main()
