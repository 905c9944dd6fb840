"""Every column says who can read it, and every sealed one is fit to hold a sealed value."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from sqlalchemy import JSON, Column, Enum, Integer, LargeBinary, MetaData, String, Table, Text

import portal
from portal.db import MainBase, SessionBase, Tier, VaultBase

BASES = {"main": MainBase, "vault": VaultBase, "sessions": SessionBase}


def _load_models() -> None:
    for module in pkgutil.walk_packages(portal.__path__, "portal."):
        if module.name.endswith("models"):
            importlib.import_module(module.name)


def _holds_any_words(column: Column) -> bool:
    text = isinstance(column.type, String) and not isinstance(column.type, Enum)
    return isinstance(column.type, JSON) or (text and column.type.length is None)


def column_faults(metadata: MetaData) -> Iterator[str]:
    for table in metadata.tables.values():
        for column in table.columns:
            name, tier = f"{table.name}.{column.name}", column.info.get("tier")
            binary = isinstance(column.type, LargeBinary)
            if not isinstance(tier, Tier):
                yield f"{name} has no tier: is it clear, server_sealed or person_sealed?"
            elif tier is not Tier.OPEN and not binary:
                yield f"{name} is {tier} but not a LargeBinary: what is sealed is bytes"
            elif tier is not Tier.OPEN and column.default is not None:
                yield f"{name} is {tier} but has a default: nothing seals a default"
            elif tier is not Tier.OPEN and (column.index or column.unique or column.primary_key):
                yield f"{name} is {tier} but indexed: a sealed value is never searched for"
            elif tier is Tier.OPEN and _holds_any_words(column) and not column.doc:
                yield f"{name} has room for words in the clear: seal it, or say in `doc` whose they are"


@pytest.mark.parametrize("store", BASES)
def test_every_column_has_a_tier(store):
    _load_models()
    metadata = BASES[store].metadata
    found = list(column_faults(metadata))
    assert metadata.tables, f"the {store} store has no tables: this rule would never fire"
    assert not found, "\n  " + "\n  ".join(found)


@pytest.mark.parametrize("store", BASES)
def test_every_table_says_what_it_holds(store):
    _load_models()
    silent = [mapper.class_.__name__ for mapper in BASES[store].registry.mappers if not mapper.class_.__doc__]
    assert not silent, f"no docstring: {silent}"


@pytest.mark.parametrize(
    "column",
    [
        Column("words", Text),
        Column("words", LargeBinary),
        Column("words", Text, info={"tier": "a tier of its own"}),
        Column("words", Text, info={"tier": Tier.PERSON}),
        Column("words", Text, info={"tier": Tier.OPEN}),
        Column("words", String, info={"tier": Tier.OPEN}),
        Column("words", JSON, info={"tier": Tier.OPEN}),
        Column("words", LargeBinary, info={"tier": Tier.SERVER}, default=b""),
        Column("words", LargeBinary, info={"tier": Tier.SERVER}, index=True),
    ],
)
def test_a_wrong_column_is_found(column):
    metadata = MetaData()
    Table("throwaway", metadata, Column("id", Integer, primary_key=True, info={"tier": Tier.OPEN}), column)
    assert len(list(column_faults(metadata))) == 1


def test_a_right_column_passes():
    metadata = MetaData()
    columns = [
        Column("id", Integer, primary_key=True, info={"tier": Tier.OPEN}),
        Column("kind", String(16), info={"tier": Tier.OPEN}),
        Column("about", Text, info={"tier": Tier.OPEN}, doc="the service's own words about itself, public"),
        Column("w", LargeBinary, info={"tier": Tier.PERSON}),
    ]
    Table("throwaway", metadata, *columns)
    assert not list(column_faults(metadata))
