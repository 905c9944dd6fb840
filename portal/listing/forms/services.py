"""A form for each part of a service, for a place, and for what is new."""

from __future__ import annotations

import re
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    TextAreaField,
    ValidationError,
)

from portal.directory import hours
from portal.directory.standard import STATUSES, WEEKDAYS
from portal.directory.values import LONGEST
from portal.i18n import N_, ascii_digits, lazy
from portal.listing.forms.fields import (
    RecordForm,
    a_website,
    an_email,
    area,
    can_be_called,
    line,
    named,
)
from portal.listing.parts import Said
from portal.notifying.calendar import day_names
from portal.web.forms import CheckboxesField, Form

STATUS = dict(
    zip(
        STATUSES,
        (N_("It is open"), N_("It is not shown"), N_("It has ended"), N_("It is closed for some time")),
        strict=True,
    )
)
TELEPHONES = {
    "voice": N_("to speak"), "cell": N_("mobile"), "text": N_("text message"), "fax": N_("fax"),
    "textphone": N_("textphone"), "video": N_("video"), "pager": N_("pager"),
}  # fmt: skip


def _age(_form: Form, field: Field) -> None:
    field.data = ascii_digits(field.data or "")
    if field.data and not (re.fullmatch(r"\d{1,3}", field.data) and int(field.data) <= 150):
        raise ValidationError(str(lazy("Please give an age as a number, or leave it empty.")))


def _clock(_form: Form, field: Field) -> None:
    said = ascii_digits(field.data or "")
    found = "24:00" if said == "24:00" else hours.clock(said) if said else ""
    if found is None:
        raise ValidationError(str(lazy("Please give a time, such as 09:30.")))
    field.data = found[:5]


class AboutForm(RecordForm):
    title = N_("What it is")
    name = line(lazy("Name"), "", named)
    alternate_name = line(lazy("Another name it is known by"))
    status = SelectField(lazy("Is it open?"), choices=[(code, lazy(said)) for code, said in STATUS.items()])
    text = area(lazy("What it does"), lazy("Plain words: what happens there, and how it helps."), rows=8)


class WhoForm(RecordForm):
    title = N_("Who can come, and how")
    text = area(lazy("Who it is for"))
    minimum_age = line(lazy("From what age"), "", _age)
    maximum_age = line(lazy("Up to what age"), "", _age)
    begin = area(lazy("How to begin"), lazy("Call first, come by, or be sent by somebody?"))
    documents = area(lazy("Papers to bring"), lazy("One on each line. Write “None” when none are asked for."))


class CostForm(RecordForm):
    title = N_("What it costs")
    free = RadioField(
        lazy("Is it free?"),
        choices=[("yes", lazy("It is free")), ("words", lazy("It costs something, or we do not know"))],
    )
    text = area(lazy("What it costs, in words"))


class ReachForm(RecordForm):
    title = N_("How to reach it")
    each, needs, legend = ("id", "number", "kind", "note"), "number", N_("Telephone %(number)s")
    missing = N_("Please give a number that can be called, such as +1 555 0100.")
    email = line(lazy("Email address"), "", an_email)
    url = line(lazy("Website"), "", a_website, most=2000)

    @staticmethod
    def one() -> dict[str, Any]:
        kinds = [(kind, lazy(said)) for kind, said in TELEPHONES.items()]
        return {
            "id": HiddenField(), "number": line(lazy("Number"), "", can_be_called, most=60),
            "kind": SelectField(lazy("Kind of number"), choices=kinds, validate_choice=False),
            "note": line(lazy("Whose it is, or when"), most=LONGEST),
        }  # fmt: skip


class LanguagesForm(RecordForm):
    title = N_("Languages")
    text = area(lazy("Languages spoken there"), lazy("One on each line."))
    interpreters = line(
        lazy("Do interpreters help with others?"), lazy("For example: yes, ask for one when you call.")
    )

    def validate_text(self, field: TextAreaField) -> None:
        lines = [" ".join(one.split()) for one in (field.data or "").split("\n")]
        field.data = "\n".join(dict.fromkeys(one for one in lines if one))
        if any(len(one) > 120 for one in lines):
            raise ValidationError(str(lazy("Please write one language on each line.")))


class HoursForm(RecordForm):
    title = N_("Opening hours")
    each, needs, legend = ("id", "days", "opens", "closes", "note"), "opens", N_("Times %(number)s")
    missing = N_("Please give both times.")

    @staticmethod
    def one() -> dict[str, Any]:
        days = list(zip(WEEKDAYS, day_names(), strict=True))
        return {
            "id": HiddenField(), "days": CheckboxesField(lazy("Days"), choices=days),
            "opens": line(lazy("Opens"), "", _clock, most=20),
            "closes": line(lazy("Closes"), "", _clock, most=20),
            "note": line(lazy("Anything else about these times"), most=LONGEST),
        }  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        for _id, days, opens, closes, _note in self.rows:
            if opens.data and not opens.errors and not closes.data and not closes.errors:
                closes.errors = [str(lazy("Please give both times."))]
            if opens.data and not days.data:
                days.errors = [str(lazy("Please tick the days for these times."))]
            fine = fine and not closes.errors and not days.errors
        return fine


class OrganizationForm(RecordForm):
    title = N_("Organization")
    name = line(
        lazy("Name of the organization"),
        lazy("All of its services show this name."),
        named,
    )


class PlaceForm(RecordForm):
    title = N_("Where it is")
    name = line(lazy("What the place is called"))
    street = line(lazy("Street and number"), "", named)
    more = line(lazy("Floor, door"))
    city = line(lazy("City"), most=120)
    state = line(lazy("State or region"), most=120)
    postal_code = line(lazy("Postal code"), most=24)
    country = line(lazy("Country, in two letters"), most=24)
    confidential = BooleanField(
        lazy("This place is confidential"),
        description=lazy(
            "Then its street, city and point on the map are taken out here, and cannot be brought back."
        ),
    )


class SecretPlaceForm(RecordForm):
    title = N_("Where it is")
    is_shown = False
    confidential = BooleanField(
        lazy("Keep this place confidential here, whatever its feed says"),
        description=lazy(
            "Without the tick, the next import takes over what its feed says. If that tells the address,"
            " everybody can read it."
        ),
    )


def form_of(there: Said) -> type[RecordForm]:
    """Of a place: with nothing but the tick where its address is not told."""
    return SecretPlaceForm if "confidential" in there else PlaceForm


class NewForm(Form):
    name = line(lazy("Name of the service"), "", named)
    organization = line(lazy("Name of the organization"), "", named)
    text = area(lazy("What it does"), rows=8)


class SearchForm(Form):
    words = line(lazy("Name, organization or city"), most=100)


FORMS: dict[str, type[RecordForm]] = {
    "about": AboutForm, "who": WhoForm, "cost": CostForm, "reach": ReachForm, "languages": LanguagesForm,
    "hours": HoursForm, "organization": OrganizationForm,
}  # fmt: skip
