"""A helpline: what is put right, and what is added."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, Field, SelectField, TextAreaField, ValidationError

from portal.directory import tongues
from portal.i18n import N_, lazy
from portal.listing.forms.fields import RecordForm, area, can_be_called, line, named
from portal.support.line import Hours, Kind, Topic
from portal.support.rules import Choice
from portal.web.forms import CheckboxesField, Form

KINDS = {
    Kind.VOICE: N_("to speak"), Kind.TEXT: N_("text message"), Kind.WHATSAPP: N_("WhatsApp"),
    Kind.TEXTPHONE: N_("textphone"),
}  # fmt: skip


def _hours() -> SelectField:
    return SelectField(lazy("When somebody answers"), choices=[(one.name, lazy(one.value)) for one in Hours])


def _no_letters(_form: Form, field: Field) -> None:
    """A link dials the digits only: of 1-800-HELP it would call another number."""
    if any(map(str.isalpha, field.data or "")):
        raise ValidationError(str(lazy(LineForm.missing)))


class LineForm(RecordForm):
    each, needs, legend = ("dial", "kind", "first_word"), "dial", N_("Telephone %(number)s")
    missing = N_("Please give a number that can be called, such as +1 555 0100.")
    hours = _hours()
    text = area(lazy("A note for colleagues"), lazy("Only whoever leads a team reads it."), rows=3, most=400)

    @staticmethod
    def one() -> dict[str, Any]:
        kinds = [(kind.value, lazy(said)) for kind, said in KINDS.items()]
        return {
            "dial": line(lazy("Number"), "", can_be_called, _no_letters, most=40),
            "kind": SelectField(lazy("Kind of number"), choices=kinds),
            "first_word": line(lazy("Word to send first, if it wants one"), most=40),
        }

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if fine and not self.said["rows"]:
            self["dial_0"].errors = [str(lazy(self.missing))]
        return fine and bool(self.said["rows"])


class NewLineForm(LineForm):
    """Set the choices of `country` before it is looked at."""

    country = SelectField(lazy("Country"), choices=[])
    name = line(lazy("Name of the line, as it calls itself"), "", named, most=120)
    operator = line(lazy("Who runs it"), "", named, most=120)
    text = area(lazy("Languages spoken there"), lazy("One on each line."), named, rows=3, most=400)
    interpreters = BooleanField(lazy("Interpreters help with other languages"))
    hours = _hours()
    topics = CheckboxesField(
        lazy("What it helps with"), choices=[(one.name, lazy(one.value)) for one in Topic]
    )
    police = BooleanField(lazy("The police run it"))
    passes_on = BooleanField(lazy("It may pass on what it hears"))

    def offer(self, countries: list[Choice]) -> None:
        self.country.choices = [(one.code, one.name) for one in countries]

    def validate_text(self, field: TextAreaField) -> None:
        """A line is found by its languages, so each must be one that we know."""
        for name in (field.data or "").split("\n"):
            if name.strip() and not tongues.code_of(name):
                raise ValidationError(
                    str(lazy("We do not know this language: %(name)s.", name=name.strip()[:60]))
                )

    def validate_topics(self, field: CheckboxesField) -> None:
        if not field.data:
            raise ValidationError(str(lazy("Please tick at least one.")))
