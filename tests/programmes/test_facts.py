"""Who leads the team says what everybody can read about the service; others only read it."""

import pytest
from sqlalchemy import delete, select

from portal.audit.models import AuditRow
from portal.programmes import facts
from portal.programmes.facts import LONGEST, Fact
from portal.programmes.models import Programme, ProgrammeFact
from portal.work import NotAllowed
from tests.accounts.steps import token_in
from tests.make import sign_in, working
from tests.programmes.steps import create, join
from tests.sharing import silence

EDIT = "/en/programme/facts/en/who"


@pytest.fixture(autouse=True)
def _nothing_is_said(world):
    silence(world)


def rows(world) -> dict[tuple[str, str], str]:
    with world.stores.main.reading() as main:
        return {(row.name, row.language): row.text for row in main.scalars(select(ProgrammeFact))}


def changes(world) -> int:
    with world.stores.main.reading() as main:
        return len(main.scalars(select(AuditRow).where(AuditRow.action == "fact_changed")).all())


@pytest.fixture
def lead(client, world):
    sign_in(client, world.lead)
    return client


def test_the_lead_says_it_and_everybody_reads_it(lead, another_client, world):
    before = changes(world)
    lead.get("/en/programme/")
    lead.follow("What everybody can read about us")
    lead.follow("Change: Who we are")
    lead.submit({"text": "  We are six people.\r\nWe speak three languages. "}, "Save")
    assert lead.page.path == "/en/programme/facts/en"
    assert rows(world) == {("who", "en"): "We are six people.\nWe speak three languages."}
    assert changes(world) == before + 1
    assert "We are six people.<br>We speak three languages." in another_client.get("/en/about/service").body


def test_each_language_has_its_own(lead, world):
    assert 'href="/en/programme/facts/es"' in lead.get("/en/programme/facts").body
    lead.get("/en/programme/facts/es")
    lead.follow("Change: Who we are")
    lead.submit({"text": "Somos seis personas."}, "Save")
    assert "Somos seis personas." in lead.page.main
    assert "Somos" not in lead.get("/en/programme/facts").main
    assert "Somos" in lead.get("/es/programme/facts").main
    assert rows(world) == {("who", "es"): "Somos seis personas."}


def test_saying_it_anew_replaces_it_and_nothing_takes_it_back(lead, world):
    before = changes(world)
    for text in ("One.", "Two.", "Two.", "", ""):
        lead.get(EDIT)
        lead.submit({"text": text}, "Save")
    assert set(rows(world).values()) == {""}, "that it was taken back is known"
    assert changes(world) == before + 3
    assert lead.page.main.count("Not said yet.") == len(Fact)


@pytest.mark.parametrize(("length", "status"), [(LONGEST, 200), (LONGEST + 1, 400)])
def test_what_is_too_long_is_refused_and_still_there(lead, world, length, status):
    words = "é\n" + "é" * (length - 2)
    lead.get(EDIT)
    page = lead.submit({"text": words}, "Save")
    assert page.status == status
    if status == 400:
        assert f"Up to {LONGEST} characters fit here." in page.main
        assert words in page.body
        assert rows(world) == {}
        page = lead.submit({"text": words[:-1]}, "Save")
    assert len(rows(world)[("who", "en")]) == LONGEST


def test_words_typed_for_so_long_that_the_session_ended_come_back(lead, world):
    token = token_in(lead.get(EDIT))
    world.clock.move(hours=2)
    page = lead.post(EDIT, {"csrf_token": token, "text": "Typed for a long time."})
    assert page.status == 403
    assert "Typed for a long time." in page.main
    sign_in(lead, world.lead)
    page = lead.post(EDIT, {"text": "Typed for a long time."})
    assert page.status == 400
    lead.submit(button="Save")
    assert rows(world) == {("who", "en"): "Typed for a long time."}


def test_a_colleague_reads_and_cannot_change(client, world):
    sign_in(client, world.colleague)
    page = client.get("/en/programme/facts")
    assert page.status == 200
    assert "Whoever leads your team can change it." in page.main
    assert "Change: " not in page.main
    assert client.get(EDIT).status == 403
    token = token_in(client.get("/en/again"))
    assert client.post(EDIT, {"csrf_token": token, "text": "Mine."}).status == 403
    with working(world, world.colleague) as w, pytest.raises(NotAllowed):
        facts.change(w, Fact.WHO, "en", "Mine.")
    assert rows(world) == {}


@pytest.mark.parametrize("who", ["survivor", "advocate"])
def test_others_do_not_come_here(client, world, who):
    sign_in(client, getattr(world, who))
    for place in ("/en/programme/facts", "/en/programme/facts/es", EDIT):
        assert client.get(place).status == 403


def test_each_service_speaks_for_itself(lead, another_client, world):
    join(another_client, create(world))
    assert another_client.get(EDIT).status == 403  # she holds no key yet
    another_client.get("/en/programme/")
    another_client.submit(button="Make the team's key")
    another_client.get(EDIT)
    another_client.submit({"text": "We are Valley."}, "Save")
    assert "Valley" not in lead.get("/en/programme/facts").main
    main = lead.get("/en/about/service").main
    assert (
        main.index("Harbour Restorative Service")
        < main.index("Valley Service")
        < main.index("We are Valley.")
    )


@pytest.mark.parametrize("place", ["fr", "xx", "en/prices", "fr/who"])
def test_there_are_no_other_languages_and_facts(lead, place):
    assert lead.get(f"/en/programme/facts/{place}").status == 404


def test_another_site_cannot_speak_for_the_service(lead, world):
    token = token_in(lead.get(EDIT))
    for sent, headers in (
        ({}, {}),
        ({"csrf_token": "0" * 64}, {}),
        ({"csrf_token": token}, {"Sec-Fetch-Site": "cross-site"}),
    ):
        lead.post(EDIT, sent | {"text": "Send us money."}, headers=headers)
        assert rows(world) == {}


def test_a_service_that_goes_takes_its_words_along(lead, world):
    lead.get(EDIT)
    lead.submit({"text": "We are six people."}, "Save")
    with working(world) as w:
        for table in ("invitation", "staff", "choosing", "consent", "team"):
            w.main.connection().exec_driver_sql(f"DELETE FROM {table}")
        w.main.execute(delete(Programme))
    assert rows(world) == {}
