"""Letting somebody help, and helping."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

import wtforms
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import AnyOf, InputRequired, Length

from portal.helping.models import Scope
from portal.helping.notes import LONGEST
from portal.helping.rules import DAYS, LONGEST_NAME, LONGEST_QUALIFICATION, WRITTEN, Pair, is_pair
from portal.helping.translated import ATTESTS, GAP, UNSURE, Paragraph, Translated
from portal.i18n import lazy
from portal.programmes.profiles import choices
from portal.web.forms import CheckboxesField, Form, clean

HERE, LATER = "here", "later"
TAKE, REFUSE = "take", "refuse"
BROKEN = lazy("Please choose one.")


def _days() -> list[tuple[str, str]]:
    return [(str(days), lazy("%(count)s days", count=days)) for days in DAYS[1:]]


class BringForm(Form):
    where = RadioField(
        lazy("Where is this person?"),
        choices=[
            (HERE, lazy("Beside me, now. The number is good for 15 minutes.")),
            (LATER, lazy("Somewhere else. I pass the number on myself. It is good for 3 days.")),
        ],
        validators=[InputRequired(BROKEN), AnyOf([HERE, LATER])],
    )


class CodeForm(Form):
    code = StringField(
        lazy("The number, 16 digits"),
        validators=[InputRequired(lazy("Please type the number.")), Length(max=80)],
        render_kw={"inputmode": "numeric"},
    )


class ChooseForm(Form):
    """`parts` are filled in by the view: those of her documents."""

    parts = CheckboxesField(
        lazy("Which parts may this person read?"), validators=[InputRequired(lazy("Please choose a part."))]
    )
    scope = RadioField(
        lazy("What may this person do with them?"),
        choices=[
            (Scope.SUGGEST.value, lazy("Read them, and suggest words to me")),
            (Scope.READ.value, lazy("Only read them")),
            (Scope.TRANSLATE.value, lazy("Read them, and translate them into another language")),
        ],
        validators=[InputRequired(BROKEN), AnyOf(list(Scope))],
    )
    from_language = SelectField(lazy("Only for translating: out of which language?"), default="")
    to_language = SelectField(lazy("Only for translating: into which language?"), default="")
    days = RadioField(
        lazy("For how long?"),
        choices=[("1", lazy("One day")), *_days()],
        validators=[InputRequired(BROKEN), AnyOf([str(days) for days in DAYS])],
    )
    safe = BooleanField(lazy("This person sits beside me, and I am safe"))

    def with_languages(self) -> Self:
        written = [("", "–"), *(one for one in choices() if one[0] in WRITTEN)]
        self.from_language.choices = self.to_language.choices = written
        return self

    @property
    def pair(self) -> Pair:
        return self.from_language.data or "", self.to_language.data or ""

    def validate_to_language(self, _field: SelectField) -> None:
        if self.scope.data == Scope.TRANSLATE and not is_pair(self.pair):
            raise ValidationError(str(lazy("Please choose two languages.")))


class StartForm(Form):
    called = StringField(
        lazy("What should this person call you here? You can leave it empty."),
        filters=[clean],
        validators=[Length(max=LONGEST_NAME)],
    )


class LongerForm(Form):
    days = RadioField(
        lazy("For how long from now?"),
        choices=[("1", lazy("One day")), *_days()],
        validators=[InputRequired(BROKEN), AnyOf([str(days) for days in DAYS])],
    )


class BeginForm(Form):
    """`parts` and `language` are filled in by the view."""

    called = StringField(
        lazy("How will you know who this is? Only you see it. No full name is needed."),
        filters=[clean],
        validators=[Length(max=LONGEST_NAME)],
    )
    language = RadioField(lazy("In which language will they read?"), validators=[InputRequired(BROKEN)])
    parts = CheckboxesField(
        lazy("Which parts do you begin together?"), validators=[InputRequired(lazy("Please choose a part."))]
    )


class SettleForm(Form):
    """`seen`: the revision of the part she looked at."""

    seen = IntegerField(validators=[InputRequired()])
    answer = HiddenField(validators=[AnyOf([TAKE, REFUSE])])


class SuggestForm(Form):
    """The field is called `text`, so that what was typed comes back when the session has ended."""

    text = TextAreaField(
        lazy("The words as you suggest them"), filters=[clean], validators=[Length(max=LONGEST)]
    )
    said = TextAreaField(
        lazy("A question, or why"), filters=[clean], validators=[Length(max=4000)], render_kw={"rows": 3}
    )


class NoteForm(Form):
    rev = IntegerField()
    text = TextAreaField(lazy("For you alone"), filters=[clean], validators=[Length(max=LONGEST)])


class ParagraphForm(wtforms.Form):
    of = HiddenField(filters=[clean])
    text = TextAreaField(filters=[clean], render_kw={"rows": 4})
    gap = BooleanField(lazy("Gap: it is not translated, or cannot be"))
    unsure = BooleanField(lazy("Unsure: this may not be right"))


class TranslateForm(Form):
    """`of` in each paragraph is the original for which the words were typed."""

    paragraphs = FieldList(FormField(ParagraphForm))
    qualification = StringField(
        lazy("Your qualification"),
        description=lazy("For example: court interpreter, by whom, and the number. It stands beside it."),
        filters=[clean],
        validators=[Length(max=LONGEST_QUALIFICATION)],
    )
    attested = BooleanField(lazy(ATTESTS))

    @property
    def said(self) -> list[Paragraph]:
        return [
            Paragraph(one["of"] or "", one["text"] or "", tuple(mark for mark in (GAP, UNSURE) if one[mark]))
            for one in self.paragraphs.data
        ]

    @classmethod
    def of(cls, made: Translated) -> Self:
        """To go on with; whoever saves it again attests it again."""
        rows = [
            {"of": one.of, "text": one.text, GAP: GAP in one.marks, UNSURE: UNSURE in one.marks}
            for one in made.paragraphs
        ]
        return cls(formdata=None, data={"paragraphs": rows, "qualification": made.qualification})

    def over(self, made: Translated) -> Translated:
        """What is typed, in the place of what was saved."""
        return replace(made, paragraphs=tuple(self.said), qualification=self.qualification.data or "")


class BesideForm(Form):
    """`seen`: the save that she looked at."""

    seen = IntegerField(validators=[InputRequired()])
    beside = BooleanField()
    answer = HiddenField(validators=[AnyOf([TAKE, REFUSE])])

    @property
    def said(self) -> str | None:
        """What became of it; the page itself says that it is put away."""
        if self.answer.data != TAKE:
            return None
        return "shown" if self.beside.data else "hers"
