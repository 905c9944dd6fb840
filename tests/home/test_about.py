"""What anybody can read before she says anything."""

import re

import pytest

from portal.programmes import facts
from portal.programmes.facts import Fact
from portal.programmes.models import Programme, ProgrammeFact
from tests.make import sign_in, working
from tests.sharing import silence

PAGES = ("process", "for-me", "choices", "service", "privacy", "device")
TITLES = {
    "What this is",
    "Is this for me?",
    "What to know before you say yes",
    "Who runs this",
    "What stays private",
    "Staying safe on this phone",
}
LABELS = re.compile(r"\b(victim|victims|addict|addicts|junkie|illegal|illegals|score)\b", re.I)


@pytest.fixture(autouse=True)
def _nothing_is_said(world):
    silence(world)


def markup(client, address):
    page = client.get(address)
    assert page.status == 200
    assert "Set-Cookie" not in page.headers
    return page.body[page.body.index("<main") : page.body.index("</main>")]


def say(world, fact, text, language="en"):
    with working(world, world.lead) as w:
        facts.change(w, fact, language, text)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("topic", PAGES)
def test_each_page_leads_to_support_and_to_each_other_page(client, topic, language):
    main = markup(client, f"/{language}/about/{topic}")
    for other in {*PAGES} - {topic}:
        assert f'href="/{language}/about/{other}"' in main
    assert f'href="/{language}/support/"' in main


@pytest.mark.parametrize("topic", PAGES)
def test_somebody_who_is_signed_in_is_not_asked_to_start(client, world, topic):
    address = f"/en/about/{topic}"
    assert 'href="/en/leaving"' in markup(client, address)
    sign_in(client, world.survivor)
    assert 'href="/en/leaving"' not in markup(client, address)


@pytest.mark.parametrize("topic", PAGES)
def test_nobody_is_given_a_label(client, topic):
    assert LABELS.search(client.get(f"/en/about/{topic}").main) is None


@pytest.mark.parametrize(
    ("topic", "sentence"),
    [
        ("for-me", "if you said yes at first"),
        ("for-me", "Having been part of it does not shut you out."),
        ("for-me", "is no longer alive"),
        ("for-me", "Nobody asks you to stop first."),
        ("for-me", "One does not cancel the other"),
        ("for-me", "Talk to a lawyer first; what you write can wait."),
        ("for-me", "Not for an emergency."),
        ("process", "One no is enough, and it stops there."),
        ("process", "also not through others."),
        ("process", "You do not have to pay or promise anything to anyone to take part."),
        ("process", "It does not make your harm smaller"),
        ("process", "people often slip back"),
        ("privacy", "have no other way back in"),
        ("privacy", "the secret words of both of them,"),
        ("privacy", "If both of them, and someone who runs this service, worked together against you"),
        ("privacy", "They could also be made to change how this site works."),
        ("device", "press the Shift key three times"),
        ("device", "or get a new phone, make a plan"),
    ],
)
def test_what_must_be_said_is_said(client, topic, sentence):
    assert sentence in client.get(f"/en/about/{topic}").main


def test_who_runs_this_names_the_service_its_teams_and_what_they_read(client):
    main = client.get("/en/about/service").main
    for name in ("Harbour Restorative Service", "Bridge team", "English", "Español", "العربية"):
        assert name in main


def test_what_the_service_has_not_said_is_named(client, world):
    say(world, Fact.WHO, "We are six people.")
    main = client.get("/en/about/service").main
    assert main.index("We are six people.") < main.index("Not said here yet") < main.index("How to complain")
    assert main.count("Who we are") == 1
    for fact in Fact:
        say(world, fact, f"About {fact.value}.")
    assert "Not said here yet" not in client.get("/en/about/service").main


def test_each_fact_can_be_pointed_at_whether_it_is_said_or_not(client, world):
    for _turn in range(2):
        main = markup(client, "/en/about/service")
        assert all(f'id="{fact.value}"' in main for fact in Fact)
        say(world, Fact.LAW, "We must tell when a child is in danger.")


def test_a_fact_is_in_her_language_when_it_can_be(client, world):
    say(world, Fact.WHO, "Somos seis personas.", "es")
    page = client.get("/en/about/service")
    assert '<p dir="auto" lang="es">Somos seis personas.</p>' in page.body
    assert "They have not said this in your language yet." in page.main
    say(world, Fact.WHO, "We are six people.")
    page = client.get("/en/about/service")
    assert "Somos" not in page.main
    assert "They have not said this in your language yet." not in page.main
    assert "Somos seis personas." in client.get("/es/about/service").main


def test_a_fact_in_a_language_that_is_no_longer_offered_is_still_said(client, world):
    with working(world) as w:
        programme = w.main.query(Programme).one()
        w.main.add(
            ProgrammeFact(
                programme_id=programme.id, name="who", language="fr", text="Nous sommes six.",
                changed_at=w.now, changed_by=programme.id,
            )
        )  # fmt: skip
    assert '<p dir="auto" lang="fr">Nous sommes six.</p>' in client.get("/ar/about/service").body


def test_words_keep_their_lines_and_numbers_their_order_and_nothing_else(client, world):
    say(world, Fact.REACH, "Call <b>us</b>: +1 (555) 010-0199\nMonday 9:00 to 17:00")
    body = client.get("/ar/about/service").body
    assert "Call &lt;b&gt;us&lt;/b&gt;: " in body
    assert '<bdo dir="ltr">+1 (555) 010-0199</bdo><br>Monday 9:00 to 17:00</p>' in body


def test_without_a_service_the_page_says_so(client, world):
    with working(world) as w:
        for table in ("invitation", "staff", "choosing", "consent", "team", "programme"):
            w.main.connection().exec_driver_sql(f"DELETE FROM {table}")
    assert "No service has been set up here yet." in client.get("/en/about/service").main
