"""Letting somebody help, and helping."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length

from portal.helping.models import Scope
from portal.helping.notes import LONGEST
from portal.helping.rules import DAYS, LONGEST_NAME
from portal.i18n import lazy
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
        ],
        validators=[InputRequired(BROKEN), AnyOf(list(Scope))],
    )
    days = RadioField(
        lazy("For how long?"),
        choices=[("1", lazy("One day")), *_days()],
        validators=[InputRequired(BROKEN), AnyOf([str(days) for days in DAYS])],
    )
    safe = BooleanField(lazy("This person sits beside me, and I am safe"))


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
