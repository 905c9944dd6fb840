"""Forms: labels, hints and shape, and tokens that no other site can make.

Signed in, a form's token comes out of the session. Signed out, it is stateless (no page sets a
cookie by itself): sealed under the service's key, good for a day, refused when the browser says that
another site sent the form.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import request
from flask_wtf import FlaskForm
from wtforms import DateField, SelectMultipleField, ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.form import BaseForm

from portal.crypto import CannotOpen, lp, mac, same
from portal.i18n import ascii_digits, lazy
from portal.web.signed_in import live
from portal.web.state import portal

OUT_GOOD_FOR = timedelta(days=1)
OUT_CTX = lp("form/v1")
NO_WORDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # Cc but tab and LF; Cs
TOO_OLD = lazy("This page was open for a long time. Nothing is lost. Please press the button once more.")


def session_token() -> str:
    found = live()
    return "" if found is None else mac(found.csrf, lp("form/v1")).hex()


def signed_out_token() -> str:
    p = portal()
    return p.server.seal_token("form", int(p.now().timestamp()).to_bytes(8, "big"), OUT_CTX)


def _signed_out_token_holds(token: str) -> bool:
    p = portal()
    try:
        made = int.from_bytes(p.server.open_token("form", token, OUT_CTX), "big")
    except CannotOpen:
        return False
    return 0 <= p.now().timestamp() - made < OUT_GOOD_FOR.total_seconds()


def from_another_site() -> bool:
    """What the browser says of where a form came from; silence is not held against it."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        return True
    origin = request.headers.get("Origin")
    try:
        return origin is not None and urlsplit(origin).netloc != request.host
    except ValueError:  # such as http://[
        return True


class FormToken(CSRF):
    def setup_form(self, form: BaseForm) -> list[tuple[str, Any]]:
        self.public = form.meta.public
        return super().setup_form(form)

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        return signed_out_token() if self.public else session_token()

    def validate_csrf_token(self, form: BaseForm, field: CSRFTokenField) -> None:
        given = field.data or ""
        if self.public:
            holds = _signed_out_token_holds(given)
        else:
            holds = bool(session_token()) and same(session_token().encode(), given.encode())
        if not holds or from_another_site():
            raise ValidationError(str(TOO_OLD))


class Form(FlaskForm):
    """A form of somebody who is signed in."""

    class Meta:
        csrf = True
        csrf_class = FormToken
        csrf_context = None
        csrf_field_name = "csrf_token"
        public = False


class PublicForm(Form):
    """A form that needs no session."""

    class Meta:
        public = True


class DayField(DateField):
    """A day; digits of any script."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([ascii_digits(value) for value in valuelist])
        except ValueError:
            raise ValueError(str(lazy("Please give a day, such as 2026-12-31."))) from None


class ButtonForm(Form):
    """Only a button."""


class CheckboxesField(SelectMultipleField):
    """Several choices, none of them ticked beforehand."""


def clean(text: str | None) -> str:
    """Line ends as LF; NUL and other control characters, which carry no words, out."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return NO_WORDS.sub("", text)
