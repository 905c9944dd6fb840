"""What a service says in its own words before our text: its members read it, whoever leads writes it."""

from __future__ import annotations

from datetime import datetime

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal import i18n
from portal.consent import wording
from portal.consent.forms import OwnWordsForm
from portal.consent.notices import NOTICES, PROPOSED
from portal.consent.views.blueprint import bp
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.web.access import facilitators_only
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound


@bp.get("/programme/notices/")
@bp.get("/programme/notices/<code>")
@facilitators_only
def notices(code: str | None = None) -> Response:
    code = code or i18n.current_language()
    if code not in i18n.offered():
        raise NotFound
    with reading() as w:
        versions, may_change = wording.of_mine(w, code), facts.may_change(w)
        ours = _examples(programmes.my_team(w).name, w.now, code)
    return page(
        "consent/notices.html", notices=NOTICES, versions=versions, ours=ours, code=code,
        codes=i18n.offered(), may_change=may_change,
    )  # fmt: skip


@bp.route("/programme/notices/<code>/<purpose>", methods=["GET", "POST"])
@facilitators_only
def notice(code: str, purpose: str) -> Response:
    with reading() as w:
        versions = wording.to_change(w, purpose, code)
        people = programmes.staff_names(w, {row.made_by for row in versions})
        ours = _examples(programmes.my_team(w).name, w.now, code)[purpose]
    form = OwnWordsForm(data={"text": versions[0].text if versions else ""})
    if form.validate_on_submit():
        with work() as w:
            wording.change(w, purpose, code, form.text.data or "")
        return redirect(url_for(".notices", code=code, _anchor=purpose), 303)
    return page(
        "consent/notice.html", 400 if form.errors else 200, form=form, code=code, notice=NOTICES[purpose],
        ours=ours, versions=versions, people=people,
    )  # fmt: skip


def _examples(team: str, now: datetime, code: str) -> dict[str, list[str]]:
    """Our texts as they stand for this team, with everything ticked and an end in some weeks."""
    with i18n.use_language(code):
        return {
            purpose: notice.in_words(team, now + PROPOSED, list(notice.means), list(notice.onward))
            for purpose, notice in NOTICES.items()
        }
