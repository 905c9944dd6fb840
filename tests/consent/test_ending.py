"""Ending: hers in two taps at any moment, by its date without anybody, and what is said then."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import i18n
from portal.consent import service
from portal.i18n import _
from portal.inbox import service as inbox
from portal.keyring.models import Doomed, Grant
from portal.statements import service as statements
from portal.sweep import sweep
from portal.work import Refused
from tests.make import sign_in, working
from tests.sharing import read_as, share, sql, the_consent

CLOSED = "Closed. The key is being destroyed."
DESTROYED = (
    "%(team)s can no longer open this here, and the key made for them is destroyed. Old backup copies become "
    "unreadable within 14 days. We cannot take back what someone has already read, written down, printed or "
    "downloaded."
)


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def place(world, language="en"):
    return f"/{language}/mine/choices/given/{the_consent(world).id}"


def grant_rows(world):
    return len(sql(world.stores.main, "SELECT 1 FROM consent_grant"))


def grant_secrets(world):
    return len(sql(world.stores.vault, "SELECT 1 FROM secret WHERE kind = 'grant'"))


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_two_taps_and_it_is_over(world, her, language):
    her.get(place(world, language))
    her.get(next(href for _words, href in her.page.links() if href.endswith("/withdraw")))
    shown = her.fill({"remove_copy": False}).submit()
    with i18n.use_language(language):
        assert _(DESTROYED, team="Bridge team") in shown.main
    assert shown.path == place(world, language)
    assert grant_rows(world) == grant_secrets(world) == 0
    assert the_consent(world).state == "withdrawn"


def test_a_clock_that_goes_back_opens_nothing_and_says_so(world, her):
    """Fail safe: what was given an hour ago by a wrong clock waits, and can be stopped meanwhile."""
    world.clock.move(days=-3)
    sign_in(her, world.survivor)
    page = her.get(place(world))
    assert "The clock of this server has gone back" in page.main
    with pytest.raises(Refused):
        read_as(world, world.lead, the_consent(world).share_id)
    her.get(place(world) + "/withdraw")
    her.fill({"remove_copy": False}).submit()
    assert the_consent(world).state == "withdrawn"


def test_it_asks_for_no_words_and_no_reason(world, her):
    """Giving asks for the passphrase after five minutes; ending never does."""
    world.clock.move(minutes=14)
    page = her.get(place(world) + "/withdraw")
    assert page.path.endswith("/withdraw")
    asked = [c.get("type") for c in page.controls() if c.get("type") != "hidden"]
    assert asked == ["checkbox"]
    assert DESTROYED.removeprefix("%(team)s") in her.submit(button="Stop sharing now").main


def test_the_copy_stays_hers_to_see_unless_she_removes_it(world, her):
    her.get(place(world) + "/withdraw")
    kept = her.submit(button="Stop sharing now")
    assert len(kept.all(css="letter")) == 2
    assert sql(world.stores.main, "SELECT 1 FROM share_group")


def test_she_can_remove_the_copy_too(world, her):
    her.get(place(world) + "/withdraw")
    gone = her.submit({"remove_copy": True}, "Stop sharing now")
    assert gone.all(css="letter") == []
    assert "The copy that was shared is removed." in gone.main
    assert sql(world.stores.main, "SELECT 1 FROM share_group") == []
    with working(world, world.survivor, writing=False) as w:
        assert len(statements.read_all(w)) == 3


def test_withdrawing_twice_is_withdrawing(world, her):
    page = her.get(place(world) + "/withdraw")
    her.submit(button="Stop sharing now")
    her.page = page
    assert her.submit(button="Stop sharing now").status == 200
    assert her.get(place(world) + "/withdraw").path == place(world)
    assert len(sql(world.stores.main, "SELECT 1 FROM audit WHERE action = 'withdrawn'")) == 1


def test_another_site_cannot_withdraw(world, her):
    her.get(place(world) + "/withdraw")
    for data in ({}, {"csrf_token": "0" * 64}):
        her.post(place(world) + "/withdraw", data)
    assert the_consent(world).state == "given"


def test_while_the_key_waits_to_be_destroyed_it_says_so(world, her):
    with working(world, world.survivor) as w:
        service.withdraw(w, the_consent(world).id)
    with working(world) as w:
        w.main.add(Doomed(vault_id=the_consent(world).vault_id, why="withdrawn", at=w.now))
    shown = her.get(place(world))
    assert CLOSED in shown.main
    assert "destroyed. Old backup" not in shown.main
    sweep(world.stores, world.server, world.clock())
    assert DESTROYED.removeprefix("%(team)s") in her.get(place(world)).main


def test_it_dooms_the_secret_that_the_grant_has_now(world):
    """A team's new key would have sealed the grant again, under another secret."""
    with working(world) as w:
        grant = w.main.scalars(select(Grant)).one()
        grant.vault_id, _secret = w.vault.new("grant", w.now)
        now_used = grant.vault_id
    with working(world, world.survivor) as w:
        service.withdraw(w, the_consent(world).id)
    assert sql(world.stores.vault, "SELECT 1 FROM secret WHERE id = :id", id=now_used.hex) == []


def test_withdrawing_in_one_window_closes_the_next_request_in_the_other(world, her, another_client):
    sign_in(another_client, world.lead)
    address = f"/en/inbox/{the_consent(world).share_id}"
    page = another_client.get(address)
    assert page.status == 200
    her.get(place(world) + "/withdraw")
    her.submit(button="Stop sharing now")
    another_client.page = page
    assert another_client.submit({"code": "read"}, "Send").status == 410
    assert another_client.get(address).status == 410
    left = another_client.get("/en/inbox/").all("a", css="row")
    assert [link.get("href") for link in left] == [f"{address}/copies"]
    assert sql(world.stores.main, "SELECT 1 FROM act WHERE what = 'answered'") == []


def test_one_of_two_shares_ends_alone(world):
    first, second = the_consent(world), share(world, world.survivor, [3])
    with working(world, world.survivor) as w:
        service.withdraw(w, first.id)
    with pytest.raises(Refused):
        read_as(world, world.lead, first.share_id)
    assert read_as(world, world.lead, second.share_id).parts


def test_its_date_ends_it_without_anybody(world, her):
    """The rule refuses from that moment, before any sweep has run."""
    found = the_consent(world)
    world.clock.moved += found.lapses_at - world.clock() - timedelta(minutes=1)
    assert read_as(world, world.lead, found.share_id).parts
    world.clock.move(minutes=1, seconds=1)
    with pytest.raises(Refused):
        read_as(world, world.lead, found.share_id)
    with working(world, world.lead, writing=False) as w:
        assert inbox.live_shares(w).lines == []
    assert grant_rows(world) == grant_secrets(world) == 1
    assert the_consent(world).state == "given"


def test_after_its_date_the_sweep_destroys_the_key(world, client):
    world.clock.move(days=31)
    assert sweep(world.stores, world.server, world.clock())["lapsed"] == 1
    assert grant_rows(world) == grant_secrets(world) == 0
    assert the_consent(world).state == "lapsed"
    sign_in(client, world.survivor)
    assert DESTROYED.removeprefix("%(team)s") in client.get(place(world)).main
    assert sweep(world.stores, world.server, world.clock())["lapsed"] == 0


def test_between_its_date_and_the_sweep_the_page_does_not_say_destroyed(world, client):
    """The key is still there then; the sentence is for when it is gone."""
    world.clock.move(days=31)
    sign_in(client, world.survivor)
    shown = client.get(place(world))
    assert grant_secrets(world) == 1
    assert DESTROYED.removeprefix("%(team)s") not in shown.main
    assert CLOSED in shown.main
