"""A fictional service with people in it, for trying everything out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from portal import i18n
from portal.accounts import service as accounts
from portal.actor import NOBODY, SYSTEM, Actor, Role
from portal.consent import choosing
from portal.consent import service as consent
from portal.crypto import new_keyset, write_keyset
from portal.db import Stores
from portal.directory.importing import Asked, bring_in
from portal.directory.remarks import Report
from portal.handover import partners
from portal.keyring.models import Principal
from portal.keyring.server import ServerKeys
from portal.migrations.start import prepared
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.programmes.facts import Fact
from portal.settings import BadSetting, Settings
from portal.statements import service as statements
from portal.work import Work, begin

DIRECTORY = Path(__file__).parent / "directory" / "example.json"
SERVICE, TEAM = "Harbour Restorative Service", "Bridge team"
PARTNER, PARTNER_TEAM = "Example Counselling Rooms", "Front desk"  # a service of the directory, and its team
WRITTEN = {
    1: "Most days I feel tired and a little far away. At night I wake up and check the door.\n\n"
    "It is better when my sister is here.",
    3: "I lost the job at the bakery. They kept my wages for seven weeks.",
    7: "I want to ask why. I do not know yet whether I want to hear the answer.",
}
SHARED = [1, 7]
# What a service would say of itself. Nothing of it holds anywhere: it stands in for the real thing.
SAID = {
    "en": {
        Fact.WHO: "An example: no such service exists. We are four facilitators, trained for three years. "
        "The county pays for us.",
        Fact.REACH: "An example: +1 555 0100, Monday to Friday, 9:00 to 17:00. Tell us your language, and we "
        "call you back with an interpreter.",
        Fact.LAW: "An example, not the law of any place: we must tell the child protection office when a "
        "child is in danger now. A judge can order us to speak. We tell you first, if we can.",
        Fact.COURT: "An example: taking part or stopping does not change a case here. The court hears only "
        "that a talk took place, and only if you agree.",
        Fact.COMPLAIN: "An example: tell our director at +1 555 0101, or the county office at +1 555 0102. "
        "You get an answer within 14 days.",
    },
    "es": {
        Fact.WHO: "Un ejemplo: este servicio no existe. Somos cuatro personas que facilitan, con tres años "
        "de formación. Nos paga el condado.",
        Fact.REACH: "Un ejemplo: +1 555 0100, de lunes a viernes, de 9:00 a 17:00. Dinos tu idioma y te "
        "llamamos con intérprete.",
        Fact.LAW: "Un ejemplo, no es la ley de ningún lugar: tenemos que avisar a la oficina de protección "
        "de menores cuando un niño o una niña está en peligro ahora. Un juez o una jueza puede ordenarnos "
        "hablar. Te lo decimos antes, si podemos.",
        Fact.COURT: "Un ejemplo: participar o dejarlo no cambia aquí ningún caso. El tribunal solo se entera "
        "de que hubo una conversación, y solo si tú quieres.",
        Fact.COMPLAIN: "Un ejemplo: díselo a nuestra dirección, +1 555 0101, o a la oficina del condado, "
        "+1 555 0102. Recibes respuesta en 14 días.",
    },
    "ar": {
        Fact.WHO: "مثال: لا توجد خدمة كهذه. نحن أربعة ميسّرين تدرّبنا ثلاث سنوات. المقاطعة هي التي تموّلنا.",
        Fact.REACH: "مثال: +1 555 0100، من الاثنين إلى الجمعة، من 9:00 إلى 17:00. يكفي ذكر اللغة، ونعاود "
        "الاتصال مع مترجم فوري.",
        Fact.LAW: "مثال، وليس قانون أي مكان: علينا إبلاغ مكتب حماية الطفل عندما يكون طفل في خطر الآن. ويمكن "
        "لقاضٍ أن يأمرنا بالكلام. نخبرك أولًا إن استطعنا.",
        Fact.COURT: "مثال: المشاركة أو التوقف لا يغيّران أي قضية هنا. لا تعرف المحكمة إلا أن حديثًا جرى، وفقط "
        "بموافقتك.",
        Fact.COMPLAIN: "مثال: لدى مديرتنا +1 555 0101، أو لدى مكتب المقاطعة +1 555 0102. يصل الرد خلال 14 "
        "يومًا.",
    },
}


PARTNER_WHO = {
    "en": "An example: no such place exists. We are counsellors. We call back whoever asks us to.",
    "es": "Un ejemplo: este lugar no existe. Damos apoyo psicológico. Llamamos a quien nos lo pide.",
    "ar": "مثال: لا يوجد مكان كهذا. نقدّم الدعم النفسي، ونتصل بكل من يطلب ذلك.",
}


@dataclass(frozen=True)
class Person:
    role: str
    name: str
    passphrase: str = field(repr=False)
    actor: Actor
    urk_id: bytes
    urk: bytes = field(repr=False)


def settings_for(data: Path) -> Settings:
    """A demonstration's settings, and its environment for the workers that serve it."""
    os.environ.update(
        PORTAL_DATA=str(data), PORTAL_KEYS=f"file:{data / 'development-keyset.json'}",
        PORTAL_SMTP_URL=f"file:{data / 'outbox'}", PORTAL_MAIL_FROM="news@post.example",
        PORTAL_DEMONSTRATION="1",
    )  # fmt: skip
    for name in ("PORTAL_DATABASE_URL", "PORTAL_VAULT_URL", "PORTAL_SESSION_URL", "RUNTIME_DIRECTORY"):
        os.environ.pop(name, None)
    return Settings.from_environment()


def is_prepared(data: Path) -> bool:
    return (data / "development-keyset.json").exists()


def prepare(data: Path, now: datetime) -> tuple[Settings, list[Person]]:
    """Make the data. Nothing of the people's passphrases is written to it."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        write_keyset(data / "development-keyset.json", new_keyset(development=True))
    except OSError as error:
        raise BadSetting(f"--data: cannot use {data}: {error.strerror}.") from None
    settings = settings_for(data)
    stores, server = prepared(settings)
    i18n.configure(settings.timezone, settings.languages, settings.country)
    try:
        scene = Scene(stores, server, settings, now)
        people = scene.play()
        bring_in(stores.main, Asked(DIRECTORY, "example"), Report(), now)
        people += scene.partner()
    finally:
        stores.close()
    return settings, people


class Scene:
    """Everybody does what they would do in the browser, through the same services."""

    def __init__(self, stores: Stores, server: ServerKeys, settings: Settings, now: datetime) -> None:
        self.stores, self.server, self.settings, self.now = stores, server, settings, now

    @contextmanager
    def work(self, who: Actor | Person) -> Iterator[Work]:
        self.now += timedelta(seconds=1)
        actor = who.actor if isinstance(who, Person) else who
        w = begin(self.stores, self.server, actor, self.now)
        try:
            if isinstance(who, Person):
                principal = w.main.get_one(Principal, who.actor.id)
                w.act_as(who.actor, principal, who.urk)
            yield w
            w.commit()
        finally:
            w.close()

    def play(self) -> list[Person]:
        self.now -= timedelta(hours=1)
        with self.work(SYSTEM) as w:
            self.team = programmes.create(w, SERVICE, TEAM, ["en", "es", "ar"])
        lead = self.staff("Amira Haddad", Role.FACILITATOR)
        with self.work(lead) as w:
            programmes.found_team(w)
        self.says(lead)
        second = self.staff("Tomas Rivera", Role.FACILITATOR)
        with self.work(lead) as w:
            programmes.let_in(w, second.actor.id)  # type: ignore[arg-type]
        advocate = self.staff("Joan Okafor", Role.ADVOCATE)
        survivor = self.survivor()
        self.share(survivor)
        return [survivor, lead, second, advocate]

    def partner(self) -> list[Person]:
        """Two people of another organisation, who get in touch with whoever asks for it."""
        with self.work(SYSTEM) as w:
            self.team = programmes.create(w, PARTNER, PARTNER_TEAM, ["en", "es", "ar"])
        first, second = (self.staff(name, Role.FACILITATOR) for name in ("Noor Saleh", "Ines Duarte"))
        with self.work(first) as w:
            programmes.found_team(w)
        self.says(first, PARTNER_WHO)
        with self.work(first) as w:
            programmes.let_in(w, second.actor.id)  # type: ignore[arg-type]
            (one,) = partners.called(w, PARTNER)
            partners.stand_for(w, one.id)
        return [replace(one, role="partner") for one in (first, second)]

    def says(self, lead: Person, who: dict[str, str] | None = None) -> None:
        """What everybody must know about the service before a yes. `who`: who they are, if it differs."""
        with self.work(lead) as w:
            for language, texts in SAID.items():
                own = {} if who is None else {Fact.WHO: who[language]}
                for fact, text in (texts | own).items():
                    facts.change(w, fact, language, text)

    def staff(self, name: str, role: Role) -> Person:
        with self.work(SYSTEM) as w:
            code = programmes.invite(w, name, role, self.team)
        cost = accounts.cost(role, for_tests=self.settings.kdf_for_tests)
        with self.work(NOBODY) as w:
            passphrase = programmes.join(w, code, role, "en", words=True, params=cost)
            return self.confirmed(w, role, passphrase)

    def survivor(self) -> Person:
        cost = accounts.cost(Role.SURVIVOR, for_tests=self.settings.kdf_for_tests)
        with self.work(NOBODY) as w:
            passphrase = accounts.sign_up(w, "en", words=True, params=cost)
            return self.confirmed(w, Role.SURVIVOR, passphrase)

    def confirmed(self, w: Work, role: Role, passphrase: str) -> Person:
        accounts.confirm(w)
        urk_id = w.person.urk_id
        assert urk_id is not None
        return Person(role, accounts.name_of(w), passphrase, w.actor, urk_id, w.keyring.key(urk_id))

    def share(self, survivor: Person) -> None:
        for number, text in WRITTEN.items():
            with self.work(survivor) as w:
                statements.save(w, number, 0, text, "en")
        with self.work(survivor) as w:
            begun = choosing.begin(w, self.team.id, "possible")
            w.main.flush()
            choosing.tick(w, begun.id, [str(number) for number in SHARED])
            choosing.set_end(w, begun.id, self.now + timedelta(days=30))
            consent.give(w, begun.id, seen=choosing.look(w, begun).seen, fresh=True)
