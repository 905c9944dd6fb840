"""Choosing a team, parts and a date; saying yes or no; ending it."""

from __future__ import annotations

from wtforms import BooleanField, DateField, HiddenField, RadioField
from wtforms.validators import AnyOf, InputRequired

from portal.i18n import ascii_digits, lazy
from portal.web.forms import CheckboxesField, Form

YES, NO = "yes", "no"
CHOOSE = lazy("Please choose one.")


class DayField(DateField):
    """A day; digits of any script."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([ascii_digits(value) for value in valuelist])
        except ValueError:
            raise ValueError(str(lazy("Please give a day, such as 2026-12-31."))) from None


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


class ButtonForm(Form):
    """Only a button."""


class WithdrawForm(Form):
    remove_copy = BooleanField(
        lazy("Also remove the copy that was shared. My own writing stays."),
    )
