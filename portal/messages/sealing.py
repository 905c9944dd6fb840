"""Each message twice: to her, and to the other side under a secret that goes when it ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from portal.crypto import CannotOpen, lp
from portal.keyring.models import Principal, Tie
from portal.keyring.persons import open_from, seal_to
from portal.keyring.teams import newest_epoch, open_for_team, seal_to_team
from portal.messages.models import Message
from portal.messages.parties import Party
from portal.work import Work


def _ctx(work: Work, row: Message, holder: Principal | Tie) -> bytes:
    """Who wrote it and when are bound: neither can be changed in the database."""
    at = int(row.at.timestamp() * 1_000_000)
    whose = holder.other_id if isinstance(holder, Tie) else holder.id
    return lp("message/v1", work.server.tenant, row.id, row.tie_id, row.by_id, at, whose)


def seal(work: Work, party: Party, tie: Tie, row: Message, text: str) -> None:
    keep_hers(work, work.main.get_one(Principal, party.owner_id), row, text)
    secret, ctx = work.vault.get(party.secret_id(tie)), _ctx(work, row, tie)
    if not party.team:
        keep_helpers(work, tie, row, text)
        return
    epoch = newest_epoch(work.main, tie.other_id)
    if epoch is None:
        raise CannotOpen
    row.copy_w, row.epoch = seal_to_team(work.keyring, epoch, text.encode(), ctx, secret), epoch.epoch


def keep_hers(work: Work, owner: Principal, row: Message, text: str) -> None:
    row.w = seal_to(work.server, work.vault, owner, text.encode(), _ctx(work, row, owner))


def keep_helpers(work: Work, tie: Tie, row: Message, text: str) -> None:
    helper, secret = work.main.get_one(Principal, tie.other_id), work.vault.get(tie.vault_id)
    row.copy_w = seal_to(work.server, work.vault, helper, text.encode(), _ctx(work, row, tie), secret)
    row.epoch = 0


def open_hers(work: Work, row: Message) -> str:
    return open_from(work.keyring, row.w, _ctx(work, row, work.person)).decode()


def open_helpers(work: Work, tie: Tie, row: Message) -> str:
    """For the helper, until it ends. Raises CannotOpen."""
    if row.copy_w is None:
        raise CannotOpen
    return open_from(work.keyring, row.copy_w, _ctx(work, row, tie), work.vault.get(tie.vault_id)).decode()


def opener(work: Work, party: Party, tie: Tie) -> Callable[[Message], str]:
    """What opens messages for the side that acts. It raises CannotOpen."""
    if party.hers:
        return partial(open_hers, work)
    if not party.team:
        return partial(open_helpers, work, tie)
    return partial(_open_teams, work, party, tie)


def _open_teams(work: Work, party: Party, tie: Tie, row: Message) -> str:
    epoch = party.epochs.get(row.epoch)
    if epoch is None or row.copy_w is None:
        raise CannotOpen
    secret = work.vault.get(party.secret_id(tie))
    return open_for_team(work.keyring, epoch, row.copy_w, _ctx(work, row, tie), secret).decode()
