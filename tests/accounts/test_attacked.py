"""What somebody tried who had her phone for a while, her old words, or her number."""

import threading
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from portal.accounts import changing, entering, own, service
from portal.accounts.own import weakness
from portal.audit.models import AuditRow
from portal.crypto import digest
from portal.keyring import slots
from portal.keyring.teams import teams_of
from portal.statements import apart
from portal.statements.models import ASIDE, PendingInput, SectionRow
from portal.web import sessions, signed_in
from portal.web.forms import session_token
from portal.web.sessions import COOKIE
from portal.web.transactions import reading
from tests.accounts.steps import card_in, cookie_of, is_in, set_cookie, try_in
from tests.accounts.ways_back import change, make_number, recover, take_new_words
from tests.browser import Browser
from tests.make import sign_in, working
from tests.sharing import late
from tests.statements.two_texts import BOTH, HERE
from tests.statements.two_texts import answer as settle

LEET = "4@8({[<369&!|1|/\\0$5+7%2" * 8


def test_a_removed_number_brings_nobody_in(client, another_client, app, world):
    sign_in(client, world.survivor)
    number = make_number(client)
    recover(another_client, world.survivor.name, number)
    client.submit(button="I have written it down")
    client.get("/en/settings/number")
    client.submit(button="Do without a number")
    take_new_words(another_client)
    assert another_client.page.path == "/en/sign-in"
    assert try_in(Browser(app), world.survivor.name, world.survivor.passphrase).path == "/en/mine/"


def test_a_spent_number_types_nothing_back(client, another_client, app, world, monkeypatch):
    """Two came in with one number. Hers is typed back while the other's slow work is under way."""
    sign_in(client, world.survivor)
    number = make_number(client)
    hers, done, slow = Browser(app), [], changing._slot
    recover(hers, world.survivor.name, number)
    recover(another_client, world.survivor.name, number)
    _name, words = card_in(another_client.get("/en/card"))

    def while_slow(*given):
        made = slow(*given)
        if not done:
            done.append("")
            thread = threading.Thread(target=lambda: done.append(take_new_words(hers)))
            thread.start()
            thread.join()
        return made

    monkeypatch.setattr(changing, "_slot", while_slow)
    another_client.get("/en/card/check")
    another_client.fill({"passphrase": words}).submit()
    assert try_in(Browser(app), world.survivor.name, done[-1]).path == "/en/mine/"


def test_old_words_do_not_come_back_by_strengthening(client, app, world):
    """She changes her words while somebody signs in with the old ones, whose cost is out of date."""
    sign_in(client, world.survivor)
    with app.test_request_context("/en/"):
        with reading() as w:
            person = service.find_by_index(w.main, entering.index_of(world.survivor.name))
            lock = service.find_lock(w, person)
        params = service.cost("survivor", for_tests=True)
        typed = service.spelled(world.survivor.passphrase, lock.kind)
        urk = slots.open_lock(lock, typed, params)
        entered = entering.Entered(world.survivor.actor, person.urk_id, urk, person.sign_ins, lock.row_id)
    words = change(client)
    with app.test_request_context("/en/"):
        entering._strengthen(entered, person, typed, params, lock.kind)
    assert try_in(Browser(app), world.survivor.name, words).path == "/en/mine/"


def test_an_ended_session_does_not_live_on_under_a_new_token(client, another_client, app, world):
    """Their request began before she changed her words, and ends after it."""
    sign_in(another_client, world.survivor)
    p = app.extensions["portal"]
    token = sessions.from_cookie(cookie_of(another_client))
    found = sessions.find(p.stores.sessions, p.server, token, p.now())
    sign_in(client, world.survivor)
    change(client)
    with app.test_request_context("/en/"):
        signed_in.renew(found)
        new = signed_in.g.get("new_token")
    assert new is None
    assert not is_in(another_client)


def test_a_script_that_presses_without_a_pause_does_not_stay_in(client, another_client, app, world):
    sign_in(another_client, world.survivor)
    box, over = [cookie_of(another_client)], threading.Event()
    with app.test_request_context("/en/", headers={"Cookie": f"{COOKIE}={box[0]}"}):
        token = session_token()
    threads = [threading.Thread(target=partial(press, app, token, box, over)) for _ in range(6)]
    sign_in(client, world.survivor)
    for thread in threads:
        thread.start()
    change(client)
    over.set()
    for thread in threads:
        thread.join()
    set_cookie(another_client, box[-1])
    assert not is_in(another_client)


def press(app, token, box, over):
    client = app.test_client()
    while not over.is_set():
        client.set_cookie(COOKIE, box[-1], domain="localhost", path="/", secure=True)
        client.post(
            "/en/settings/devices/longer", base_url="https://localhost",
            data={"csrf_token": token, "longer": "yes"}, headers={"Origin": "https://localhost"},
        )  # fmt: skip
        cookie = client.get_cookie(COOKIE, domain="localhost", path="/")
        if cookie is not None and cookie.value:
            box.append(cookie.value)


def test_words_are_changed_though_the_session_store_is_full(client, another_client, app, world, monkeypatch):
    sign_in(another_client, world.survivor)
    sign_in(client, world.survivor)
    client.get("/en/settings/words")
    client.fill({"kind": "words"}).submit()
    _name, words = card_in(client.get("/en/card"))
    client.get("/en/card/check")

    def broken(*_args, **_named):
        raise OperationalError("x", {}, Exception("disk full"))

    with monkeypatch.context() as full:
        full.setattr(sessions, "end_all_of", broken)
        assert client.fill({"passphrase": words}).submit().path == "/en/card/done/changed"
    assert is_in(client)
    assert not is_in(another_client)


def test_each_text_set_aside_stays_for_its_day(client, world):
    sign_in(client, world.survivor)
    for nth in range(2):
        with working(world) as w:
            apart.keep_late(w, world.survivor.actor.id, late(1, f"Late words number {nth}."))
    for _ in range(2):
        client.get(BOTH)
        settle(client, "first")
    with working(world, writing=False) as w:
        aside = w.main.scalars(select(PendingInput).where(PendingInput.slip == ASIDE)).all()
    assert len(aside) == 2


def test_words_come_back_when_the_main_store_fails(client, world, monkeypatch):
    sign_in(client, world.survivor)
    client.get(HERE)

    def broken(*_args, **_named):
        raise OperationalError("x", {}, Exception("disk I/O error"))

    for way in ("reading", "writing", "glance"):
        monkeypatch.setattr(world.stores.main, way, broken, raising=False)
    page = client.submit({"text": "Words I typed just now."}, "act=save")
    assert page.status == 503
    assert "Words I typed just now." in "".join(page.by_id["text"].itertext())


@pytest.mark.parametrize(
    "typed",
    ["qwertyuiopasdfghjklzxcvbnm" * 3, "password letmein dragon", "1.1.1991-12.12.2012/" * 4,
     "12/05/1990 12/05/1990 Maria", "password1 password2 password3", "iloveyou iloveyou iloveyou2",
     "aaaaaabbbbbbccccccddddddeeeeee", "aaaa bbbb cccc dddd aaaa bbbb"],
)  # fmt: skip
def test_weak_ones_are_refused(typed):
    assert weakness(typed, typed) is not None


def test_looking_at_her_own_words_is_bounded(monkeypatch):
    """zxcvbn's time grows with every letter that could be another: it is given few."""
    seen = []
    monkeypatch.setattr(own, "zxcvbn", lambda words: seen.append(words) or {"guesses": 1e20})
    assert weakness(LEET, LEET) is not None or len(seen[0]) <= 32
    long = "a different sentence, and long, about seven botas " * 3 + "!"
    assert weakness(long, long) is None
    assert all(len(words) <= 32 for words in seen)


@pytest.mark.parametrize("place", ["words", "known"])
def test_new_words_lying_open_are_not_for_the_next_who_holds_the_phone(client, world, place):
    sign_in(client, world.survivor)
    client.get(f"/en/settings/{place}")
    client.fill({"kind": "words"}).submit()
    _name, words = card_in(client.page)
    world.clock.move(minutes=10)
    for page in ("/en/card", "/en/card/check"):
        assert client.get(page).path == "/en/again"
        assert words.split()[0] not in client.page.main
    client.fill({"passphrase": world.survivor.passphrase}).submit()
    assert card_in(client.get("/en/card"))[1] == words


def test_the_number_is_not_for_the_next_who_holds_the_phone(client, world):
    sign_in(client, world.survivor)
    number = make_number(client)
    world.clock.move(minutes=10)
    assert client.get("/en/settings/number").path == "/en/again"
    assert number not in client.page.main


def test_nothing_is_said_to_be_done_that_was_not(client, world):
    sign_in(client, world.survivor)
    for why in ("changed", "renewed", "recovered", "vouched", "new"):
        assert client.get(f"/en/card/done/{why}").path == "/en/mine/"


def test_what_cannot_be_opened_does_not_keep_her_from_renewing(client, world):
    with working(world) as w:
        apart.keep_late(w, world.survivor.actor.id, late(2, "x"))
        row = w.main.scalar(select(PendingInput))
        row.w = row.w[:-1] + bytes([row.w[-1] ^ 1])
    sign_in(client, world.survivor)
    change(client, "known")
    assert client.page.path == "/en/card/done/renewed"


def test_after_renewing_the_log_knows_what_is_stored(client, world):
    sign_in(client, world.survivor)
    change(client, "known")
    with working(world, writing=False) as w:
        logged = set(w.main.scalars(select(AuditRow.digest)))
        assert all(digest(body) in logged for body in w.main.scalars(select(SectionRow.body)))


def test_the_log_says_that_the_team_has_another_key(client, world):
    sign_in(client, world.lead)
    change(client, "known")
    with working(world, writing=False) as w:
        (team,) = teams_of(w.main, world.lead.actor.id)
        rows = w.main.execute(select(AuditRow.action, AuditRow.object)).all()
    assert ("team_renewed", team.bytes) in rows
