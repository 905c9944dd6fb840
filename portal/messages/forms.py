"""Writing a message, and how long messages stay."""

from __future__ import annotations

from uuid import UUID, uuid4

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from portal.i18n import lazy
from portal.messages.rules import DAYS, FOR_EVER, LONGEST
from portal.web.forms import Form, clean


class WriteForm(Form):
    """The field is called `text`, so that what was typed comes back when the session has ended. `once`: the
    id of the message, made with the page."""

    once = HiddenField(default=lambda: str(uuid4()))
    text = TextAreaField(
        lazy("Your message"),
        filters=[clean],
        validators=[
            DataRequired(lazy("There is nothing in it yet.")),
            Length(max=LONGEST, message=lazy("This is too long. Up to 2000 characters fit.")),
        ],
        render_kw={"rows": 4},
    )

    @property
    def id(self) -> UUID:
        try:
            return UUID(self.once.data or "")
        except ValueError:
            return uuid4()


class StayForm(Form):
    days = RadioField(
        lazy("How long do messages stay?"),
        description=lazy("Counted from when you wrote one, or first opened it. Then it goes on both sides."),
        choices=[
            *((str(days), lazy("%(count)s days", count=days)) for days in DAYS if days != FOR_EVER),
            (str(FOR_EVER), lazy("Until I remove them")),
        ],
        validators=[InputRequired(lazy("Please choose one.")), AnyOf([str(days) for days in DAYS])],
    )
