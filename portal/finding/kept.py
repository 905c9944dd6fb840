"""Services she keeps for herself, sealed: a list that only she can open."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

from sqlalchemy import Select, select

from portal.actor import Role
from portal.directory.models import ServiceCard
from portal.finding.models import KeptServices
from portal.keyring.place import Place
from portal.work import NotAllowed, Work, put_over

MOST = 100


def _mine(work: Work) -> Select[KeptServices]:
    if work.actor.role is not Role.SURVIVOR:
        raise NotAllowed
    return select(KeptServices).where(KeptServices.owner_id == work.person.id)


def place(work: Work, row: KeptServices) -> Place:
    return Place(work.person.tenant, "kept_services", "body", row.id, row.owner_id, row.key_id, row.rev)


def ids(work: Work) -> list[UUID]:
    """The newest first."""
    row = work.main.scalar(_mine(work))
    return [] if row is None else _opened(work, row)


def _opened(work: Work, row: KeptServices) -> list[UUID]:
    return [UUID(id) for id in json.loads(work.keyring.open(row.body, at=place(work, row)))["services"]]


def cards(work: Work) -> list[tuple[UUID, ServiceCard | None]]:
    """None where the directory no longer has it."""
    kept = ids(work)
    rows = work.main.scalars(select(ServiceCard).where(ServiceCard.id.in_(kept), ServiceCard.active))
    found = {row.id: row for row in rows}
    return [(id, found.get(id)) for id in kept]


def everything(work: Work, _country: str) -> list[dict[str, str]]:
    """For her own copy of all that she has."""
    return [{"id": str(id), "name": card.name if card else "", "phone": card.phone if card else ""}
            for id, card in cards(work)]  # fmt: skip


def keep(work: Work, service_id: UUID) -> None:
    """Once, however often it is asked for. Of more than MOST the oldest goes."""
    _put(work, service_id, stays=True)


def let_go(work: Work, service_id: UUID) -> None:
    _put(work, service_id, stays=False)


def _put(work: Work, service_id: UUID, *, stays: bool) -> None:
    row, person = work.main.scalar(_mine(work)), work.person
    before = [] if row is None else _opened(work, row)
    after = [service_id] * stays + [id for id in before if id != service_id]
    if after == before:
        return
    assert person.urk_id is not None
    id, rev = (uuid4(), 0) if row is None else (row.id, row.rev)
    new = KeptServices(id=id, owner_id=person.id, key_id=person.urk_id, rev=rev + 1)
    text = json.dumps({"services": [str(one) for one in after[:MOST]]}).encode()
    new.body = work.keyring.seal(text, at=place(work, new))
    if row is None:
        work.main.add(new)
        work.main.flush()
    else:
        put_over(work, KeptServices, id, rev, key_id=new.key_id, body=new.body)
