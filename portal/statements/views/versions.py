"""Earlier texts of a section: all of them, one beside what is there now, taken back, taken away."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.statements import earlier, service
from portal.statements.difference import marked
from portal.statements.views.blueprint import bp, the_section, told
from portal.web.access import survivors_only
from portal.web.forms import ButtonForm
from portal.web.pages import page
from portal.web.transactions import reading, work
from portal.work import NotFound


@bp.get("/mine/writing/<int:number>/versions")
@survivors_only
def versions(number: int) -> AnyResponse:
    shown = the_section(number)
    with reading() as w:
        found = earlier.all_of(w, number)
    return page("statements/versions.html", told=told(), section=shown, versions=found)


@bp.route("/mine/writing/<int:number>/versions/<uuid:id>", methods=["GET", "POST"])
@survivors_only
def version(number: int, id: UUID) -> AnyResponse:
    """One earlier text and what is there now; the button takes it back."""
    shown, form = the_section(number), ButtonForm()
    if form.validate_on_submit():
        with work() as w:
            earlier.take_back(w, number, id)
        return redirect(url_for(".write", number=number, said="earlier"), 303)
    with reading() as w:
        one, there = earlier.read(w, number, id), service.read(w, number)
    return page(
        "statements/version.html", 400 if form.errors else 200, section=shown, one=one, there=there,
        marked=marked(one.words, there.words), form=form,
    )  # fmt: skip


@bp.route("/mine/writing/<int:number>/versions/<uuid:id>/remove", methods=["GET", "POST"])
@survivors_only
def remove_version(number: int, id: UUID) -> AnyResponse:
    form = ButtonForm()
    if form.validate_on_submit():
        try:
            with work() as w:
                earlier.remove(w, number, id)
        except NotFound:
            pass  # a second tap finds it done
        return redirect(url_for(".versions", number=number, said="removed"), 303)
    with reading() as w:
        one = earlier.read(w, number, id)
    return page(
        "statements/remove_version.html", 400 if form.errors else 200,
        section=the_section(number), one=one, form=form,
    )  # fmt: skip
