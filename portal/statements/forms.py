"""Which of two texts she keeps; a note to herself; what she takes along."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, TextAreaField, ValidationError
from wtforms.validators import UUID, AnyOf, InputRequired, Length

from portal.i18n import lazy
from portal.statements.apart import Keep
from portal.statements.rules import LONGEST_NOTE
from portal.web.forms import CheckboxesField, Form, clean

PDF, TEXT = "pdf", "txt"


class BothForm(Form):
    """`seen` is the revision of the saved text she looked at, `which` the text that was kept apart."""

    seen = IntegerField(validators=[InputRequired()])
    which = HiddenField(validators=[UUID()])
    answer = HiddenField(validators=[AnyOf(list(Keep))])


class NoteForm(Form):
    """`rev`: the revision this page began from. The field is called `text`, so that what was typed comes
    back when the session has ended."""

    rev = IntegerField()
    text = TextAreaField(
        lazy("In your words"),
        filters=[clean],
        validators=[
            Length(
                max=LONGEST_NOTE,
                message=lazy("This is too long. Up to %(most)s characters fit here.", most=LONGEST_NOTE),
            )
        ],
    )
    again = BooleanField(lazy("Remind me on the list that I want to come back to this"))

    def validate_text(self, field: TextAreaField) -> None:
        if "\ufffd" in (field.data or ""):
            raise ValidationError(str(lazy("Some letters arrived broken. Please look at them, then save.")))


class TakeForm(Form):
    """Its answers stand in an address: numbers of parts, no words."""

    parts = CheckboxesField(lazy("Which parts?"), choices=[])
    kind = RadioField(
        lazy("As what?"),
        choices=[(PDF, lazy("A paper to print (PDF)")), (TEXT, lazy("Only the words (plain text)"))],
    )
