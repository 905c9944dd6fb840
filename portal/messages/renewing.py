"""New keys for her, or for a helper: messages are sealed to them again. A team's stay with the team."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import select

from portal.accounts.renewal import Again, reseals
from portal.crypto import CannotOpen
from portal.keyring.models import Tie
from portal.messages import sealing
from portal.messages.models import Message
from portal.work import Work


@reseals
def _hers(work: Work) -> Again:
    mine = select(Message).join(Tie, Tie.id == Message.tie_id).where(Tie.owner_id == work.person.id)
    opened: list[tuple[Message, str]] = []
    for row in work.main.scalars(mine).all():
        with suppress(CannotOpen):  # a broken one must not keep anybody from renewing
            opened.append((row, sealing.open_hers(work, row)))

    def again() -> None:
        for row, text in opened:
            sealing.keep_hers(work, work.person, row, text)

    return again


@reseals
def _helpers(work: Work) -> Again:
    theirs = select(Message, Tie).join(Tie, Tie.id == Message.tie_id).where(Tie.other_id == work.person.id)
    opened: list[tuple[Message, Tie, str]] = []
    for row, tie in work.main.execute(theirs).all():
        with suppress(CannotOpen):
            opened.append((row, tie, sealing.open_helpers(work, tie, row)))

    def again() -> None:
        for row, tie, text in opened:
            sealing.keep_helpers(work, tie, row, text)

    return again
