"""Memory of each worker. PSS counts what processes share in parts, USS what would come free with it.

Workers forbid a look into themselves (PR_SET_DUMPABLE 0), so this wants root.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from tests.bench.pages import PATHS
from tests.bench.service import Bench, running, say_where
from tests.bench.wire import Line, sign_in

PAGES, TOGETHER = 200, 4


def of(pid: int) -> tuple[float, float]:
    """PSS and USS in MiB (proc(5), smaps_rollup)."""
    kib = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, _sep, rest = line.partition(":")
        kib[name] = int(rest.split()[0])
    return kib["Pss"] / 1024, (kib["Private_Clean"] + kib["Private_Dirty"]) / 1024


def say(what: str, found: list[tuple[float, float]]) -> None:
    each = "".join(f"{pss:8.1f}{uss:8.1f}" for pss, uss in found)
    print(f"{what:34}{each}{sum(pss for pss, _uss in found):10.1f}", flush=True)


def now(bench: Bench) -> list[tuple[float, float]]:
    return [of(pid) for pid in bench.service.workers()]


def look_at_pages(bench: Bench, cookie: str) -> None:
    """From a new connection each, so that every worker gets its share."""
    for turn in range(PAGES):
        line = Line(bench.port, cookie)
        assert line.get([*PATHS.values()][turn % len(PATHS)]).status == 200
        line.close()


def sign_in_together(bench: Bench) -> list[tuple[float, float]]:
    """The most that each worker held meanwhile."""
    threads = [
        threading.Thread(target=sign_in, args=(bench.port, bench.survivor))
        for _turn in range(TOGETHER * len(bench.service.workers()))
    ]
    for thread in threads:
        thread.start()
    most = now(bench)
    while any(thread.is_alive() for thread in threads):
        most = [max(pair) for pair in zip(most, now(bench), strict=True)]
    return most


def main() -> None:
    say_where("MiB of each worker")
    with running() as bench:
        try:
            idle = now(bench)
        except PermissionError:
            sys.exit("Only root can look into a worker.")
        print(f"{'':34}" + f"{'PSS':>8}{'USS':>8}" * len(idle) + f"{'PSS, all':>10}")
        say("idle, after one page", idle)
        cookie = sign_in(bench.port, bench.survivor)
        say("after one sign-in", now(bench))
        look_at_pages(bench, cookie)
        say(f"after {PAGES} pages", now(bench))
        say(f"most during {TOGETHER * len(idle)} sign-ins at once", sign_in_together(bench))
        say("after them", now(bench))


if __name__ == "__main__":
    main()
