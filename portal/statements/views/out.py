"""Taking it along: which parts, as what; what will be in the file; then the file."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.paper import as_pdf
from portal.statements import out as taking
from portal.statements import service
from portal.statements.forms import PDF, TEXT, TakeForm
from portal.statements.sections import NUMBERS
from portal.statements.views.blueprint import bp
from portal.web.access import survivors_only, takes_along
from portal.web.files import file
from portal.web.forms import ButtonForm
from portal.web.guard import to_step_up
from portal.web.pages import page
from portal.web.signed_in import is_fresh
from portal.web.transactions import reading, work

ALL = "all"


def _numbers() -> list[int]:
    """The parts that the address names; their numbers tell nothing."""
    ticked = request.args.getlist("parts")
    return [number for number in NUMBERS if str(number) in ticked or ALL in ticked]


def _chosen() -> dict[str, Any]:
    return {"parts": _numbers(), "kind": TEXT if request.args.get("kind") == TEXT else PDF}


@bp.get("/mine/writing/out")
@survivors_only
@takes_along
def out() -> Response:
    with reading() as w:
        written = service.read_all(w)
    chosen = _chosen()
    form = TakeForm(formdata=None, kind=chosen["kind"], parts=[str(number) for number in chosen["parts"]])
    form.parts.choices = [(str(one.number), taking.heading(one)) for one in written]
    return page("statements/out.html", form=form, none_ticked="none" in request.args, all=ALL)


@bp.get("/mine/writing/out/see")
@survivors_only
@takes_along
def out_see() -> AnyResponse:
    """Exactly what will be in the file."""
    chosen = _chosen()
    with reading() as w:
        written = taking.parts(w, chosen["parts"])
    if not written:
        return redirect(url_for(".out", none=1, kind=chosen["kind"]), 303)
    paper = taking.paper(written)
    shown = as_pdf(paper).paper if chosen["kind"] == PDF else paper
    here, back = url_for(".out_see", **chosen), url_for(".out", **chosen)
    return page(
        "statements/out_see.html",
        paper=shown,
        fresh=is_fresh(),
        token_form=ButtonForm(),
        here=here,
        back=back,
    )


@bp.post("/mine/writing/out/see")
@survivors_only
@takes_along
def out_file() -> AnyResponse:
    chosen = _chosen()
    here = url_for(".out_see", **chosen)
    if not is_fresh():
        return to_step_up(here)
    if not ButtonForm().validate_on_submit():
        return redirect(here, 303)
    with work() as w:
        written = taking.take(w, chosen["parts"])
    if not written:
        return redirect(url_for(".out", none=1, kind=chosen["kind"]), 303)
    paper = taking.paper(written)
    if chosen["kind"] == PDF:
        return file(as_pdf(paper).content, "pdf", "application/pdf")
    return file(taking.as_text(paper), "txt", "text/plain; charset=utf-8")
