"""One stylesheet for both directions, and few bytes: no physical side, nothing fetched from elsewhere."""

import re
from collections.abc import Iterator

import brotli
import pytest

from tests.house.source import files, name_of, said

CSS_LIMIT, JS_LIMIT = 8 * 1024, 5 * 1024  # compressed, for the whole site
SIDE = r"(?:left|right|top|bottom)"
PHYSICAL = re.compile(
    rf"""(?:^|[\s;{{])(?:
        (?:scroll-)?(?:margin|padding)-{SIDE}      |
        border-{SIDE}(?:-(?:color|style|width|left-radius|right-radius))? |
        {SIDE}                                      |
        (?:text-align|float|clear|caption-side)(?=\s*:\s*(?:left|right))
    )\s*:""",
    re.VERBOSE | re.MULTILINE,
)
FETCHED = re.compile(r"@import|url\(\s*['\"]?(?:https?:)?//|expression\(|behavior:")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def css_faults(name: str, text: str) -> Iterator[str]:
    text = COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    for pattern, why in (
        (PHYSICAL, "a physical side: use the logical one (inline-start, block-end, inset-…)"),
        (FETCHED, "fetches or runs something from elsewhere"),
    ):
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.end()) + 1
            yield f"{name}:{line}: {match.group().strip(' ;{')} is {why}"


def test_css_knows_no_left_and_right():
    paths = files("static/css", "*.css")
    found = [fault for path in paths for fault in css_faults(name_of(path), path.read_text(encoding="utf-8"))]
    assert paths
    assert not found, said(found)


@pytest.mark.parametrize(
    ("folder", "pattern", "limit"), [("css", "*.css", CSS_LIMIT), ("js", "*.js", JS_LIMIT)]
)
def test_static_files_weigh_little(folder, pattern, limit):
    paths = files(f"static/{folder}", pattern)
    weight = len(brotli.compress(b"\n".join(path.read_bytes() for path in paths)))
    assert paths
    assert weight <= limit, f"{folder}: {weight} bytes compressed, more than {limit}"


@pytest.mark.parametrize(
    "text",
    [
        "a { margin-left: 1rem }",
        "a{padding-right:0}",
        "a { color: red; left: 0 }",
        "a {\n  top: 0;\n}",
        "a { text-align: right }",
        "a { float: left }",
        "a { border-top: 1px solid }",
        "a { border-top-left-radius: 1px }",
        "a { border-left-color: red }",
        "a { scroll-margin-top: 1px }",
        "@import 'x.css';",
        "a { background: url(https://example.org/x.png) }",
        "a { background: url('//example.org/x.png') }",
    ],
)
def test_a_wrong_rule_is_found(text):
    assert len(list(css_faults("a.css", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a { margin-inline-start: 1rem; inset-block-end: 0; border-start-start-radius: 8px }",
        "a { text-align: start; float: inline-end; transform: scaleX(-1) }",
        "/* left: 0 */ a { --left: 1 }",
        "@media (prefers-reduced-motion) { .left:hover, .top { color: red } }",
    ],
)
def test_a_right_rule_passes(text):
    assert not list(css_faults("a.css", text))
