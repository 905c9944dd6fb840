"""Every endpoint says who may enter, and lives under a language unless it has no words."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.actor import Role
from portal.web.access import everyone, signed_in_only, survivors_only

# The redirect to a language, files, what a machine asks.
WITHOUT_LANGUAGE = ("/static/", "/healthz", "/hsds/")
UNDER_A_LANGUAGE = "/<language:language>/"
WHOSE = {
    "mine": {Role.SURVIVOR},
    "helping": {Role.ADVOCATE},
    "inbox": {Role.FACILITATOR},
    "programme": {Role.FACILITATOR},
}


def access_faults(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "access", None)
        if not access:
            yield f"{rule.endpoint} does not say who may enter: put @everyone or such below @bp.route"
            continue
        if not rule.rule.startswith(UNDER_A_LANGUAGE):
            continue
        allowed = WHOSE.get(rule.rule.removeprefix(UNDER_A_LANGUAGE).split("/")[0])
        if allowed and not set(access) <= allowed:
            yield f"{rule.endpoint} lets {sorted(set(access) - allowed)} into {rule.rule}"


def language_faults(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        under = rule.rule.startswith(UNDER_A_LANGUAGE)
        if not under and rule.rule != "/" and not rule.rule.startswith(WITHOUT_LANGUAGE):
            yield f"{rule.endpoint} is at {rule.rule}, outside /<language>/"


def test_every_endpoint_says_who_may_enter(app):
    found = list(access_faults(app))
    assert not found, "\n  " + "\n  ".join(found)


def test_every_page_is_under_a_language(app):
    found = list(language_faults(app))
    assert not found, "\n  " + "\n  ".join(found)


def test_nobody_is_let_in_without_signing_in(app):
    client = app.test_client()
    private = [
        rule.rule.replace("<language:language>", "en")
        for rule in app.url_map.iter_rules()
        if not rule.arguments - {"language"}
        and rule.rule.removeprefix(UNDER_A_LANGUAGE).split("/")[0] in WHOSE
        and "GET" in (rule.methods or ())
    ]
    answers = {path: client.get(path, base_url="https://localhost") for path in private}
    assert len(private) > len(WHOSE)
    assert not [
        path for path, answer in answers.items() if answer.status_code not in (302, 303, 401, 403, 404)
    ]


@pytest.fixture
def rogue() -> Flask:
    """An app with one right endpoint, to which a test adds a wrong one."""
    app = Flask(__name__, static_folder=None)
    app.url_map.converters["language"] = app.url_map.converters["string"]
    app.add_url_rule("/<language:language>/mine/", "mine", survivors_only(lambda: ""))
    return app


@pytest.mark.parametrize(
    ("path", "view", "faults"),
    [
        ("/<language:language>/support/", lambda: "", access_faults),
        ("/<language:language>/mine/people/", everyone(lambda: ""), access_faults),
        ("/<language:language>/mine/people/", signed_in_only(lambda: ""), access_faults),
        ("/mine/", survivors_only(lambda: ""), language_faults),
        ("/debug", everyone(lambda: ""), language_faults),
    ],
)
def test_a_wrong_endpoint_is_found(rogue, path, view, faults):
    assert not list(faults(rogue))
    rogue.add_url_rule(path, "wrong", view)
    assert len(list(faults(rogue))) == 1
