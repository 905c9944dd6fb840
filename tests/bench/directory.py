"""A large synthetic directory: how fast it comes in, and how much memory that takes.

    .venv/bin/python -m tests.bench.directory             100 000 services as one JSON page
    .venv/bin/python -m tests.bench.directory 1000 --tables

`write(folder, services)` is for other measurements too: names, places and words are drawn from small lists by
a seed, so that the same call gives the same directory.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any
from uuid import UUID

from portal.db import MainBase, Store
from portal.directory.importing import Asked, bring_in
from portal.directory.remarks import Report

WHAT = [
    "Legal help",
    "Shelter",
    "Counselling",
    "Food",
    "Clinic",
    "Job training",
    "Interpreters",
    "Night line",
]
WHOM = ["women", "young people", "families", "migrants", "everyone", "men", "survivors", "workers"]
CITIES = [
    "Springfield",
    "Riverton",
    "Lakeview",
    "Fairhaven",
    "Ciudad Nueva",
    "Örebro",
    "Santa Rosa",
    "Oakdale",
]
TONGUES = [
    ("English", "en"),
    ("Spanish", "es"),
    ("Arabic", "ar"),
    ("Chinese", "zh"),
    ("Haitian Creole", "ht"),
]
SENTENCE = "We listen, explain what can be done, and go along with you to offices if you want that. "


def services(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Services of HSDS 3.0, nested as an API gives them; five to an organization."""
    dice = Random(seed)
    for number in range(count):
        yield _service(number, dice)


def _id(kind: int, number: int) -> str:
    return str(UUID(int=(kind << 96) | (4 << 76) | (8 << 60) | number))


def _service(number: int, dice: Random) -> dict[str, Any]:
    what, whom, city = dice.choice(WHAT), dice.choice(WHOM), dice.choice(CITIES)
    name, code = dice.choice(TONGUES)
    return {
        "id": _id(1, number),
        "name": f"{what} for {whom} {number}",
        "status": "active",
        "description": f"{what} in {city}. " + SENTENCE * dice.randint(1, 6),
        "url": f"https://example.org/{number}",
        "email": f"help{number}@example.org",
        "fees_description": dice.choice(["Free of charge", "$20 per hour", ""]),
        "eligibility_description": f"For {whom}",
        "assured_date": f"202{dice.randint(2, 6)}-0{dice.randint(1, 9)}-11",
        "organization": {
            "id": _id(2, number // 5),
            "name": f"House {number // 5}",
            "description": "An organization that does not exist.",
            "website": f"https://example.org/house/{number // 5}",
        },
        "phones": [{"id": _id(3, number), "number": f"+1 555 01{number % 100:02}", "type": "voice"}],
        "languages": [{"id": _id(4, number), "name": name, "code": code}],
        "schedules": [_schedule(number, n) for n in range(2)],
        "service_at_locations": [{"id": _id(7, number), "location": _location(number, city, dice)}],
        "attributes": [{"id": _id(8, number), "taxonomy_term": _term(WHAT.index(what))}],
    }


def _schedule(number: int, n: int) -> dict[str, Any]:
    days = ("MO,TU,WE", "TH,FR")[n]
    times = {"opens_at": f"0{8 + n}:00", "closes_at": "17:00"}
    return {"id": _id(5, 2 * number + n), "freq": "WEEKLY", "byday": days, **times}


def _location(number: int, city: str, dice: Random) -> dict[str, Any]:
    address = {"address_1": f"{number} Main Street", "city": city, "state_province": "IL", "country": "US"}
    return {
        "id": _id(6, number),
        "location_type": "physical",
        "name": f"House {number // 5}, {city}",
        "latitude": round(dice.uniform(37, 42), 5),
        "longitude": round(dice.uniform(-91, -87), 5),
        "addresses": [
            {
                "id": _id(9, number),
                **address,
                "postal_code": f"6{number % 10000:04}",
                "address_type": "physical",
            }
        ],
    }


def _term(number: int) -> dict[str, Any]:
    return {"id": _id(10, number), "name": WHAT[number], "description": WHAT[number], "taxonomy": "Example"}


def write(folder: Path, count: int) -> Path:
    """The directory as one JSON page."""
    path = folder / "directory.json"
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"total_items": {count}, "contents": [\n')
        for number, service in enumerate(services(count)):
            file.write((",\n" if number else "") + json.dumps(service))
        file.write("\n]}\n")
    return path


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("services", type=int, nargs="?", default=100_000)
    count = options.parse_args().services
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), count)
        print(f"{count} services, {path.stat().st_size / 1e6:.0f} MB of JSON")
        store = Store(f"sqlite:///{folder}/main.db", journal="WAL")
        MainBase.metadata.create_all(store.engine)
        for turn in ("new", "the same again"):
            start = perf_counter()
            counts = bring_in(store, Asked(path, "bench"), Report(), datetime.now(UTC))
            took = perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{turn}: {took:.1f} s, {count / took:.0f} services a second, peak {peak:.0f} MB; {counts}")
        store.close()


if __name__ == "__main__":
    main()
