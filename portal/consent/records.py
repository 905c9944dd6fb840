"""Her whole ledger in one file: the receipts, and a record of each thing asked that she did not give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from portal.consent.models import ConsentEvent, Request
from portal.consent.notices import NOTICES
from portal.consent.receipts import (
    PROFILE,
    Receipt,
    context,
    event_as_json,
    moment,
    parties,
    purpose_as_json,
    receipt_as_json,
    urn,
)
from portal.i18n import _
from portal.programmes.facts import Said
from portal.programmes.models import Programme, Team


@dataclass(frozen=True)
class Asked:
    """What a team asked. There is no receipt of it, since nothing was given."""

    request: Request
    events: list[ConsentEvent]
    name: str = field(repr=False)
    team: Team
    programme: Programme
    reach: Said


def ledger_as_json(receipts: Iterable[Receipt], asked: Iterable[Asked]) -> dict[str, Any]:
    """All of hers in one file."""
    given = [receipt_as_json(receipt) for receipt in receipts]
    return {"@context": context(), "@graph": [*given, *(_record(one) for one in asked)]}


def _record(asked: Asked) -> dict[str, Any]:
    request = asked.request
    return {
        "@id": urn(request.id),
        "@type": "dpv:ConsentRecord",
        "schema_version": PROFILE + "record",
        "record_id": str(request.id),
        "created": moment(request.at),
        "pii_principal_id": urn(request.owner_id),
        "processing": [
            {
                "@type": "dpv:Process",
                "purpose": purpose_as_json(_(NOTICES[request.purpose].name)),
                "pii_controllers": [urn(asked.programme.id)],
                "recipient_third_parties": [urn(asked.team.id)],
            }
        ],
        "parties": parties(request.owner_id, asked.name, asked.team, asked.programme, asked.reach),
        "events": [event_as_json(event, asked.programme, request.at) for event in asked.events],
    }
