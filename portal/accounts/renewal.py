"""Someone may know her words: new keys for everything, so that no old copy opens what comes after.

Changing the passphrase alone would not do: the old slot lives on in backups, and the key behind it
would still be hers. So her key, her vault secret, her identity and the keys of her drafts are all made
anew, and everything is sealed again under them, what waits for her included. Ways back in (recovery
number, two people) end with the old key; she is offered new ones.

Each package says how its own things are opened now and sealed again afterwards, with `@reseals`.
"""

from __future__ import annotations

from collections.abc import Callable

from portal.accounts import service
from portal.actor import Role
from portal.audit import service as audit
from portal.keyring import persons, teams
from portal.keyring.models import KeySlot
from portal.keyring.persons import FreshKeys
from portal.keyring.slots import PEOPLE, RECOVERY, WORDS, remove_slots
from portal.work import Work

Again = Callable[[], None]
_resealers: list[Callable[[Work], Again]] = []


def reseals(opener: Callable[[Work], Again]) -> Callable[[Work], Again]:
    """Marks what opens the acting person's things with the old keys and returns what seals them again."""
    _resealers.append(opener)
    return opener


def renew(work: Work, fresh: FreshKeys, slot: KeySlot) -> None:
    """`slot`: under the new words, made for the fresh keys before this unit of work began."""
    audit.record(work, "renewed", work.person.id)
    again = [opener(work) for opener in _resealers]
    old = persons.renew_person(work.keyring, fresh, work.now)
    remove_slots(work.main, work.person.id, (*WORDS, RECOVERY, PEOPLE))
    work.main.add(slot)
    for seal in again:
        seal()
    work.doom([old], "renewed")


@reseals
def _own(work: Work) -> Again:
    """Her name here, and what she said of herself."""
    name, about = service.name_of(work), service.about(work)

    def again() -> None:
        assert work.person.username_bidx is not None
        service.set_name(work, work.person, name, work.person.username_bidx)
        if work.person.about_w is not None:
            service.seal_about(work, about)

    return again


@reseals
def _teams(work: Work) -> Again:
    """What staff hold for a team. The team gets a new key too: the old one may be known as well."""
    held = teams.seal_memberships_again(work.keyring)

    def again() -> None:
        held()
        if work.actor.role is Role.FACILITATOR:
            for team_id in teams.teams_of(work.main, work.person.id):
                if teams.new_epoch(work.keyring, team_id, work.now):
                    audit.record(work, "team_renewed", team_id)

    return again
