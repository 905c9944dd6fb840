"""A lock for the file she takes along."""

from __future__ import annotations

from wtforms import PasswordField
from wtforms.validators import InputRequired

from portal.i18n import lazy
from portal.web.forms import Form

NEEDED = lazy("Please fill this in.")


class LockForm(Form):
    passphrase = PasswordField(
        lazy("Words to lock the file"),
        description=lazy(
            "At least 15 characters. Capitals, accents and spaces do matter. Do not take the words you"
            " come in with."
        ),
        validators=[InputRequired(message=NEEDED)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        lazy("The same once more"), validators=[InputRequired(message=NEEDED)],
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip
