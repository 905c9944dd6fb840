"""The few fixed replies."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.i18n import lazy
from portal.inbox.rules import REPLIES
from portal.web.forms import Form


class AnswerForm(Form):
    code = RadioField(
        lazy("Send one of these"),
        choices=[(code, lazy(text)) for code, text in REPLIES.items()],
        validators=[InputRequired(message=lazy("Please choose one."))],
    )
