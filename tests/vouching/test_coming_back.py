"""Two people help her back; one alone cannot, and nobody can behind her back."""

import pytest
from sqlalchemy import func, select, update

from portal.accounts import throttle
from portal.accounts.numbers import canonical_number
from portal.demo import WRITTEN
from portal.keyring.models import KeySlot, Principal
from portal.sweep import sweep
from portal.vouching import rules
from portal.vouching.models import Asking, Half, Vouched
from tests.accounts.steps import is_in, try_in
from tests.accounts.ways_back import change, take_new_words
from tests.browser import Browser
from tests.make import sign_in, working
from tests.vouching.steps import answer, ask, both_vouch, choose, come

NOBODY_YET = "This does not fit, or nobody has said yet that it is you."
WARNING = "Someone asks to come into your pages"


@pytest.fixture
def chosen(client, world):
    sign_in(client, world.survivor)
    choose(client, world)
    return client


def rows(world, model):
    with working(world, writing=False) as w:
        return w.main.scalar(select(func.count()).select_from(model))


def test_off_unless_she_chooses(client, world):
    sign_in(client, world.survivor)
    page = client.get("/en/mine/people/back")
    assert "Keep it only mine" in page.main
    assert "If both of them, and someone running this service, worked together" in page.main
    assert rows(world, Half) == 0


def test_she_sees_whom_she_chose_and_takes_it_back(chosen, world):
    assert "Joan Okafor" in chosen.page.main
    assert "Amira Haddad" in chosen.page.main
    chosen.submit(button="Keep it only mine")
    assert "Joan Okafor" not in chosen.page.main
    assert rows(world, Half) == rows(world, Asking) == 0


def test_she_comes_back(chosen, another_client, app, world):
    tell, keep = ask(another_client, world.survivor.name)
    both_vouch(app, world, tell)
    assert "You can come back from" in come(another_client, world.survivor.name, keep).main
    world.clock.move(days=3, minutes=1)
    assert come(another_client, world.survivor.name, keep).path == "/en/card"
    words = take_new_words(another_client)
    assert another_client.page.path == "/en/card/done/vouched"
    assert WRITTEN[1][:20] in another_client.get("/en/mine/writing/review").main
    assert try_in(Browser(app), world.survivor.name, words).path == "/en/mine/"
    assert rows(world, Half) == rows(world, Asking) == rows(world, Vouched) == 0, "good once"


def test_not_a_minute_before_the_three_days(chosen, another_client, app, world):
    tell, keep = ask(another_client, world.survivor.name)
    both_vouch(app, world, tell)
    world.clock.move(days=2, hours=23, minutes=55)
    assert come(another_client, world.survivor.name, keep).path == "/en/recover/people/back"


def test_one_of_the_two_is_not_enough(chosen, another_client, app, world):
    tell, keep = ask(another_client, world.survivor.name)
    for _twice in range(2):
        helper = Browser(app)
        sign_in(helper, world.advocate)
        answer(helper, tell)
    world.clock.move(days=5)
    page = come(another_client, world.survivor.name, keep)
    assert "the other not yet" in page.main
    assert rows(world, Vouched) == 1


def test_she_is_warned_on_every_page_and_stops_it(chosen, another_client, app, world):
    tell, keep = ask(another_client, world.survivor.name)
    assert WARNING not in chosen.get("/en/mine/").text
    both_vouch(app, world, tell)
    for place in ("/mine/", "/mine/writing/1", "/settings/", "/mine/choices/", "/about/device"):
        assert WARNING in chosen.get(f"/en{place}").text, place
    chosen.get("/en/mine/people/back")
    assert "Amira Haddad" in chosen.page.main
    chosen.submit(button="Stop it")
    assert WARNING not in chosen.get("/en/mine/").text
    world.clock.move(days=4)
    assert "This was stopped" in come(another_client, world.survivor.name, keep).main
    assert rows(world, Vouched) == 0


def test_one_of_the_two_stops_it(chosen, another_client, app, world):
    tell, keep = ask(another_client, world.survivor.name)
    helper = Browser(app)
    sign_in(helper, world.lead)
    assert "Stopped" in answer(helper, tell, yes=False).main
    other = Browser(app)
    sign_in(other, world.advocate)
    other.get("/en/vouch")
    assert "There is nobody with this number" in other.fill({"told": tell}).submit().main
    assert NOBODY_YET in come(another_client, world.survivor.name, keep).main


def test_helpers_see_no_name_and_no_word(chosen, another_client, app, world):
    tell, _keep = ask(another_client, world.survivor.name)
    helper = Browser(app)
    sign_in(helper, world.advocate)
    helper.get("/en/vouch")
    page = helper.fill({"told": tell}).submit()
    for hidden in (world.survivor.name, WRITTEN[1][:20], str(world.survivor.actor.id)):
        assert hidden not in page.body


def test_somebody_she_did_not_choose_finds_nothing(chosen, another_client, app, world):
    tell, _keep = ask(another_client, world.survivor.name)
    stranger = Browser(app)
    sign_in(stranger, world.colleague)
    for typed in (tell, "1234 5678", "", "x" * 5000, "😀"):
        stranger.get("/en/vouch")
        stranger.fill({"told": typed}).submit()
        assert stranger.page.status == 400
    page = stranger.get("/en/vouch")
    token = next(c.get("value") for c in page.controls() if c.get("name") == "csrf_token")
    for said in ("yes", "no"):
        data = {"csrf_token": token, "told": tell, "answer": said}
        assert stranger.post("/en/vouch/answer", data).status == 404
    assert rows(world, Vouched) == 0


@pytest.mark.parametrize("who", ["nobody-here-0000", "unchosen"])
def test_asking_tells_nobody_who_is_here(client, another_client, world, who):
    """A name nobody has, and somebody who chose no one: the page is the same, and nothing is stored."""
    name = world.survivor.name if who == "unchosen" else who
    tell, keep = ask(another_client, name)
    assert (len(tell), len(canonical_number(keep))) == (9, 26)
    assert rows(world, Asking) == 0
    assert NOBODY_YET in come(another_client, name, keep).main


def test_a_wrong_number_and_a_slip(chosen, another_client, world):
    _tell, keep = ask(another_client, world.survivor.name)
    _other, wrong = ask(another_client, "nobody-here-0000")
    assert NOBODY_YET in come(another_client, world.survivor.name, wrong).main
    assert "There is a slip" in come(another_client, world.survivor.name, keep[:-1]).main
    assert NOBODY_YET in come(another_client, world.survivor.name, keep).main


@pytest.mark.parametrize("bad", ["same", "gone", "", "not-an-id"])
def test_two_different_people_who_work_here(client, world, bad):
    sign_in(client, world.survivor)
    lead = str(world.lead.actor.id)
    second = {"same": lead, "gone": str(world.survivor.actor.id)}.get(bad, bad)
    client.get("/en/mine/people/back/choose")
    token = next(c.get("value") for c in client.page.controls() if c.get("name") == "csrf_token")
    page = client.post("/en/mine/people/back/choose", {"csrf_token": token, "first": lead, "second": second})
    assert page.status == 400
    assert rows(world, Half) == 0


def test_one_of_them_leaves(chosen, another_client, app, world):
    tell, _keep = ask(another_client, world.survivor.name)
    both_vouch(app, world, tell)
    with working(world) as w:
        w.main.execute(
            update(Principal).where(Principal.id == world.advocate.actor.id).values(status="suspended")
        )
    assert "is not here any more" in chosen.get("/en/mine/people/back").main


def test_many_askings_do_not_push_out_hers(chosen, another_client, app, world, monkeypatch):
    monkeypatch.setattr(rules, "MOST_OPEN", 5)
    monkeypatch.setattr(throttle, "ACCOUNT_FREE", 20)  # who asks so often waits, which is not looked at here
    tell, keep = ask(another_client, world.survivor.name)
    both_vouch(app, world, tell)
    for _stranger in range(7):
        ask(another_client, world.survivor.name)
    assert rows(world, Asking) == 5
    world.clock.move(days=3, minutes=1)
    assert come(another_client, world.survivor.name, keep).path == "/en/card"


def test_an_asking_is_swept_after_two_weeks(chosen, another_client, world):
    _tell, keep = ask(another_client, world.survivor.name)
    world.clock.move(days=14, minutes=1)
    assert NOBODY_YET in come(another_client, world.survivor.name, keep).main
    sweep(world.stores, world.server, world.clock())
    assert rows(world, Asking) == 0


def test_renewing_her_keys_ends_it(chosen, another_client, app, world):
    tell, keep = ask(another_client, world.survivor.name)
    both_vouch(app, world, tell)
    change(chosen, "known")
    assert rows(world, Half) == rows(world, Asking) == 0
    world.clock.move(days=4)
    assert NOBODY_YET in come(another_client, world.survivor.name, keep).main


def test_a_helper_who_renews_her_keys_still_can(chosen, another_client, app, world):
    helper = Browser(app)
    sign_in(helper, world.advocate)
    change(helper, "known")
    tell, keep = ask(another_client, world.survivor.name)
    answer(helper, tell)
    other = Browser(app)
    sign_in(other, world.lead)
    answer(other, tell)
    world.clock.move(days=3, minutes=1)
    assert come(another_client, world.survivor.name, keep).path == "/en/card"


def test_until_she_has_typed_back_her_new_words_the_old_ones_hold(chosen, another_client, app, world):
    tell, keep = ask(another_client, world.survivor.name)
    both_vouch(app, world, tell)
    world.clock.move(days=3, minutes=1)
    come(another_client, world.survivor.name, keep)
    assert try_in(Browser(app), world.survivor.name, world.survivor.passphrase).path == "/en/mine/"
    assert rows(world, Half) == 2


def test_choosing_wants_her_words_typed_lately(chosen, world):
    world.clock.move(minutes=6)
    assert chosen.get("/en/mine/people/back/choose").path == "/en/again"


def test_saying_yes_wants_their_words_typed_lately(chosen, another_client, world):
    sign_in(another_client, world.advocate)
    world.clock.move(minutes=6)
    assert another_client.get("/en/vouch").path == "/en/again"


def test_erasing_everything_takes_it_along(chosen, another_client, world):
    ask(another_client, world.survivor.name)
    chosen.get("/en/settings/erase")
    chosen.fill({"passphrase": world.survivor.passphrase}).submit()
    assert rows(world, Half) == rows(world, Asking) == 0
    with working(world, writing=False) as w:
        assert not w.main.scalars(select(KeySlot).where(KeySlot.kind == "people")).all()


def test_she_cannot_be_signed_out_by_an_asking(chosen, another_client, world):
    ask(another_client, world.survivor.name)
    assert is_in(chosen)
