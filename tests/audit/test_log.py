"""The log: what stands in it, what does not, and that a change shows."""

import pytest
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.audit.models import Act, AuditRow
from portal.audit.service import _hash, acts_for, verify
from portal.consent import service as consent
from portal.crypto import lp, mac
from portal.demo import WRITTEN
from portal.keyring.models import Principal, Secret
from portal.sweep import sweep
from tests.make import working
from tests.sharing import backup, new_survivor, read_as, share, sql, the_consent, with_old_main, write

COLUMNS = ("at", "actor", "action", "object", "digest", "prev", "hash", "mac")
OTHER = {"at": "2020-01-01 00:00:00.000000", "action": "opened"}


def rows(world):
    with working(world, writing=False) as w:
        return list(w.main.scalars(select(AuditRow).order_by(AuditRow.seq)))


def broken_at(world):
    with world.stores.main.reading() as main:
        return verify(main, world.server)


def test_the_chain_holds_as_it_grows(world):
    assert broken_at(world) is None
    before = len(rows(world))
    write(world, world.survivor, 2, "More")
    found = share(world, world.survivor, [2])
    read_as(world, world.lead, found.share_id)
    assert [row.action for row in rows(world)[before:]] == ["saved", "given", "opened"]
    assert broken_at(world) is None


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_row_is_found(world, column):
    value = OTHER.get(column, b"\x01" * 32)
    sql(world.stores.main, f"UPDATE audit SET {column} = :new WHERE seq = 4", new=value)
    assert broken_at(world) == 4


def test_a_removed_row_is_found(world):
    sql(world.stores.main, "DELETE FROM audit WHERE seq = 4")
    assert broken_at(world) == 5


def test_a_removed_row_is_found_though_the_others_are_numbered_again(world):
    last = len(rows(world))
    sql(world.stores.main, "DELETE FROM audit WHERE seq = 4")
    for seq in range(5, last + 1):
        sql(world.stores.main, "UPDATE audit SET seq = :to WHERE seq = :at", to=seq - 1, at=seq)
    assert broken_at(world) == 4


def test_an_inserted_row_is_found(world):
    last = len(rows(world))
    for seq in range(last, 3, -1):
        sql(world.stores.main, "UPDATE audit SET seq = :to WHERE seq = :at", to=seq + 1, at=seq)
    copied = ", ".join(COLUMNS)
    sql(world.stores.main, f"INSERT INTO audit (seq, {copied}) SELECT 4, {copied} FROM audit WHERE seq = 3")
    assert broken_at(world) == 4


def test_two_rows_in_another_order_are_found(world):
    for to, at in ((1000, 4), (4, 5), (5, 1000)):
        sql(world.stores.main, "UPDATE audit SET seq = :to WHERE seq = :at", to=to, at=at)
    assert broken_at(world) == 4


def test_a_row_hashed_again_without_the_key_is_found(world):
    """Whoever writes into the database can make hashes, and not the MAC."""
    last = rows(world)[-1]
    last.action = "withdrawn"
    sql(world.stores.main, "UPDATE audit SET action = 'withdrawn', hash = :hash WHERE seq = :seq",
        hash=_hash(last), seq=last.seq)  # fmt: skip
    assert broken_at(world) == last.seq


def test_a_row_of_another_past_is_found(world, tmp_path):
    """Made by the service itself, in a copy that went another way: only the one after it can tell."""
    copied = with_old_main(world, backup(world, "main", tmp_path / "copy.db"))
    write(copied, world.survivor, 2, "In the copy")
    other = rows(copied)[-1]
    copied.stores.close()
    for words in ("What really happened", "and then"):
        write(world, world.survivor, 2, words)
    sql(world.stores.main,
        "UPDATE audit SET at = :at, object = :object, digest = :digest, hash = :hash, mac = :mac "
        "WHERE seq = :seq", at=f"{other.at:%Y-%m-%d %H:%M:%S.%f}", object=other.object,
        digest=other.digest, hash=other.hash, mac=other.mac, seq=other.seq)  # fmt: skip
    assert broken_at(world) == other.seq + 1


def test_her_acts_are_in_it(world):
    found = the_consent(world)
    with working(world, world.survivor) as w:
        consent.withdraw(w, found.id)
    log = {row.action: row for row in rows(world)}
    assert log["given"].object == log["withdrawn"].object == found.id.bytes
    assert log["given"].digest != log["saved"].digest != b""
    assert {"signed_up", "saved", "invited", "joined", "team_founded", "let_in"} <= set(log)


def test_time_by_itself_is_in_it(world):
    found = the_consent(world)
    world.clock.move(days=31)
    sweep(world.stores, world.server, world.clock())
    last = rows(world)[-1]
    assert (last.action, last.object, last.actor) == ("lapsed", found.id.bytes, bytes(16))


def test_times_are_cut_to_the_minute(world):
    assert {(row.at.second, row.at.microsecond) for row in rows(world)} == {(0, 0)}


def test_it_holds_no_words(world):
    read_as(world, world.lead, the_consent(world).share_id)
    stored = "\n".join(repr(row) for table in ("audit", "act")
                       for row in sql(world.stores.main, f"SELECT * FROM {table}"))  # fmt: skip
    secret = [*WRITTEN.values(), world.survivor.name, world.survivor.passphrase, "Amira", "Harbour"]
    for words in secret:
        for word in words.split():
            assert len(word) < 5 or word.strip(",.") not in stored


def pseudonyms(world):
    """What everybody whose vault secret is there is called in the log, by the id of the person."""
    with working(world, writing=False) as w:
        people = [person for person in w.main.scalars(select(Principal)) if person.vault_id]
        return {mac(w.vault.get(person.vault_id), b"audit")[:16]: person.id for person in people}


def test_she_stands_in_it_under_a_name_that_only_the_vault_leads_to(world):
    hers = [row for row in rows(world) if row.action in ("signed_up", "saved", "given")]
    (called,) = {row.actor for row in hers}
    assert pseudonyms(world)[called] == world.survivor.actor.id
    assert called != world.survivor.actor.id.bytes


def test_two_survivors_have_two_names(world):
    other = new_survivor(world)
    write(world, other, 1, "Hello")
    assert len({row.actor for row in rows(world) if row.action == "saved"}) == 2


def test_erasing_unlinks_the_log(world):
    """Her acts stand there still, and nothing that is left says whose they were."""
    found = the_consent(world)
    read_as(world, world.lead, found.share_id)
    with working(world, world.survivor) as w:
        accounts.erase(w)
    called = next(row.actor for row in rows(world) if row.action == "given")
    assert called not in pseudonyms(world)
    hers = world.survivor.actor.id.bytes
    assert hers not in {value for row in rows(world) for value in (row.actor, row.object)}
    with world.stores.vault.reading() as vault:
        for secret in vault.scalars(select(Secret)):
            opened = world.server.open(secret.w_kek, lp("vault/v1", secret.id))
            assert mac(opened, b"audit")[:16] != called
    assert broken_at(world) is None
    with working(world, writing=False) as w:
        assert w.main.scalars(select(Act)).all() == []
        assert acts_for(w.main, world.survivor.actor.id) == []


def test_staff_stand_in_it_by_id_and_outlive_their_account(world):
    read_as(world, world.lead, the_consent(world).share_id)
    assert rows(world)[-1].actor == world.lead.actor.id.bytes
