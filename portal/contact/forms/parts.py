"""One form for each part. `show` fills in what she said before, `answer` is what to keep."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import (
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import AnyOf, Length, Optional

from portal.contact import asked, rules
from portal.contact.asked import CHANNELS, MARKS, WHO, Asked, Mark
from portal.i18n import ascii_digits, lazy
from portal.notifying.calendar import day_names, zones
from portal.web.forms import CheckboxesField, DayField, Form, clean

LONGEST, LONGEST_LINE = 2000, 200  # characters
TOO_LONG = lazy("This is too long. Up to %(most)s characters fit here.", most=LONGEST)
LATER = lazy("Please choose a day after today, or leave it empty.")
BROKEN = lazy("Some letters arrived broken. Please look at them, then save.")


class ClockField(TimeField):
    """Hours and minutes; digits of any script."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([ascii_digits(value)[:5] for value in valuelist])
        except ValueError:
            raise ValueError(str(lazy("Please give a time, such as 09:30."))) from None


def whole(_form: Form, field: StringField) -> None:
    if "\ufffd" in (field.data or ""):
        raise ValidationError(str(BROKEN))


def _words(label: str, hint: str = "") -> TextAreaField:
    """Called `text` in each form, so that what was typed comes back when the session has ended."""
    checks = [Length(max=LONGEST, message=TOO_LONG), whole]
    return TextAreaField(label, description=hint, filters=[clean], validators=checks, render_kw={"rows": 5})


def _one_line(label: str, hint: str = "") -> StringField:
    fits = Length(
        max=LONGEST_LINE,
        message=lazy("This is too long. Up to %(most)s characters fit here.", most=LONGEST_LINE),
    )
    filters = [lambda text: clean(text).strip()]
    return StringField(label, description=hint, filters=filters, validators=[fits, whole])


class PartForm(Form):
    """`rev`: the mark of the answer this page began from. Set `today` and `zone` before it is looked at."""

    rev = HiddenField()
    today: date
    zone: ZoneInfo

    def show(self, answer: dict[str, Any]) -> None:
        for field in self:
            if field.name in answer:
                field.data = answer[field.name]

    def answer(self) -> dict[str, Any] | None:
        """What was said; None for nothing."""
        said = {field.name: field.data for field in self if field.name not in ("rev", "csrf_token")}
        return {name: words for name, words in said.items() if words and str(words).strip()} or None

    def _is_later(self, field: DateField) -> None:
        if field.data is not None and field.data <= self.today:
            raise ValidationError(str(LATER))


class WaysForm(PartForm):
    """A field for each way."""

    def answer(self) -> dict[str, Any] | None:
        said = super().answer() or {}
        return said if set(said) != set(CHANNELS) or set(said.values()) != {Mark.ASK.value} else None


for _way, _name in CHANNELS.items():
    _marks = [(mark.value, lazy(name)) for mark, name in MARKS.items()]
    setattr(WaysForm, _way, SelectField(lazy(_name), choices=_marks, default=Mark.ASK.value))
WaysForm.text = _words(
    lazy("Which number, which address, which person?"),
    lazy("Leave out what should not stand here."),
)


class TimesForm(PartForm):
    days = CheckboxesField(lazy("Safe days"), coerce=int)
    begin = ClockField(lazy("From"), validators=[Optional()])
    end = ClockField(
        lazy("Until"),
        description=lazy("Without times, the whole day is safe. Until 2:00 may be the night after."),
        validators=[Optional()],
    )
    zone_name = SelectField(lazy("Where you are, so that the hours are right"))
    text = _words(lazy("Anything else about days and times"))

    def offer(self) -> None:
        self.days.choices = list(enumerate(day_names(), 1))
        kept = self.zone_name.data if is_zone(self.zone_name.data) else None
        self.zone_name.choices = zones(str(self.zone), *([kept] if kept else []))
        self.zone_name.data = self.zone_name.data or str(self.zone)

    def show(self, answer: dict[str, Any]) -> None:
        super().show({**answer, "zone_name": answer.get("zone", str(self.zone))})
        for field in (self.begin, self.end):
            field.raw_data = [answer[field.name]] if field.name in answer else None
        self.offer()

    def validate_begin(self, field: ClockField) -> None:
        if self.end.data is None:
            raise ValidationError(str(lazy("Please give both times, or none.")))
        if field.data == self.end.data:
            raise ValidationError(
                str(lazy("Both times are the same. Please change one, or leave both empty."))
            )

    def validate_end(self, field: ClockField) -> None:
        if self.begin.data is None and not self.begin.errors:
            raise ValidationError(str(lazy("Please give both times, or none.")))

    def validate_days(self, field: CheckboxesField) -> None:
        if self.begin.data is not None and not field.data:
            raise ValidationError(str(lazy("Please tick the days for these times.")))

    def answer(self) -> dict[str, Any] | None:
        said: dict[str, Any] = {"text": self.text.data} if (self.text.data or "").strip() else {}
        if self.days.data:
            said |= {"days": sorted(self.days.data), "zone": self.zone_name.data}
        if self.begin.data is not None and self.end.data is not None:
            said |= {"begin": f"{self.begin.data:%H:%M}", "end": f"{self.end.data:%H:%M}"}
        return said or None


def is_zone(zone: str | None) -> bool:
    try:
        return bool(zone) and bool(ZoneInfo(str(zone)))
    except (OSError, ValueError, KeyError):
        return False


class AnswersForm(PartForm):
    name = _one_line(lazy("The name they should use"), lazy("Yours, or another one."))
    text = _words(
        lazy("What may they say if somebody else answers?"),
        lazy("Such as who they are and what it is about, or that they should just hang up."),
    )
    code = _one_line(
        lazy("A code word"),
        lazy(
            "They say it first, so that you can tell it is really them. Choose one that nobody would guess."
        ),
    )


class OthersForm(PartForm):
    text = _words(lazy("In your words"))


class FollowForm(PartForm):
    who = RadioField(
        lazy("Who gets in touch?"), choices=[(value, lazy(name)) for value, name in WHO.items()],
        validate_choice=False, validators=[AnyOf([None, *WHO])],
    )  # fmt: skip
    until = DayField(
        lazy("If you do it yourself: until which day?"),
        description=lazy("After this day they may get in touch. Left empty, they wait for you."),
        validators=[Optional()],
    )

    def validate_until(self, field: DateField) -> None:
        self._is_later(field)

    def show(self, answer: dict[str, Any]) -> None:
        self.who.data = answer.get("who")
        self.until.data = date.fromisoformat(answer["until"]) if answer.get("until") else None

    def answer(self) -> dict[str, Any] | None:
        if not self.who.data:
            return None
        until = self.until.data.isoformat() if self.until.data and self.who.data == asked.ME else None
        return {"who": self.who.data} | ({"until": until} if until else {})


class CheckForm(PartForm):
    on = DayField(
        lazy("On which day should it be checked again?"),
        description=lazy(
            "From then on, you and whoever reads it see that it is due. You can leave this empty."
        ),
        validators=[Optional()],
    )

    def validate_on(self, field: DateField) -> None:
        self._is_later(field)

    def show(self, answer: dict[str, Any]) -> None:
        """What is due gets a new day proposed."""
        there = date.fromisoformat(answer["on"]) if answer else None
        self.on.data = self.today + rules.PROPOSED if there and there <= self.today else there

    def answer(self) -> dict[str, Any] | None:
        return rules.check_on(self.on.data, self.zone) if self.on.data else None


KINDS_OF_FORM: dict[str, type[PartForm]] = {
    asked.WAYS: WaysForm, asked.TIMES: TimesForm, asked.ANSWERS: AnswersForm, asked.OTHERS: OthersForm,
    asked.NEVER: OthersForm, asked.FOLLOW: FollowForm, asked.CHECK: CheckForm,
}  # fmt: skip


def form_for(part: Asked, today: date, zone: ZoneInfo) -> PartForm:
    form = KINDS_OF_FORM[part.name]()
    form.today, form.zone = today, zone
    if isinstance(form, TimesForm):
        form.offer()
    return form
