"""Taking messages out of the outbox. One at a time, and no lock is held while a mail server is talked to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from portal.actor import SYSTEM
from portal.crypto import CannotOpen
from portal.db import Stores
from portal.keyring.models import Principal
from portal.keyring.server import ServerKeys
from portal.notifying import rules
from portal.notifying.models import Outgoing, Reach
from portal.notifying.providers import NoSuchAddress, NotNow, NotToThem, Providers
from portal.notifying.service import GAVE_UP, SENT, WAITS, Wish, opened
from portal.notifying.wording import message
from portal.settings import Settings
from portal.work import Work, begin

LONGEST = timedelta(seconds=60)  # nothing more is begun after so long: it waits for the next sweep
Now = Callable[[], datetime]


class Outbox:
    """`now` is asked before each message: a slow server must not carry one over the end of her hours."""

    def __init__(
        self, stores: Stores, server: ServerKeys, settings: Settings, providers: Providers, now: Now
    ) -> None:
        self.stores, self.server, self.settings = stores, server, settings
        self.providers, self.now = providers, now

    def send(self) -> int:
        """What may go now. Returns how many went; raises NotNow when nobody takes them: the rest waits. So it
        does when they go slowly: what else a sweep does must not wait for a mail server."""
        ends, went = self.now() + LONGEST, 0
        for id in self._due() if self.providers else ():
            went += self._send_one(id)
            if self.now() >= ends:
                break
        return went

    def _work(self, *, writing: bool) -> Work:
        return begin(self.stores, self.server, SYSTEM, self.now(), writing=writing)

    def _due(self) -> list[UUID]:
        work = self._work(writing=False)
        try:
            rows = work.main.execute(_WAITING.where(Outgoing.next_at <= work.now)).all()
            work.vault.fetch({row.Principal.vault_id for row in rows} - {None})
            return [row.Outgoing.id for row in rows if self._wish(work, *row)]
        finally:
            work.close()

    def _wish(self, work: Work, out: Outgoing, reach: Reach, person: Principal) -> Wish | None:
        """What she said, if it lets this message go now."""
        if person.paused_at is not None or not out.next_at <= work.now < reach.ends_at:
            return None
        with suppress(CannotOpen):
            wish = opened(work, person, reach)
            if wish.way in self.providers and rules.may_send(wish.hours, work.now):
                return wish
        return None

    def _send_one(self, id: UUID) -> bool:
        taken = self._take(id)
        if taken is None:
            return False
        wish, at = taken
        link = self.settings.front_url if wish.link else ""
        said = message(id, self.settings.mail_subject, wish.language, link)
        try:
            self.providers[wish.way].send(wish.to, said, at)
        except NoSuchAddress:
            self._note(id, GAVE_UP)
            return False
        except NotToThem:
            self._note(id, WAITS)
            return False
        except NotNow:
            self._note(id, WAITS)
            raise
        self._note(id, SENT)
        return True

    def _take(self, id: UUID) -> tuple[Wish, datetime] | None:
        """Count the try first: whatever happens then, it is not tried without end."""
        work = self._work(writing=True)
        try:
            row = work.main.execute(_WAITING.where(Outgoing.id == id)).first()
            wish = None if row is None else self._wish(work, *row)
            if row is None or wish is None:
                return None
            out = row.Outgoing
            if out.tries > len(rules.WAITS):  # whatever tried it last was ended before it could say so
                out.state, out.done_at = GAVE_UP, work.now
                work.commit()
                return None
            out.tries += 1
            out.next_at = rules.next_try(out.tries, work.now) or work.now + rules.WAITS[-1]
            work.commit()
            return wish, work.now
        finally:
            work.close()

    def _note(self, id: UUID, state: str) -> None:
        work = self._work(writing=True)
        try:
            out = work.main.get(Outgoing, id)
            if out is None:  # she has erased everything, or taken her address away
                return
            if state == WAITS and rules.next_try(out.tries, work.now) is None:
                state = GAVE_UP
            if state != WAITS:
                out.state, out.done_at = state, work.now
                work.commit()
        finally:
            work.close()


_WAITING = (
    select(Outgoing, Reach, Principal)
    .join(Reach, Reach.owner_id == Outgoing.owner_id)
    .join(Principal, Principal.id == Outgoing.owner_id)
    .where(Outgoing.state == WAITS)
    .order_by(Outgoing.next_at)
)
