"""Choosing two people, asking them, and their answer."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from portal.accounts.words import has_words
from portal.i18n import lazy
from portal.web.forms import Form, PublicForm

YES, NO = "yes", "no"
NEEDED = InputRequired(message=lazy("Please fill this in."))
LONG = Length(max=400, message=lazy("This is too long."))


def name_field() -> StringField:
    return StringField(
        lazy("Your name here"),
        description=lazy("It looks like this: river-otter-4821"),
        validators=[NEEDED, LONG],
    )


class ChooseForm(Form):
    first = SelectField(lazy("The first person"), validate_choice=False)
    second = SelectField(lazy("The second person"), validate_choice=False)


class AskForm(PublicForm):
    name = name_field()


class ComeForm(PublicForm):
    name = name_field()
    number = StringField(
        lazy("The number you kept"),
        description=lazy("26 digits. Spaces and dashes do not matter."),
        validators=[NEEDED, LONG],
        render_kw={"inputmode": "numeric"},
    )
    kind = RadioField(
        lazy("What is easier for you to write down and type?"),
        choices=[("words", lazy("Six words")), ("numbers", lazy("Twenty digits"))],
        default="words",
        validators=[InputRequired(message=lazy("Please choose one."))],
    )

    def for_language(self, language: str) -> None:
        if not has_words(language):
            del self.kind

    @property
    def wants_words(self) -> bool:
        return self.kind is not None and self.kind.data == "words"


class ToldForm(Form):
    told = StringField(
        lazy("The number this person told you"),
        description=lazy("8 digits"),
        validators=[NEEDED, Length(max=100)],
        render_kw={"inputmode": "numeric"},
    )


class AnswerForm(Form):
    told = HiddenField()
    answer = HiddenField()
