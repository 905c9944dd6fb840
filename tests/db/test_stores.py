"""How the stores are set up, and what two writers do to each other."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from portal.db import Store
from portal.keyring.models import AppSecret, Principal
from portal.web.models import Failures
from tests.make import working
from tests.sharing import sql
from tests.work.elsewhere import reader_of

JOURNALS = {"main": "wal", "vault": "truncate", "sessions": "truncate"}
SETTINGS = {"secure_delete": 1, "foreign_keys": 1, "synchronous": 2, "temp_store": 2, "busy_timeout": 10_000}


@pytest.mark.parametrize("name", JOURNALS)
def test_the_settings_of_every_connection(world, name):
    store = getattr(world.stores, name)
    with store.reading() as one, store.reading() as two:  # a second one, from the pool's next connection
        for session in (one, two):
            assert session.scalar(text("PRAGMA journal_mode")) == JOURNALS[name]
            found = {pragma: session.scalar(text(f"PRAGMA {pragma}")) for pragma in SETTINGS}
            assert found == SETTINGS


def test_parameters_are_not_logged(world):
    for name in JOURNALS:
        engine = getattr(world.stores, name).engine
        assert engine.hide_parameters
        assert not engine.echo
    with world.stores.main.writing() as main, pytest.raises(StatementError) as told:
        main.execute(text("SELECT * FROM nowhere WHERE word = :w"), {"w": "her words"})
    assert "her words" not in str(told.value)


@pytest.mark.parametrize("name", JOURNALS)
def test_writing_begins_with_the_lock(world, name):
    store, begun = getattr(world.stores, name), []
    store.close()  # so that every connection is a new one
    event.listen(store.engine, "connect", lambda raw, _record: raw.set_trace_callback(begun.append))
    with store.glance() as connection:
        connection.execute(text("SELECT 2"))
    assert begun == ["SELECT 2"]
    begun.clear()
    with store.writing() as session:
        session.execute(text("SELECT 1"))
    with store.reading() as session:
        session.execute(text("SELECT 1"))
    begun = [said for said in begun if not said.startswith("PRAGMA")]
    assert begun == ["BEGIN IMMEDIATE", "SELECT 1", "ROLLBACK", "BEGIN", "SELECT 1", "ROLLBACK"]


@pytest.mark.parametrize("name", JOURNALS)
def test_a_glance_keeps_no_writer_out(world, name):
    store = getattr(world.stores, name)
    with store.glance() as connection:
        connection.execute(text("SELECT count(*) FROM sqlite_master")).one()
        sql(store, "CREATE TABLE made_meanwhile (n INTEGER)")
    assert sql(store, "SELECT n FROM made_meanwhile") == []


def test_a_turn_ends_with_a_broken_connection(world):
    """The next writer would wait for it in vain."""
    turns, store = [], world.stores.main
    for _turn in range(2):
        with store.writing() as session:
            turns.append("turn" in session.connection().connection.record_info)
            session.connection().invalidate()
    assert turns == [True, True]  # False: it went on without, after ten seconds


@pytest.mark.parametrize("name", ["main", "sessions"])
def test_two_writers_wait_for_each_other(world, name):
    """Each reads, lingers and writes what it read plus one. None fails, and no count is lost."""
    store, faults = getattr(world.stores, name), []
    sql(store, "CREATE TABLE counted (n INTEGER)")
    sql(store, "INSERT INTO counted VALUES (0)")
    together = threading.Barrier(4)

    def counts():
        together.wait()
        try:
            for _turn in range(5):
                with store.writing() as session:
                    n = session.scalar(text("SELECT n FROM counted"))
                    threading.Event().wait(0.01)
                    session.execute(text("UPDATE counted SET n = :n"), {"n": n + 1})
                    session.commit()
        except Exception as error:
            faults.append(error)

    writers = [threading.Thread(target=counts) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert faults == []
    assert sql(store, "SELECT n FROM counted") == [(20,)]


def test_a_reader_is_not_in_a_writers_way(world):
    with world.stores.main.writing() as writer, world.stores.main.reading() as reader:
        writer.execute(text("UPDATE principal SET language = 'es'"))
        assert reader.scalar(text("SELECT count(*) FROM principal WHERE language = 'es'")) == 0
        writer.commit()


def test_a_commit_that_found_the_vault_busy_leaves_no_lock(world):
    """SQLite keeps the transaction of a failed COMMIT open; nobody may be kept out by it afterwards."""
    vault = world.stores.vault
    vault.close()
    event.listen(vault.engine, "connect", lambda raw, _record: raw.execute("PRAGMA busy_timeout=200"))
    with reader_of(world.settings.data / "vault.db"), pytest.raises(Exception, match="locked"):
        sql(vault, "DELETE FROM secret")
    with working(world, writing=False) as w:
        for person in w.main.scalars(select(Principal).where(Principal.vault_id.is_not(None))):
            assert w.vault.get(person.vault_id)
    other = Store(world.settings.vault_url, journal="TRUNCATE")
    sql(other, "UPDATE secret SET kind = kind")
    other.close()


def test_foreign_keys_hold(world):
    with pytest.raises(IntegrityError):
        sql(world.stores.main, "INSERT INTO section VALUES (:id, :id, 1, :id, 1, :id)", id="0" * 32)


def test_scrubbing_says_whether_the_log_is_empty(world):
    log = world.settings.data / "main.db-wal"
    world.stores.main.close()
    event.listen(
        world.stores.main.engine, "connect", lambda raw, _record: raw.execute("PRAGMA busy_timeout=200")
    )
    with reader_of(world.settings.data / "main.db"):
        sql(world.stores.main, "UPDATE principal SET language = 'es'")
        assert world.stores.main.scrub() is False
        assert log.stat().st_size > 0
    assert world.stores.main.scrub() is True
    assert log.stat().st_size == 0


def test_times_have_a_zone(world):
    with world.stores.sessions.writing() as session:
        session.add(Failures(key=b"k", count=1, at=datetime(2026, 1, 1, 12, 0)))  # noqa: DTZ001
        with pytest.raises(StatementError, match="a time without a zone"):
            session.flush()


def test_times_come_back_as_utc(world):
    there = timezone(timedelta(hours=5, minutes=45))
    with world.stores.sessions.writing() as session:
        session.add(Failures(key=b"k", count=1, at=datetime(2026, 1, 1, 0, 30, tzinfo=there)))
        session.commit()
    with world.stores.sessions.reading() as session:
        at = session.get(Failures, b"k").at
    assert at == datetime(2025, 12, 31, 18, 45, tzinfo=UTC)
    assert at.tzinfo is UTC


def test_a_store_that_cannot_be_read_is_down(world, tmp_path):
    assert world.stores.main.is_up()
    lost = Store(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}", journal="WAL")
    assert not lost.is_up()


def test_the_services_own_keys_are_whole(world):
    with world.stores.main.reading() as main:
        assert {row.name for row in main.scalars(select(AppSecret))} == set(world.server.secrets)
