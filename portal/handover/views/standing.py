"""For which services of the directory a team stands."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.handover import partners
from portal.handover.forms import SearchForm, ServiceForm
from portal.handover.rules import Reason
from portal.handover.views.blueprint import bp
from portal.i18n import N_, _
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.web.access import facilitators_only
from portal.web.forms import clean
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused, Work

TOLD = {
    Reason.TAKEN.name: N_("Another team stands for this service already."),
    Reason.SHARED_WITH.name: N_(
        "People share other things with this team now. It can become a partner organisation when all of "
        "that has ended."
    ),
}


@bp.get("/programme/partner/")
@facilitators_only
def partner() -> Response:
    words = clean(request.args.get("q")).strip()[:100]
    with reading() as w:
        team, may_change = programmes.my_team(w), facts.may_change(w)
        mine = partners.of_mine(w)
        found = partners.called(w, words) if may_change else []
    told = TOLD.get(request.args.get("why", ""))
    return page(
        "handover/partner.html", team=team, may_change=may_change, mine=mine, words=words,
        form=SearchForm(data={"q": words}),
        found=[one for one in found if one not in mine], told=_(told) if told else "", button=ServiceForm(),
    )  # fmt: skip


@bp.post("/programme/partner/add")
@facilitators_only
def add() -> AnyResponse:
    return _changed(partners.stand_for)


@bp.post("/programme/partner/remove")
@facilitators_only
def remove() -> AnyResponse:
    return _changed(partners.leave)


def _changed(act: Callable[[Work, UUID], None]) -> AnyResponse:
    form, why = ServiceForm(), None
    if form.validate_on_submit():
        try:
            with work() as w:
                act(w, _id(form.service_id.data))
        except Refused as refused:
            why = refused.reason.name
    return redirect(url_for(".partner", why=why), 303)


def _id(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise NotFound from None
