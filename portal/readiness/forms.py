"""One form for each kind of step. `show` fills in what she said before, `answer` is what to keep."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import DateField, HiddenField, RadioField, SelectField, TextAreaField, ValidationError
from wtforms.validators import AnyOf, Length, Optional

from portal.i18n import lazy
from portal.readiness import rules
from portal.readiness.steps import MARKS, MENU, NOW, PUSHED, PUSHES, STATES, WAYS, WORDS, Mark, Step
from portal.web.forms import DayField, Form, clean

NOTHING = "none"
RATHER_NOT = (NOTHING, lazy("I would rather not say"))


class StepForm(Form):
    """`rev`: the mark of the answer this page began from. Set `today` and `zone` before it is looked at."""

    rev = HiddenField()
    today: date
    zone: ZoneInfo


class NowForm(StepForm):
    state = RadioField(
        lazy("Which is nearest?"),
        choices=[*((value, lazy(name)) for value, name in STATES.items()), RATHER_NOT],
        validate_choice=False, validators=[AnyOf([None, *STATES, NOTHING])],
    )  # fmt: skip
    ask = DayField(
        lazy("Ask me again from this day on"),
        description=lazy("You can leave this empty. A line on your home page asks; no message is sent."),
        validators=[Optional()],
    )

    def validate_ask(self, field: DateField) -> None:
        if field.data is not None and field.data <= self.today:
            raise ValidationError(str(lazy("Please choose a day after today, or leave it empty.")))

    def show(self, answer: Any) -> None:
        said = answer or {}
        self.state.data = said.get("state")
        if said.get("ask_on", "") > self.today.isoformat():
            self.ask.data = date.fromisoformat(said["ask_on"])

    def answer(self) -> Any:
        state = None if self.state.data == NOTHING else self.state.data
        day = self.ask.data
        if state is None and day is None:
            return None
        said = {"state": state, "on": self.today.isoformat()}
        if day is not None:
            ask_at = rules.begins(day, self.zone).isoformat()
            said |= {"ask_on": day.isoformat(), "ask_at": ask_at}
        return said


class WaysForm(StepForm):
    """A field for each way of the menu."""

    def show(self, answer: Any) -> None:
        for way in MENU:
            self[way.name].data = (answer or {}).get(way.name, Mark.OPEN)

    def answer(self) -> Any:
        return {w.name: self[w.name].data for w in MENU if self[w.name].data in (Mark.YES, Mark.NO)} or None


for _way in MENU:
    _marks = [(mark.value, lazy(name)) for mark, name in MARKS.items()]
    setattr(WaysForm, _way.name, SelectField(lazy(_way.title), description=lazy(_way.text), choices=_marks))


class PushedForm(StepForm):
    pushed = RadioField(
        lazy("Is somebody pushing you to do this, or not to do it?"),
        choices=[*((value, lazy(name)) for value, name in PUSHES.items()), RATHER_NOT],
        validate_choice=False, validators=[AnyOf([None, *PUSHES, NOTHING])],
    )  # fmt: skip

    def show(self, answer: Any) -> None:
        self.pushed.data = answer

    def answer(self) -> Any:
        return None if self.pushed.data == NOTHING else self.pushed.data


class WordsForm(StepForm):
    """The field is called `text`, so that what was typed comes back when the session has ended."""

    text = TextAreaField(
        lazy("In your words"),
        filters=[clean],
        validators=[
            Length(
                max=rules.LONGEST,
                message=lazy("This is too long. Up to %(most)s characters fit here.", most=rules.LONGEST),
            )
        ],
    )

    def validate_text(self, field: TextAreaField) -> None:
        if "\ufffd" in (field.data or ""):
            raise ValidationError(str(lazy("Some letters arrived broken. Please look at them, then save.")))

    def show(self, answer: Any) -> None:
        self.text.data = answer or ""

    def answer(self) -> Any:
        return self.text.data if (self.text.data or "").strip() else None


AnyForm = NowForm | WaysForm | PushedForm | WordsForm
KINDS: dict[str, type[AnyForm]] = {NOW: NowForm, WAYS: WaysForm, PUSHED: PushedForm, WORDS: WordsForm}


def form_for(step: Step, today: date, zone: ZoneInfo) -> AnyForm:
    form = KINDS[step.kind]()
    form.today, form.zone = today, zone
    return form
