"""What a part is called where the parts of all documents stand in one list."""

from __future__ import annotations

from portal.i18n import _
from portal.statements.sections import STATEMENT, form_of, section


def title(number: int, version: int | None = None) -> str:
    """With the document in front of it, but for her own statement."""
    found, form = section(number, version), form_of(number)
    if found is None or form is None:
        return str(number)
    if form.document == STATEMENT:
        return _(found.name)
    return _("%(question)s: %(answer)s", question=_(form.title), answer=_(found.name))
