"""Choosing a team, parts and a date; saying yes or no; ending it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from wtforms import BooleanField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length

from portal.consent import rules
from portal.consent.notice import Notice
from portal.consent.rules import COMPANY, LONGEST_NOTE, Reason
from portal.consent.wording import LONGEST
from portal.i18n import _, lazy
from portal.web.forms import CheckboxesField, DayField, Form, clean

YES, NO, LATER = "yes", "no", "later"
CHOOSE = lazy("Please choose one.")


class NewForm(Form):
    team = RadioField(lazy("Who may read?"), validators=[InputRequired(message=CHOOSE)])
    purpose = RadioField(lazy("What for?"), validators=[InputRequired(message=CHOOSE)])


class PartsForm(Form):
    parts = CheckboxesField(
        lazy("Which parts may they read?"),
        description=lazy("Only what you tick. Everything else stays yours alone."),
    )


class LookForm(Form):
    """`seen`: which words were on the page. `out`: passages, as the page names them."""

    seen = HiddenField()
    out = CheckboxesField()
    show = RadioField(
        lazy("If you leave something out"),
        choices=[
            (YES, lazy("Show that something was left out")),
            (NO, lazy("Do not show it")),
        ],
        description=lazy("Shown, it looks like this: (part left out)"),
        validators=[InputRequired(message=CHOOSE)],
    )


class UntilForm(Form):
    until = DayField(
        lazy("Until which day may they read?"),
        description=lazy("90 days at most. You can stop it before, on any day."),
    )


class HowForm(Form):
    """What a notice asks besides; `about` leaves only its own questions."""

    means = CheckboxesField(lazy("In which ways?"), description=lazy("Only what you tick."))
    onward = CheckboxesField(lazy("To whom may they pass it on?"), description=lazy("Only what you tick."))
    text = TextAreaField(
        filters=[clean], description=lazy("Only this team reads it. You can leave it empty.")
    )

    def about(self, notice: Notice) -> Self:
        for name, choices in (("means", notice.means), ("onward", notice.onward)):
            if choices:
                self[name].choices = [(code, _(words)) for code, words in choices.items()]
            else:
                delattr(self, name)
        if notice.asks:
            self.text.label.text = _(notice.asks)
        else:
            del self.text
        return self

    @property
    def ways(self) -> list[str]:
        return self.means.data or [] if "means" in self else []

    @property
    def to_whom(self) -> list[str]:
        return self.onward.data or [] if "onward" in self else []

    @property
    def words(self) -> str:
        return self.text.data or "" if "text" in self else ""

    def refuse(self, reason: StrEnum) -> None:
        field, said = REFUSED[reason]
        self[field].errors = [said]


REFUSED: dict[StrEnum, tuple[str, str]] = {
    Reason.NO_WAY: ("means", lazy("Please tick at least one way, or go back.")),
    Reason.NOBODY_NAMED: ("onward", lazy("Please tick at least one, or go back.")),
    Reason.NOT_NAMED: ("text", lazy("Please say which service, or untick it.")),
    Reason.NOTE_TOO_LONG: (
        "text",
        lazy("This is too long. Up to %(most)s characters fit here.", most=LONGEST_NOTE),
    ),
}


class GiveForm(Form):
    """`version`: of the notice on the page, to show what is different when it was changed meanwhile."""

    seen = HiddenField()
    version = HiddenField()
    answer = HiddenField(validators=[AnyOf([YES, NO])])
    company = SelectField(
        lazy("Is somebody with you while you decide?"),
        description=lazy("You do not have to say. It stands on your receipt."),
        default="",
    )

    def with_company(self, *, guardian: bool) -> Self:
        """A guardian only for somebody who said that she is under 18."""
        offered = [code for code in COMPANY if guardian or code != "guardian"]
        self.company.choices = [("", _("I would rather not say")), *((c, _(COMPANY[c])) for c in offered)]
        return self


class WithdrawForm(Form):
    remove_copy = BooleanField(
        lazy("Also remove the copy that was shared. My own writing stays."),
    )


class OwnWordsForm(Form):
    """The field is called `text`, so that what was typed comes back when the session has ended."""

    text = TextAreaField(
        lazy("Your words before our text"),
        description=lazy(
            "Say what is special here: who reads it, for how long, which law holds. Promise nothing that "
            "is not so. An empty line begins a new paragraph; an empty field takes your words away."
        ),
        filters=[lambda text: clean(text).strip()],
        validators=[
            Length(
                max=LONGEST,
                message=lazy("This is too long. Up to %(most)s characters fit here.", most=LONGEST),
            )
        ],
    )


LATER_IN_WORDS = {7: lazy("1 week"), 30: lazy("1 month"), 90: lazy("3 months")}
assert tuple(LATER_IN_WORDS) == rules.LATER


class AskedForm(Form):
    answer = HiddenField(validators=[AnyOf([YES, NO, LATER])])
    days = SelectField(
        lazy("If you say later: they may ask again after"),
        choices=list(LATER_IN_WORDS.items()),
        coerce=int,
        default=rules.ASK_AGAIN,
    )
