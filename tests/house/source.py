"""The project's own source, as the house rules read it."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

Rule = Callable[[str, ast.Module], Iterator[str]]


def files(folder: str, pattern: str) -> list[Path]:
    """Files of the project under `folder`, in a stable order; build and cache folders left out."""
    found = sorted((ROOT / folder).rglob(pattern))
    return [path for path in found if not {"__pycache__", "_site"} & set(path.parts)]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def trees(folder: str) -> list[tuple[str, ast.Module]]:
    """Each Python file under `folder`, parsed once for all rules."""
    return [(name_of(path), ast.parse(path.read_text(encoding="utf-8"))) for path in files(folder, "*.py")]


def faults(rule: Rule, folder: str = "portal") -> list[str]:
    """What `rule` finds in every Python file under `folder`."""
    found = trees(folder)
    assert found, f"no Python file under {folder}/: this rule would never fire"
    return [fault for name, tree in found for fault in rule(name, tree)]


def found_in(rule: Rule, source: str, name: str = "portal/consent/service.py") -> list[str]:
    """What `rule` finds in a made-up file: to prove that it can fail."""
    return list(rule(name, ast.parse(source)))


def said(faults: list[str]) -> str:
    return "\n  " + "\n  ".join(faults)
