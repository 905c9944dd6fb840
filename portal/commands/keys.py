"""`portal keys`: make the service's keys, copy them to paper and back, and see what they hold.

No command prints a key, but `init --paper`, and that only to a terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from portal.crypto import KeysetError, keyset_text, load_keyset, new_keyset, write_keyset
from portal.keyring import paper, status
from portal.migrations.start import connected, ready
from portal.settings import Settings

T = TypeVar("T")
PATH = click.Path(path_type=Path)
NO_TERMINAL = "--paper shows the key: run it in a terminal, not into a file or a log."
COPY = """
Write these lines down by hand, twice, for two places that are locked and far from the backups.
The last word of a line checks that line; the last line checks the whole.
`portal keys from-paper` makes the file again.
"""


@click.group()
def keys() -> None:
    """The service's own keys."""


@keys.command("init")
@click.argument("path", type=PATH)
@click.option("--paper", "on_paper", is_flag=True, help="Show the key as words, to be written down.")
def keys_init(path: Path, on_paper: bool) -> None:
    """Make a keyset file that only its owner can read. Keep a copy of it in a safe place, on paper."""
    if on_paper and not sys.stdout.isatty():
        raise click.ClickException(NO_TERMINAL)
    write_keyset(path, new_keyset(development=False))
    _made(path)
    if on_paper:
        keyset = load_keyset(f"file:{path}", {})
        click.echo(COPY)
        for label, line in paper.lines(keyset.primary_id, keyset.primary).items():
            click.echo(f"  {label + ':':7} {line}")


@keys.command("from-paper")
@click.argument("path", type=PATH)
def keys_from_paper(path: Path) -> None:
    """Make the keyset file again from what `init --paper` showed. Asks for one line after the other."""
    if path.exists():
        raise click.ClickException(f"{path} exists already and was left as it is.")
    rows = [_asked(label, partial(paper.checked, label)) for label in paper.LABELS]
    kek_id, key = paper.key_of(rows)
    _asked(paper.WHOLE, partial(paper.check_whole, kek_id, key))
    write_keyset(path, keyset_text(kek_id, key, development=False))
    _made(path)


def _asked(label: str, read: Callable[[str], T]) -> T:
    """Ask until it is right; once only when nobody sits there to be asked again."""
    while True:
        try:
            return read(click.prompt(label))
        except KeysetError as error:
            if not sys.stdin.isatty():
                raise
            click.echo(str(error))
        except click.Abort:
            if sys.stdin.isatty():
                raise
            raise KeysetError(f"{label} is missing.") from None


def _made(path: Path) -> None:
    click.echo(f"Made {path}. Set PORTAL_KEYS=file:{path.absolute()}")


@keys.command("verify")
def keys_verify() -> None:
    """Open something in each store with the keys. Exit code 2 when they do not fit."""
    stores, server = ready(Settings.from_environment())
    opened = status.open_newest(stores, server)
    vault = "the newest secret of the vault" if opened else "no secret of the vault, which is empty yet"
    click.echo(f"The keys fit: they open the {len(server.secrets)} secrets of the main store and {vault}.")


@keys.command("status")
def keys_status() -> None:
    """Count what is sealed under which key. Opens nothing. Exit code 2 when a key is missing."""
    stores, keyset = connected(Settings.from_environment())
    counts = status.count(stores)
    click.echo(f"{'key':12} {'version':>7} {'suite':>5}  {'tier':13}  {'where':24} {'count':>8}")
    for (where, tier, key_id, version, suite), number in sorted(counts.items()):
        key = status.short(key_id) if key_id else "a person's"
        click.echo(f"{key:12} {version:>7} {suite:>5}  {tier:13}  {where:24} {number:>8}")
    used = {sealed.key_id for sealed in counts if sealed.key_id}
    for key_id in keyset.ids():
        primary = ", primary" if key_id == keyset.primary_id else ""
        click.echo(f"{status.short(key_id)}: in the keyset{primary}{'' if key_id in used else ', unused'}")
    missing = sorted(used - set(keyset.ids()))
    if missing:
        told = ", ".join(map(status.short, missing[:5])) + (" and more" if missing[5:] else "")
        raise click.ClickException(f"used, but not in the keyset: {told}.")
