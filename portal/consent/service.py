"""Giving, seeing and withdrawing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.consent import asking, ledger, rules, snapshot, typed
from portal.consent import choosing as choosings
from portal.consent.attached import Copies, copy
from portal.consent.models import Choosing, Consent, NoticeText, Share
from portal.consent.notices import TYPED
from portal.consent.states import OPEN, Act, How, State
from portal.helping import service as helping
from portal.i18n import current_language
from portal.keyring.grants import new_grant
from portal.keyring.models import Doomed, Grant
from portal.keyring.teams import newest_epoch
from portal.notifying.rules import Kind
from portal.notifying.service import notify
from portal.work import NotFound, Refused, Work

CHOOSING_FOR = timedelta(days=7)


def give(
    work: Work, id: UUID, *, seen: str, fresh: bool, company: str = "", copies: Copies | None = None
) -> Consent:
    """Make the snapshot, the grant and the consent. A second tap finds the first one's consent.

    `company`: who was there, "" when she does not say. `copies`: of files, made before. Raises Refused with
    the reason that stands in the way, CannotOpen for a planted recipient.
    """
    choosing = choosings.mine(work, id)
    if choosing.given_as is not None:
        return my_consent(work, choosing.given_as)
    rules.may_begin(work.person.paused_at)
    rules.may_be_with(company)
    look = choosings.look(work, choosing)
    rules.may_give(fresh=fresh, seen=seen, now_there=look.seen)
    typed.may_be_asked(work, choosing.recipient_id, choosing.purpose)
    share, groups, evidence = snapshot.freeze(work, look.shown.parts, current_language(), copies or {})
    epoch = newest_epoch(work.main, choosing.recipient_id)
    if epoch is None:
        raise Refused(rules.Reason.NO_SUCH_TEAM)
    grant = new_grant(work.keyring, share.id, epoch, groups, look.shown.lapses_at, work.now)
    consent = Consent(
        id=asking.answered_by(work, choosing.asked) or uuid4(), owner_id=work.person.id, share_id=share.id,
        recipient_id=choosing.recipient_id, grant_id=grant.id, vault_id=grant.vault_id,
        purpose=choosing.purpose, notice_hash=_keep_notice(work, look), groups=",".join(look.ticks),
        means=choosing.means, onward=choosing.onward, present=company, given_at=work.now,
        lapses_at=look.shown.lapses_at, renews=choosing.renews, state="",
    )  # fmt: skip
    choosing.given_as, choosing.note, choosing.left_out = consent.id, None, None
    _take_the_place(work, consent)
    audit.record(work, "given", consent.id, evidence + consent.notice_hash)
    return consent


def copy_files(work: Work, id: UUID) -> Copies:
    """What takes long, before anything is locked. Raises Refused where the disk has no room."""
    choosing = choosings.mine(work, id)
    if choosing.given_as is not None:
        return {}
    files = [part.file for part in choosings.chosen(work, choosing) if part.file]
    copies: Copies = {}
    try:
        for one in files:
            copies[one.file.blob] = copy(work, one)
    except BaseException:
        for made in copies.values():
            made.drop()
        raise
    return copies


def _take_the_place(work: Work, consent: Consent) -> None:
    """A renewed consent never widens the old one: it is a new yes to a new copy, and the old one ends."""
    old = None if consent.renews is None else my_consent(work, consent.renews)
    work.main.add(consent)
    ledger.note(work, consent, State.GIVEN if old is None else State.RENEWED, How.HERE)
    if old is not None and old.state in OPEN:
        asking.move(work, old.share_id, consent.share_id)
        _end(work, old, State.REPLACED, How.HERE)


def renew(work: Work, id: UUID) -> Choosing:
    return choosings.again(work, my_consent(work, id))


def _keep_notice(work: Work, look: choosings.Look) -> bytes:
    said = look.wording
    if work.main.get(NoticeText, said.hash) is None:
        work.main.add(
            NoticeText(
                hash=said.hash, purpose=look.shown.purpose, version=said.version,
                language=current_language(), text=said.text,
            )
        )  # fmt: skip
        work.main.flush()
    return said.hash


def my_consent(work: Work, id: UUID) -> Consent:
    found = work.main.get(Consent, id)
    if found is None or found.owner_id != work.person.id:
        raise NotFound
    return found


def my_consents(main: Session, owner_id: UUID) -> list[Consent]:
    query = select(Consent).where(Consent.owner_id == owner_id)
    return list(main.scalars(query.order_by(Consent.given_at.desc())))


def notice_text(work: Work, consent: Consent) -> NoticeText:
    return work.main.get_one(NoticeText, consent.notice_hash)


def key_is_gone(work: Work, consent: Consent) -> bool:
    """Whether the key of an ended consent has been destroyed: not while it only lapsed, or is doomed."""
    return consent.state not in OPEN and work.main.get(Doomed, consent.vault_id) is None


def withdraw(work: Work, id: UUID, *, remove_copy: bool = False) -> Consent:
    """Hers, any moment. Withdrawing twice is withdrawing."""
    consent = my_consent(work, id)
    if consent.permits(Act.WITHDRAW, work.person.id, (), work.now):
        _end(work, consent, State.WITHDRAWN, How.HERE)
        audit.record(work, "withdrawn", consent.id)
    if remove_copy:
        _remove_copy(work, consent)
    return consent


def remove_copy(work: Work, id: UUID) -> None:
    """The shared copy of an ended consent. Her own writing is not touched."""
    consent = my_consent(work, id)
    if not consent.permits(Act.REMOVE_COPY, work.person.id, (), work.now):
        raise Refused(rules.Reason.STILL_OPEN)
    _remove_copy(work, consent)


def _remove_copy(work: Work, consent: Consent) -> None:
    share = work.main.get(Share, consent.share_id)
    if share is not None:
        snapshot.empty(work, share)


def note_told(work: Work, consent: Consent) -> None:
    """She said "stop" to somebody of the team, by word of mouth: that is enough, and it stops at once.

    34 USC 12291(b)(2) asks for writing to give, not to withdraw. She sees who noted it.
    """
    _end(work, consent, State.WITHDRAWN, How.TOLD, by_id=work.actor.id)
    audit.record(work, "told_to_stop", consent.id)


def note_told_to_helper(work: Work, access_id: UUID) -> None:
    """She said "stop" to somebody who helps her: all that she shares ends. The helper does not learn what
    there was. Raises NotFound for who does not help her now."""
    access = helping.their_access(work, access_id)
    for consent in my_consents(work.main, access.owner_id):
        if consent.state in OPEN:
            note_told(work, consent)


def revoke(work: Work, consent: Consent, why: str) -> None:
    """The service stops using it, and says why. Raises Refused for a reason that is not on the list."""
    rules.may_say_why(why)
    _end(work, consent, State.REVOKED, How.SERVICE, by_id=work.actor.id, why=why)
    audit.record(work, "revoked", consent.id)


def forget_begun(work: Work, which: ColumnElement[bool]) -> None:
    """Choices in the making: a page of theirs that is still open somewhere says yes to nothing."""
    work.main.execute(delete(Choosing).where(which, Choosing.given_as.is_(None)))


def stop(work: Work, consent: Consent) -> None:
    """She stops everything (`pausing`), and this with it."""
    _end(work, consent, State.WITHDRAWN, How.STOP)


def _end(
    work: Work, consent: Consent, state: State, how: How, *, by_id: UUID | None = None, why: str = ""
) -> None:
    """The reading rule refuses from here on; the grant goes now, its secret after main is committed."""
    grant = work.main.get(Grant, consent.grant_id)
    vault_id = consent.vault_id if grant is None else grant.vault_id
    consent.ended_at, consent.paused_at, consent.vault_id = work.now, None, vault_id
    ledger.note(work, consent, state, how, by_id=by_id, why=why)
    if grant is not None:
        work.main.delete(grant)
    asking.close(work, consent.owner_id, how, consent.share_id)
    if state is not State.LAPSED:  # what has lapsed may still be given longer
        forget_begun(work, Choosing.renews == consent.id)
    work.doom([vault_id], state)


def _ask_before(work: Work) -> None:
    """In its last week she may be told that it ends: give it longer, or let it end."""
    soon = work.now + rules.ASK_BEFORE
    ending = select(Consent).where(
        Consent.lives_at(work.now), Consent.told_at.is_(None), Consent.lapses_at <= soon,
        Consent.purpose.not_in(TYPED),
    )  # fmt: skip
    for consent in work.main.scalars(ending):
        consent.told_at = work.now
        if consent.lapses_at - consent.given_at > rules.ASK_BEFORE:
            notify(work, consent.owner_id, Kind.ENDS)


def sweep(work: Work) -> int:
    """Consents whose date has passed end by themselves."""
    _ask_before(work)
    over = (
        select(Consent)
        .outerjoin(Grant, Grant.id == Consent.grant_id)
        .where(Consent.state.in_(OPEN), or_(Consent.lapses_at <= work.now, Grant.lapses_at <= work.now))
    )
    ended = list(work.main.scalars(over))
    for consent in ended:
        _end(work, consent, State.LAPSED, How.TIME)
        audit.record(work, "lapsed", consent.id)
    work.main.execute(delete(Choosing).where(Choosing.made_at < work.now - CHOOSING_FOR))
    agreed_to = select(Consent.notice_hash)
    work.main.execute(delete(NoticeText).where(NoticeText.hash.not_in(agreed_to)))
    return len(ended)
