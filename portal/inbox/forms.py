"""The few fixed replies, and what a reader says when something ends."""

from __future__ import annotations

from typing import Self

from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.consent.choosing import codes
from portal.consent.models import Consent
from portal.consent.notices import NOTICES, OFFERED
from portal.consent.rules import BY_WHEN, COPIES, WHY_ASKED, WHY_STOPPED
from portal.i18n import _, lazy
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


class PassedOnForm(Form):
    """Only whom, and only the ways, that the writer said yes to."""

    to = RadioField(lazy("To whom was it passed on?"), validators=[CHOOSE])
    way = RadioField(lazy("In which way?"), validators=[CHOOSE])

    def under(self, consent: Consent) -> Self:
        notice = NOTICES[consent.purpose]
        self.to.choices = [(code, _(notice.onward[code])) for code in codes(consent.onward)]
        self.way.choices = [(code, _(notice.means[code])) for code in codes(consent.means)]
        return self


class AskForm(Form):
    purpose = RadioField(
        lazy("What for?"),
        description=lazy("In the words that the writer reads."),
        choices=[
            (notice.purpose, lazy("%(name)s. %(hint)s", name=lazy(notice.name), hint=lazy(notice.hint)))
            for notice in OFFERED.values()
        ],
        validators=[CHOOSE],
    )
    why = RadioField(
        lazy("Why do you ask?"),
        description=lazy("The writer reads this."),
        choices=[(code, lazy(text)) for code, text in WHY_ASKED.items()],
        validators=[CHOOSE],
    )


class StageForm(Form):
    stage = RadioField(
        lazy("Which step are they at?"),
        choices=[(code, lazy(name)) for code, name in NAMES.items()],
        validators=[CHOOSE],
    )
