"""Joining with an invitation, and the buttons of the people page."""

from __future__ import annotations

from wtforms import HiddenField, RadioField

from portal.accounts.words import has_words
from portal.i18n import lazy
from portal.web.forms import Form, PublicForm


class JoinForm(PublicForm):
    kind = RadioField(
        lazy("What is easier for you to write down and type?"),
        choices=[("words", lazy("Six words")), ("numbers", lazy("Twenty digits"))],
        default="words",
    )

    def for_language(self, language: str) -> JoinForm:
        if not has_words(language):
            del self.kind
        return self

    @property
    def wants_words(self) -> bool:
        return "kind" in self and self["kind"].data == "words"


class LetInForm(Form):
    staff_id = HiddenField()
