"""A service full of words, copies of it, and what a thief (tests/real/thief.py) brings home from them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flask import Flask

from portal.actor import Role
from portal.consent import snapshot
from portal.consent.models import Share
from portal.demo import SHARED, WRITTEN, Person, Scene
from portal.helping import notes as helper_notes
from portal.helping import suggestions
from portal.helping.models import Scope
from portal.helping.translated import Paragraph
from portal.keyring.grants import reach_as_owner
from portal.keyring.persons import identity
from portal.keyring.teams import team_private
from portal.programmes import service as programmes
from portal.programmes.models import Team
from portal.statements import drafts, notes
from portal.statements import service as statements
from tests.accounts.ways_back import make_number
from tests.browser import Browser
from tests.conftest import World
from tests.contact.steps import say, wish
from tests.helping.steps import interpret, lend
from tests.make import sign_in, working
from tests.messages import steps as messages
from tests.real import thief
from tests.real.forked import Forked
from tests.real.scan import Scanner
from tests.sharing import share
from tests.statements.attached import attach
from tests.vouching.steps import answer, ask, choose

GIVEN = "She gave these words away: cardamom-7741."
LATER = "She wrote this after she had shared the part: tamarind-2203."
ALONE = "She never showed this to anybody: juniper-9186."
LATE = "She sent this when she was signed out already: saffron-5530."
ANOTHERS = "Somebody else wrote this: fennel-6672."
BEFORE = (
    "She wrote this first and took most of it away again before she went on with something else, "
    "and she wrote quite a lot of it, so that what came after is less than half: lovage-3310."
)
NOTED = "She noted this for herself: sorrel-8817."
NAMES = ("Amira Haddad", "Tomas Rivera", "Joan Okafor")  # of staff: the service itself can read these
HEARD = "She wrote down what she says in it: chervil-2291."
SHARED_FILE = "She gave this letter away: hyssop-7005."
OWN_FILE = "She kept this letter to herself: borage-6148."
PLANNED = "She said where never to call her: chicory-4408."
ADDRESS = "sage-1197@mailbox.example"  # for messages: the service itself can read it
LENT = "She let somebody help her with this: marjoram-4409."
SUGGESTED = "Somebody who helps her suggested this: savory-1187."
ASKED = "And asked her about it: purslane-6624."
HELPERS_NOTE = "And noted this for nobody else: costmary-9013."
CALLED = "Wilhelmina of the lovage"
TRANSLATED = "Somebody who interprets said it so: angelica-5527."
TO_HELPER = "She wrote to who helps her: tansy-3384."
FROM_HELPER = "Who helps her wrote back: woodruff-6059."
TO_TEAM = "She wrote to the team: lavender-7712."
FROM_TEAM = "The team wrote back: hawthorn-2946."
WITH_HELPER = (TRANSLATED, TO_HELPER, FROM_HELPER)
WITH_TEAM = (TO_TEAM, FROM_TEAM)
LENT_WORDS = {LENT, SUGGESTED}
PRIVATE = (WRITTEN[3], LATER, ALONE, LATE, BEFORE, NOTED, ANOTHERS, LENT, SUGGESTED)
SHARED_WORDS = {*(WRITTEN[number] for number in SHARED), GIVEN, HEARD}


@dataclass
class Crime:
    """A service full of words, what was copied of it, and, for the test alone, the keys that matter."""

    world: World
    another: Person
    names: list[str] = field(default_factory=list)
    true_keys: dict[str, bytes] = field(default_factory=dict)
    number: str = ""  # her recovery number
    app: Flask | None = None

    def copy(self, name: str) -> Path:
        """All three stores and the keyset, as they are now."""
        self.world.stores.main.scrub()
        self.world.stores.close()  # a file that is open here must not be opened a second time
        folder = self.world.settings.data.parent / name
        shutil.copytree(self.world.settings.data, folder)
        return folder

    def facilitators_keys(self) -> set[bytes]:
        """What a facilitator's passphrase may lead to."""
        mine = ("urk lead", "identity lead", "team")
        return {key for name, key in self.true_keys.items() if name in mine or name.startswith("group ")}


@dataclass(frozen=True)
class Found:
    """What the thief came home with."""

    peeled: int
    unknown: list[str]
    opened: list[tuple[str, bytes]]
    keys: set[bytes]

    @property
    def everything(self) -> bytes:
        return b"\n".join(text for _table, text in self.opened)

    @property
    def words(self) -> set[str]:
        """Each text that somebody wrote."""
        documents = [json.loads(text) for _table, text in self.opened if text.startswith(b'{"')]
        return {document["text"] for document in documents if "text" in document}

    def says(self, *texts: str) -> list[str]:
        """Which of these stand in what it opened, written in any way."""
        return [text for text in texts if Scanner({"text": text}).look("", self.everything)]

    def held(self, keys: dict[str, bytes]) -> set[bytes]:
        """Which of these it has, as a key or anywhere inside what it opened."""
        return {key for key in keys.values() if key in self.keys or key in self.everything}


def steal(main: list[Path], rest: Path, *passphrases: str, vaults: tuple[Path, ...] = ()) -> Found:
    """`main`: copies of the main store; `rest`: the copy that vault, sessions and keyset are from;
    `vaults`: older copies of the vault as well."""
    stores = [*(folder / "main.db" for folder in main), rest / "vault.db", rest / "sessions.db"]
    stores += [folder / "vault.db" for folder in vaults]
    folders = [str(folder / "files") for folder in {*main, rest}]
    loot = {
        "stores": [*map(str, stores)],
        "files": folders,
        "keyset": str(rest / "keyset.json"),
        "passphrases": passphrases,
    }
    asked, told = rest / "loot.json", rest / "found.json"
    asked.write_text(json.dumps(loot))
    assert Forked(thief.main, read=asked, output=told).wait() == 0, told.read_text()
    report = json.loads(told.read_text())
    opened = [(table, bytes.fromhex(text)) for table, text in report["opened"]]
    return Found(report["peeled"], report["unknown"], opened, {*map(bytes.fromhex, report["keys"])})


def write(world: World, who: Person, number: int, rev: int, text: str) -> None:
    with working(world, who) as w:
        statements.save(w, number, rev, text, "en")


def give(world: World, numbers: list[int | str]) -> None:
    share(world, world.survivor, numbers)


def live_in(world: World, now: datetime) -> Person:
    """Words of every kind, shared and not; returns somebody else who writes here too."""
    talk(world, *messages.with_team(world), *WITH_TEAM)
    write(world, world.survivor, 2, 0, GIVEN)
    letter = attach(world, world.survivor, SHARED_FILE.encode(), words=HEARD)
    attach(world, world.survivor, OWN_FILE.encode())
    give(world, [2, letter.tick])
    write(world, world.survivor, 2, 1, LATER)
    write(world, world.survivor, 4, 0, BEFORE)
    write(world, world.survivor, 4, 1, ALONE)
    with working(world, world.survivor) as w:
        notes.save(w, 4, 0, NOTED, again=True)
    write(world, world.survivor, 8, 0, LENT)
    access = lend(world, [8, 9], called=CALLED)
    with working(world, world.advocate) as w:
        suggestions.suggest(w, access, 8, SUGGESTED, ASKED)
        helper_notes.save(w, access, 0, HELPERS_NOTE)
    talk(world, messages.hers(world, access), messages.helpers(world, access), TO_HELPER, FROM_HELPER)
    interpreting = lend(world, [8], scope=Scope.TRANSLATE, pair=("en", "es"))
    interpret(world, interpreting, 8, [Paragraph(LENT, TRANSLATED)])
    say(world, "never", {"text": PLANNED})
    wish(world, to=ADDRESS)
    with working(world) as w:
        programmes.invite(w, "Ines Duarte", Role.ADVOCATE, w.main.query(Team).one())
    another = Scene(world.stores, world.server, world.settings, now).survivor()
    write(world, another, 1, 0, ANOTHERS)
    return another


def talk(world: World, hers: messages.Side, theirs: messages.Side, said: str, answered: str) -> None:
    messages.write(world, hers, said)
    messages.write(world, theirs, answered)


def have_ways_back(world: World, app: Flask) -> str:
    """She has a recovery number, two people, and somebody asks to come back. Returns the number."""
    she, stranger, helper = (Browser(app) for _who in range(3))
    sign_in(she, world.survivor)
    number = make_number(she)
    choose(she, world)
    tell, _keep = ask(stranger, world.survivor.name)
    sign_in(helper, world.advocate)
    answer(helper, tell)
    return number


def send_late(world: World, client: Browser) -> None:
    """A page that was open when she signed out."""
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/5")
    page = client.page.by_id["writing"]
    (token,) = [c.get("value") for c in client.page.controls(page) if c.get("name") == "kept"]
    client.post("/en/leave", follow=False)
    client.post("/en/mine/writing/5", {"kept": token, "text": LATE, "act": "save"})
    assert client.page.path == "/en/kept"


def true_keys(world: World, people: dict[str, Person]) -> dict[str, bytes]:
    """By the proper way in: everybody's keys, for comparison."""
    keys = {}
    for name, who in people.items():
        with working(world, who, writing=False) as w:
            keys |= {f"urk {name}": who.urk, f"identity {name}": identity(w.keyring)}
            record = drafts.my_record(w) if who.actor.role is Role.SURVIVOR else None
            if record is not None:
                keys[f"record {name}"] = w.keyring.key(record.key_id)
            for share in w.main.query(Share).filter_by(owner_id=who.actor.id):
                for row in snapshot.rows_of(w, share.id):
                    reach_as_owner(w.keyring, share.id, row.name, row.key_id, row.owner_w)
                    keys[f"group {share.id} {row.name}"] = w.keyring.key(row.key_id)
            if name == "lead":
                keys["team"] = team_private(w.keyring, w.main.query(Team).one().id, 1)
    return keys
