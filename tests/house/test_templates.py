"""Every template parses, is used, and neither turns escaping off nor runs or fetches what it should not."""

import ast
import re
from collections.abc import Iterator

import pytest
from jinja2 import Environment, TemplateSyntaxError, meta

from portal import i18n
from tests.house.source import ROOT, files, said

TEMPLATES = ROOT / "templates"
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
LOADED = "script|link|img|iframe|frame|source|track|video|audio|embed|object|use|image|form|input|button"
ADDRESS = "src|href|srcset|data|poster|action|formaction"
WRONG = {
    r"\|\s*safe\b": "|safe turns escaping off",
    r"{%-?\s*autoescape\b": "autoescape is decided once, for all templates",
    r"\sstyle\s*=\s*[\"']": "a style attribute, which the policy refuses: give it a class",
    r"\son[a-z]+=[\"']": "an inline handler, which the policy refuses",
    r"javascript:": "a script in an address",
    r"<script\b(?![^>]*\ssrc=)": "an inline script, which the policy refuses",
    r"<style\b[^>]*>(?!{{ assets\.css_inline }}</style>)": "a stylesheet that the policy does not name",
    rf"<(?:{LOADED})\b[^>]*\s(?:{ADDRESS})\s*=\s*[\"']?(?:https?:)?//": "an address of a third party",
    r"\b(?:get_flashed_messages|current_user)\b": "a hidden input: the view passes values in",
}


def markup_faults(name: str, text: str) -> Iterator[str]:
    text = COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    for pattern, why in WRONG.items():
        for match in re.finditer(pattern, text):
            line = text.count("\n", 0, match.start() + 1) + 1
            yield f"{name}:{line}: {match.group().strip()[:60]!r}: {why}"


def _pattern(node: ast.AST) -> str | None:
    """A regular expression for the template name that `node` gives; None if it gives none."""
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[\w/]+\.html", node.value)
    ):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(p.value) if isinstance(p, ast.Constant) else "[^/]+" for p in node.values]
        return "".join(parts) if parts[-1].endswith(r"\.html") else None
    return None


def named(source: str) -> list[str]:
    """Patterns of the template names in Python source; a value inside an f-string matches any."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = (_pattern(node) for node in ast.walk(tree) if id(node) not in inside)
    return [pattern for pattern in found if pattern]


def name_faults(named: list[str], existing: set[str], referenced: set[str]) -> Iterator[str]:
    for pattern in sorted(set(named)):
        if not any(re.fullmatch(pattern, name) for name in existing):
            shown = pattern.replace("\\.", ".")
            yield f"{shown} is named in the code, but there is no such template"
    yield from (
        f"{name} is used by a template, but there is no such file" for name in sorted(referenced - existing)
    )
    for name in sorted(existing - referenced):
        if not any(re.fullmatch(pattern, name) for pattern in named):
            yield f"{name} is used by no view and no template"


def _environment() -> Environment:
    environment = Environment(autoescape=True)
    i18n.install(environment)
    return environment


def _texts() -> dict[str, str]:
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in files("templates", "*.html")
    }


def _referenced(texts: dict[str, str]) -> set[str]:
    parsed = (_environment().parse(text) for text in texts.values())
    return {name for tree in parsed for name in meta.find_referenced_templates(tree) if name}


def test_every_template_parses(app):
    found = []
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.endswith(".html")):
        try:
            app.jinja_env.get_template(name)
        except TemplateSyntaxError as error:
            found.append(f"{error.filename}:{error.lineno}: {error.message}")
    assert not found, said(found)


def test_every_template_is_clean():
    texts = _texts()
    found = [fault for name, text in texts.items() for fault in markup_faults(name, text)]
    assert texts
    assert not found, said(found)


def test_every_template_exists_and_is_used():
    texts = _texts()
    in_code = [name for path in files("portal", "*.py") for name in named(path.read_text(encoding="utf-8"))]
    found = list(name_faults(in_code, set(texts), _referenced(texts)))
    assert not found, said(found)


@pytest.mark.parametrize(
    "text",
    [
        "{{ words|safe }}",
        "{% autoescape false %}{{ words }}{% endautoescape %}",
        '<p style="color: red">',
        "<a onclick='go()'>",
        '<a href="javascript:go()">',
        "<script>go()</script>",
        "<style>p { color: red }</style>",
        '<script src="https://example.org/x.js"></script>',
        '<link rel="stylesheet" href="//example.org/x.css">',
        '<img alt="" src=http://example.org/x.png>',
        '<form method="post" action="https://example.org/">',
        "{{ current_user.name }}",
    ],
)
def test_wrong_markup_is_found(text):
    assert len(list(markup_faults("a.html", text))) == 1


def test_right_markup_passes():
    text = """{# |safe #}<script src="{{ assets.url(script) }}" defer></script>
        <style>{{ assets.css_inline }}</style>
        <a href="https://example.org/" rel="noreferrer">{{ words }}</a> {% set one = "1" %}"""
    assert not list(markup_faults("a.html", text))


def test_a_missing_and_an_unused_template_are_found():
    source = 'page("a/one.html")\npage(f"a/about_{topic}.html")\npage(f"errors/{status}.html")'
    found = list(name_faults(named(source), {"a/about_us.html", "b.html", "errors/404.html"}, {"c.html"}))
    assert len(found) == 3
    assert not list(name_faults(named(source), {"a/one.html", "a/about_us.html", "errors/404.html"}, set()))
