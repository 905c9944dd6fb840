"""The two sides of a thread, out of the access or the consent it stands under."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from portal.consent import service as consents
from portal.consent.models import Consent
from portal.consent.states import Act
from portal.helping import meeting
from portal.helping.models import Access
from portal.inbox import service as inbox
from portal.inbox.rules import Reason as Closed
from portal.keyring.models import Principal, TeamEpoch, Tie
from portal.keyring.teams import reach_team
from portal.messages.rules import Reason
from portal.work import NotFound, Refused, Work


@dataclass(frozen=True)
class Party:
    """A thread as one side of it sees it. `under`: what it stands under; `told`: what its owner's activity
    names; `stands`: it has not ended; `paused`: she has paused everything. For the other side: what she is
    `called` there, "" when she did not say; for a team: the `epochs` whose keys are held."""

    under: Access | Consent
    other_id: UUID
    told: UUID
    hers: bool
    stands: bool
    paused: bool
    called: str = field(default="", repr=False)
    epochs: dict[int, TeamEpoch] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> UUID:
        return self.under.id

    @property
    def owner_id(self) -> UUID:
        return self.under.owner_id

    @property
    def team(self) -> bool:
        return isinstance(self.under, Consent)

    def secret_id(self, tie: Tie) -> UUID | None:
        """Of the vault secret round what the other side may open."""
        return self.under.vault_id if isinstance(self.under, Consent) else tie.vault_id


def hers(work: Work, id: UUID) -> Party:
    """Raises NotFound for another's."""
    access, me = work.main.get(Access, id), work.person
    if access is not None and access.owner_id == me.id:
        stands, paused = access.stands_at(work.now), me.paused_at is not None
        return Party(access, access.helper_id, access.id, hers=True, stands=stands, paused=paused)
    return _of_team(work, consents.my_consent(work, id), hers=True)


def of_helper(work: Work, access_id: UUID) -> Party:
    """A helper's. Raises Refused when it has ended or is paused, NotFound for another's."""
    access = work.main.get(Access, access_id)
    if access is None or access.helper_id != work.person.id:
        raise NotFound
    if not access.stands_at(work.now):
        raise Refused(Reason.ENDED)
    owner = work.main.get_one(Principal, access.owner_id)
    if owner.paused_at is not None:
        raise Refused(Reason.PAUSED)
    called = meeting.called(work, access)
    return Party(access, access.helper_id, access.id, hers=False, stands=True, paused=False, called=called)


def of_team(work: Work, share_id: UUID) -> Party:
    """A team's. Raises Refused when it has ended or is paused, NotFound for another's."""
    try:
        consent = inbox.find(work, share_id, Act.ANSWER)
    except Refused as refused:
        raise Refused(Reason.PAUSED if refused.reason is Closed.PAUSED else Reason.ENDED) from None
    epochs = reach_team(work.keyring, consent.recipient_id, consent.vault_id)
    called = inbox.reference(work, consent)
    return replace(_of_team(work, consent, hers=False), called=called, epochs=epochs)


def _of_team(work: Work, consent: Consent, *, hers: bool) -> Party:
    stands = bool(consent.lives_at(work.now))
    paused = stands and consent.paused_at is not None
    return Party(consent, consent.recipient_id, consent.share_id, hers, stands, paused)
