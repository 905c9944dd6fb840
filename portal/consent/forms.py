"""Choosing a team, parts and a date; saying yes or no; ending it."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import AnyOf, InputRequired

from portal.i18n import lazy
from portal.web.forms import CheckboxesField, DayField, Form

YES, NO = "yes", "no"
CHOOSE = lazy("Please choose one.")


class NewForm(Form):
    team = RadioField(lazy("Who may read?"), validators=[InputRequired(message=CHOOSE)])
    purpose = RadioField(lazy("What for?"), validators=[InputRequired(message=CHOOSE)])


class PartsForm(Form):
    parts = CheckboxesField(
        lazy("Which parts may they read?"),
        description=lazy("Only what you tick. Everything else stays yours alone."),
        coerce=int,
    )


class UntilForm(Form):
    until = DayField(
        lazy("Until which day may they read?"),
        description=lazy("90 days at most. You can stop it before, on any day."),
    )


class GiveForm(Form):
    seen = HiddenField()
    answer = HiddenField(validators=[AnyOf([YES, NO])])


class WithdrawForm(Form):
    remove_copy = BooleanField(
        lazy("Also remove the copy that was shared. My own writing stays."),
    )
