"""Finding in a large directory and in a small one, measured in turn.

    .venv/bin/python -m tests.bench.finding               1 000 services and 100 000
    .venv/bin/python -m tests.bench.finding 1000 20000

Prints how fast each came in and the peak of memory, then for each kind of question the median of one search
and the ratio between the two directories.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

from portal.db import MainBase, Store
from portal.directory.finding import find
from portal.directory.importing import Asked, bring_in
from portal.directory.remarks import Report
from portal.directory.wanted import Wanted
from tests.bench.directory import write

QUESTIONS = {
    "a need": Wanted(needs=("lawyer",)),
    "a need in a language": Wanted(needs=("sleep",), speaks="es"),
    "a need near a place": Wanted(needs=("talk",), place="Riverton"),
    "open now, free, a place mistyped": Wanted(needs=("food",), place="Rivertn", open_now=True, free=True),
    "words": Wanted(words="night line for migrants"),
    "words with three mistakes": Wanted(words="counciling womenn lakveiw"),
    "Arabic": Wanted(words="محامي", speaks="ar"),
    "Chinese": Wanted(words="法律援助", speaks="zh"),
    "one service by its number": Wanted(words="Shelter for men 777"),
    "nothing that fits": Wanted(words="xylophone zeppelin"),
    "everything": Wanted(),
}
TURNS = 15


def made(folder: Path, count: int) -> Store:
    store = Store(f"sqlite:///{folder / str(count)}.db", journal="WAL")
    MainBase.metadata.create_all(store.engine)
    path, start = write(folder, count), perf_counter()
    bring_in(store, Asked(path, "bench"), Report(), datetime.now(UTC))
    took, peak = perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(path.stat().st_size for path in folder.glob(f"{count}.db*")) / 1e6
    print(
        f"{count} services: {took:.0f} s, {count / took:.0f} a second, peak {peak:.0f} MB, {size:.0f} MB kept"
    )
    path.unlink()
    return store


def once(store: Store, wanted: Wanted) -> tuple[float, int]:
    start = perf_counter()
    with store.reading() as session:
        found = find(session, wanted, datetime.now(UTC), ZoneInfo("America/Chicago"))
    return (perf_counter() - start) * 1000, len(found.matches)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("services", type=int, nargs="*", default=[1_000, 100_000])
    with tempfile.TemporaryDirectory() as folder:
        stores = [made(Path(folder), count) for count in options.parse_args().services]
        everything: list[list[float]] = [[] for _store in stores]
        for what, wanted in QUESTIONS.items():
            turns = [[once(store, wanted) for store in stores] for _turn in range(TURNS)]
            medians = [median(turn[at][0] for turn in turns) for at in range(len(stores))]
            for at in range(len(stores)):
                everything[at] += [turn[at][0] for turn in turns]
            told = ", ".join(
                f"{ms:.1f} ms ({found} found)" for ms, (_ms, found) in zip(medians, turns[0], strict=True)
            )
            print(f"{what}: {told}: {medians[-1] / medians[0]:.1f} times")
        small, large = median(everything[0]), median(everything[-1])
        print(f"p50 of all: {small:.1f} ms and {large:.1f} ms: {large / small:.1f} times (wanted: 5 at most)")
        for store in stores:
            store.close()


if __name__ == "__main__":
    main()
