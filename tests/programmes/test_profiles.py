"""Who leads a team writes what survivors read of its people; nobody else does, and nobody else reads it."""

from uuid import uuid4

import pytest
from sqlalchemy import delete, select

from portal.audit.models import AuditRow
from portal.i18n import use_language
from portal.keyring.models import Principal
from portal.programmes import profiles
from portal.programmes.facts import LONGEST
from portal.programmes.models import Profile
from portal.programmes.profiles import SPOKEN, About
from portal.work import NotAllowed, NotFound
from tests.accounts.steps import token_in
from tests.make import sign_in, working
from tests.programmes.steps import create, join

WORDS = "Three years in Leeds."


def place(who, rest=""):
    return f"/en/programme/people/{who.actor.id}{rest}"


def rows(world):
    with world.stores.main.reading() as main:
        return {(row.name, row.language): row.text for row in main.scalars(select(Profile))}


def changes(world):
    with world.stores.main.reading() as main:
        return len(main.scalars(select(AuditRow).where(AuditRow.action == "profile_changed")).all())


@pytest.fixture
def lead(client, world):
    sign_in(client, world.lead)
    return client


def test_the_lead_writes_it_in_each_language(lead, world):
    lead.get("/en/programme/")
    lead.follow("Tomas Rivera What people can read about them")
    assert lead.page.main.count("Not said yet.") == len(About) + 1
    lead.follow("Change: Training")
    lead.submit({"text": f" {WORDS}\r\nAnd one in Bilbao. "}, "Save")
    assert lead.page.path == place(world.colleague, "/en")
    assert WORDS in lead.page.main
    assert WORDS not in lead.get(place(world.colleague, "/es")).main
    assert WORDS not in lead.get(place(world.lead)).main
    assert rows(world) == {("training", "en"): f"{WORDS}\nAnd one in Bilbao."}
    assert changes(world) == 1


def test_what_they_speak(lead, world):
    lead.get(place(world.lead))
    lead.follow("Change: Languages")
    lead.submit({"speaks": ["en", "ar"]}, "Save")
    assert "Arabic and English" in lead.page.main
    assert rows(world) == {("speaks", ""): "ar,en"}
    lead.get(place(world.lead, "/speaks"))
    lead.submit({"speaks": []}, "Save")
    assert rows(world) == {}
    assert changes(world) == 2


def test_only_languages_on_the_list(lead, world):
    token = token_in(lead.get(place(world.lead, "/speaks")))
    sent = {"csrf_token": token, "speaks": ["en", "tlh"]}
    assert lead.post(place(world.lead, "/speaks"), sent).status == 400
    assert rows(world) == {}


@pytest.mark.parametrize("language", ["en", "es", "ar", "zh"])
def test_every_language_has_a_name(language):
    with use_language(language):
        names = profiles.spoken(SPOKEN)
    assert len(set(names)) == len(SPOKEN)
    assert not set(names) & set(SPOKEN)
    assert len(",".join(SPOKEN)) < LONGEST


def test_an_empty_text_takes_it_back(lead, world):
    for text in ("One.", "Two.", "Two.", "", ""):
        lead.get(place(world.lead, "/en/self"))
        lead.submit({"text": text}, "Save")
    assert rows(world) == {}
    assert changes(world) == 3


def test_what_is_too_long_is_refused(lead, world):
    lead.get(place(world.lead, "/en/self"))
    assert lead.submit({"text": "a" * (LONGEST + 1)}, "Save").status == 400
    assert rows(world) == {}


def test_a_colleague_reads_and_cannot_change(client, world):
    sign_in(client, world.colleague)
    page = client.get(place(world.colleague))
    assert "Whoever leads your team can change it." in page.main
    assert "Change: " not in page.main
    for rest in ("/en/training", "/speaks"):
        assert client.get(place(world.colleague, rest)).status == 403
        token = token_in(client.get("/en/again"))
        sent = {"csrf_token": token, "text": WORDS, "speaks": "en"}
        assert client.post(place(world.colleague, rest), sent).status == 403
    with working(world, world.colleague) as w, pytest.raises(NotAllowed):
        profiles.change(w, world.colleague.actor.id, About.SELF, "en", WORDS)
    with working(world, world.colleague) as w, pytest.raises(NotAllowed):
        profiles.change_speaks(w, world.colleague.actor.id, ["en"])
    assert rows(world) == {}


@pytest.mark.parametrize("who", ["survivor", "advocate"])
def test_others_do_not_come_here(client, world, who):
    sign_in(client, getattr(world, who))
    for rest in ("", "/es", "/en/training", "/speaks"):
        assert client.get(place(world.lead, rest)).status == 403


def test_the_lead_of_another_service_finds_nobody(client, world):
    join(client, create(world))
    client.get("/en/programme/")
    client.submit(button="Make the team's key")
    for rest in ("", "/es", "/en/training", "/speaks"):
        assert client.get(place(world.lead, rest)).status == 404


def test_what_is_not_there(lead, world):
    for rest in ("/fr", "/en/prices", "/fr/training"):
        assert lead.get(place(world.lead, rest)).status == 404
    for id in (world.survivor.actor.id, world.advocate.actor.id, uuid4()):
        assert lead.get(f"/en/programme/people/{id}").status == 404
        with working(world, world.lead) as w, pytest.raises(NotFound):
            profiles.change(w, id, About.SELF, "en", WORDS)
    assert rows(world) == {}


def test_it_is_nowhere_without_an_account(client, world):
    with working(world, world.lead) as w:
        profiles.change(w, world.lead.actor.id, About.SELF, "en", WORDS)
    for page in ("/en/", "/en/about/service", "/en/about/process"):
        assert WORDS not in client.get(page).body
        assert "Amira" not in client.page.body


def test_it_goes_when_the_account_does(world):
    with working(world, world.lead) as w:
        profiles.change(w, world.colleague.actor.id, About.SELF, "en", WORDS)
    with working(world) as w:
        w.main.execute(delete(Principal).where(Principal.id == world.colleague.actor.id))
    assert rows(world) == {}
