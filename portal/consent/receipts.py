"""The receipt of a consent: what ISO/IEC TS 27560:2023 asks for, in the words of the Data Privacy Vocabulary.

A receipt carries a copy of the record, as in the profile `dpv-27560#receipt` of W3C's guide. It holds the
names of the parts she shared and none of their words; it calls her what she is called here. Its JSON-LD
context stands inside it, so that a reader asks nobody for anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from portal.consent.choosing import codes
from portal.consent.models import Consent, ConsentEvent, NoticeText
from portal.consent.notice import Notice
from portal.consent.notices import NOTICES
from portal.consent.parts import title_of
from portal.consent.rules import COMPANY, WHY_ASKED, WHY_STOPPED
from portal.consent.states import OPEN, How, State
from portal.i18n import N_, _, current_language
from portal.programmes.facts import Said
from portal.programmes.models import Programme, Team

CONTEXT = Path(__file__).parent / "receipt" / "context.jsonld"
PROFILE = "dpv-27560:"
BASIS = "dpv:ExplicitlyExpressedConsent"
STATES = {
    State.REQUESTED: "dpv:ConsentRequested",
    State.DEFERRED: "dpv:ConsentRequestDeferred",
    State.REFUSED: "dpv:ConsentRefused",
    State.INVALIDATED: "dpv:ConsentInvalidated",
    State.GIVEN: "dpv:ConsentGiven",
    State.RENEWED: "dpv:RenewedConsentGiven",
    State.REPLACED: "dpv:ConsentInvalidated",
    State.WITHDRAWN: "dpv:ConsentWithdrawn",
    State.REVOKED: "dpv:ConsentRevoked",
    State.LAPSED: "dpv:ConsentExpired",
}
HAPPENED = {
    State.REQUESTED: N_("Somebody in the team asked you for this."),
    State.DEFERRED: N_("You said: later."),
    State.REFUSED: N_("You said no."),
    State.INVALIDATED: N_("It was not asked any more."),
    State.GIVEN: N_("You said yes."),
    State.RENEWED: N_("You said yes again, in place of an earlier yes."),
    State.REPLACED: N_("You gave a new yes in its place."),
    State.WITHDRAWN: N_("You stopped it."),
    State.REVOKED: N_("The service stopped it."),
    State.LAPSED: N_("Its date passed."),
}
TOLD = N_("Somebody in the team noted that you said “stop”.")
STOPPED = N_("You stopped everything.")
STORED = N_("On the server of this service, locked.")
KEPT = N_(
    "Not after this day, and not after you stop it. The copy that was shared stays until you remove it."
)
STOPPING = N_("Open this choice and press “Stop sharing”, or tell somebody in the team. You need no reason.")
COVER = N_("Your reference, by which the team knows you")
UNSAID = N_("The service has not written this here yet.")


@dataclass(frozen=True)
class Receipt:
    """All that a receipt says. `country`: ISO 3166."""

    consent: Consent
    notice: NoticeText
    events: list[ConsentEvent]
    name: str = field(repr=False)
    team: Team
    programme: Programme
    reach: Said
    country: str

    @property
    def id(self) -> UUID:
        """Another one when something has happened since."""
        return uuid5(self.consent.id, f"receipt/{len(self.events)}")

    @property
    def parts(self) -> dict[str, str]:
        """Names of what she shared, by what she ticked."""
        ticks = codes(self.consent.groups)
        return {tick: _(title_of(tick, self.consent.purpose)) for tick in ticks}

    @property
    def means(self) -> dict[str, str]:
        """In which ways, in words."""
        return {code: _(self.asked_for.means[code]) for code in codes(self.consent.means)}

    @property
    def onward(self) -> dict[str, str]:
        """To whom it may be passed on, in words."""
        return {code: _(self.asked_for.onward[code]) for code in codes(self.consent.onward)}

    @property
    def company(self) -> str:
        """Who was there when she said yes; empty when she did not say."""
        return _(COMPANY[self.consent.present]) if self.consent.present else ""

    @property
    def asked_for(self) -> Notice:
        return NOTICES[self.consent.purpose]

    @property
    def purpose(self) -> str:
        return _(self.asked_for.name)


def happened(event: ConsentEvent) -> str:
    """One line of the ledger, in words to her."""
    by_way: dict[str, str] = {How.TOLD: TOLD, How.STOP: STOPPED}
    said = by_way.get(event.how, HAPPENED[State(event.state)])
    why = (WHY_STOPPED | WHY_ASKED).get(event.why)
    return f"{_(said)} {_(why)}" if why else _(said)


def as_json(receipt: Receipt) -> dict[str, Any]:
    return {"@context": context(), **receipt_as_json(receipt)}


@cache
def context() -> dict[str, Any]:
    return dict(json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"])


def receipt_as_json(receipt: Receipt) -> dict[str, Any]:
    consent, programme = receipt.consent, receipt.programme
    return {
        "@id": urn(receipt.id),
        "@type": "dpv:ConsentReceipt",
        "schema_version": PROFILE + "receipt",
        "receipt_id": str(receipt.id),
        "record": {
            "@id": urn(consent.id),
            "@type": "dpv:ConsentRecord",
            "schema_version": PROFILE + "record",
            "record_id": str(consent.id),
            "created": moment(consent.given_at),
            "pii_principal_id": urn(consent.owner_id),
            "processing": [_processing(receipt)],
            "parties": parties(consent.owner_id, receipt.name, receipt.team, programme, receipt.reach),
            "events": [event_as_json(event, programme, consent.lapses_at) for event in receipt.events],
        },
    }


def _processing(receipt: Receipt) -> dict[str, Any]:
    consent, notice, place = receipt.consent, receipt.notice, f"loc:{receipt.country}"
    return {
        "@type": "dpv:Process",
        "privacy_notice": {
            "@type": "dpv:ConsentNotice",
            "notice_id": notice.hash.hex(),
            "notice_version": notice.version,
            "notice_text": {notice.language: notice.text},
        },
        "language": notice.language,
        "purpose": purpose_as_json(receipt.purpose),
        "lawful_basis": BASIS,
        "pii_information": _pii(receipt),
        **_ways(receipt),
        "pii_controllers": [urn(receipt.programme.id)],
        "recipient_third_parties": [urn(receipt.team.id)],
        "storage_locations": [
            {"@type": "dpv:StorageLocation", "label": said(_(STORED)), "jurisdiction": place}
        ],
        "retention_period": {
            "@type": "dpv:StorageDuration", "label": said(_(KEPT)), "until": moment(consent.lapses_at),
        },
        "jurisdiction": place,
        "withdrawal_method": {"@type": "dpv:WithdrawConsent", "label": said(_(STOPPING))},
    }  # fmt: skip


def purpose_as_json(name: str) -> dict[str, Any]:
    return {"@type": "dpv:Purpose", "label": said(name), "purpose_type": "dpv:RequestedServiceProvision"}


def _pii(receipt: Receipt) -> list[dict[str, Any]]:
    """The parts; where none were ticked, the reference under which the team knows her."""
    named = {f"section/{t}" if t.isdigit() else t: name for t, name in receipt.parts.items()}
    return [
        {"@type": "dpv:SensitivePersonalData", "pii_type": said(name), "pii_attribute_id": id}
        for id, name in (named or {"cover": _(COVER)}).items()
    ]


def _ways(receipt: Receipt) -> dict[str, Any]:
    """What she chose besides, where the notice asks for it."""
    found = {
        "processing_method": [*receipt.means.values()],
        "onward_recipients": [*receipt.onward.values()],
        "collection_method": receipt.company,
    }
    return {field: {current_language(): words} for field, words in found.items() if words}


def parties(hers: UUID, name: str, team: Team, programme: Programme, reach: Said) -> list[dict[str, Any]]:
    """The address and contact of the person whose words they are may be left out, and are."""
    where = {reach.language: reach.text} if reach.text else said(_(UNSAID))
    reached = {"party_address": where, "party_contact": where}
    service = {"party_id": urn(programme.id), "party_name": programme.name}
    receives = {"party_id": urn(team.id), "party_name": team.name}
    return [
        {"party_id": urn(hers), "party_type": "dpv:DataSubject", "party_name": name},
        {**service, "party_type": "dpv:DataController", **reached},
        {**receives, "party_type": "dpv:Recipient", **reached},
    ]


def event_as_json(event: ConsentEvent, programme: Programme, lapses_at: datetime) -> dict[str, Any]:
    """`lapses_at`: of the consent, which is how long a yes holds."""
    hers = event.how in (How.HERE, How.TOLD, How.STOP)
    lasts = lapses_at - event.at if event.state in OPEN else event.at - event.at
    return {
        "event_time": moment(event.at),
        "validity_duration": f"P{lasts.days}DT{lasts.seconds}S",
        "entity_id": urn(event.owner_id if hers else programme.id),
        "event_type": BASIS,
        "event_state": STATES[State(event.state)],
        "event_method": said(happened(event)),
    }


def said(words: str) -> dict[str, str]:
    return {current_language(): words}


def urn(id: UUID) -> str:
    return f"urn:uuid:{id}"


def moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
