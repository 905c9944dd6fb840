"""The promise, put to the proof: who copies the databases, a backup and the service's keys reads nothing.

Unless they also have somebody's passphrase: then exactly what was shared with that person, and after
she has withdrawn or erased, nothing, however complete the old copy of the main database is.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.accounts import service as accounts
from portal.consent import service as consent
from portal.helping import service as helping
from tests.accounts.ways_back import change
from tests.browser import Browser
from tests.conftest import World
from tests.make import sign_in, working
from tests.real.crime import (
    ADDRESS,
    ALONE,
    ANOTHERS,
    ASKED,
    CALLED,
    HELPERS_NOTE,
    LENT,
    LENT_WORDS,
    NAMES,
    OWN_FILE,
    PLANNED,
    PRIVATE,
    SHARED_FILE,
    SHARED_WORDS,
    SUGGESTED,
    WITH_HELPER,
    WITH_TEAM,
    Crime,
    have_ways_back,
    live_in,
    send_late,
    steal,
    true_keys,
    write,
)
from tests.statements.attached import send

FILES = (SHARED_FILE, OWN_FILE)
SAID = (*WITH_HELPER, *WITH_TEAM)
AFTERWARDS = "She wrote this when everything had a new lock: nutmeg-3317."
WRAPPED = ("key_slot", "identity", "rkey", "consent_grant", "team_member", "pending_input", "share_group",
           "vouch_half", "vouch_given", "vouch_asking", "vouch_asking", "suggestion",
           "suggestion", "translation", "translation", "message", "message", "access", "reach")  # fmt: skip


@pytest.fixture
def crime(world: World, app: Flask, client: Browser, another_client: Browser) -> Crime:
    another = live_in(world, world.clock())
    number = have_ways_back(world, app)
    send_late(world, client)
    sign_in(client, world.survivor)
    another_client.get("/en/sign-up")
    another_client.submit({}, "Show me my name and words")  # a session that holds a passphrase
    found = Crime(world, another, number=number, app=app)
    people = dict(zip(("survivor", "lead", "colleague", "advocate"), world.people, strict=True))
    found.true_keys = true_keys(world, people | {"another": another})
    for person in (*world.people, another):
        with working(world, person, writing=False) as w:
            found.names.append(accounts.name_of(w))
    return found


def in_files(folder: Path, needles: list[bytes]) -> list[str]:
    """Where bytes stand in a copy, as anybody with a text editor would find them."""
    contents = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [path.name for path, content in contents.items() for needle in needles if needle in content]


def count(store: Session, table: str) -> int:
    return store.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def test_who_copies_everything_without_a_passphrase_reads_nothing(crime):
    folder = crime.copy("stolen")
    found = steal([folder], folder)
    assert not found.unknown, "a sealed column is not attacked: add it to tests/real/stolen.py"
    assert found.peeled > 20
    assert found.says(*NAMES, ADDRESS) == [*NAMES, ADDRESS], "what the service itself can read, a thief can"
    assert not found.words
    assert not found.says(*SHARED_WORDS, *PRIVATE, *FILES, *SAID, PLANNED, *crime.names)
    assert len(crime.true_keys) > 15
    assert not found.held(crime.true_keys)
    words = (*SHARED_WORDS, *FILES, *PRIVATE, *SAID, PLANNED, ADDRESS, *crime.names, *NAMES)
    raw = [word.encode() for word in words]
    assert not in_files(folder, [*raw, *crime.true_keys.values()])


def test_every_outer_layer_came_off(crime):
    """So that the test above fails for want of a passphrase and for nothing else."""
    folder = crime.copy("stolen")
    found = steal([folder], folder)
    with crime.world.stores.main.reading() as main, crime.world.stores.sessions.reading() as sessions:
        sealed = sum(count(main, table) for table in WRAPPED) + count(sessions, "sess")
    assert found.peeled == sealed


def test_a_facilitators_passphrase_opens_what_was_shared_and_nothing_else(crime):
    folder = crime.copy("stolen")
    found = steal([folder], folder, crime.world.lead.passphrase)
    assert found.words == SHARED_WORDS
    assert found.says(*SHARED_WORDS, *PRIVATE) == [*SHARED_WORDS]
    assert found.says(*FILES, *SAID, PLANNED) == [SHARED_FILE, *WITH_TEAM]
    assert found.says(*crime.names) == [crime.world.lead.name]
    assert found.held(crime.true_keys) == crime.facilitators_keys()


def test_an_advocates_passphrase_opens_what_was_lent_and_nothing_else(crime):
    folder = crime.copy("stolen")
    found = steal([folder], folder, crime.world.advocate.passphrase)
    assert found.words == LENT_WORDS | {""}  # and a part with nothing in it yet
    assert found.says(*PRIVATE) == [LENT, SUGGESTED]
    assert found.says(ASKED, HELPERS_NOTE, CALLED) == [ASKED, HELPERS_NOTE, CALLED]
    assert found.says(*FILES, *SAID) == [*WITH_HELPER]
    assert found.held(crime.true_keys) == {
        key for name, key in crime.true_keys.items() if name.endswith(" advocate")
    }


def test_after_she_ended_it_an_old_backup_and_an_advocates_passphrase_open_nothing(crime):
    world = crime.world
    old = crime.copy("backup")
    assert LENT in steal([old], old, world.advocate.passphrase).words
    with working(world, world.survivor) as w:
        for one in helping.mine(w):
            helping.end(w, one.id)
    write(world, world.survivor, 8, 1, AFTERWARDS)
    today = crime.copy("today")
    found = steal([old, today], today, world.advocate.passphrase)
    assert world.advocate.urk in found.keys, "the passphrase itself still fits"
    assert not found.says(LENT, AFTERWARDS, *SAID)
    with_old_vault = steal([old, today], today, world.advocate.passphrase, vaults=(old,))
    assert with_old_vault.says(LENT, AFTERWARDS) == [LENT], "what was read before, and nothing after"


def test_her_own_passphrase_opens_all_of_hers_and_nothing_of_anothers(crime):
    folder = crime.copy("stolen")
    found = steal([folder], folder, crime.world.survivor.passphrase)
    assert found.words == {*SHARED_WORDS, *PRIVATE, ""} - {ANOTHERS}
    assert found.says(ASKED, HELPERS_NOTE) == [ASKED]
    assert found.says(*FILES, *SAID, PLANNED) == [*FILES, *SAID, PLANNED]


def test_after_withdrawal_an_old_backup_and_a_facilitators_passphrase_open_nothing(crime):
    world = crime.world
    old = crime.copy("backup")
    assert steal([old], old, world.lead.passphrase).words == SHARED_WORDS
    with working(world, world.survivor) as w:
        for given in consent.my_consents(w.main, world.survivor.actor.id):
            consent.withdraw(w, given.id)
    today = crime.copy("today")
    found = steal([old, today], today, world.lead.passphrase, world.colleague.passphrase)
    assert found.peeled > 20
    assert not found.words
    assert not found.says(*FILES, *SAID)
    assert world.lead.urk in found.keys, "the passphrase itself still fits"


def test_after_erasure_her_own_passphrase_and_a_whole_old_backup_open_nothing(crime):
    world = crime.world
    old = crime.copy("backup")
    with working(world, world.survivor) as w:
        accounts.erase(w)
    today = crime.copy("today")
    found = steal([old, today], today, world.survivor.passphrase, world.lead.passphrase)
    assert not found.words
    assert not found.says(*FILES, *SAID, PLANNED, ADDRESS)
    hers = {name: key for name, key in crime.true_keys.items() if name.endswith(" survivor")}
    assert hers
    assert not found.held(hers)


def test_what_was_destroyed_is_in_no_byte_of_the_files(crime):
    world = crime.world
    with working(world, world.survivor, writing=False) as w:
        wraps = [w for (w,) in w.main.connection().exec_driver_sql("SELECT w FROM consent_grant")]
    with world.stores.vault.reading() as vault:
        asked = "SELECT w_kek FROM secret WHERE kind = 'grant'"
        wraps += [w for (w,) in vault.connection().exec_driver_sql(asked)]
    gone = [wrap[-64:] for wrap in wraps]
    assert len(gone) == len(in_files(crime.copy("before"), gone)) == 4
    with working(world, world.survivor) as w:
        for given in consent.my_consents(w.main, world.survivor.actor.id):
            consent.withdraw(w, given.id)
    assert not in_files(crime.copy("after"), gone)


def test_two_people_and_an_operator_together_could_open_it_and_one_of_them_could_not(crime):
    """As the page says on which she chooses them."""
    folder = crime.copy("stolen")
    advocate, lead = crime.world.advocate.passphrase, crime.world.lead.passphrase
    assert steal([folder], folder, advocate).words == LENT_WORDS | {""}
    assert steal([folder], folder, lead).words == SHARED_WORDS
    assert ALONE in steal([folder], folder, advocate, lead).words


def test_her_recovery_number_opens_what_her_words_open(crime):
    folder = crime.copy("stolen")
    assert ALONE in steal([folder], folder, crime.number).words


def test_after_she_renewed_her_keys_old_words_and_an_old_copy_of_all_open_nothing_new(crime):
    world = crime.world
    old = crime.copy("backup")
    she = Browser(crime.app)
    sign_in(she, world.survivor)
    change(she, "known")
    she.get("/en/mine/writing/6")
    she.fill({"text": AFTERWARDS}).submit("Save")
    send(she, AFTERWARDS.encode())
    today = crime.copy("today")
    known = (world.survivor.passphrase, crime.number, world.advocate.passphrase, world.lead.passphrase)
    found = steal([old, today], today, *known, vaults=(old,))
    assert ALONE in found.words, "what stood in the old copy is as it was"
    assert AFTERWARDS not in found.words
    assert not found.says(AFTERWARDS)
