"""What the operator reads when something fails says where, and never a word or a value."""

import logging

import pytest

from tests.make import sign_in
from tests.web.steps import text_in, token_at

WORDS = "Marigold secretly counted the blue boats"
HARMS = {
    "a table is gone": "DROP TABLE section",
    "an insert is refused": "CREATE TRIGGER no BEFORE INSERT ON section BEGIN SELECT RAISE(ABORT, 'no'); END",
    "an update is refused": "CREATE TRIGGER no BEFORE UPDATE ON section BEGIN SELECT RAISE(ABORT, 'no'); END",
    "a column is gone": "ALTER TABLE audit DROP COLUMN digest",
    "the log is refused": "CREATE TRIGGER no BEFORE INSERT ON audit BEGIN SELECT RAISE(FAIL, 'no'); END",
}


@pytest.fixture
def heard(capfd, caplog):
    """All that was said anywhere, on the streams and to every logger."""
    caplog.set_level(logging.DEBUG)

    def all_of_it() -> str:
        said = capfd.readouterr()
        return said.out + said.err + caplog.text

    return all_of_it


@pytest.mark.parametrize("number", [1, 2], ids=["what was there", "a new part"])
@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_a_save_that_fails_writes_no_word(client, world, heard, harm, number):
    sign_in(client, world.survivor)
    token = token_at(client, number)
    with world.stores.main.engine.begin() as connection:
        connection.exec_driver_sql(harm)
    page = client.post(f"/en/mine/writing/{number}", {"kept": token, "text": WORDS, "act": "save"})
    said = heard()
    if page.status >= 400:
        assert (page.status in (500, 503), text_in(page)) == (True, WORDS)
        assert "portal: " in said
    for word in (*WORDS.split()[:3], token, "INSERT", "UPDATE section", "parameters", world.survivor.name):
        assert word not in said


def test_a_sign_in_that_fails_writes_no_word(client, world, heard):
    with world.stores.main.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE key_slot")
    client.get("/en/sign-in")
    page = client.fill({"name": world.survivor.name, "passphrase": world.survivor.passphrase}).submit()
    said = heard()
    assert page.status == 503
    assert "portal: OperationalError at accounts.sign_in" in said
    for word in (world.survivor.name, *world.survivor.passphrase.split(), "SELECT"):
        assert word not in said


def test_a_day_without_failures_writes_nothing(client, world, heard):
    """No access log either: it would say who read what, when."""
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/2")
    client.submit({"text": WORDS}, "Save")
    client.get("/en/nothing?passphrase=abandon")
    client.leave()
    assert heard() == ""


def test_an_address_is_never_written(client, world, heard):
    sign_in(client, world.survivor)
    with world.stores.main.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE section")
    client.get("/en/mine/writing/1?private=Marigold")
    said = heard()
    assert "portal: OperationalError at statements.write" in said
    assert "Marigold" not in said
    assert "/en/" not in said
