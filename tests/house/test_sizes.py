"""Short files and short functions, so that a listing shows where things are and a view reads in one breath.

Files of Python 250 lines, templates 120, functions 30 and views 20. A function's docstring and its
decorators are not counted, nor are the stories of tests/journeys and tests/real.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import faults, files, found_in, name_of, said

FILE, TEMPLATE, FUNCTION, VIEW = 250, 120, 30, 20
STORIES = ("tests/journeys/", "tests/real/")
GENERATED = "/versions/"  # a migration lists every column


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    told = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def long_functions(name: str, tree: ast.Module) -> Iterator[str]:
    if name.startswith(STORIES) or GENERATED in name:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            routed = any(".route(" in ast.unparse(decorator) for decorator in node.decorator_list)
            limit = VIEW if routed else FUNCTION
            if _lines(node) > limit:
                yield f"{name}:{node.lineno}: {node.name} has {_lines(node)} lines, more than {limit}"


def long_file(name: str, text: str, limit: int) -> list[str]:
    count = len(text.splitlines())
    return [f"{name} has {count} lines, more than {limit}"] if count > limit else []


@pytest.mark.parametrize("folder", ["portal", "tests"])
def test_functions_are_short(folder):
    found = faults(long_functions, folder)
    assert not found, said(found)


@pytest.mark.parametrize(
    ("folder", "pattern", "limit"),
    [("portal", "*.py", FILE), ("tests", "*.py", FILE), ("templates", "*.html", TEMPLATE)],
)
def test_files_are_short(folder, pattern, limit):
    paths = [path for path in files(folder, pattern) if GENERATED not in name_of(path)]
    found = [
        fault for path in paths for fault in long_file(name_of(path), path.read_text(encoding="utf-8"), limit)
    ]
    assert paths
    assert not found, said(found)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("def f():\n" + "    x = 1\n" * 30, 1),
        ("def f():\n" + "    x = 1\n" * 29, 0),
        ('def f():\n    """Long\n\n    told.\n    """\n' + "    x = 1\n" * 29, 0),
        ("@bp.route('/')\n@everyone\ndef f():\n" + "    x = 1\n" * 20, 1),
        ("@bp.route('/')\n@everyone\ndef f():\n" + "    x = 1\n" * 19, 0),
    ],
)
def test_a_long_function_is_found(source, count):
    assert len(found_in(long_functions, source, "portal/consent/views.py")) == count


def test_a_long_file_is_found():
    assert long_file("a.py", "x\n" * 251, FILE)
    assert not long_file("a.py", "x\n" * 250, FILE)
