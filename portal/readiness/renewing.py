"""Her check-ins, sealed again when she has renewed her keys."""

from __future__ import annotations

from sqlalchemy import select

from portal.accounts.renewal import Again, reseals
from portal.readiness import service
from portal.readiness.models import Checkin
from portal.work import Work


@reseals
def _checkins(work: Work) -> Again:
    rows = work.main.scalars(select(Checkin).where(Checkin.owner_id == work.person.id)).all()
    opened = [(row, work.keyring.open(row.body, at=service.place(work, row))) for row in rows]

    def again() -> None:
        assert work.person.urk_id is not None
        for row, text in opened:
            row.key_id, row.rev = work.person.urk_id, row.rev + 1
            row.body = work.keyring.seal(text, at=service.place(work, row))

    return again
