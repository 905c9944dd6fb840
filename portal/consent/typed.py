"""What she types for a partner whom she asks to get in touch: the least, and it goes to nobody else.

Until she says yes it is kept sealed in its `Choosing`, where other consents keep a note. How she can be
reached is read from her plan at the moment she looks, so that what she has changed there since is obeyed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from uuid import UUID

from sqlalchemy import select

from portal.consent import parts, rules
from portal.consent.models import Consent
from portal.consent.notices import NOTICES
from portal.consent.parts import Part
from portal.contact import service as contact
from portal.contact import telling
from portal.i18n import current_language
from portal.work import Refused, Work


@dataclass(frozen=True)
class Typed:
    """`way`, `where`, `when`, `answer`: how to reach her, where her plan does not say. `days`: how long."""

    service_id: UUID
    service: str
    days: int
    way: str = field(default="", repr=False)
    where: str = field(default="", repr=False)
    when: str = field(default="", repr=False)
    answer: str = field(default="", repr=False)
    need: str = field(default="", repr=False)
    called: str = field(default="", repr=False)

    def to_json(self) -> str:
        return json.dumps(asdict(self) | {"service_id": str(self.service_id)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, kept: str) -> Typed:
        found = json.loads(kept)
        return cls(**found | {"service_id": UUID(found["service_id"])})


def parts_of(work: Work, kept: str) -> list[Part]:
    """What goes. Raises Refused when nothing says where to reach her, or her plan says never in this way."""
    if not kept:
        raise Refused(rules.Reason.NO_WAY)
    said, plan = Typed.from_json(kept), contact.read(work)
    if said.way in telling.refused(plan):
        raise Refused(rules.Reason.NOT_SAFE)
    if not said.where and not telling.says_where(plan):
        raise Refused(rules.Reason.NO_WAY)
    words = {
        telling.TICK: "\n\n".join(filter(None, [telling.least(plan), telling.typed(**_reach(said))])),
        parts.NEED: said.need,
        parts.CALLED: said.called,
        parts.SERVICE: said.service,
    }
    check_at = {telling.TICK: plan.check_at}
    return [
        Part(tick, parts.title_of(tick, ""), text, current_language(), check_at=check_at.get(tick))
        for tick, text in words.items() if text
    ]  # fmt: skip


def _reach(said: Typed) -> dict[str, str]:
    return {"way": said.way, "where": said.where, "when": said.when, "answer": said.answer}


def standing(work: Work, team_id: UUID) -> Consent | None:
    """What she has asked of this partner, and what has not ended."""
    query = select(Consent).where(
        Consent.owner_id == work.person.id, Consent.recipient_id == team_id, Consent.lives_at(work.now)
    )
    return work.main.scalar(query.limit(1))


def may_be_asked(work: Work, team_id: UUID, purpose: str) -> None:
    """Once at a time. Raises Refused while an earlier one stands, also in another window."""
    if NOTICES[purpose].typed and standing(work, team_id) is not None:
        raise Refused(rules.Reason.STANDS)
