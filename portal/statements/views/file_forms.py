"""Choosing a file; what it is called and what it says in words."""

from __future__ import annotations

from wtforms import FileField, IntegerField, RadioField, TextAreaField, ValidationError
from wtforms.validators import Length

from portal.i18n import lazy
from portal.statements.rules import LONGEST_NOTE, LONGEST_TITLE
from portal.web.forms import Form, clean

# Kinds by name and not "image/*": a telephone that makes HEIC then sends a JPEG.
ACCEPT = "image/jpeg,image/png,image/webp,image/gif,audio/*,application/pdf,text/plain,.docx,.odt"
BY = ("me", "helper", "machine")


class _Form(Form):
    def first_error(self) -> str:
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class FileForm(_Form):
    """What was chosen is read by `uploads`, before there is a form."""

    file = FileField(lazy("Choose a file"), render_kw={"accept": ACCEPT})


class FileWordsForm(_Form):
    """`rev`: the revision this page began from. `text`: as in a note, so that it comes back."""

    rev = IntegerField()
    title = TextAreaField(  # of one line, but no input: "Leave" is the first button, which Enter would press
        lazy("What you want to call it"),
        filters=[clean, lambda words: " ".join(words.split())],
        render_kw={"rows": 2},
        validators=[Length(max=LONGEST_TITLE, message=lazy("This name is too long."))],
    )
    text = TextAreaField(
        lazy("What it says, or what can be seen, in words"),
        filters=[clean],
        description=lazy(
            "You do not have to. It helps people who cannot hear or see it. When you share it, you can leave "
            "something out of these words, as in your writing."
        ),
        validators=[
            Length(
                max=LONGEST_NOTE,
                message=lazy("This is too long. Up to %(most)s characters fit here.", most=LONGEST_NOTE),
            )
        ],
    )  # fmt: skip
    by = RadioField(
        lazy("Who wrote these words?"),
        choices=[
            ("me", lazy("I did")),
            ("helper", lazy("Somebody who helped me")),
            ("machine", lazy("A program on a device")),
        ],
        validate_choice=False,
    )

    def validate_text(self, field: TextAreaField) -> None:
        if "\ufffd" in (field.data or "") + (self.title.data or ""):
            raise ValidationError(str(lazy("Some letters arrived broken. Please look at them, then save.")))
