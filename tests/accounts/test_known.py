"""Someone may know her words: afterwards the old ones and an old copy of everything open nothing new."""

import pytest
from sqlalchemy import select

from portal.accounts import renewal
from portal.demo import WRITTEN
from portal.keyring.models import Identity, KeySlot, Principal, RecordKey, TeamMember
from portal.statements import apart
from portal.statements import service as statements
from portal.statements.models import PendingInput
from tests.accounts.steps import is_in, secrets_in, try_in
from tests.accounts.ways_back import change, make_number, recover
from tests.make import sign_in, working
from tests.sharing import late, read_as, texts, the_consent

LATE = "These words came after I was signed out."
LATER = "What I write after that day."


@pytest.fixture
def waits(world):
    """Something was sent while she was signed out."""
    with working(world) as w:
        apart.keep_late(w, world.survivor.actor.id, late(2, LATE))


def renew(client, world):
    sign_in(client, world.survivor)
    return change(client, "known")


def test_nothing_of_hers_is_lost(client, world, waits):
    before = [text for text in WRITTEN.values()]
    renew(client, world)
    assert client.page.path == "/en/card/done/renewed"
    review = client.get("/en/mine/writing/review").main
    for text in before:
        assert text.split("\n")[0] in review
    assert LATE in client.get("/en/mine/writing/2/both").main
    assert world.survivor.name in client.get("/en/mine/").main
    consent = the_consent(world)
    shared = client.get(f"/en/mine/choices/given/{consent.id}").main
    assert WRITTEN[7][:20] in shared


def test_the_team_reads_on(client, world):
    renew(client, world)
    shown = read_as(world, world.lead, the_consent(world).share_id)
    assert WRITTEN[1] in texts(shown)


def test_old_words_and_old_sessions_are_dead(client, another_client, world):
    sign_in(another_client, world.survivor)
    words = renew(client, world)
    assert is_in(client)
    assert not is_in(another_client)
    assert try_in(another_client, world.survivor.name, world.survivor.passphrase).status == 400
    assert try_in(another_client, world.survivor.name, words).path == "/en/mine/"


def test_the_number_and_the_two_people_end(client, another_client, world):
    sign_in(client, world.survivor)
    number = make_number(client)
    client.submit(button="I have written it down")
    change(client, "known")
    assert recover(another_client, world.survivor.name, number).status == 400
    assert "Recovery number" in client.get("/en/card/done/renewed").main


def keys_of(world, person):
    with working(world, writing=False) as w:
        me = w.main.get_one(Principal, person.actor.id)
        identity = w.main.scalars(select(Identity).where(Identity.principal_id == me.id)).one()
        record_key = w.main.scalar(select(RecordKey.key_id).where(RecordKey.holder_id == me.id))
        slots = set(w.main.scalars(select(KeySlot.id).where(KeySlot.principal_id == me.id)))
        return {"urk": me.urk_id, "vault": me.vault_id, "pub": me.pub, "identity": identity.w,
                "epoch": me.epoch, "record": record_key, "slots": frozenset(slots)}  # fmt: skip


def test_every_key_of_hers_is_new_and_the_old_secret_is_destroyed(client, world, waits):
    old = keys_of(world, world.survivor)
    renew(client, world)
    new = keys_of(world, world.survivor)
    assert not [name for name in old if old[name] == new[name]]
    assert old["vault"] not in secrets_in(world)
    assert new["vault"] in secrets_in(world)


def test_her_old_key_opens_nothing_written_after(client, world):
    """A thief who kept her key from before, and has all stores of today."""
    renew(client, world)
    client.get("/en/mine/writing/2")
    client.fill({"text": LATER}).submit("Save")
    with working(world, writing=False) as w:
        me = w.main.get_one(Principal, world.survivor.actor.id)
        w.act_as(world.survivor.actor, me, world.survivor.urk)
        for step in (lambda: statements.read(w, 2), lambda: statements.read_all(w)):
            with pytest.raises(Exception, match=r"^$"):
                step()


def test_a_save_begun_before_is_not_lost(client, another_client, world):
    """Another window had the page open; its session is over, its words are kept."""
    sign_in(another_client, world.survivor)
    another_client.get("/en/mine/writing/2")
    renew(client, world)
    another_client.fill({"text": LATER}).submit("Save")
    assert another_client.page.path == "/en/kept"
    assert LATER in client.get("/en/mine/writing/2/both").main


def test_until_it_is_typed_back_nothing_has_changed(client, another_client, world):
    old = keys_of(world, world.survivor)
    sign_in(client, world.survivor)
    client.get("/en/settings/known")
    client.fill({"kind": "words"}).submit()
    client.submit(button="Keep my old words")
    assert keys_of(world, world.survivor) == old
    assert try_in(another_client, world.survivor.name, world.survivor.passphrase).path == "/en/mine/"


def test_a_failure_in_the_middle_changes_nothing(client, another_client, world, waits, monkeypatch):
    """Sealing again breaks half-way, as on a full disk: all is as it was."""
    old = keys_of(world, world.survivor)

    def breaks(_work):
        def again():
            raise OSError

        return again

    monkeypatch.setattr(renewal, "_resealers", [*renewal._resealers, breaks])
    renew(client, world)
    assert client.page.status == 500
    assert keys_of(world, world.survivor) == old
    assert try_in(another_client, world.survivor.name, world.survivor.passphrase).path == "/en/mine/"
    assert WRITTEN[1][:20] in another_client.get("/en/mine/writing/review").main


def test_what_waits_is_sealed_to_the_new_identity(client, world, waits):
    with working(world, writing=False) as w:
        before = w.main.scalars(select(PendingInput.w)).one()
    renew(client, world)
    with working(world, writing=False) as w:
        assert w.main.scalars(select(PendingInput.w)).one() != before


def test_a_facilitator_renews_and_her_team_gets_a_new_key(client, another_client, world):
    sign_in(client, world.lead)
    change(client, "known")
    with working(world, writing=False) as w:
        epochs = sorted(w.main.scalars(select(TeamMember.epoch)))
    assert epochs == [1, 1, 2, 2], "both members hold both keys"
    assert WRITTEN[1][:20] in opened(client, world)
    sign_in(another_client, world.colleague)
    assert WRITTEN[1][:20] in opened(another_client, world)


def opened(client, world):
    return client.get(f"/en/inbox/{the_consent(world).share_id}").main
