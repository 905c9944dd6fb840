"""Requests a second, each page beside the bare page measured just before it."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from tests.bench.bare import bare
from tests.bench.service import Bench, running, say_where
from tests.bench.wire import Line, Writer, sign_in, together

CONNECTIONS, SECONDS, ROUNDS = 8, 1.5, 7
PATHS = {"front page": "/en/", "her home": "/en/mine/", "writing page": "/en/mine/writing/1"}
SAVE = "sealed save"
Act = Callable[[], object]


def reading(port: int, path: str, cookie: str) -> list[Act]:
    """Each on a connection of her own; every answer must be the page."""

    def act(line: Line) -> Act:
        def get() -> None:
            answer = line.get(path)
            assert answer.status == 200, answer.status

        return get

    return [act(Line(port, cookie)) for _turn in range(CONNECTIONS)]


def acts_of(bench: Bench) -> dict[str, list[Act]]:
    """A save comes from another section on each connection: one page after another, never two at once."""
    cookie = sign_in(bench.port, bench.survivor)
    pages = {name: reading(bench.port, path, cookie) for name, path in PATHS.items()}
    pages["front page"] = reading(bench.port, PATHS["front page"], "")
    savers = [Writer(bench.port, cookie, number) for number in range(2, 2 + CONNECTIONS)]
    return pages | {SAVE: [writer.save for writer in savers]}


def rate(acts: list[Act]) -> float:
    done = together(acts, SECONDS)
    assert not done.failed, done.failed[:3]
    return done.rate


def measure(bench: Bench) -> tuple[list[float], dict[str, list[float]], dict[str, list[float]]]:
    acts, plain = acts_of(bench), list[float]()
    rates: dict[str, list[float]] = {name: [] for name in acts}
    ratios: dict[str, list[float]] = {name: [] for name in acts}
    with bare() as (port, cookie):
        beside = reading(port, "/en/", cookie)
        for one in (beside, *acts.values()):
            together(one, 0.5)  # templates, caches, connections
        for _round in range(ROUNDS):
            for name, one in acts.items():
                plain.append(rate(beside))
                rates[name].append(rate(one))
                ratios[name].append(rates[name][-1] / plain[-1])
    return plain, rates, ratios


def main() -> None:
    say_where(f"Requests a second over {CONNECTIONS} kept connections, medians of {ROUNDS} turns")
    with running() as bench:
        plain, rates, ratios = measure(bench)
    print(f"{'':14}{'req/s':>8}{'lowest':>8}{'highest':>8}{'of the bare page':>18}")
    for name, found in {"bare page": plain, **rates}.items():
        beside = f"{median(ratios[name]):18.2f}" if name in ratios else ""
        print(f"{name:14}{median(found):8.0f}{min(found):8.0f}{max(found):8.0f}{beside}")
    say_where("\nAfterwards")


if __name__ == "__main__":
    main()
