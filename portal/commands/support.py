"""`portal support`: the directory of services in and out.

Exit code 0: taken in, and nothing was wrong. 1: taken in, and the report says what was wrong. 2: refused,
nothing was changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from portal.actor import SYSTEM
from portal.db import Stores
from portal.directory.anew import anew
from portal.directory.exporting import to_json, to_tables
from portal.directory.importing import Asked, bring_in, noted
from portal.directory.importing import check as check_feed
from portal.directory.remarks import Report, Unreadable, Weight
from portal.directory.writing import Counts
from portal.keyring.server import ServerKeys
from portal.migrations.start import connected, ready
from portal.settings import Settings
from portal.web.state import utc_now
from portal.work import begin

FEED = click.argument("feed", metavar="FILE|FOLDER|ZIP", type=click.Path(exists=True, path_type=Path))
NAME = click.option(
    "--name", help="What this feed is called here; the file's name without. A feed replaces itself."
)
ANYWAY = click.option(
    "--anyway", is_flag=True, help="Take what can be used, also when most services have faults."
)
CONTACTS = click.option("--with-contacts", is_flag=True, help="Keep the people who are named as staff.")
ROWS = click.option(
    "--report", type=click.File("w", encoding="utf-8"), help="Write every remark to this CSV file."
)
LINES = 200


@click.group()
def support() -> None:
    """The directory of services."""


@support.command("import")
@FEED
@NAME
@CONTACTS
@ANYWAY
@ROWS
def support_import(
    feed: Path, name: str | None, with_contacts: bool, anyway: bool, report: IO[str] | None
) -> None:
    """Take in a feed: HSDS 3.0 as JSON or tables, 1.1, 2.x, Ohana. All of it or nothing."""
    stores, server = ready(Settings.from_environment())
    said = Report(report)
    try:
        with _asked(feed, name, with_contacts=with_contacts, anyway=anyway) as asked:
            counts = bring_in(stores.main, asked, said, utc_now())
        _note(stores, server, asked.feed, counts)
    except Unreadable as error:
        raise _refused(said, feed, error) from None
    finally:
        stores.close()
    click.echo(", ".join(f"{number} {what}" for what, number in counts._asdict().items()))
    _end(said)


def _note(stores: Stores, server: ServerKeys, feed: str, counts: Counts) -> None:
    work = begin(stores, server, SYSTEM, utc_now())
    try:
        noted(work, feed, counts)
        work.commit()
    finally:
        work.close()


@support.command("check")
@FEED
@NAME
@CONTACTS
@ANYWAY
@ROWS
def support_check(
    feed: Path, name: str | None, with_contacts: bool, anyway: bool, report: IO[str] | None
) -> None:
    """Read a feed and say what is wrong with it. Writes nothing; needs no settings."""
    said = Report(report)
    try:
        with _asked(feed, name, with_contacts=with_contacts, anyway=anyway) as asked:
            services = check_feed(asked, said)
    except Unreadable as error:
        raise _refused(said, feed, error) from None
    click.echo(f"{services} services could be taken in.")
    _end(said)


@support.command("export")
@click.argument("target", metavar="FOLDER|FILE.json", type=click.Path(path_type=Path))
@click.option("--name", help="Only this feed; all of the directory without.")
def support_export(target: Path, name: str | None) -> None:
    """Write the directory: HSDS 3.0 as one JSON file, or as a folder of tables with datapackage.json."""
    stores, _keyset = connected(Settings.from_environment())
    write = to_json if target.suffix.casefold() == ".json" else to_tables
    try:
        with stores.main.reading() as session:
            services = write(session, target, name)
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        stores.close()
    click.echo(f"{services} services written to {target}.")


@support.command("index")
def support_index() -> None:
    """Make anew what searches look into, when it was damaged. Services stay as they are; run it as often as
    you like. If searches fail in a running portal even then, restart it."""
    stores, _keyset = connected(Settings.from_environment())
    try:
        services, words = anew(stores.main)
    finally:
        stores.close()
    click.echo(f"The index was made anew: {services} services, {words} words.")


@contextmanager
def _asked(feed: Path, name: str | None, **options: Any) -> Iterator[Asked]:
    """With a bar that moves as bytes are read: twice each, once to see in which letters they are written."""
    size = sum(
        file.stat().st_size for file in ([feed] if feed.is_file() else feed.rglob("*")) if file.is_file()
    )
    with click.progressbar(length=max(size, 1), label="Reading", file=sys.stderr) as bar:
        yield Asked(feed, (name or feed.stem or feed.name)[:80], told=bar.update, **options)


def _refused(said: Report, feed: Path, error: Unreadable) -> click.ClickException:
    _show(said)
    return click.ClickException(f"{feed.name} was refused: {error}.")


def _end(said: Report) -> None:
    _show(said)
    if not said.is_clean():
        sys.exit(1)


def _show(said: Report) -> None:
    lines = list(said.lines())
    for line in lines[:LINES]:
        click.echo(line)
    if len(lines) > LINES:
        click.echo(f"and {len(lines) - LINES} kinds of remarks more: --report FILE writes all of them.")
    if lines:
        put_right, aside = said.count(Weight.MENDED), said.count(Weight.ASIDE)
        click.echo(
            f"{put_right} put right, {aside} kept aside or left out, {said.count(Weight.TOLD)} told only."
        )
