"""The moment of yes: it is she, she has seen it, and it happens once."""

import pytest

from portal.consent import choosing, rules, service
from portal.work import NotAllowed, NotFound, Refused
from tests.consent.giving import choose, day, frame, goes_on, look, the_team, until, yes
from tests.make import sign_in, working
from tests.sharing import consents, give, new_survivor, sql, texts, write
from tests.sharing import read_as as read


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def given(world):
    return len(consents(world)) - 1


def answer(page):
    """The yes of a page that is open in a browser, and its address."""
    form = next(form for form in page.all("form") if "see" in form.get("action", ""))
    hidden = {c.get("name"): c.get("value") for c in page.controls(form) if c.get("type") == "hidden"}
    return form.get("action"), {**hidden, "answer": "yes"}


def once_more(page):
    """Where the page asks for her words again."""
    return [href for _words, href in page.links() if href.startswith("/en/again?")]


def test_a_text_that_changed_since_she_looked_is_shown_again(world, her):
    look(world, her, parts=["1"])
    write(world, world.survivor, 1, "Changed in another window")
    assert yes(her).path.endswith("/look")
    goes_on(her)
    again = until(world, her, 20)
    assert again.path.endswith("/see")
    assert "Changed in another window" in frame(again)
    assert given(world) == 0
    yes(her)
    assert texts(read(world, world.lead, consents(world)[-1].share_id)) == ["Changed in another window"]


def test_a_part_not_ticked_may_change(world, her):
    look(world, her, parts=["1"])
    write(world, world.survivor, 3, "Something else")
    yes(her)
    assert given(world) == 1


def test_a_part_that_was_emptied_leads_back_to_the_parts(world, her):
    look(world, her, parts=["1"])
    write(world, world.survivor, 1, "")
    assert yes(her).path.endswith("/parts")
    assert given(world) == 0


@pytest.mark.parametrize("step", ["parts", "until"])
def test_a_choice_changed_in_another_window_is_shown_again(world, her, another_client, step):
    """What stands on the screen she says yes on is what is given: parts and date."""
    page = look(world, her, parts=["1"], days=20)
    sign_in(another_client, world.survivor)
    another_client.get(page.path.replace("/see", f"/{step}"))
    change = {"parts": ["1", "7"]} if step == "parts" else {"until": day(world, 60).isoformat()}
    another_client.fill(change).submit()
    again = yes(her)
    assert again.path.endswith("/see")
    assert frame(again) != frame(page)
    assert given(world) == 0
    yes(her)
    assert given(world) == 1


def test_a_double_tap_is_one_consent(world, her):
    page = look(world, her)
    first = yes(her)
    her.page = page
    second = yes(her)
    assert first.path == second.path
    assert given(world) == 1
    assert len(sql(world.stores.main, "SELECT 1 FROM consent_grant")) == 2
    assert len(sql(world.stores.vault, "SELECT 1 FROM secret WHERE kind = 'grant'")) == 2
    assert len(sql(world.stores.main, "SELECT 1 FROM audit WHERE action = 'given'")) == 2


@pytest.mark.parametrize("step", ["parts", "until", "see"])
def test_going_back_after_a_yes_shows_what_was_given(world, her, step):
    page = look(world, her)
    shown = yes(her)
    if step != "until":
        assert her.get(page.path.replace("/see", f"/{step}")).path == shown.path
    assert given(world) == 1


def test_after_five_minutes_she_types_her_words_again(world, her):
    page = look(world, her)
    world.clock.move(minutes=4, seconds=50)
    assert her.get(page.path).all(css="agreement")
    assert answer(her.page)
    world.clock.move(seconds=20)
    stale = her.get(page.path)
    assert not [b for b in stale.all("button") if b.get("name") == "answer"]
    her.get(once_more(her.page)[0])
    assert her.page.path == "/en/again"
    her.fill({"passphrase": world.survivor.passphrase}).submit()
    assert her.page.path == page.path
    yes(her)
    assert given(world) == 1


def test_a_yes_from_a_page_left_open_is_not_enough(world, her):
    look(world, her)
    world.clock.move(minutes=6)
    again = yes(her)
    assert again.path.endswith("/see")
    assert given(world) == 0
    assert once_more(again)


def test_wrong_words_do_not_step_up(world, her):
    page = look(world, her)
    world.clock.move(minutes=6)
    her.get(page.path)
    her.get(once_more(her.page)[0])
    assert her.fill({"passphrase": "not her words"}).submit().status == 400
    her.get(page.path)
    assert once_more(her.page)
    assert given(world) == 0


def test_another_site_cannot_say_yes(world, her):
    address, data = answer(look(world, her))
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        her.post(address, data, headers=headers)
    her.post(address, {**data, "csrf_token": "0" * 64})
    her.post(address, {**data, "csrf_token": ""})
    her.post(address, {**data, "answer": "maybe"})
    assert given(world) == 0
    her.post(address, data)
    assert given(world) == 1


def test_anothers_choices_are_not_found(world, her, another_client):
    page = look(world, her)
    yes(her)
    consent = consents(world)[-1]
    sign_in(another_client, new_survivor(world))
    for step in ("parts", "until", "see"):
        assert another_client.get(page.path.replace("/see", f"/{step}")).status == 404
    for place in ("", "/withdraw"):
        assert another_client.get(f"/en/mine/choices/given/{consent.id}{place}").status == 404
    with working(world, new_survivor(world), writing=False) as w:
        for act in (lambda: service.my_consent(w, consent.id), lambda: service.withdraw(w, consent.id)):
            with pytest.raises(NotFound):
                act()


def test_the_service_refuses_too(world):
    """Without a page: no fresh passphrase, no look, no team."""
    team_id = the_team(world).id
    with working(world, world.survivor, writing=False) as w:
        begun = choosing.begin(w, team_id, "possible")
        w.main.flush()
        choosing.tick(w, begun.id, ["1"])
        with pytest.raises(Refused) as refused:
            choosing.look(w, begun)
        assert refused.value.reason is rules.Reason.NO_DATE
        choosing.set_end(w, begun.id, w.now.replace(microsecond=0) + service.CHOOSING_FOR)
        seen = choosing.look(w, begun).seen
        for values, reason in (
            ({"seen": seen, "fresh": False}, rules.Reason.TYPE_AGAIN),
            ({"seen": "", "fresh": True}, rules.Reason.CHANGED),
        ):
            with pytest.raises(Refused) as refused:
                service.give(w, begun.id, **values)
            assert refused.value.reason is reason
        assert service.give(w, begun.id, seen=seen, fresh=True).state == "given"


def test_staff_have_nothing_to_give(world):
    for who in (world.lead, world.advocate):
        with working(world, who, writing=False) as w, pytest.raises(NotAllowed):
            give(w, the_team(world).id, [1])


def test_choices_not_finished_go_after_a_week(world, her):
    choose(world, her)
    before = len(sql(world.stores.main, "SELECT 1 FROM choosing"))
    world.clock.move(days=8)
    with working(world) as w:
        service.sweep(w)
    assert len(sql(world.stores.main, "SELECT 1 FROM choosing")) == 0
    assert before == 2
