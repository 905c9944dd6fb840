"""What she types to be contacted, what a partner notes, and the buttons of a lead."""

from __future__ import annotations

from typing import Self

from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from portal.consent.rules import COULD_NOT, IN_TOUCH
from portal.contact.asked import CHANNELS
from portal.contact.telling import OTHER
from portal.handover.rules import DAYS, LONGEST_LINE, LONGEST_NEED, PROPOSED
from portal.i18n import lazy
from portal.web.forms import Form, clean

CHOOSE = lazy("Please choose one.")
WAYS = ("phone", "sms", "email")


def _fits(most: int) -> Length:
    return Length(max=most, message=lazy("This is too long. Up to %(most)s characters fit here.", most=most))


def _line(label: str, hint: str = "") -> StringField:
    return StringField(
        label, description=hint, filters=[lambda text: clean(text).strip()], validators=[_fits(LONGEST_LINE)]
    )


class AskForm(Form):
    """The longest field is called `text`, so that what was typed comes back when the session has ended."""

    way = RadioField(
        lazy("How can they reach you?"),
        choices=[*((way, lazy(CHANNELS[way])) for way in WAYS), ("other", lazy(OTHER))],
        validators=[InputRequired(message=CHOOSE)],
    )
    where = _line(lazy("Which number or address?"), lazy("One that is safe for you."))
    when = _line(lazy("When is it safe?"), lazy("Such as: Mondays after 4. Left empty, they ask you first."))
    answer = _line(
        lazy("What may they say if somebody else answers?"), lazy("Left empty, they say nothing and hang up.")
    )
    keep = BooleanField(lazy("Keep this as my plan for being reached, too. Only I see it there."))
    text = TextAreaField(
        lazy("What do you need?"),
        description=lazy("A few words are enough. You can leave it empty."),
        filters=[lambda text: clean(text).strip()],
        validators=[_fits(LONGEST_NEED)],
        render_kw={"rows": 4},
    )
    called = _line(
        lazy("What should they call you?"), lazy("Your name or another one. You can leave it empty.")
    )
    days = RadioField(
        lazy("For how long may they get in touch?"),
        description=lazy("Then it ends by itself. You can take it back before, in one tap."),
        choices=[(str(days), lazy("%(count)s days", count=days)) for days in DAYS],
        default=str(PROPOSED),
        validators=[InputRequired(message=CHOOSE)],
    )

    def without_reach(self) -> Self:
        """Her plan says it already."""
        for name in ("way", "where", "when", "answer", "keep"):
            delattr(self, name)
        return self

    def validate_where(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError(str(lazy("Please say where they can reach you.")))

    def said(self, name: str) -> str:
        return str(self[name].data or "") if name in self else ""


class CouldNotForm(Form):
    why = RadioField(
        lazy("What happened?"),
        description=lazy("The writer reads this."),
        choices=[(code, lazy(IN_TOUCH[code])) for code in COULD_NOT],
        validators=[InputRequired(message=CHOOSE)],
    )


class ServiceForm(Form):
    service_id = HiddenField()


class SearchForm(Form):
    q = StringField(lazy("Words of its name"))
