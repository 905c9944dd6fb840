"""What a service, a team and a person who works there may be called, on the command line."""

from __future__ import annotations

import click


class Name(click.ParamType):
    """Some words with single spaces, of at most `longest` characters."""

    name = "name"

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        said = " ".join(value.split())
        if not 1 <= len(said) <= self.longest or not said.replace("\u200c", "").isprintable():
            self.fail(f"must have 1 to {self.longest} characters that can be read.", param, ctx)
        return said


OF_A_PERSON, OF_A_SERVICE = Name(50), Name(120)
