"""The `portal` command. Bad input gets one plain line and exit code 2; nothing half-done is left."""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from portal.actor import SYSTEM, Role
from portal.audit.service import verify
from portal.commands.i18n import i18n
from portal.commands.keys import keys
from portal.commands.support import support
from portal.commands.sweeping import keep_sweeping, sweep_once
from portal.crypto import KeysetError
from portal.demo import is_prepared, settings_for
from portal.demo import prepare as prepare_demo
from portal.helping import service as helping
from portal.migrations.start import prepared, ready
from portal.programmes import service as programmes
from portal.programmes.models import Programme, Team
from portal.programmes.names import OF_A_PERSON, OF_A_SERVICE
from portal.serving import serve as run_server
from portal.settings import OFFERED, BadSetting, Settings
from portal.sweep import sweep as run_sweep
from portal.web.sessions import end_all
from portal.work import Refused, Work, begin


def now() -> datetime:
    return datetime.now(UTC)


@click.group()
def program() -> None:
    """Runs the portal: see README.md."""


program.add_command(keys)
program.add_command(i18n)
program.add_command(support)


@program.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder of its data; fresh each time without.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--prepare", is_flag=True, help="Make the data, print it as JSON, and stop.")
def demo(data: Path | None, port: int, prepare: bool) -> None:
    """A fictional service to try everything out. Needs no configuration."""
    if data is None:
        with tempfile.TemporaryDirectory(prefix="portal-demo-") as folder:
            _demo(Path(folder) / "data", port, prepare)
    else:
        _demo(data.absolute(), port, prepare)


def _demo(data: Path, port: int, prepare: bool) -> None:
    url = f"http://127.0.0.1:{port}/"
    if is_prepared(data):
        if prepare:
            raise click.ClickException(f"--data: {data} holds a demonstration already.")
        settings_for(data)
    else:
        _settings, people = prepare_demo(data, now())
        cards = [{"role": p.role, "name": p.name, "passphrase": p.passphrase} for p in people]
        if prepare:
            click.echo(json.dumps({"url": url, "data": str(data), "people": cards}, ensure_ascii=False))
            return
        click.echo("A demonstration, with nobody real in it. Sign in as:\n")
        for card in cards:
            click.echo(f"  {card['role']:12} {card['name']:28} {card['passphrase']}")
    click.echo(f"\nOpen {url} and stop with Ctrl+C.")
    _serve(f"127.0.0.1:{port}")


@program.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
def serve(bind: str, workers: int) -> None:
    """Serve, behind a proxy that speaks TLS."""
    _serve(bind, workers)


def _serve(bind: str, workers: int = 2) -> None:
    settings = Settings.from_environment()
    stores, server = ready(settings)
    end_all(stores.sessions)  # a restart ends every session
    run_sweep(stores, server, now())
    stores.close()
    run_server(bind, workers, beside=partial(keep_sweeping, now))


@program.group()
def db() -> None:
    """The databases."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Make the databases, or bring them up to date."""
    prepared(Settings.from_environment())[0].close()
    click.echo("The databases are up to date.")


def _system_work() -> Work:
    stores, server = ready(Settings.from_environment())
    return begin(stores, server, SYSTEM, now())


def _print_link(name: str, code: str) -> None:
    link = f"/{Settings.from_environment().languages[0]}/join/{code}"
    click.echo(f"For {name}, good once and for 72 hours, after the portal's address:\n{link}")


@program.group()
def programme() -> None:
    """Services."""


@programme.command("create")
@click.argument("name", type=OF_A_SERVICE)
@click.option("--team", type=OF_A_SERVICE, required=True, help="Name of its first team.")
@click.option("--languages", default="en", show_default=True, help="What the team reads: en,es,ar")
@click.option("--first", type=OF_A_PERSON, required=True, help="Name of the first facilitator.")
def programme_create(name: str, team: str, languages: str, first: str) -> None:
    """Make a service with a team, and print a one-time link for its first facilitator."""
    reads = [code.strip() for code in languages.split(",")]
    if not set(reads) <= set(OFFERED):
        raise click.ClickException(f"--languages: choose from {', '.join(OFFERED)}.")
    work = _system_work()
    made = programmes.create(work, name, team, reads)
    code = programmes.invite(work, first, Role.FACILITATOR, made)
    work.commit()
    _print_link(first, code)


@program.group()
def staff() -> None:
    """People who work for a service."""


@staff.command("invite")
@click.argument("name", type=OF_A_PERSON)
@click.option("--role", type=click.Choice(["facilitator", "advocate"]), default="facilitator")
@click.option("--team", required=True, help="Name of the team, or of one of its service's teams.")
def staff_invite(name: str, role: str, team: str) -> None:
    """Print a one-time link with which somebody makes an account of her own."""
    work = _system_work()
    found = work.main.scalars(select(Team).join(Programme).where(Team.name == team)).all()
    if len(found) != 1:
        raise click.ClickException("--team: there is not exactly one team of that name.")
    code = programmes.invite(work, name, Role(role), found[0])
    work.commit()
    _print_link(name, code)


@staff.command("remove")
@click.argument("name", type=OF_A_PERSON)
def staff_remove(name: str) -> None:
    """Somebody who helps people write does not work here any more: signed out, and all their help ends."""
    work = _system_work()
    found = programmes.advocates_called(work, name)
    if len(found) != 1:
        raise click.ClickException("there is not exactly one advocate of that name.")
    programmes.suspend(work, found[0])
    ended = helping.end_with_service(work, found[0])
    work.commit()
    click.echo(f"{name} cannot sign in any more. Help that ended: {ended}.")


@program.command()
def sweep() -> None:
    """End what is over: consents past their date, unconfirmed accounts, doomed secrets, old sessions; then
    send the messages that wait and may go now."""
    click.echo(", ".join(f"{name} {count}" for name, count in sweep_once(now).items()))


@program.group("audit")
def audit_group() -> None:
    """The log of acts."""


@audit_group.command("verify")
def audit_verify() -> None:
    """Check the whole chain."""
    work = _system_work()
    broken = verify(work.main, work.server)
    if broken is not None:
        raise click.ClickException(f"the log does not hold at row {broken}.")
    click.echo("The log holds.")


def main() -> None:
    try:
        program(standalone_mode=False)
        return
    except click.Abort:
        sys.exit(1)
    except (BadSetting, KeysetError, Refused) as error:
        told = str(error)
    except DatabaseError:
        told = "a database could not be read or written."
    except click.ClickException as error:
        told = error.format_message()
    click.echo(f"portal: {' '.join(told.split())}", err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
