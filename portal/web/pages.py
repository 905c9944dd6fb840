"""What every template is given, and the one function that renders one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, g, make_response, render_template, request, url_for
from wtforms import DateField, FileField, HiddenField, StringField
from wtforms.form import BaseForm

from portal import i18n
from portal.actor import Role
from portal.web.forms import session_token
from portal.web.lasting import IDLE
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.templates import in_this_language

HOMES = {
    Role.SURVIVOR: "home.mine",
    Role.FACILITATOR: "inbox.index",
    Role.ADVOCATE: "helping.index",
}


def page(template: str, status: int = 200, *, writing_form: str | None = None, **values: Any) -> Response:
    """A page as a person sees it. `writing_form`: the id of its form that takes words, if it has one.

    A page that shows words and takes none closes by itself when the idle time is over; one that is
    being written in never does.
    """
    stays = writing_form is not None or _takes_words(values.get("form"))
    values |= _context(writing_form, closes=not stays)
    response = make_response(render_template(in_this_language(template), **values), status)
    if values["closes_at"] is not None:
        leave = url_for("safety.leave", idle=1)
        response.headers["Refresh"] = f"{int(_idle().total_seconds())}; url={leave}"
    return response


def _idle() -> timedelta:
    found = live()
    return IDLE if found is None else found.idle


def _takes_words(form: BaseForm | None) -> bool:
    typed = (StringField, DateField, FileField)
    return form is not None and any(
        isinstance(field, typed) and not isinstance(field, HiddenField) for field in form
    )


def home() -> str:
    """The first page of whoever is here."""
    found = live()
    return url_for("home.front" if found is None else HOMES[found.actor.role])


def _context(writing_form: str | None, *, closes: bool) -> dict[str, Any]:
    found, p = live(), portal()
    closes = closes and found is not None
    return {
        "language": i18n.current_language(),
        "direction": i18n.direction(i18n.current_language()),
        "public_name": p.settings.public_name,
        "languages": _languages(),
        "role": None if found is None else found.actor.role.value,
        "home_url": home(),
        "sign_out_token": session_token() if writing_form is None else "",
        "demonstration": p.settings.demonstration,
        "leave_url": url_for("safety.leave"),
        "private": found is not None,
        "borrowed": found is not None and found.borrowed,
        "together": found is not None and found.together and (found.borrowed or not found.paused),
        "assets": p.assets,
        "icon_url": p.assets.url(p.settings.icon + ".svg"),
        "writing_form": writing_form,
        "closes_at": i18n.format_time(p.now() + _idle()) if closes else None,
        "endonym": i18n.endonym,
        "idle_seconds": int(_idle().total_seconds()),
        "stay_url": request.path if request.method == "GET" else url_for("home.front"),
    }


def _languages() -> list[tuple[str, str, str, bool]]:
    """(code, its own name, this page in it, is it this one)"""
    here = i18n.current_language()
    return [
        (code, i18n.endonym(code), _this_page_in(code), code == here) for code in portal().settings.languages
    ]


def _this_page_in(code: str) -> str:
    here = f"/{i18n.current_language()}/"
    if request.url_rule is not None and request.path.startswith(here):
        address = quote(f"/{code}/{request.path.removeprefix(here)}")
    else:
        address = url_for("home.front", language=code)
    query = request.query_string.decode("ascii", "ignore")
    return f"{address}?{query}" if query else address


def install(app: Flask) -> None:
    """Languages in addresses: taken out of what views see, and put into every link."""

    @app.url_value_preprocessor
    def take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
        offered = portal().settings.languages
        asked = (values or {}).pop("language", None) or _language_of_path(offered)
        g.language = asked or request.accept_languages.best_match(offered) or offered[0]

    @app.url_defaults
    def give_language(endpoint: str, values: dict[str, Any]) -> None:
        if app.url_map.is_endpoint_expecting(endpoint, "language"):
            values.setdefault("language", g.language)


def _language_of_path(offered: tuple[str, ...]) -> str | None:
    """A missing page still speaks the language of its address."""
    first = request.path.split("/")[1]
    return first if first in offered else None
