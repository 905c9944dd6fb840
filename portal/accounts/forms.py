"""Sign-up, sign-in, the passphrase once more, and the ways back in."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from portal.accounts.words import has_words
from portal.i18n import lazy
from portal.web.forms import Form, PublicForm

WORDS, NUMBERS = "words", "numbers"
YES, NO, UNSAID = "yes", "no", "unsaid"
NEEDED = lazy("Please fill this in.")
LONG = Length(max=1000, message=lazy("This is too long."))
LABEL = lazy("Your secret words or numbers")
NO_SAVING = lazy("On a shared phone, do not let the browser save them.")


def kind_field() -> RadioField:
    return RadioField(
        lazy("What is easier for you to write down and type?"),
        choices=[(WORDS, lazy("Six words")), (NUMBERS, lazy("Twenty digits"))],
        default=WORDS,
        validators=[InputRequired(message=lazy("Please choose one."))],
    )


def name_field() -> StringField:
    return StringField(
        lazy("Your name here"),
        description=lazy("It looks like this: river-otter-4821"),
        validators=[InputRequired(message=NEEDED), LONG],
    )


def young_field() -> RadioField:
    return RadioField(
        lazy("Are you under 18?"),
        description=lazy("You do not have to say. It only changes what we show you. Nobody is told."),
        choices=[(YES, lazy("Yes")), (NO, lazy("No")), (UNSAID, lazy("I would rather not say"))],
        validate_choice=False,
    )


class WithKind:
    """For forms that ask "words or digits": languages without a list of words have digits only."""

    kind: RadioField

    def for_language(self, language: str) -> None:
        if not has_words(language):
            del self.kind

    @property
    def wants_words(self) -> bool:
        return self.kind is not None and self.kind.data == WORDS


class SignUpForm(WithKind, PublicForm):
    kind = kind_field()
    young = young_field()


class SignInForm(PublicForm):
    name = name_field()
    passphrase = PasswordField(LABEL, description=NO_SAVING, validators=[InputRequired(message=NEEDED), LONG])
    borrowed = BooleanField(lazy("This is somebody else’s device. We are sitting together."))


class RecoverForm(WithKind, PublicForm):
    name = name_field()
    number = StringField(
        lazy("Your recovery number"),
        description=lazy("26 digits. Spaces and dashes do not matter."),
        validators=[InputRequired(message=NEEDED), LONG],
        render_kw={"inputmode": "numeric"},
    )
    kind = kind_field()


class PassphraseForm(Form):
    passphrase = PasswordField(LABEL, description=NO_SAVING, validators=[InputRequired(message=NEEDED), LONG])


class TypeBackForm(Form):
    """In plain sight: she copies from paper, and may compare."""

    passphrase = StringField(
        lazy("Type what is on your paper"),
        description=lazy("Capitals, accents and spaces do not matter."),
        validators=[InputRequired(message=NEEDED), LONG],
    )


class NewWordsForm(WithKind, Form):
    kind = kind_field()


class OwnForm(Form):
    passphrase = PasswordField(
        lazy("Your own words"),
        description=lazy("At least 15 characters. Here capitals, accents and spaces do matter."),
        validators=[InputRequired(message=NEEDED)],
    )
    again = PasswordField(lazy("The same once more"), validators=[InputRequired(message=NEEDED)])


class YoungForm(Form):
    young = young_field()


class DeviceForm(Form):
    which = HiddenField()
