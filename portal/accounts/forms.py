"""Sign-up, sign-in and the passphrase once more."""

from __future__ import annotations

from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from portal.i18n import lazy
from portal.web.forms import Form, PublicForm

WORDS, NUMBERS = "words", "numbers"
NEEDED = lazy("Please fill this in.")
LONG = Length(max=400, message=lazy("This is too long."))
LABEL = lazy("Your secret words or numbers")


class SignUpForm(PublicForm):
    kind = RadioField(
        lazy("What is easier for you to write down and type?"),
        choices=[(WORDS, lazy("Six words")), (NUMBERS, lazy("Twenty digits"))],
        default=WORDS,
        validators=[InputRequired(message=lazy("Please choose one."))],
    )


class SignInForm(PublicForm):
    name = StringField(
        lazy("Your name here"),
        description=lazy("It looks like this: river-otter-4821"),
        validators=[InputRequired(message=NEEDED), LONG],
    )
    passphrase = PasswordField(
        LABEL,
        description=lazy("On a shared phone, do not let the browser save them."),
        validators=[InputRequired(message=NEEDED), LONG],
    )


class PassphraseForm(Form):
    passphrase = PasswordField(
        LABEL,
        description=lazy("On a shared phone, do not let the browser save them."),
        validators=[InputRequired(message=NEEDED), LONG],
    )


class TypeBackForm(Form):
    """In plain sight: she copies from paper, and may compare."""

    passphrase = StringField(
        lazy("Type what is on your paper"),
        description=lazy("Capitals, accents and spaces do not matter."),
        validators=[InputRequired(message=NEEDED), LONG],
    )


class ButtonForm(Form):
    """Only a button."""
