"""`portal i18n`: translations."""

from __future__ import annotations

import click

from portal.i18n_tools import check, extract, update


@click.group()
def i18n() -> None:
    """Translations."""


@i18n.command("extract")
def i18n_extract() -> None:
    """Collect every message into translations/messages.pot."""
    extract()


@i18n.command("update")
def i18n_update() -> None:
    """Collect, and bring every language's catalogue up to date."""
    update()


@i18n.command("check")
def i18n_check() -> None:
    """Fails when a message is missing, a placeholder differs, or the collection is old."""
    problems = check()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.ClickException(f"{len(problems)} problems in the translations.")
    click.echo("The translations are complete.")
