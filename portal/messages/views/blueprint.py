"""One blueprint for both sides, and what both do."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, abort, request

from portal.i18n import N_, _
from portal.messages import service, threads
from portal.messages.forms import WriteForm
from portal.messages.parties import Party
from portal.messages.rules import Reason
from portal.messages.service import Line
from portal.messages.threads import Thread
from portal.web.guard import is_prefetch
from portal.web.transactions import reading, work
from portal.work import Refused, Work

bp = Blueprint("messages", __name__)

Finds = Callable[[Work], Party]
TOLD = {
    "sent": N_("Sent."),
    "removed": N_("Removed, on both sides."),
    "kept": N_("Saved."),
}


def told() -> str:
    said = TOLD.get(request.args.get("said", ""))
    return "" if said is None else _(said)


def look(find: Finds) -> tuple[Party, Thread, Line | None]:
    """A page of a thread, and for her with whom it is. What is new is noted as opened before it is shown."""
    if is_prefetch() or request.method == "HEAD":
        abort(403)
    with reading() as w:
        party = find(w)
        thread = threads.read(w, party, request.args.get("before", type=UUID))
        line = service.line(w, party) if party.hers else None
    if thread.new:
        with work() as w:
            threads.note_opened(w, find(w))
    return party, thread, line


def send(find: Finds, form: WriteForm) -> Reason | None:
    """None when it is sent, else why not. Raises NotFound for a thread that was never of whoever acts."""
    try:
        with work() as w:
            threads.write(w, find(w), form.id, form.text.data or "")
    except Refused as refused:
        return Reason(refused.reason)
    return None
