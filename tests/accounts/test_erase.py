"""Erase everything: rows, keys, sessions, and what a recipient could open."""

import pytest
from sqlalchemy import LargeBinary, Uuid, select

from portal.audit.service import verify
from portal.db import MainBase
from tests.accounts.steps import account_of, cookie_of, is_in, secrets_in, sessions_in, try_in
from tests.browser import Browser
from tests.make import sign_in, working

# The log stays, under a pseudonym of hers that nobody can make again without her vault secret.
OUTLIVES = {"audit"}


def erase(client, words):
    client.get("/en/settings/erase")
    return client.fill({"passphrase": words}).submit()


@pytest.fixture
def much_of_hers(client, world) -> Browser:
    """Beside her draft and her share: an answer to it, words kept apart, a choice half made."""
    sign_in(client, world.lead)
    client.get(share_address(world))
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/1")
    stale = client.fill({"text": "typed on an old page"})
    client.get("/en/mine/writing/1")
    client.fill({"text": "typed on a new page"}).submit("Save")
    stale.submit("Save")
    return client


def share_address(world) -> str:
    share = table("share")
    with world.stores.main.reading() as main:
        return f"/en/inbox/{main.execute(select(share.c.id)).scalar_one()}"


def table(name):
    return MainBase.metadata.tables[name]


def columns_of_persons():
    """Each column that can say whose a row is, found by what its values could be."""
    for one in MainBase.metadata.sorted_tables:
        for column in one.columns:
            if isinstance(column.type, Uuid) or (one.name, column.name) == ("audit", "actor"):
                yield one, column


def rows_of(world, person_id) -> dict[str, int]:
    found = {}
    with world.stores.main.reading() as main:
        for one, column in columns_of_persons():
            value = person_id.bytes if isinstance(column.type, LargeBinary) else person_id
            count = len(main.execute(select(one).where(column == value)).all())
            if count:
                found[f"{one.name}.{column.name}"] = count
    return found


def every_id(world) -> set:
    with world.stores.main.reading() as main:
        return {
            value
            for one in MainBase.metadata.sorted_tables
            if one.name not in OUTLIVES | {"doomed"}
            for row in main.execute(select(one)).all()
            for value in row
        }


def test_every_row_of_hers_goes(much_of_hers, world):
    me = world.survivor.actor.id
    before = rows_of(world, me)
    owned = {"principal.id", "key_slot.principal_id", "identity.principal_id", "rkey.holder_id",
             "record.owner_id", "share.owner_id", "consent.owner_id", "consent_grant.owner_id",
             "act.owner_id", "consent_event.owner_id", "pending_input.principal_id",
             "choosing.owner_id"}  # fmt: skip
    assert set(before) == owned
    assert erase(much_of_hers, world.survivor.passphrase).path == "/en/erased"
    assert rows_of(world, me) == {}
    for name in ("record", "section", "share", "share_group", "consent", "pending_input", "act"):
        with world.stores.main.reading() as main:
            assert main.execute(select(table(name))).all() == [], name


def test_every_secret_of_hers_goes_and_nobody_elses(client, world):
    before = secrets_in(world)
    erase_by_signing_in(client, world)
    gone = before - secrets_in(world)
    assert len(gone) == 2  # her own, under which her draft is too, and her grant's
    assert secrets_in(world) <= every_id(world)
    assert not gone & every_id(world)
    with world.stores.main.reading() as main:
        assert main.execute(select(table("doomed"))).all() == []
    assert sorted(try_in(client, p.name, p.passphrase).path for p in (world.lead, world.advocate)) == [
        "/en/helping/", "/en/inbox/",
    ]  # fmt: skip


def erase_by_signing_in(client, world):
    sign_in(client, world.survivor)
    return erase(client, world.survivor.passphrase)


def test_nothing_opens_any_more(client, another_client, world):
    sign_in(another_client, world.lead)
    address = share_address(world)
    assert "Most days I feel tired" in another_client.get(address).main
    page = erase_by_signing_in(client, world)
    assert "the keys are destroyed" in page.main
    assert (client.page.headers.get("Set-Cookie"), cookie_of(client)) == (None, None)
    assert try_in(client, world.survivor.name, world.survivor.passphrase).status == 400
    assert account_of(world, world.survivor.name) is None
    assert another_client.get(address).status == 404
    assert another_client.get("/en/inbox/").main.count("Nothing is shared with your team now.") == 1


def test_every_session_of_hers_dies(client, another_client, world):
    sign_in(another_client, world.survivor)
    erase_by_signing_in(client, world)
    assert sessions_in(world) == []
    assert not is_in(another_client)


def test_others_stay_signed_in(client, another_client, world):
    sign_in(another_client, world.lead)
    erase_by_signing_in(client, world)
    assert another_client.get("/en/inbox/").path == "/en/inbox/"


def test_the_answer_clears_the_browser(client, world):
    sign_in(client, world.survivor)
    client.get("/en/settings/erase")
    page = client.fill({"passphrase": world.survivor.passphrase}).submit(follow=False)
    assert page.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert (page.status, page.location) == (303, "/en/erased")


@pytest.mark.parametrize("words", ["", "wrong words"])
def test_without_the_words_nothing_goes(client, world, words):
    before = rows_of(world, world.survivor.actor.id)
    sign_in(client, world.survivor)
    assert erase(client, words).status == 400
    assert rows_of(world, world.survivor.actor.id) == before


def test_without_the_forms_token_nothing_goes(client, world):
    sign_in(client, world.survivor)
    page = client.post("/en/settings/erase", {"passphrase": world.survivor.passphrase})
    assert page.status == 400
    assert is_in(client)


def test_the_log_still_holds_and_does_not_name_her(client, world):
    erase_by_signing_in(client, world)
    with working(world, writing=False) as w:
        assert verify(w.main, world.server) is None
        logged = w.main.execute(select(table("audit"))).all()
    said = b"".join(value for row in logged for value in row if isinstance(value, bytes))
    assert logged[-1].action == "erased"
    assert world.survivor.actor.id.bytes not in said
