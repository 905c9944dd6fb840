"""Pass it in: no clock, no request-wide shortcut and no hand-made markup below the glue."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import faults, files, found_in, name_of, said

# Those that begin a unit of work read the clock once and pass `now` on.
CLOCKS = ("portal/web/", "portal/cli.py")
READS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns"},
    "func": {"now", "current_timestamp"},  # the database's clock is a clock too
}
AMBIENT = {
    "flask": {"session", "flash", "get_flashed_messages"},
    "flask_login": {"current_user", "login_user", "logout_user"},
}
MARKUP = ("portal/web/", "portal/i18n.py")


def clock(name: str, tree: ast.Module) -> Iterator[str]:
    if name.startswith(CLOCKS):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "id", getattr(node.value, "attr", ""))
            if node.attr in READS.get(owner, ()):
                yield f"{name}:{node.lineno}: {owner}.{node.attr} reads the clock: take `now` as a value"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            for alias in node.names:
                if alias.name in READS["time"]:
                    yield f"{name}:{node.lineno}: time.{alias.name} reads the clock: take `now` as a value"


def ambient(name: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in AMBIENT.get(node.module or "", ()):
                    yield f"{name}:{node.lineno}: {alias.name} is a hidden input: pass the actor in"
        elif isinstance(node, ast.Attribute) and node.attr in AMBIENT.get(getattr(node.value, "id", ""), ()):
            yield f"{name}:{node.lineno}: {ast.unparse(node)} is a hidden input: pass the actor in"


def markup(name: str, tree: ast.Module) -> Iterator[str]:
    if name.startswith(MARKUP):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Markup":
            yield f"{name}:{node.lineno}: Markup() turns escaping off: let a template make the HTML"


@pytest.mark.parametrize("rule", [clock, ambient, markup], ids=lambda rule: rule.__name__)
def test_inputs_are_passed_in(rule):
    found = faults(rule)
    assert not found, said(found)


def test_templates_know_no_ambient_user():
    words = {word for words in AMBIENT.values() for word in words} - {"session"}
    found = [
        f"{name_of(path)}: {word}"
        for path in files("templates", "*.html")
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]
    assert not found, said(found)


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (clock, "from datetime import datetime\nnow = datetime.now(UTC)"),
        (clock, "import datetime\nnow = datetime.datetime.utcnow()"),
        (clock, "mapped_column(default=datetime.now)"),
        (clock, "import datetime as d\nd.date.today()"),
        (clock, "import time\ntime.time()"),
        (clock, "from time import time"),
        (clock, "select(func.now())"),
        (ambient, "from flask import session"),
        (ambient, "import flask\nflask.flash('x')"),
        (ambient, "from flask_login import current_user"),
        (markup, "import markupsafe\nmarkupsafe.Markup('<b>')"),
    ],
)
def test_a_hidden_input_is_found(rule, source):
    assert len(found_in(rule, source)) == 1


def test_the_glue_may_read_the_clock():
    assert not found_in(clock, "datetime.now(UTC)", "portal/web/transactions.py")
    assert not found_in(clock, "work.now")
