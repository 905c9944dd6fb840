"""Which of two texts she keeps."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField
from wtforms.validators import UUID, AnyOf, InputRequired

from portal.statements.apart import Keep
from portal.web.forms import Form


class BothForm(Form):
    """`seen` is the revision of the saved text she looked at, `which` the text that was kept apart."""

    seen = IntegerField(validators=[InputRequired()])
    which = HiddenField(validators=[UUID()])
    answer = HiddenField(validators=[AnyOf(list(Keep))])
