"""Where she wants to be told, and of what."""

from __future__ import annotations

from datetime import date

from wtforms import BooleanField, DateField, EmailField, ValidationError

from portal.i18n import lazy
from portal.notifying import rules
from portal.notifying.rules import KINDS
from portal.web.forms import CheckboxesField, DayField, Form, clean


class NewsForm(Form):
    """Set `today` before it is looked at."""

    to = EmailField(
        lazy("Email address"),
        description=lazy("One that only you read. The people who run this site could read this address."),
        filters=[lambda text: clean(text).strip()],
    )
    kinds = CheckboxesField(
        lazy("When do you want a message?"),
        choices=[(kind.value, lazy(name)) for kind, name in KINDS.items()],
    )
    link = BooleanField(lazy("Put the address of this site into the message"))
    last = DayField(
        lazy("Until which day?"), description=lazy("A year at most. Then the address is removed here.")
    )
    today: date

    def validate_to(self, field: EmailField) -> None:
        if not rules.is_email(field.data or ""):
            raise ValidationError(str(lazy("Please give an email address, such as name@example.org.")))

    def validate_kinds(self, field: CheckboxesField) -> None:
        if not field.data:
            raise ValidationError(str(lazy("Please tick at least one, or go back.")))

    def validate_last(self, field: DateField) -> None:
        if field.data is None or not self.today <= field.data <= self.today + rules.LONGEST:
            raise ValidationError(
                str(lazy("Please choose a day from today on, and a year from now at most."))
            )
