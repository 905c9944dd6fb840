"""Beginning on paper, with somebody who claims it later."""

from __future__ import annotations

from flask import url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.accounts import service as accounts
from portal.actor import Role
from portal.helping import paper
from portal.helping.forms import BeginForm
from portal.helping.views.blueprint import bp
from portal.i18n import _, endonym, offered
from portal.statements.sections import CURRENT, STATEMENT
from portal.statements.titles import title
from portal.web.access import advocates_only
from portal.web.pages import page
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.transactions import system_work


@bp.route("/helping/begin", methods=["GET", "POST"])
@advocates_only
def begin() -> AnyResponse:
    """The card is shown once: no address leads to it."""
    form, found, settings = BeginForm(), live(), portal().settings
    form.parts.choices = [(str(one.number), _(title(one.number))) for one in CURRENT[STATEMENT].sections]
    form.language.choices = [(code, endonym(code)) for code in offered()]
    if form.validate_on_submit() and found is not None and found.actor.id is not None:
        cost = accounts.cost(Role.SURVIVOR, for_tests=settings.kdf_for_tests)
        numbers = [int(number) for number in form.parts.data or []]
        with system_work() as w:
            card = paper.begin(
                w, found.actor.id, numbers, form.called.data or "", form.language.data, settings.claim_days,
                cost,
            )  # fmt: skip
        return page(
            "helping/claim_card.html", card=card, days=settings.claim_days, begun_in=form.language.data,
            come_to=url_for("accounts.recover", language=form.language.data),
        )  # fmt: skip
    return page("helping/begin.html", 400 if form.errors else 200, form=form, days=settings.claim_days)
