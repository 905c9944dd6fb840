"""Each template once for every language, its plain words translated when it is compiled.

`{{ _("Leave") }}` is most of what a page says, and never says anything else in that language. A template's
name carries the language: "es/base.html" is base.html in Spanish, and so is whatever it extends, includes
or imports. Without a language in front of its name a template is as it was written.

And a filter and a test that every template may use: `{{ text|as_written }}`, `{% if moment is past %}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask.sansio.app import App
from flask.templating import Environment as FlaskEnvironment
from jinja2 import BaseLoader
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from portal.bidi import in_pieces
from portal.i18n import _, current_language, offered, use_language
from portal.web.state import portal

PLAIN = ["variable_begin", "name", "lparen", "string", "rparen", "variable_end"]  # {{ _("Leave") }}


def in_this_language(template: str) -> str:
    return f"{current_language()}/{template}"


def _language_of(name: str | None) -> str | None:
    first = (name or "").partition("/")[0]
    return first if first in offered() else None


class Environment(FlaskEnvironment):
    def __init__(self, app: App, **options: Any) -> None:
        super().__init__(app, cache_size=-1, **options)
        self.loader = Loader(app.create_global_jinja_loader())
        self.add_extension(PlainWords)
        self.filters["as_written"] = as_written
        self.tests["past"] = lambda moment: moment is not None and moment <= portal().now()

    def join_path(self, template: str, parent: str) -> str:
        language = _language_of(parent)
        return template if language is None else f"{language}/{template}"


class Loader(BaseLoader):
    def __init__(self, loader: BaseLoader) -> None:
        self.loader = loader

    def get_source(
        self, environment: Any, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        language = _language_of(template)
        name = template if language is None else template.removeprefix(f"{language}/")
        return self.loader.get_source(environment, name)

    def list_templates(self) -> list[str]:
        return self.loader.list_templates()


class PlainWords(Extension):
    def filter_stream(self, stream: TokenStream) -> TokenStream | Iterable[Token]:
        language = _language_of(stream.name)
        if language is None:
            return stream
        with use_language(language):
            return list(_translated(list(stream)))


def _translated(tokens: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        found = tokens[at : at + len(PLAIN)]
        if [token.type for token in found] == PLAIN and found[1].value == "_":
            yield Token(found[0].lineno, "data", _(found[3].value))
            at += len(PLAIN)
        else:
            yield tokens[at]
            at += 1


def as_written(text: str) -> Markup:
    """What somebody typed, escaped, with its numbers as they were typed, sign by sign: among Arabic digits,
    what parts them would go from the right. What is markup already stays."""
    if isinstance(text, Markup):
        return text
    apart = Markup('<bdo dir="ltr">{}</bdo>')
    pieces = enumerate(in_pieces(text))
    return Markup("").join(apart.format(piece) if at % 2 else escape(piece) for at, piece in pieces)
