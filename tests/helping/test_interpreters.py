"""An interpreter's page, hers, and the readers': what each sees of a translation."""

from __future__ import annotations

import json

import pytest

from portal.consent import choosing as choosings
from portal.consent import looking, rules
from portal.consent import service as consent
from portal.helping import notes, service, translations
from portal.helping.translated import CHANGED, LEFT_OUT, UNSURE, Paragraph
from portal.home import everything
from portal.work import Refused
from tests.accounts.ways_back import change
from tests.consent.giving import day
from tests.consent.left_out import raw
from tests.helping.steps import interpret, lend
from tests.make import sign_in, working
from tests.sharing import consents, read_as, scene, share, write

ONE, TWO = "I was tired.", "Ana saw it. I checked the door."
UNO, DOS = "Yo estaba cansada.", "Ana lo vio. Revisaba la puerta."
BOTH = (Paragraph(ONE, UNO), Paragraph(TWO, DOS, (UNSURE,)))
CHANGED_WORDS = "Not translated: the original has changed since"
UNSURE_WORDS = "Unsure: this may not be right"


@pytest.fixture
def access(world):
    write(world, world.survivor, 2, f"{ONE}\n\n{TWO}")
    return lend(world, [2], scope="translate", pair=("en", "es"))


@pytest.fixture
def interpreter(world, client, access):
    sign_in(client, world.advocate)
    return client


def taken(world, access, *, beside=True):
    id = interpret(world, access, 2, BOTH)
    with working(world, world.survivor) as w:
        translations.take(w, id, 1, beside=beside)
    return id


def fields(*texts, **more):
    return {f"paragraphs-{at}-text": text for at, text in enumerate(texts)} | more


def test_the_interpreter_writes_paragraph_by_paragraph(world, interpreter, access):
    page = interpreter.get(f"/en/helping/{access}/2/translation")
    assert "From English into Spanish" in page.main
    assert CHANGED_WORDS not in page.main
    page = interpreter.fill(fields(UNO, "", attested=True)).submit()
    assert page.status == 400
    assert "each paragraph needs words or the mark for a gap" in page.main
    assert UNO in page.body
    assert not [c for c in page.controls() if c.get("name") == "attested" and c.get("checked") is not None]
    more = {"paragraphs-1-unsure": True, "qualification": "Number 17", "attested": True}
    page = interpreter.fill(fields(UNO, DOS, **more)).submit()
    assert "Saved. They can read it beside their own words." in page.main
    with working(world, world.survivor) as w:
        (one,) = translations.of_part(w, 2)
    assert one.translated.paragraphs == BOTH
    assert one.translated.qualification == "Number 17"


def test_what_she_changes_meanwhile_is_marked_and_nothing_typed_is_lost(world, interpreter, access):
    interpreter.get(f"/en/helping/{access}/2/translation")
    write(world, world.survivor, 2, f"{ONE}\n\nAna saw it.")
    page = interpreter.fill(fields(UNO, DOS, attested=True)).submit()
    assert page.status == 400
    assert CHANGED_WORDS in page.main
    assert DOS in page.main
    interpreter.fill(fields(UNO, "Ana lo vio.", attested=True)).submit()
    with working(world, world.survivor) as w:
        assert translations.of_part(w, 2)[0].translated.is_whole


def test_what_arrives_when_it_is_over_is_kept_for_the_interpreter(world, interpreter, access):
    interpreter.get(f"/en/helping/{access}/2/translation")
    with working(world, world.survivor) as w:
        service.end(w, access)
    page = interpreter.fill(fields(UNO, DOS)).submit()
    assert "It was over or paused before this arrived." in page.main
    with working(world, world.advocate) as w:
        assert notes.read(w, access).text == f"{UNO}\n\n{DOS}"


def test_nothing_typed_is_lost_when_the_session_has_ended(world, app, interpreter, another_client, access):
    interpreter.get(f"/en/helping/{access}/2/translation")
    sent = {"paragraphs-0-of": ONE, "paragraphs-0-text": UNO, "paragraphs-1-of": TWO,
            "paragraphs-1-text": DOS, "paragraphs-1-unsure": "y"}  # fmt: skip
    page = another_client.post(f"/en/helping/{access}/2/translation", sent)
    assert page.status == 403
    assert UNO in page.main
    sign_in(another_client, world.advocate)
    page = another_client.post(f"/en/helping/{access}/2/translation", dict(posted_again(page)))
    assert "Nothing is lost. Please press the button once more." in page.main
    page = another_client.fill({"attested": True}).submit()
    assert "Saved." in page.main
    with working(world, world.survivor) as w:
        assert translations.of_part(w, 2)[0].translated.paragraphs == BOTH


def posted_again(page):
    """What the form gives back that holds what was typed."""
    for control in page.controls(page.by_id["writing"]):
        yield control.get("name"), control.get("value", "")


def test_she_takes_it_and_nothing_is_ticked_for_her(world, client, access):
    interpret(world, access, 2, BOTH)
    sign_in(client, world.survivor)
    page = client.get("/en/mine/people/")
    assert "Translated for you" in page.main
    assert "Spanish" in page.main
    page = client.get("/en/mine/people/translated/2")
    for words in (ONE, UNO, DOS, UNSURE_WORDS, "Court interpreter, no. 17", "this is a true and complete"):
        assert words in page.main
    assert not [c for c in page.controls() if c.get("name") == "beside" and c.get("checked") is not None]
    page = client.submit(button="answer=take")
    assert "Nobody else sees it unless you choose to show it." in page.main
    with working(world, world.survivor) as w:
        assert translations.shown(w) == {}


def test_readers_see_both_and_the_marks_only_when_she_said_so(world, client, access):
    id = taken(world, access, beside=False)
    share(world, world.survivor, [2])
    assert "translations" not in raw(world, world.survivor)["section/2"]
    with working(world, world.survivor) as w:
        translations.take(w, id, 1, beside=True)
    given = share(world, world.survivor, [2])
    (part,) = read_as(world, world.lead, given.share_id).parts
    (one,) = part.translations
    assert one.paragraphs == BOTH
    sign_in(client, world.lead)
    page = client.get(f"/en/inbox/{given.share_id}")
    for words in (ONE, UNO, DOS, UNSURE_WORDS, "Joan Okafor", "Court interpreter, no. 17",
                  "this is a true and complete translation"):  # fmt: skip
        assert words in page.main
    client.submit(button="Print it")
    assert DOS in client.page.main


def begun(w, world):
    found = choosings.begin(w, scene(world).team.id, "possible")
    w.main.flush()
    choosings.tick(w, found.id, ["2"])
    choosings.set_end(w, found.id, consent_end(world))
    return found


def consent_end(world):
    return rules.end_of(day(world, 20), world.clock().tzinfo)


@pytest.mark.parametrize(("show", "mark"), [(True, LEFT_OUT), (False, CHANGED)])
def test_what_is_left_out_is_left_out_of_the_translation(world, access, show, mark):
    taken(world, access)
    with working(world, world.survivor) as w:
        choosing = begun(w, world)
        now = looking.look(w, choosing)
        (one,) = now.parts
        value = next(v for v, (a, b) in one.values.items() if one.part.text[a:b] == "Ana saw it.")
        looking.leave_out(w, choosing.id, now.seen, [value], show=show)
        consent.give(w, choosing.id, seen=choosings.look(w, choosing).seen, fresh=True)
    opened = raw(world, world.survivor)
    assert "Ana" not in json.dumps(opened)
    first, second = opened["section/2"]["translations"][0]["paragraphs"]
    assert (first["text"], second["text"], second["marks"]) == (UNO, "", [mark])


def test_what_she_looked_at_is_what_she_gives(world, access):
    taken(world, access)
    with working(world, world.survivor) as w:
        choosing = begun(w, world)
        seen = choosings.look(w, choosing).seen
    id = interpret(world, access, 2, (BOTH[0], Paragraph(TWO, "Otra cosa.")))
    with working(world, world.survivor) as w:
        assert choosings.look(w, choosings.mine(w, choosing.id)).seen == seen  # what waits is not shared
        translations.take(w, id, 1, beside=True)
    with working(world, world.survivor) as w, pytest.raises(Refused) as refused:
        consent.give(w, choosing.id, seen=seen, fresh=True)
    assert refused.value.reason is rules.Reason.CHANGED
    assert len(consents(world)) == 1


def test_new_keys_open_it_still(client, another_client, world, access):
    taken(world, access)
    sign_in(client, world.advocate)
    change(client, "known")
    assert DOS in client.get(f"/en/helping/{access}/2/translation").body
    sign_in(another_client, world.survivor)
    change(another_client, "known")
    page = another_client.get("/en/mine/people/translated/2")
    assert DOS in page.main
    assert client.get(f"/en/helping/{access}/2/translation").status == 404


def test_she_takes_it_along(world, access):
    taken(world, access)
    share(world, world.survivor, [2])
    with working(world, world.survivor) as w:
        found = everything.collect(w, "US")
    (one,) = found["translations"]
    assert (one["state"], one["shown"], one["paragraphs"][1]["text"]) == ("taken", True, DOS)
    assert DOS in json.dumps(found["shared"])
