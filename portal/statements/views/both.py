"""Two texts for one section, side by side."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import i18n
from portal.statements import apart, service
from portal.statements.difference import marked
from portal.statements.forms import BothForm
from portal.statements.views.blueprint import bp, the_section, told
from portal.web.access import survivors_only
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound, Refused, Stale


@bp.get("/mine/writing/<int:number>/both")
@survivors_only
def both(number: int) -> AnyResponse:
    """Two texts side by side, the saved one and the oldest that waits; she says which she keeps."""
    shown = the_section(number)
    with reading() as w:
        waiting = apart.beside(w, number).waiting
        if not waiting:
            return redirect(url_for(".write", number=number, said="settled"))
        written, kept = service.read(w, number), apart.read(w, waiting[0])
    return page(
        "statements/both.html", told=told(), section=shown, written=written, kept=kept,
        marked=marked(written.words, kept.words), more=len(waiting) - 1,
        form=BothForm(formdata=None, seen=written.rev, which=kept.id),
    )  # fmt: skip


@bp.post("/mine/writing/<int:number>/both")
@survivors_only
def settle(number: int) -> AnyResponse:
    form = BothForm()
    if not form.validate_on_submit():
        return redirect(url_for(".both", number=number), 303)
    keep, said = apart.Keep(form.answer.data or ""), None
    try:
        with work() as w:
            apart.settle(w, UUID(form.which.data), form.seen.data or 0, keep, i18n.current_language())
    except NotFound:
        said = "settled"
    except Stale:
        return redirect(url_for(".both", number=number, said="changed"), 303)
    except Refused:
        return redirect(url_for(".both", number=number, said="long"), 303)
    return redirect(url_for(".write", number=number, said=said), 303)
