"""A consent of its own for each thing: which pages it has, what it gives, and what it cannot give."""

import json

import pytest
from pyld import jsonld

from portal.consent import choosing, gathering, records, rules, service
from portal.consent.models import Choosing
from portal.consent.notices import NOTICES, OFFERED
from portal.consent.states import Act
from portal.readiness import telling
from portal.readiness.steps import PUSHED
from portal.work import Refused
from tests.consent.giving import day, goes_on, the_team, tick
from tests.make import sign_in, working
from tests.readiness.steps import feels, say
from tests.sharing import consents, new_survivor, read_as, share, sql, texts, the_consent

SAFELY = "Only on Tuesdays after 4. Say you are from the library."


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def begin(world, her, purpose):
    her.get("/en/mine/choices/new")
    return her.fill({"team": str(the_team(world).id), "purpose": purpose}).submit()


def last_step(page):
    return page.path.rpartition("/")[2]


def how_of(purpose):
    notice = NOTICES[purpose]
    return {
        **({"means": [next(iter(notice.means))]} if notice.means else {}),
        **({"onward": [next(iter(notice.onward))]} if notice.onward else {}),
    }


@pytest.mark.parametrize("purpose", OFFERED)
def test_each_is_given_on_its_own_pages_and_received(world, her, purpose):
    notice = NOTICES[purpose]
    page = begin(world, her, purpose)
    seen = [last_step(page)]
    if notice.takes_parts:
        seen.append(last_step(her.fill({"parts": ["3"]}).submit()))
        seen.append(last_step(goes_on(her)))
    if notice.asks_how:
        words = {"text": SAFELY} if notice.asks else {}
        seen.append(last_step(her.fill({**how_of(purpose), **words}).submit()))
    page = her.fill({"until": day(world, 10).isoformat()}).submit()
    wanted = [*["parts", "look"] * notice.takes_parts, *["how"] * notice.asks_how, "until"]
    assert (seen, last_step(page)) == (wanted, "see")
    for name, codes in how_of(purpose).items():
        assert getattr(notice, name)[codes[0]] in page.main
    her.submit(button="answer=yes")
    given = consents(world)[-1]
    assert given.purpose == purpose
    shown = read_as(world, world.lead, given.share_id)
    assert [part.tick for part in shown.parts] == [
        *["3"] * notice.takes_parts, *["note"] * bool(notice.asks)
    ]  # fmt: skip
    assert (SAFELY in texts(shown)) is bool(notice.asks)


def test_nothing_of_her_note_stands_in_the_clear(world):
    share(world, world.survivor, purpose="contact", means=["phone"], note=SAFELY)
    for store in world.settings.data.glob("*.db*"):
        assert SAFELY.encode() not in store.read_bytes()
    with working(world, world.survivor, writing=False) as w:
        assert w.main.query(Choosing).all()[-1].note is None


@pytest.mark.parametrize(
    ("purpose", "means", "onward", "note", "reason"),
    [
        ("contact", [], [], "", rules.Reason.NO_WAY),
        ("contact", ["pigeon"], [], "", rules.Reason.NO_WAY),
        ("contact", ["phone", "pigeon"], [], "", rules.Reason.NO_WAY),
        ("contact", ["phone"], ["court"], "", rules.Reason.NOBODY_NAMED),
        ("pass_on", ["aloud"], [], "", rules.Reason.NOBODY_NAMED),
        ("pass_on", ["aloud"], ["everybody"], "", rules.Reason.NOBODY_NAMED),
        ("pass_on", [], ["court"], "", rules.Reason.NO_WAY),
        ("pass_on", ["aloud"], ["service"], " ", rules.Reason.NOT_NAMED),
        ("contact", ["phone"], [], "x" * 2001, rules.Reason.NOTE_TOO_LONG),
    ],
)
def test_what_a_notice_does_not_know_is_refused(world, purpose, means, onward, note, reason):
    with working(world, world.survivor, writing=False) as w:
        begun = choosing.begin(w, the_team(world).id, purpose)
        w.main.flush()
        with pytest.raises(Refused) as refused:
            choosing.say_how(w, begun.id, means, onward, note)
        assert refused.value.reason is reason


def test_a_way_must_be_ticked_and_the_words_stay(world, her):
    begin(world, her, "contact")
    page = her.fill({"text": SAFELY}).submit()
    assert page.status == 400
    assert "Please tick at least one way" in page.main
    assert SAFELY in page.text


def test_skipping_the_pages_gives_nothing(world, her):
    """Straight to the last page: it leads back to the step that is missing."""
    page = begin(world, her, "pass_on")
    id = page.path.split("/")[-2]
    for step in ("until",):
        her.get(f"/en/mine/choices/{id}/{step}")
        her.fill({"until": day(world, 5).isoformat()}).submit()
    assert last_step(her.page) == "parts"
    tick(her, ["3"])
    her.get(f"/en/mine/choices/{id}/see")
    assert last_step(her.page) == "how"


def test_only_what_was_given_for_it_may_be_handed_on(world):
    kept = share(world, world.survivor, [3])
    handed = share(world, world.survivor, [3], purpose="pass_on", means=["aloud"], onward=["court"])
    teams = {kept.recipient_id}
    now = world.clock()
    assert not kept.permits(Act.HAND_ON, world.lead.actor.id, teams, now)
    assert handed.permits(Act.HAND_ON, world.lead.actor.id, teams, now)


def test_how_she_feels_is_a_part_like_any_other(world, her):
    say(world, world.survivor, "now", feels("indirect"))
    say(world, world.survivor, "people", "My aunt, and nobody from the village.")
    say(world, world.survivor, PUSHED, "yes")
    begin(world, her, "possible")
    for offered in ("How I feel about it", "Whether somebody is pushing me"):
        assert offered in her.page.main
    tick(her, ["readiness"])
    her.fill({"until": day(world, 5).isoformat()}).submit()
    her.submit(button="answer=yes")
    given = consents(world)[-1]
    (part,) = read_as(world, world.lead, given.share_id).parts
    assert "Ready for something indirect, such as a letter" in part.text
    assert "My aunt, and nobody from the village." in part.text
    assert "pushing" not in part.text
    assert "Yes" not in part.text.split("\n")


def test_that_somebody_pushes_her_is_ticked_apart(world):
    say(world, world.survivor, PUSHED, "unsure")
    first, given = the_consent(world), share(world, world.survivor, [PUSHED])
    shown = read_as(world, world.lead, given.share_id)
    assert texts(shown) == ["I am not sure"]
    assert "I am not sure" not in texts(read_as(world, world.lead, first.share_id))


def test_what_she_feels_tomorrow_is_not_shared(world):
    say(world, world.survivor, "people", "My aunt")
    given = share(world, world.survivor, [telling.FEELS])
    say(world, world.survivor, "people", "Nobody", seen=None)
    (said,) = texts(read_as(world, world.lead, given.share_id))
    assert "My aunt" in said
    assert "Nobody" not in said


def test_unsaid_is_not_offered(world, her):
    begin(world, her, "possible")
    assert "How I feel about it" not in her.page.main
    with working(world, world.survivor, writing=False) as w:
        begun = choosing.begin(w, the_team(world).id, "possible")
        w.main.flush()
        with pytest.raises(Refused):
            choosing.tick(w, begun.id, [telling.FEELS])


def test_somebody_who_has_written_nothing_can_say_that_she_wants_to_take_part(world):
    other = new_survivor(world)
    given = share(world, other, [], purpose="take_part")
    shown = read_as(world, world.lead, given.share_id)
    assert len(shown.reference) == 10
    assert shown.parts == []


def test_who_was_there_stands_on_the_receipt(world, her):
    begin(world, her, "take_part")
    her.fill({"until": day(world, 5).isoformat()}).submit()
    options = [option.get("value") for option in her.page.all("option")]
    assert "guardian" not in options  # only for somebody who said that she is under 18
    her.fill({"company": "interpreter"}).submit(button="answer=yes")
    given = consents(world)[-1]
    assert given.present == "interpreter"
    page = her.get(f"/en/mine/choices/given/{given.id}/receipt")
    assert "An interpreter reads it to me" in page.main


def test_the_receipt_of_each_round_trips(world):
    for purpose, notice in OFFERED.items():
        share(
            world, world.survivor, [3] if notice.takes_parts else [], purpose=purpose,
            means=list(notice.means)[:2], onward=list(notice.onward)[:2],
        )  # fmt: skip
    with working(world, world.survivor, writing=False) as w:
        made = records.ledger_as_json(
            gathering.receipts(w, consents_of(w), "ES", gathering.reach_of_services(w)), []
        )
    again = jsonld.compact(jsonld.expand(json.loads(json.dumps(made))), made["@context"])
    by_id = {one["@id"]: one for one in again["@graph"]}
    for one in made["@graph"]:
        processing = one["record"]["processing"][0]
        assert processing["pii_information"]
        back = by_id[one["@id"]]["record"]["processing"][0]
        for field in ("processing_method", "onward_recipients"):
            assert back.get(field, {}).get("en", []) == _plain(processing.get(field, {}).get("en", []))


def _plain(words):
    return words[0] if len(words) == 1 else words


def consents_of(w):
    return service.my_consents(w.main, w.person.id)


def test_the_groups_column_names_parts_and_holds_no_words(world):
    say(world, world.survivor, "people", "My aunt")
    share(world, world.survivor, [3, telling.FEELS], purpose="pass_on", means=["aloud"], onward=["court"])
    row = sql(world.stores.main, "SELECT groups, means, onward FROM consent WHERE purpose = 'pass_on'")
    assert row == [("3,readiness", "aloud", "court")]
