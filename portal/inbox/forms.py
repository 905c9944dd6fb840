"""The few fixed replies, and what a reader says when something ends."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.consent.rules import BY_WHEN, COPIES, WHY_STOPPED
from portal.i18n import lazy
from portal.inbox.rules import REPLIES
from portal.programmes.stages import NAMES
from portal.web.forms import Form

CHOOSE = InputRequired(message=lazy("Please choose one."))
DAYS = {3: lazy("Within 3 days"), 7: lazy("Within a week"), 14: lazy("Within two weeks")}
assert tuple(DAYS) == BY_WHEN


class AnswerForm(Form):
    code = RadioField(
        lazy("Send one of these"),
        choices=[(code, lazy(text)) for code, text in REPLIES.items()],
        validators=[CHOOSE],
    )
    by = RadioField(
        lazy("When will you be back to them?"),
        description=lazy("They see it as a promise. Choose only what you can keep."),
        choices=[("0", lazy("No promise")), *((str(days), words) for days, words in DAYS.items())],
        default="0",
        validators=[CHOOSE],
    )

    @property
    def days(self) -> int:
        return int(self.by.data or 0)


class RevokeForm(Form):
    why = RadioField(
        lazy("Why do you stop?"),
        description=lazy("The writer reads this."),
        choices=[(code, lazy(text)) for code, text in WHY_STOPPED.items()],
        validators=[CHOOSE],
    )


class CopiesForm(Form):
    what = RadioField(
        lazy("What became of copies and notes?"),
        description=lazy("The writer reads this, with your name."),
        choices=[(code, lazy(text)) for code, text in COPIES.items()],
        validators=[CHOOSE],
    )


class StageForm(Form):
    stage = RadioField(
        lazy("Which step are they at?"),
        choices=[(code, lazy(name)) for code, name in NAMES.items()],
        validators=[CHOOSE],
    )
