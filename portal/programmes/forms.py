"""Joining with an invitation, the buttons of the people page, and what the service says about itself."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import Length

from portal.accounts.words import has_words
from portal.i18n import lazy
from portal.programmes.facts import LONGEST, Said
from portal.programmes.profiles import Told, choices
from portal.web.forms import CheckboxesField, Form, PublicForm, clean


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


class FactForm(Form):
    """The field is called `text`, so that what was typed comes back when the session has ended."""

    text = TextAreaField(
        filters=[lambda text: clean(text).strip()],
        validators=[
            Length(
                max=LONGEST,
                message=lazy("This is too long. Up to %(most)s characters fit here.", most=LONGEST),
            )
        ],
    )

    def about(self, said: Said | Told) -> FactForm:
        self.text.label.text, self.text.description = lazy(said.heading), lazy(said.hint)
        return self


class SpeaksForm(Form):
    """Named in the language of the page."""

    speaks = CheckboxesField(
        lazy("What they speak well enough to talk about hard things"),
        choices=choices,
    )
