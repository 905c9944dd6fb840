"""A consent in the making, step by step: who and what for, which parts, how, until when. It gives nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from portal.consent import leaving, parts, rules, snapshot, typed
from portal.consent.leaving import LeftOut
from portal.consent.models import Choosing, Consent
from portal.consent.notice import Notice
from portal.consent.notices import NOTICES
from portal.consent.parts import NOTE, Part
from portal.consent.wording import Wording, wording
from portal.i18n import current_language
from portal.keyring.place import Place
from portal.programmes import ready
from portal.programmes import service as programmes
from portal.statements import drafts
from portal.statements.sentences import Range
from portal.work import NotFound, Refused, Work


@dataclass(frozen=True)
class Look:
    """What she looks at before she says yes. `seen` changes when anything of it does."""

    shown: snapshot.Shown = field(repr=False)
    wording: Wording
    seen: str

    @property
    def ticks(self) -> list[str]:
        """The parts of which something goes to them."""
        return [part.tick for part in self.shown.parts if part.tick != NOTE]


def recipient(work: Work, team_id: UUID) -> programmes.Recipient:
    """Raises Refused for a team that cannot be chosen: unknown, of one member, or of a silent service."""
    return _ready(work, team_id).team


def _ready(work: Work, team_id: UUID) -> ready.Ready:
    found = ready.look_at(work, team_id)
    if found is None:
        raise Refused(rules.Reason.NO_SUCH_TEAM)
    if not found.has_told:
        raise Refused(rules.Reason.FACTS_MISSING)
    return found


def begin(work: Work, team_id: UUID, purpose: str) -> Choosing:
    rules.may_be_for(purpose)
    rules.may_begin(work.person.paused_at)
    team = recipient(work, team_id)
    rules.may_go_to(NOTICES[purpose], partner=team.partner)
    choosing = Choosing(
        id=uuid4(), owner_id=work.person.id, recipient_id=team.id, purpose=purpose, made_at=work.now
    )
    work.main.add(choosing)
    return choosing


def again(work: Work, old: Consent) -> Choosing:
    """The same choices once more, to look at and say yes or no to. What she has given stands until then."""
    if NOTICES[old.purpose].typed:
        raise NotFound  # it is asked for anew, in its own words and for its own days
    choosing = begin(work, old.recipient_id, old.purpose)
    choosing.renews = old.id
    choosing.groups, choosing.means, choosing.onward = old.groups, old.means, old.onward
    work.main.flush()
    shared = snapshot.open_mine(work, old.share_id, old.purpose) or []
    said = [part.text for part in shared if part.tick == NOTE]
    keep_note(work, choosing, "".join(said))
    if notice_of(choosing).takes_parts:
        keep_left_out(work, choosing, _as_before(work, choosing, shared))
    return choosing


def _as_before(work: Work, choosing: Choosing, shared: list[Part]) -> LeftOut:
    """What was left out last time, read from what they have. Where that does not tell, she looks again."""
    before, show = {part.tick: part.text for part in shared}, True
    left: dict[str, tuple[str, list[Range]]] = {}
    for part in parts.ticked(work, codes(choosing.groups)):
        found = leaving.as_before(part, before[part.tick]) if part.tick in before else None
        left[part.tick] = ("", []) if found is None else (leaving.seal_of(part.text), found[0])
        show = show and (found is None or found[1])
    return LeftOut(show, left)


def mine(work: Work, id: UUID) -> Choosing:
    found = work.main.get(Choosing, id)
    if found is None or found.owner_id != work.person.id:
        raise NotFound
    return found


def notice_of(choosing: Choosing) -> Notice:
    return NOTICES[choosing.purpose]


def codes(joined: str) -> list[str]:
    return [code for code in joined.split(",") if code]


def tick(work: Work, id: UUID, ticks: Iterable[str]) -> None:
    choosing, wanted = mine(work, id), set(ticks)
    if not notice_of(choosing).takes_parts:
        raise NotFound
    rules.may_tick(wanted, {part.tick for part in parts.mine(work, choosing.purpose)})
    choosing.groups = ",".join(parts.in_order(wanted))


def say_how(work: Work, id: UUID, means: Iterable[str], onward: Iterable[str], note: str) -> None:
    """In which ways, to whom, and what she says to it. Raises Refused for what the notice does not know."""
    choosing, notice = mine(work, id), notice_of(mine(work, id))
    if not notice.asks_how:
        raise NotFound
    means, onward = list(means), list(onward)
    rules.may_say_how(notice, means, onward, note)
    choosing.means = ",".join(code for code in notice.means if code in means)
    choosing.onward = ",".join(code for code in notice.onward if code in onward)
    keep_note(work, choosing, note)


def _place(work: Work, choosing: Choosing, column: str) -> Place:
    assert choosing.note_key is not None
    return Place(work.person.tenant, "choosing", column, choosing.id, choosing.owner_id, choosing.note_key)


def _kept(work: Work, choosing: Choosing, column: str, text: bytes) -> bytes:
    choosing.note_key = work.person.urk_id
    return work.keyring.seal(text, at=_place(work, choosing, column))


def keep_note(work: Work, choosing: Choosing, note: str) -> None:
    choosing.note = _kept(work, choosing, "note", note.encode()) if note.strip() else None


def note_of(work: Work, choosing: Choosing) -> str:
    if choosing.note is None:
        return ""
    return work.keyring.open(choosing.note, at=_place(work, choosing, "note")).decode()


def keep_left_out(work: Work, choosing: Choosing, left: LeftOut) -> None:
    choosing.left_out = _kept(work, choosing, "left_out", left.to_json())


def left_out_of(work: Work, choosing: Choosing) -> LeftOut:
    if choosing.left_out is None:
        return LeftOut()
    return LeftOut.from_json(work.keyring.open(choosing.left_out, at=_place(work, choosing, "left_out")))


def set_end(work: Work, id: UUID, lapses_at: datetime | None) -> None:
    choosing = mine(work, id)
    if notice_of(choosing).typed:
        raise NotFound  # its days are asked for with it
    rules.may_end(lapses_at, work.now)
    choosing.lapses_at = lapses_at


def chosen(work: Work, choosing: Choosing) -> list[Part]:
    """What goes to the recipient: the parts as they are now without what she leaves out, and her note.

    Raises Refused when a part is gone, has changed since she looked at it, or nothing of them is left.
    """
    found = _parts(work, choosing) if notice_of(choosing).takes_parts else []
    note = note_of(work, choosing)
    if notice_of(choosing).typed:
        found = typed.parts_of(work, note)
    elif note:
        found.append(Part(NOTE, notice_of(choosing).asks, note, current_language()))
    return found


def _parts(work: Work, choosing: Choosing) -> list[Part]:
    ticks = codes(choosing.groups)
    there = parts.ticked(work, ticks)
    rules.may_tick(ticks, {part.tick for part in there})
    left = left_out_of(work, choosing)
    short = [leaving.shortened(part, left) for part in there if part.tick != parts.HELPED]
    if parts.HELPED in ticks:  # of what goes, and of nothing else
        short += parts.helped(short)
    rules.may_leave(part.goes for part in short)
    return [part for part in short if part.goes]


def earlier_words(work: Work, choosing: Choosing, version: str) -> Wording | None:
    """The notice as it was in that version, to show what is different now; None when that is not known."""
    notice = notice_of(choosing)
    if not version or choosing.lapses_at is None:
        return None
    team = recipient(work, choosing.recipient_id)
    means, onward = codes(choosing.means), codes(choosing.onward)
    said = wording(work, notice, team, choosing.lapses_at, means, onward, of_version=version)
    return said if said.version == version else None


def look(work: Work, choosing: Choosing) -> Look:
    """Exactly what they will see. Raises Refused with the step that needs another look."""
    notice = notice_of(choosing)
    means, onward = codes(choosing.means), codes(choosing.onward)
    rules.may_end(choosing.lapses_at, work.now)
    assert choosing.lapses_at is not None
    going = chosen(work, choosing)
    rules.may_say_how(notice, means, onward, "".join(part.text for part in going if part.tick == NOTE))
    found = _ready(work, choosing.recipient_id)
    team = found.team
    rules.may_go_to(notice, partner=team.partner)
    shown = snapshot.Shown(
        reference=drafts.my_reference(work), language=current_language(), team=team.name,
        purpose=notice.purpose, lapses_at=choosing.lapses_at, parts=going, means=means, onward=onward,
    )  # fmt: skip
    said = wording(work, notice, team, choosing.lapses_at, means, onward)
    return Look(shown, said, snapshot.mark(going, choosing.lapses_at, said.hash, found.told_at))
