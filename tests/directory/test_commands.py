"""`portal support import`, `check` and `export`, as an operator has them."""

import csv
import io
import json

import pytest
from sqlalchemy import select

from portal.audit.models import AuditRow
from portal.audit.service import verify
from portal.crypto import new_keyset, write_keyset
from portal.directory.importing import Asked, check
from portal.directory.remarks import Report
from portal.migrations.start import ready
from portal.settings import Settings
from tests.command import run
from tests.directory.feeds import DATA, page_of, service, table


@pytest.fixture
def portal(quick_folder):
    keys = quick_folder / "keyset.json"
    write_keyset(keys, new_keyset(development=False))
    settings = {"PORTAL_KEYS": f"file:{keys}", "PORTAL_DATA": str(quick_folder / "data")}
    assert run("db", "upgrade", **settings).returncode == 0
    return lambda *arguments: run("support", *map(str, arguments), **settings)


def test_in_again_and_out(portal, quick_folder):
    feed = page_of(quick_folder, service(name="Help"), service(name="More help"))
    first = portal("import", feed)
    assert (first.returncode, first.stdout.splitlines()[-1]) == (
        0, "2 services, 2 added, 0 changed, 0 removed, 0 same",
    )  # fmt: skip
    assert "2 services, 0 added, 0 changed, 0 removed, 2 same" in portal("import", feed).stdout
    out = portal("export", quick_folder / "out.json")
    assert (out.returncode, len(json.loads((quick_folder / "out.json").read_text())["contents"])) == (0, 2)
    assert portal("export", quick_folder / "tables").returncode == 0
    assert (quick_folder / "tables" / "datapackage.json").exists()
    assert portal("check", quick_folder / "tables").returncode == 0


def test_each_import_that_came_in_is_in_the_log_and_names_nobody(portal, quick_folder):
    feed = page_of(quick_folder, service(name="Help"), name="of-anna.json")
    for arguments in (["import", feed], ["import", feed, "--name", "county"], ["import", feed]):
        assert portal(*arguments).returncode == 0
    portal("check", feed)
    portal("import", DATA / "uk" / "V3.0-UK-Fail_service_list.json")
    settings = Settings.from_environment(
        {"PORTAL_KEYS": f"file:{quick_folder / 'keyset.json'}", "PORTAL_DATA": str(quick_folder / "data")}
    )
    stores, server = ready(settings)
    with stores.main.reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.seq)).all()
        assert verify(session, server) is None
    stores.close()
    assert [row.action for row in rows] == ["directory_imported"] * 3
    assert [row.object == rows[0].object for row in rows] == [True, False, True]
    assert {row.actor for row in rows} == {bytes(16)}
    assert b"anna" not in b"".join(row.object + row.digest for row in rows)


def test_remarks_have_a_code_and_a_file_of_their_own(portal, quick_folder):
    feed = table(
        quick_folder, "services", "id,name,url,email\n1,Help,example.org,nobody\n2,More,,\n3,Most,,\n"
    )
    every = quick_folder / "remarks.csv"
    ran = portal("import", feed, "--report", every)
    assert ran.returncode == 1
    assert "services.csv, row 2 (nobody): service.email: not an e-mail address" in ran.stdout
    rows = list(csv.DictReader(every.open(encoding="utf-8")))
    assert {
        "row": "2",
        "field": "service.url",
        "value": "example.org",
        "what was done": "put right",
    }.items() <= (next(row for row in rows if row["field"] == "service.url").items())


def test_check_writes_nothing_and_needs_no_settings(quick_folder):
    ran = run("support", "check", str(DATA / "ohana"))
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (1, "23 services could be taken in.")
    assert not (quick_folder / "data").exists()


def test_a_refusal_is_one_line_and_changes_nothing(portal, quick_folder):
    feed = page_of(quick_folder, service(name="Help"))
    portal("import", feed, "--name", "feed")
    ran = portal("import", DATA / "uk" / "V3.0-UK-Fail_service_list.json", "--name", "feed")
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[-1].startswith(
        "portal: V3.0-UK-Fail_service_list.json was refused: none of its 4"
    )
    assert "service.name: missing" in ran.stdout
    assert "1 services, 0 added" in portal("import", feed, "--name", "feed").stdout


def test_a_terminal_is_not_steered(portal, quick_folder):
    feed = page_of(quick_folder, service(email="\x1b[2J\x07 evil\u202e"), service(), service())
    said = portal("import", feed).stdout
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_names_of_files_and_fields_steer_nothing_either(quick_folder):
    path = page_of(quick_folder, service(url="=cmd|x", **{"\x1b[2J_staff": "Ann"}), name="=\x1b[2J.json")
    rows = io.StringIO()
    report = Report(rows)
    check(Asked(path, "feed", anyway=True), report)
    assert "\x1b" not in "".join(report.lines()) + rows.getvalue()
    told = list(csv.reader(rows.getvalue().splitlines()))[1:]
    assert any(row[3] == "'=cmd|x" for row in told)
    assert not [cell for row in told for cell in row if cell.startswith("=")]
