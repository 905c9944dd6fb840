"""Imports point one way: a module imports only what stands left of it in ORDER."""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.house.source import faults, found_in, said

ORDER = (
    *(
        "crypto",
        "settings",
        "actor",
        "db",
        "glance",
        "keyring",
        "work",
        "blobs",
        "audit",
        "bidi",
        "answers",
        "catalogues",
        "i18n",
        "runs",
        "lines",
        "apart",
        "legible",
        "paper",
        "i18n_tools",
        "web",
    ),
    *(
        "accounts",
        "programmes",
        "vouching",
        "safety",
        "notifying",
        "readiness",
        "contact",
        "statements",
        "helping",
        "consent",
        "inbox",
        "messages",
    ),
    *(
        "directory",
        "handover",
        "support",
        "listing",
        "finding",
        "home",
        "migrations",
        "sweep",
        "demo",
        "serving",
        "commands",
        "cli",
        "create_app",
    ),
)
GLUE = {"web", "i18n", "cli", "create_app"}  # may use Flask in any of their files
FLASK = {"flask", "flask_login", "flask_wtf", "wtforms", "werkzeug"}
ONLY_FOR = {"i18n_tools": {"commands"}}
# What each may import inside its package; modules of other names may import all but forms and views.
INSIDE = {
    "models": set(),
    "rules": {"models"},
    "service": {"models", "rules"},
    "forms": {"models", "rules"},
}


def _place(name: str) -> tuple[str, str]:
    """ "portal/consent/rules.py" is ("consent", "rules"); "portal/db.py" is ("db", "")."""
    parts = name.removeprefix("portal/").removesuffix(".py").split("/")
    if parts == ["__init__"]:
        return "create_app", ""
    return parts[0], parts[1] if len(parts) > 1 else ""


def _imported(name: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported; `from x import y` gives x.y."""
    here = name.removesuffix(".py").split("/")
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def _ours(name: str, tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Line, module and part of what is imported from portal."""
    for line, dotted in _imported(name, tree):
        parts = dotted.split(".")
        if parts[0] == "portal":
            module = parts[1] if len(parts) > 1 and parts[1] in ORDER else "create_app"
            yield line, module, parts[2] if len(parts) > 2 else ""


def order(name: str, tree: ast.Module) -> Iterator[str]:
    module, _ = _place(name)
    if module not in ORDER:
        yield f"{name}: {module} has no place in ORDER in {__name__}"
        return
    for line, other, _part in _ours(name, tree):
        if ORDER.index(other) > ORDER.index(module):
            yield f"{name}:{line}: {module} imports {other}, which stands right of it"
        if module not in {other, *ONLY_FOR.get(other, {module})}:
            yield f"{name}:{line}: only {', '.join(ONLY_FOR[other])} may import {other}"


def inside_a_package(name: str, tree: ast.Module) -> Iterator[str]:
    module, part = _place(name)
    if not part or part == "views":
        return
    for line, other, imported in _ours(name, tree):
        if other != module:
            continue
        if part in INSIDE:
            refused = {*INSIDE, "views"} - INSIDE[part] - {part}
        else:
            refused = {"forms", "views"} - {part}
        if imported in refused and not (module == "web" and imported == "forms"):
            yield f"{name}:{line}: {part} imports {imported}: models, rules, service, views is the order"


def between_packages(name: str, tree: ast.Module) -> Iterator[str]:
    module, _ = _place(name)
    for line, other, part in _ours(name, tree):
        if part in ("forms", "views") and other not in (module, "web") and module != "create_app":
            yield f"{name}:{line}: imports {other}.{part}: another package's models, rules or service only"


def flask(name: str, tree: ast.Module) -> Iterator[str]:
    module, part = _place(name)
    if module in GLUE or part in ("forms", "views"):
        return
    for line, dotted in _imported(name, tree):
        if dotted.split(".")[0] in FLASK:
            yield f"{name}:{line}: {dotted} belongs in forms, views, web, i18n, cli or create_app"


def cryptography(name: str, tree: ast.Module) -> Iterator[str]:
    inside = _place(name)[0] == "crypto"
    for line, dotted in _imported(name, tree):
        root = dotted.split(".")[0]
        if root == "cryptography" and not inside:
            yield f"{name}:{line}: {dotted} belongs in portal/crypto/"
        if inside and not (
            root in sys.stdlib_module_names or root == "cryptography" or dotted.startswith("portal.crypto")
        ):
            yield f"{name}:{line}: portal/crypto/ knows the standard library and cryptography, not {dotted}"


def at_the_top(name: str, tree: ast.Module) -> Iterator[str]:
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for node in ast.walk(outer):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{name}:{node.lineno}: an import inside {outer.name}: imports stand at the top"


RULES = [order, inside_a_package, between_packages, flask, cryptography, at_the_top]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_imports_point_one_way(rule):
    found = faults(rule)
    assert not found, said(found)


@pytest.mark.parametrize(
    ("rule", "name", "source"),
    [
        (order, "portal/db.py", "from portal.consent import rules"),
        (order, "portal/keyring/vault.py", "import portal.work"),
        (order, "portal/home/views.py", "from portal import create_app"),
        (order, "portal/consent/rules.py", "from ..inbox import models"),
        (order, "portal/consent/rules.py", "if TYPE_CHECKING:\n    from portal.inbox import models"),
        (order, "portal/helpers.py", ""),
        (order, "portal/home/service.py", "from portal.i18n_tools import check"),
        (inside_a_package, "portal/consent/models.py", "from .rules import may_give"),
        (inside_a_package, "portal/consent/rules.py", "from . import service"),
        (inside_a_package, "portal/consent/service.py", "from portal.consent import views"),
        (inside_a_package, "portal/consent/service.py", "from portal.consent.forms import GiveForm"),
        (inside_a_package, "portal/consent/forms.py", "from portal.consent import service"),
        (inside_a_package, "portal/consent/receipts.py", "from .forms import GiveForm"),
        (inside_a_package, "portal/consent/__init__.py", "from .views import bp"),
        (between_packages, "portal/inbox/views.py", "from portal.consent.views import bp"),
        (between_packages, "portal/inbox/forms.py", "from portal.consent import forms"),
        (flask, "portal/consent/service.py", "from flask import request"),
        (flask, "portal/work.py", "import werkzeug.exceptions"),
        (flask, "portal/keyring/vault.py", "from wtforms import Form"),
        (cryptography, "portal/keyring/vault.py", "from cryptography.hazmat.primitives import hashes"),
        (cryptography, "portal/crypto/seal.py", "from portal.db import Tier"),
        (cryptography, "portal/crypto/seal.py", "import sqlalchemy"),
        (at_the_top, "portal/work.py", "def f():\n    import os"),
        (at_the_top, "portal/work.py", "class A:\n    async def f(self):\n        from x import y"),
    ],
)
def test_a_wrong_import_is_found(rule, name, source):
    assert found_in(rule, source, name)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (
            "portal/consent/views.py",
            "from flask import request\nfrom . import service\nfrom .forms import GiveForm",
        ),
        (
            "portal/consent/service.py",
            "from portal.consent.models import Consent\nfrom portal.work import Work",
        ),
        ("portal/consent/forms.py", "from flask_wtf import FlaskForm\nfrom portal.web.forms import Form"),
        ("portal/crypto/seal.py", "import os\nfrom cryptography import x\nfrom . import pad"),
        ("portal/__init__.py", "import flask\nfrom portal.consent.views import bp"),
        (
            "portal/consent/receipts.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .models import C",
        ),
    ],
)
def test_a_right_import_passes(name, source):
    assert not [fault for rule in RULES for fault in found_in(rule, source, name)]
