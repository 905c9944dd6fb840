"""Records with anything in any place: they come in or are refused, and come out as they are."""

import copy
import json
from random import Random

import pytest

from portal.directory.exporting import to_json
from portal.directory.remarks import Unreadable
from tests.directory.feeds import DATA, all_entries, bring, store_in

EXAMPLES = [
    json.loads((DATA / "spec/json" / f"{name}.json").read_text())
    for name in ("service_full", "organization_full", "service_at_location_full", "taxonomy_term")
]
ANYTHING = [
    None, "", 0, -1, 1.5, True, False, [], {}, [None], [[]], {"a": 1},
    "x" * 400, "\ud800", "\x00", "<script>",
    10**30, float("nan"), ["a"], [{}], [{"id": None}], {"id": {}}, "2005-13-45", "0001-01-01",
    "http://[", "a@b",
    "9999-12-31T23:59:59+00:00", "\u202e", "'; DROP", "N/A", "none", "12", {"id": "x", "name": "y"},
    [{"id": "x", "name": "y"}] * 3,
]  # fmt: skip
NAMES = ["location_id", "service_id", "id", "name", "x_json", "taxonomy_term", "contacts", "properties", "zz"]


def places(record):
    for key in record if isinstance(record, dict) else range(len(record)):
        yield record, key
        if isinstance(record[key], dict | list):
            yield from places(record[key])


def odd(seed):
    dice = Random(seed)
    record = copy.deepcopy(dice.choice(EXAMPLES))
    for _time in range(dice.randint(1, 12)):
        within, key = dice.choice(list(places(record)))
        if isinstance(within, dict) and dice.random() < 0.2:
            key = dice.choice(NAMES)
        within[key] = copy.deepcopy(dice.choice(ANYTHING))
    return record


@pytest.mark.parametrize("seeds", [range(0, 12), range(12, 24)], ids=str)
def test_anything_anywhere(quick_folder, seeds):
    came_in = 0
    for seed in seeds:
        folder = quick_folder / str(seed)
        (folder / "second").mkdir(parents=True)
        (folder / "feed.json").write_text(json.dumps([odd(seed)]))
        store, second = store_in(folder), store_in(folder / "second")
        try:
            bring(store, folder / "feed.json", with_contacts=True, anyway=True)
        except Unreadable:
            continue
        with store.reading() as session:
            to_json(session, folder / "out.json")
        bring(second, folder / "out.json", with_contacts=True, anyway=True)
        assert all_entries(second) == all_entries(store)
        came_in += 1
    assert came_in > len(seeds) / 2
