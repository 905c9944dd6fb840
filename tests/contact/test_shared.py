"""Who reads how she can be reached: those she ticks it for, as it was, and told when it is old."""

import json
from datetime import date

import pytest

from portal.consent import choosing, parts
from portal.contact import telling
from portal.contact.asked import CHECK
from portal.contact.service import Plan
from portal.i18n import format_date, use_language
from portal.settings import OFFERED
from portal.work import Refused
from tests.contact.steps import ALWAYS, HERE, say, wish
from tests.home.test_everything import document
from tests.make import sign_in, working
from tests.sharing import new_survivor, read_as, scene, share, texts

NEVER = "Never at the bakery: juniper 4471."
WHOLE = {
    "ways": {"phone": "safe", "sms": "never", "email": "ask", "text": "555 0199"},
    "times": {"days": [1, 5], "begin": "18:30", "end": "21:00", "zone": "Europe/Madrid", "text": "No, June"},
    "answers": {"name": "Ana", "code": "blue kettle", "text": "From the library"},
    "others": {"text": "My brother"},
    "never": {"text": NEVER},
    "follow": {"who": "me", "until": "2097-05-01"},
    CHECK: {"on": "2097-06-01", "at": "2097-06-01T00:00:00+02:00"},
}
TOLD = (
    *("Telephone call: Safe", "Text message: Never", "555 0199", "Monday and Friday, from 18:30 to 21:00"),
    *(
        "Madrid",
        "No, June",
        "Name to use: Ana",
        "Code word: blue kettle",
        "From the library",
        "My brother",
        NEVER,
    ),
    *("I get in touch myself", "Until: ", "To be checked again from "),
)


@pytest.fixture
def told(world):
    """She has a plan, made before the service's clock runs on."""
    for name, answer in WHOLE.items():
        say(world, name, answer)
    return world


def test_all_of_it_stands_in_the_words():
    words = telling.in_words(Plan(WHOLE))
    assert [said for said in TOLD if said not in words] == []
    assert format_date(date(2097, 5, 1)) in words
    assert format_date(date(2097, 6, 1)) in words


@pytest.mark.parametrize("language", OFFERED)
def test_every_part_by_itself_can_be_told(language):
    with use_language(language):
        for name, answer in WHOLE.items():
            words = telling.in_words(Plan({name: answer}))
            assert bool(words) is (name != CHECK)
            assert "None" not in words


def test_who_reads_it_is_who_it_was_ticked_for(told):
    without, given = share(told, told.survivor, [3]), share(told, told.survivor, [3, "contact"])
    assert not [text for text in texts(read_as(told, told.lead, without.share_id)) if NEVER in text]
    (words,) = [text for text in texts(read_as(told, told.lead, given.share_id)) if NEVER in text]
    assert "blue kettle" in words
    say(told, "never", {"text": "Something else"})
    assert NEVER in "".join(texts(read_as(told, told.lead, given.share_id)))


def test_it_is_never_given_to_be_passed_on(told):
    with working(told, told.survivor) as w:
        assert "contact" in {part.tick for part in parts.mine(w, "possible")}
        assert "contact" not in {part.tick for part in parts.mine(w, "pass_on")}
        begun = choosing.begin(w, scene(told).team.id, "pass_on")
        w.main.flush()
        with pytest.raises(Refused):
            choosing.tick(w, begun.id, ["contact"])


def test_where_it_is_asked_she_can_put_it_in_and_change_it(told, client):
    with working(told, told.survivor) as w:
        begun = choosing.begin(w, scene(told).team.id, "contact")
    sign_in(client, told.survivor)
    client.get(f"/en/mine/choices/{begun.id}/how")
    assert NEVER not in client.page.body
    client.follow("Put in what I said about how to reach me safely")
    assert NEVER in client.page.by_id["text"].text
    client.submit({"means": ["phone"]}, "Go on")
    with working(told, told.survivor, writing=False) as w:
        assert NEVER in choosing.note_of(w, choosing.mine(w, begun.id))


def test_nothing_to_tick_without_a_plan(world):
    with working(world, world.survivor, writing=False) as w:
        assert "contact" not in {part.tick for part in parts.mine(w)}


def test_a_reader_sees_when_it_is_to_be_checked_again(told, client):
    given = share(told, told.survivor, ["contact"], days=80)
    told.clock.move(days=60)
    sign_in(client, told.lead)
    shown = client.get(f"/en/inbox/{given.share_id}")
    assert NEVER in shown.main
    assert "To be checked again." not in shown.main
    say(told, CHECK, {"on": "2026-03-05", "at": "2026-03-05T00:00:00+01:00"})
    due = share(told, told.survivor, ["contact"])
    assert "To be checked again." in client.get(f"/en/inbox/{due.share_id}").main
    assert "To be checked again." not in client.get(f"/en/inbox/{given.share_id}").main
    sign_in(client, told.survivor)
    assert "To be checked again." in client.get(f"/en/mine/choices/given/{due.id}").main


def test_she_is_led_back_to_it_from_the_look_before_sharing(told, client):
    with working(told, told.survivor) as w:
        begun = choosing.begin(w, scene(told).team.id, "possible")
        w.main.flush()
        choosing.tick(w, begun.id, ["contact"])
    sign_in(client, told.survivor)
    page = client.get(f"/en/mine/choices/{begun.id}/look")
    assert [link.get("href") for link in page.all("a") if link.get("href") == HERE]


def test_it_is_in_her_file_of_everything(told, client):
    wish(told)
    sign_in(client, told.survivor)
    found = document(client)["reaching_me"]
    assert found["never"] == {"text": NEVER}
    assert json.dumps(found["messages"]["kinds"]) == '["asked", "answered", "ends", "message"]'


def test_another_ones_plan_is_another_ones(told):
    she = new_survivor(told)
    say(told, "times", ALWAYS, who=she)
    with working(told, she, writing=False) as w:
        assert NEVER not in "".join(part.text for part in parts.mine(w))
