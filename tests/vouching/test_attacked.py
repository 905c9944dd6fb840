"""What somebody tried who wanted in, or wanted her out."""

import pytest
from sqlalchemy import select, update

from portal.accounts import throttle
from portal.keyring.models import Principal, TeamEpoch, TeamMember
from portal.sweep import sweep
from portal.vouching.models import Asking, Half
from tests.accounts.steps import failures_in, token_in, try_in
from tests.accounts.ways_back import change, take_new_words
from tests.browser import Browser
from tests.make import sign_in, working
from tests.vouching.steps import answer, ask, both_vouch, choose, come


@pytest.fixture
def chosen(client, world):
    sign_in(client, world.survivor)
    choose(client, world)
    return client


@pytest.mark.parametrize("button", ["Stop it", "Keep it only mine"])
def test_stopping_stops_whoever_has_come_in_already(chosen, another_client, app, world, button):
    """Somebody sits at the card of the new words, and has not typed them back."""
    tell, keep = ask(another_client, world.survivor.name)
    both_vouch(app, world, tell)
    world.clock.move(days=3, minutes=1)
    assert come(another_client, world.survivor.name, keep).path == "/en/card"
    sign_in(chosen, world.survivor)
    chosen.get("/en/mine/people/back")
    chosen.submit(button=button)
    take_new_words(another_client)
    assert another_client.page.path == "/en/sign-in"
    assert try_in(Browser(app), world.survivor.name, world.survivor.passphrase).path == "/en/mine/"


def test_asking_and_coming_tells_nobody_who_is_here(chosen, another_client, world):
    answers = []
    for name in (world.survivor.name, "nobody-here-0000"):
        _tell, keep = ask(another_client, name)
        page = come(another_client, name, keep)
        answers.append((page.status, page.main.replace(name, "")))
    assert answers[0] == answers[1]


def test_an_asking_does_not_make_wrong_guesses_forgotten(chosen, another_client, app, world, monkeypatch):
    monkeypatch.setattr(throttle, "ACCOUNT_FREE", 20)  # they are counted, and nobody waits for them here
    tell, keep = ask(another_client, world.survivor.name)
    helper = Browser(app)
    sign_in(helper, world.advocate)
    answer(helper, tell)
    for _ in range(4):
        try_in(another_client, world.survivor.name, "wrong words here")
    before = failures_in(world)
    assert "the other not yet" in come(another_client, world.survivor.name, keep).main
    assert failures_in(world) == before


def test_a_late_yes_still_opens_when_it_says(chosen, another_client, app, world):
    tell, keep = ask(another_client, world.survivor.name)
    world.clock.move(days=12)
    both_vouch(app, world, tell)
    assert "You can come back from" in come(another_client, world.survivor.name, keep).main
    world.clock.move(days=3, minutes=1)
    sweep(world.stores, world.server, world.clock())
    assert come(another_client, world.survivor.name, keep).path == "/en/card"


def test_one_who_is_not_here_any_more_lets_nobody_in(chosen, another_client, app, world):
    tell, keep = ask(another_client, world.survivor.name)
    both_vouch(app, world, tell)
    suspend(world, world.advocate)
    assert "this way back does not work" in chosen.get("/en/mine/people/back").main
    world.clock.move(days=3, minutes=1)
    assert come(another_client, world.survivor.name, keep).path == "/en/recover/people/back"


def suspend(world, who):
    with working(world) as w:
        w.main.execute(update(Principal).where(Principal.id == who.actor.id).values(status="suspended"))


def test_no_answer_is_not_a_no(chosen, another_client, world):
    tell, _keep = ask(another_client, world.survivor.name)
    sign_in(another_client, world.advocate)
    another_client.get("/en/vouch")
    another_client.fill({"told": tell}).submit()
    data = {"csrf_token": token_in(another_client.page), "told": tell}
    for said in ({}, {"answer": "maybe"}):
        another_client.post("/en/vouch/answer", data | said)
    with working(world, writing=False) as w:
        assert w.main.scalar(select(Asking.state)) == "asked"


def test_one_broken_half_does_not_keep_a_helper_from_renewing(client, another_client, world):
    sign_in(client, world.survivor)
    choose(client, world)
    with working(world) as w:
        row = w.main.scalar(select(Half).where(Half.helper_id == world.advocate.actor.id))
        row.w = row.w[:-1] + bytes([row.w[-1] ^ 1])
    sign_in(another_client, world.advocate)
    change(another_client, "known")
    assert another_client.page.path == "/en/card/done/renewed"


def test_a_suspended_colleague_gets_no_new_key(client, world):
    suspend(world, world.colleague)
    sign_in(client, world.lead)
    change(client, "known")
    with working(world, writing=False) as w:
        got = set(w.main.scalars(select(TeamMember.member_id).where(TeamMember.epoch == 2)))
    assert got == {world.lead.actor.id}


def test_one_who_was_removed_makes_no_key_for_the_team(client, another_client, world):
    sign_in(client, world.colleague)
    change(client, "known")
    newest = (TeamMember.epoch == 2) & (TeamMember.member_id == world.lead.actor.id)
    with working(world) as w:
        w.main.delete(w.main.scalar(select(TeamMember).where(newest)))
    sign_in(another_client, world.lead)
    change(another_client, "known")
    with working(world, writing=False) as w:
        assert max(w.main.scalars(select(TeamEpoch.epoch))) == 2
