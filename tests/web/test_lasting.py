"""How long a session lives: the same in Python and in SQL."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.web import lasting
from portal.web.models import SessionRow

NOW = datetime.fromisoformat("2026-06-01T12:00:00+00:00")
LATE = timedelta(seconds=59)
LIVES = [  # since when nothing happened, what is said of it, is it over
    (lasting.IDLE + LATE, {}, False),
    (lasting.IDLE + lasting.SEEN_EVERY, {}, True),
    (lasting.IDLE_ON_HER_OWN + LATE, {"longer": True}, False),
    (lasting.IDLE_ON_HER_OWN + lasting.SEEN_EVERY, {"longer": True}, True),
    (lasting.IDLE_ON_HER_OWN + LATE, {"together_until": NOW}, False),  # as the page said it while it was on
    (lasting.IDLE_ON_HER_OWN + lasting.SEEN_EVERY, {"together_until": NOW + timedelta(hours=1)}, True),
    (lasting.IDLE + lasting.SEEN_EVERY, {"together_until": NOW - timedelta(minutes=30)}, True),
    (lasting.IDLE_BORROWED + LATE, {"borrowed": True}, False),
    (lasting.IDLE_BORROWED + lasting.SEEN_EVERY, {"borrowed": True}, True),
    (lasting.IDLE_BORROWED + lasting.SEEN_EVERY, {"borrowed": True, "longer": True}, True),
    (timedelta(), {"ends_at": NOW}, True),
    (timedelta(), {"ends_at": NOW, "together_until": NOW + timedelta(hours=1)}, True),
]


@pytest.mark.parametrize(("ago", "said", "over"), LIVES)
def test_how_long_a_session_lives_is_one_rule_in_python_and_sql(world, ago, said, over):
    row = {
        "id": b"x", "principal_id": uuid4(), "role": "survivor", "salt": b"", "w": b"", "made_at": NOW,
        "ends_at": NOW + timedelta(hours=1), "stepup_at": NOW, "paused": False, "longer": False,
        "borrowed": False, "together_until": None, "device": "phone", "idle_at": NOW - ago,
    } | said  # fmt: skip
    assert lasting.is_over(SimpleNamespace(**row), NOW) is over
    with world.stores.sessions.writing() as session:
        session.add(SessionRow(**row))
        session.flush()
        assert bool(session.scalars(select(SessionRow).where(lasting.over(NOW))).all()) is over
