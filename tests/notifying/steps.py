"""What the tests of the outbox share."""

from sqlalchemy import select

from portal.notifying import service
from portal.notifying.models import Outgoing
from portal.notifying.providers import NotNow
from portal.notifying.rules import Kind
from tests.make import working
from tests.notifying.mailing import outbox


class Hand:
    """Carries messages, or does not; `sent` is (to whom, when)."""

    def __init__(self, trouble=None):
        self.sent, self.trouble, self.tried = [], trouble, 0

    def send(self, to, message, at):
        self.tried += 1
        if self.trouble is not None:
            raise self.trouble
        self.sent.append((to, at))


def box(world, hand, now=None):
    made = outbox(world, "file:/nowhere", now)
    made.providers = {"email": hand}
    return made


def notify(world, kind=Kind.ASKED, who=None):
    with working(world) as w:
        service.notify(w, (who or world.survivor).actor.id, kind)


def rows(world, kind=Outgoing):
    with working(world, writing=False) as w:
        return list(w.main.scalars(select(kind)))


def try_to(made):
    try:
        return made.send()
    except NotNow:
        return None
