"""What a receipt or a record says, gathered from where it is kept."""

from __future__ import annotations

from sqlalchemy import select

from portal.accounts import service as accounts
from portal.consent import asking, ledger
from portal.consent.models import Consent, NoticeText
from portal.consent.receipts import Receipt
from portal.consent.records import Asked
from portal.consent.states import State
from portal.i18n import current_language, offered
from portal.programmes import facts
from portal.programmes.facts import Fact, Said
from portal.programmes.models import Programme, Team
from portal.work import Work

Reach = dict[str, Said]  # how to reach the service of each team, by the team's name, of which there is one


def receipts(work: Work, consents: list[Consent], country: str, reach: Reach) -> list[Receipt]:
    """`country`: whose law holds here and where the server stands, ISO 3166."""
    name = accounts.name_of(work)
    told, made = ledger.events_of(work, consents), []
    notices = _notices(work, consents)
    for consent in consents:
        team = work.main.get_one(Team, consent.recipient_id)
        programme = work.main.get_one(Programme, team.programme_id)
        notice = notices[consent.notice_hash]
        made.append(
            Receipt(consent, notice, told[consent.id], name, team, programme, reach[team.name], country)
        )
    return made


def asked(work: Work, reach: Reach) -> list[Asked]:
    """What was asked of her and is not in a receipt: open, put off, refused or closed. Newest first."""
    requests = [request for request in asking.all_mine(work) if request.state != State.GIVEN]
    name, told, made = accounts.name_of(work), ledger.events_of(work, requests), []
    for request in requests:
        team = work.main.get_one(Team, request.team_id)
        programme = work.main.get_one(Programme, team.programme_id)
        made.append(Asked(request, told[request.id], name, team, programme, reach[team.name]))
    return made


def _notices(work: Work, consents: list[Consent]) -> dict[bytes, NoticeText]:
    """What was agreed to, by its hash; in one question, however many there are."""
    hashes = {consent.notice_hash for consent in consents}
    return {n.hash: n for n in work.main.scalars(select(NoticeText).where(NoticeText.hash.in_(hashes)))}


def reach_of_services(work: Work) -> Reach:
    found: Reach = {}
    for one in facts.services(work, [current_language(), *offered()], partners=True):
        (reach,) = (said for said in one.said if said.fact is Fact.REACH)
        found |= {name: reach for name, _languages in one.teams}
    return found
