"""The receipt of what she gave: a page, and files she may take along."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from flask import Response, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.consent import gathering, paper, receipts, records, service
from portal.consent.receipts import Receipt
from portal.consent.views.blueprint import bp
from portal.web.access import survivors_only
from portal.web.files import file
from portal.web.guard import to_step_up
from portal.web.pages import page
from portal.web.signed_in import is_fresh
from portal.web.state import portal
from portal.web.transactions import reading


@bp.get("/mine/choices/given/<uuid:consent_id>/receipt")
@survivors_only
def receipt(consent_id: UUID) -> Response:
    shown = paper.paper(_receipt(consent_id))
    return page("consent/receipt.html", paper=shown, consent_id=consent_id, fresh=is_fresh())


@bp.get("/mine/choices/given/<uuid:consent_id>/receipt.json")
@survivors_only
def receipt_json(consent_id: UUID) -> AnyResponse:
    found = _receipt(consent_id)
    if not is_fresh():
        return to_step_up(url_for(".receipt", consent_id=consent_id))
    return file(_as_text(receipts.as_json(found)), "json", "application/ld+json")


@bp.get("/mine/choices/given/<uuid:consent_id>/receipt.pdf")
@survivors_only
def receipt_pdf(consent_id: UUID) -> AnyResponse:
    found = _receipt(consent_id)
    if not is_fresh():
        return to_step_up(url_for(".receipt", consent_id=consent_id))
    return file(paper.as_pdf(paper.paper(found)), "pdf", "application/pdf")


@bp.get("/mine/choices/ledger.json")
@survivors_only
def ledger() -> AnyResponse:
    """The receipts of everything she ever gave, and what she was asked and did not give."""
    if not is_fresh():
        return to_step_up(url_for(".index"))
    with reading() as w:
        consents = service.my_consents(w.main, w.person.id)
        reach = gathering.reach_of_services(w)
        found = gathering.receipts(w, consents, portal().settings.country, reach)
        asked = gathering.asked(w, reach)
    return file(_as_text(records.ledger_as_json(found, asked)), "json", "application/ld+json")


def _receipt(consent_id: UUID) -> Receipt:
    with reading() as w:
        consent = service.my_consent(w, consent_id)
        (found,) = gathering.receipts(w, [consent], portal().settings.country, gathering.reach_of_services(w))
    return found


def _as_text(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode()
