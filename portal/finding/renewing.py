"""What she keeps, sealed again when she has renewed her keys."""

from __future__ import annotations

from sqlalchemy import select

from portal.accounts.renewal import Again, reseals
from portal.finding import kept
from portal.finding.models import KeptServices
from portal.work import Work


@reseals
def _kept(work: Work) -> Again:
    row = work.main.scalar(select(KeptServices).where(KeptServices.owner_id == work.person.id))
    text = None if row is None else work.keyring.open(row.body, at=kept.place(work, row))

    def again() -> None:
        if row is not None and text is not None:
            assert work.person.urk_id is not None
            row.key_id, row.rev = work.person.urk_id, row.rev + 1
            row.body = work.keyring.seal(text, at=kept.place(work, row))

    return again
