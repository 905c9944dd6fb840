"""What she keeps of her own shares, sealed to her again when she has renewed her keys.

The shares themselves stay as they are: their keys were fresh when they were made, and lie with those
she gave them to.
"""

from __future__ import annotations

from sqlalchemy import or_, select

from portal.accounts.renewal import Again, reseals
from portal.consent import choosing
from portal.consent.models import Choosing, Share, ShareGroup
from portal.keyring.grants import keep_for_owner, reach_as_owner
from portal.work import Work


@reseals
def _choices(work: Work) -> Again:
    """What she says to a consent that is still in the making, and what she leaves out; under one key."""
    kept = or_(Choosing.note.is_not(None), Choosing.left_out.is_not(None))
    mine = select(Choosing).where(Choosing.owner_id == work.person.id, kept)
    opened = [
        (row, choosing.note_of(work, row), choosing.left_out_of(work, row)) for row in work.main.scalars(mine)
    ]

    def again() -> None:
        for row, note, left in opened:
            choosing.keep_note(work, row, note)
            if row.left_out is not None:
                choosing.keep_left_out(work, row, left)

    return again


@reseals
def _shared(work: Work) -> Again:
    mine = select(ShareGroup).join(Share).where(Share.owner_id == work.person.id)
    rows = list(work.main.scalars(mine))
    for row in rows:
        reach_as_owner(work.keyring, row.share_id, row.name, row.key_id, row.owner_w)

    def again() -> None:
        for row in rows:
            row.owner_w = keep_for_owner(work.keyring, row.share_id, row.name, row.key_id)

    return again
