"""People who write, share and read, through the services; and what a thief or an operator would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import select, text

from portal.accounts import service as accounts
from portal.accounts.words import canonical_name, canonical_passphrase
from portal.actor import Role
from portal.consent import choosing
from portal.consent import service as consent
from portal.consent.models import Consent
from portal.consent.snapshot import Shown
from portal.crypto import KdfParams, Keyset, load_keyset, new_keyset, write_keyset
from portal.db import Store, Stores
from portal.demo import Person, Scene
from portal.inbox import service as inbox
from portal.keyring.models import Principal
from portal.keyring.slots import open_lock
from portal.programmes import service as programmes
from portal.programmes.models import Team
from portal.statements import apart
from portal.statements import service as statements
from portal.work import Work
from tests.make import working

if TYPE_CHECKING:
    from tests.conftest import World

DAYS = 30


def scene(world: World) -> Scene:
    with working(world, writing=False) as w:
        team = w.main.scalars(select(Team).order_by(Team.name)).first()
    made = Scene(world.stores, world.server, world.settings, world.clock())
    assert team is not None
    made.team = team
    return made


def new_survivor(world: World) -> Person:
    return scene(world).survivor()


def new_facilitator(world: World, name: str = "Lena Berg") -> Person:
    """One who has joined and waits to be let in."""
    return scene(world).staff(name, Role.FACILITATOR)


def other_team(world: World, name: str = "Lone team", members: int = 1) -> Team:
    """Another service with a team that has its key."""
    made = scene(world)
    with working(world) as w:
        made.team = programmes.create(w, f"Service of {name}", name, ["en"])
    people = [made.staff(f"Person {n} of {name}", Role.FACILITATOR) for n in range(members)]
    with working(world, people[0]) as w:
        programmes.found_team(w)
    made.says(people[0])
    for newcomer in people[1:]:
        with working(world, people[0]) as w:
            programmes.let_in(w, newcomer.actor.id)
    return made.team


def write(world: World, who: Person, number: int, words: str) -> statements.Written:
    with working(world, who) as w:
        return statements.save(w, number, statements.read(w, number).rev, words, "en")


def give(
    w: Work, team_id: UUID, numbers: Iterable[int | str] = (), days: float = DAYS, *,
    purpose: str = "possible", means: Iterable[str] = (), onward: Iterable[str] = (), note: str = "",
) -> Consent:  # fmt: skip
    """A yes, in the open unit of work of the one who says it."""
    begun = choosing.begin(w, team_id, purpose)
    w.main.flush()
    if begun.purpose in ("possible", "prepare", "pass_on", "interpreter"):
        choosing.tick(w, begun.id, [str(number) for number in numbers])
    if means or onward or note:
        choosing.say_how(w, begun.id, means, onward, note)
    choosing.set_end(w, begun.id, w.now + timedelta(days=days))
    return consent.give(w, begun.id, seen=choosing.look(w, begun).seen, fresh=True)


def share(
    world: World, who: Person, numbers: Iterable[int | str] = (1,), days: float = DAYS, **how: Any
) -> Consent:
    with working(world, who) as w:
        return give(w, scene(world).team.id, numbers, days, **how)


def consents(world: World) -> list[Consent]:
    with working(world, writing=False) as w:
        return list(w.main.scalars(select(Consent).order_by(Consent.given_at, Consent.id)))


def the_consent(world: World) -> Consent:
    """The share the model world begins with."""
    (found,) = consents(world)
    return found


def read_as(world: World, who: Person, share_id: UUID) -> Shown:
    """Open a share as staff do: noted first, then read."""
    with working(world, who) as w:
        inbox.note_opening(w, share_id)
    with working(world, who, writing=False) as w:
        return inbox.read(w, share_id)


def unlocked(w: Work, name: str, passphrase: str) -> tuple[Principal, bytes]:
    """Somebody, and the key behind her name and passphrase, as signing in finds it. Raises CannotOpen."""
    person = accounts.find_by_index(w.main, w.server.username_index(canonical_name(name)))
    lock = accounts.find_lock(w, person)
    urk = open_lock(lock, canonical_passphrase(passphrase), KdfParams.weak_for_tests())
    assert person is not None
    return person, urk


def late(number: int, words: str) -> apart.Late:
    """Words from an open page, which cannot simply be saved."""
    return apart.Late(number, "en", uuid4().bytes, words)


def texts(shown: Shown) -> list[str]:
    return [part.text for part in shown.parts]


def silence(world: World) -> None:
    """The services have not said anything about themselves."""
    sql(world.stores.main, "DELETE FROM programme_fact")


# What an operator, or a thief with the databases, can do


def sql(store: Store, statement: str, **values: Any) -> list[Any]:
    """Write straight into a database, past every rule. Returns the rows, if it has any."""
    with store.writing() as session:
        done = session.execute(text(statement), values)
        rows = [tuple(row) for row in done] if done.returns_rows else []
        session.commit()
    return rows


def backup(world: World, name: str, to: Path) -> Path:
    """A copy of "main" or "vault" as a backup would take it."""
    to.unlink(missing_ok=True)
    sql_path = str(to).replace("'", "''")
    raw = getattr(world.stores, name).engine.raw_connection()
    try:
        raw.cursor().execute(f"VACUUM INTO '{sql_path}'")
    finally:
        raw.close()
    return to


def another_keyset(folder: Path) -> Keyset:
    """A keyset of the same shape that these databases were not made with."""
    write_keyset(folder / "other.json", new_keyset(development=False))
    return load_keyset(f"file:{folder / 'other.json'}", {})


def with_old_main(world: World, old: Path) -> World:
    """Yesterday's main database beside today's vault."""
    settings = replace(world.settings, database_url=f"sqlite:///{old}")
    return replace(world, settings=settings, stores=Stores.connect(settings))
