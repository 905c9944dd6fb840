"""A look made ready once answers as SQLAlchemy does, types and faults included."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import bindparam, func, literal, select
from sqlalchemy.exc import OperationalError

from portal.glance import Glance
from portal.keyring.models import Principal
from tests.make import working
from tests.sharing import sql

TABLE = Principal.__table__
QUERY = select(
    *TABLE.c, literal("x").label("fixed"), func.length(TABLE.c.tenant).label("long")
).where(TABLE.c.id == bindparam("id"), TABLE.c.made_at < bindparam("before"))  # fmt: skip
LATE = datetime(2999, 1, 1, tzinfo=UTC)


def test_the_same_answer_as_from_sqlalchemy(world):
    asked = {"id": world.survivor.actor.id, "before": LATE}
    with working(world, writing=False) as w:
        by_hand = w.main.execute(QUERY, asked).one()
        ready = Glance(QUERY)
        for _turn in range(2):
            assert ready.in_session(w.main, asked)._asdict() == by_hand._asdict()
        assert ready.in_store(world.stores.main.engine, asked)._asdict() == by_hand._asdict()


def test_nothing_is_none(world):
    asked = {"id": uuid4(), "before": LATE}
    with working(world, writing=False) as w:
        assert Glance(QUERY).in_session(w.main, asked) is None
    assert Glance(QUERY).in_store(world.stores.main.engine, asked) is None


def test_it_sees_what_its_own_unit_of_work_has_written(world):
    asked = {"id": world.survivor.actor.id, "before": LATE}
    with working(world) as w:
        w.main.get_one(Principal, world.survivor.actor.id).language = "ar"
        w.main.flush()
        assert Glance(QUERY).in_session(w.main, asked).language == "ar"
        assert Glance(QUERY).in_store(world.stores.main.engine, asked).language == "en"


def test_a_fault_is_sqlalchemys_and_says_no_values(world):
    sql(world.stores.main, "ALTER TABLE principal RENAME TO somewhere_else")
    with pytest.raises(OperationalError) as failed:
        Glance(QUERY).in_store(world.stores.main.engine, {"id": world.survivor.actor.id, "before": LATE})
    assert world.survivor.actor.id.hex not in str(failed.value)


def test_a_time_without_a_zone_is_refused_here_too(world):
    with pytest.raises(ValueError, match="zone"):
        Glance(QUERY).in_store(world.stores.main.engine, {"id": uuid4(), "before": datetime(2026, 1, 1)})  # noqa: DTZ001
