"""Eight people write at once: each saves her own section again and again, as the open page does."""

from __future__ import annotations

import html
import sys
from statistics import median, quantiles

from tests.bench.service import Bench, running, say_where
from tests.bench.wire import Done, Writer, sign_in, together

WRITERS, SECONDS, TURNS = 8, 5.0, 3


def save_at_once(bench: Bench) -> tuple[list[Done], list[Writer]]:
    people = bench.writers(WRITERS)
    writers = [Writer(bench.port, sign_in(bench.port, who)) for who in people]
    acts = [writer.save for writer in writers]
    together(acts, 0.5)
    return [together(acts, SECONDS) for _turn in range(TURNS)], writers


def lost(writer: Writer) -> bool:
    """Her last text is not what the page shows."""
    return html.escape(writer.text).encode() not in writer.line.get(writer.path).body


def main() -> None:
    say_where(f"{WRITERS} signed-in writers saving at once, {TURNS} turns of {SECONDS:g} seconds")
    with running() as bench:
        turns, writers = save_at_once(bench)
        missing = sum(map(lost, writers))
        chain = bench.service.portal("audit", "verify").strip()
    took = [seconds * 1000 for done in turns for seconds in done.took]
    errors = [error for done in turns for error in done.failed]
    slices = quantiles(took, n=100)
    print(f"saves a second  {median(done.rate for done in turns):8.0f}")
    print(f"saves           {len(took):8}")
    print(f"errors          {len(errors):8}  {errors[:3] if errors else ''}")
    print(f"last text lost  {missing:8}")
    print(f"waiting, ms     p50 {slices[49]:.0f}  p95 {slices[94]:.0f}  p99 {slices[98]:.0f}")
    print(f"log of acts     {chain}")
    say_where("\nAfterwards")
    sys.exit(bool(errors or missing))


if __name__ == "__main__":
    main()
