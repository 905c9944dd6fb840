"""What she has given: all of it, and one."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, url_for

from portal.audit import service as audit
from portal.bidi import isolated
from portal.consent import asking, attached, ledger, notices, passing, rules, service, snapshot, wording
from portal.consent.parts import file_of
from portal.consent.states import State
from portal.consent.views.blueprint import bp, named
from portal.programmes import service as programmes
from portal.programmes.stages import NAMES
from portal.web.access import survivors_only
from portal.web.files import sealed
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.transactions import reading


@bp.get("/mine/choices/")
@survivors_only
def index() -> Response:
    with reading() as w:
        consents, requests = service.my_consents(w.main, w.person.id), asking.all_mine(w)
        teams = {c.recipient_id for c in consents} | {r.team_id for r in requests}
        names = programmes.team_names(w, teams)
        now = w.now
        paused = w.person.paused_at is not None
    standing = [c for c in consents if c.lives_at(now) or c.is_early_at(now)]
    ended = [c for c in consents if c not in standing]
    asked = [r for r in requests if asking.waits(r, now)]
    answered = [r for r in requests if not asking.waits(r, now) and r.state != State.GIVEN]
    return page(
        "consent/index.html", standing=standing, ended=ended, asked=asked, answered=answered, names=names,
        paused=paused, purposes=notices.NOTICES,
    )  # fmt: skip


@bp.get("/mine/choices/given/<uuid:consent_id>")
@survivors_only
def show(consent_id: UUID) -> Response:
    with reading() as w:
        consent = service.my_consent(w, consent_id)
        notice = service.notice_text(w, consent)
        acts = audit.acts_on(w.main, [consent.share_id])
        values: dict[str, Any] = {
            "consent": consent,
            "stands": consent.stands_at(w.now),
            "paused": consent.lives_at(w.now) and consent.paused_at is not None,
            "early": consent.is_early_at(w.now),
            "takes_parts": notices.NOTICES[consent.purpose].takes_parts,
            "typed": notices.NOTICES[consent.purpose].typed,
            "key_is_gone": service.key_is_gone(w, consent),
            "notice": notice,
            "agreed": wording.kept(w, consent.recipient_id, notice),
            "parts": snapshot.open_mine(w, consent.share_id, consent.purpose),
            "acts": acts,
            "said": {**rules.ANSWERS, **rules.COPIES, **NAMES, **passing.PASSED},
            "files": partial(url_for, ".shared_file", consent_id=consent_id),
            "button": ButtonForm(),
        }
        events = ledger.events(w, consent)
        ids = {act.staff_id for act in acts} | {event.by_id for event in events if event.by_id}
        people = programmes.staff_names(w, ids)
        values |= {"events": events, "people": people, "why": rules.WHY_STOPPED | rules.WHY_ASKED}
        values["silent"] = [isolated(people.get(id, "")) for id in rules.silent(acts)]
        values |= named(w, consent)
    return page("consent/show.html", **values)


@bp.get("/mine/choices/given/<uuid:consent_id>/files/<tick>")
@survivors_only
def shared_file(consent_id: UUID, tick: str) -> Response:
    """The copy that was shared, for as long as it is there."""
    with reading() as w:
        consent = service.my_consent(w, consent_id)
        shared = snapshot.open_mine(w, consent.share_id, consent.purpose, tick)
        one = file_of(shared, tick)
        opened = attached.content(w, w.person.id, one)
    return sealed(opened, one.type.mimetype, one.type.ending)
