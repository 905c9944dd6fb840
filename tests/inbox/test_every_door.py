"""Every address, tried by everybody: who may enter does, who may not is told so, and nothing breaks."""

import pytest

from portal.actor import Role
from portal.web import sessions
from tests.browser import Browser
from tests.make import working
from tests.sharing import give, scene, the_consent

WHO = ("nobody", "survivor", "advocate", "lead", "colleague")
ROLES = {"survivor": Role.SURVIVOR, "advocate": Role.ADVOCATE, "lead": Role.FACILITATOR,
         "colleague": Role.FACILITATOR, "nobody": Role.NOBODY}  # fmt: skip
UNKNOWN = "0" * 8 + "-0000-4000-8000-" + "0" * 12
FINE = {200, 302, 303, 400, 404, 410}
LEADS = ("programmes.speaks", "programmes.about_one", "listing.")  # of their team; a colleague may not
WITH_POST, WITH_GET = "POST", "GET"


def addresses(app, world, **more):
    """(endpoint, method, address), with things that are there and things that are not."""
    found = the_consent(world)
    there = {
        "language": "en", "number": 1, "topic": "process", "code": "no-such-code", "why": "changed",
        "kept": "no-token", "said": "yes", "purpose": "possible",
        "asking_id": UNKNOWN, "filename": "site.css", "step": "times", "part": "times", "checkin_id": UNKNOWN,
        "access_id": UNKNOWN, "meeting_id": UNKNOWN, "suggestion_id": UNKNOWN, "translation_id": UNKNOWN,
        "thread_id": found.id, "sealed": "none", "service_id": UNKNOWN, "outcome": "done",
        "choosing_id": UNKNOWN, "request_id": UNKNOWN, "consent_id": found.id, "share_id": found.share_id,
        "name": "site.css", "document": "canada", "staff_id": world.lead.actor.id, "tick": "p00000",
        "team_id": found.recipient_id, "id": UNKNOWN, "location_id": UNKNOWN, "line_id": "us-988", **more,
    }  # fmt: skip
    missing = {**there, "number": 99, "consent_id": UNKNOWN, "share_id": UNKNOWN, "filename": "none",
               "step": "none", "part": "none", "staff_id": UNKNOWN, "team_id": UNKNOWN}  # fmt: skip
    for rule in app.url_map.iter_rules():
        unknown = rule.arguments - set(there)
        assert not unknown, f"{rule.endpoint}: say what {unknown} may be"
        for method in sorted(rule.methods & {WITH_GET, WITH_POST}):
            for values in (there, missing) if rule.arguments - {"language"} else (there,):
                built = rule.build({name: str(values[name]) for name in rule.arguments})
                if built is not None:
                    yield rule.endpoint, method, built[1]


def enter(world, app, who, **state):
    """A browser with a new session of this person's; each address is tried with one of its own."""
    browser = Browser(app, world.settings.public_name)
    if who != "nobody":
        person = getattr(world, who)
        new = sessions.new_live(
            person.actor, person.urk_id, person.urk, world.clock(), state.pop("card", None)
        )
        new.paused = state.get("paused", False)
        token = sessions.start(world.stores.sessions, world.server, new)
        browser.client.set_cookie(sessions.COOKIE, sessions.to_cookie(token), secure=True)
    return browser


def visit(browser, method, address):
    if method == WITH_GET:
        return browser.get(address, follow=False)
    return browser.post(address, {"csrf_token": "0" * 64, "text": ""}, follow=False)


@pytest.mark.parametrize("who", WHO)
def test_every_address_answers_everybody_rightly(world, app, who):
    tried = 0
    for endpoint, method, address in addresses(app, world):
        tried += 1
        told = visit(enter(world, app, who), method, address)
        allowed = app.view_functions[endpoint].access
        where = f"{who}: {method} {address} gave {told.status} {told.location or ''}"
        if ROLES[who] in allowed:
            leads = who == "colleague" and endpoint.startswith(LEADS)
            assert told.status in FINE or (leads and told.status == 403), where
            assert "/sign-in" not in (told.location or ""), where
        elif who == "nobody" and endpoint == "statements.add_file" and method == WITH_POST:
            assert told.status == 403, where  # told that the file was not kept, and where to sign in
        elif who == "nobody":
            assert told.status == 303, where
            assert told.location.split("?")[0] == "/en/sign-in", where
        else:
            assert told.status == 403, where
            assert "waits" not in told.main, where
    assert tried > 40
    assert the_consent(world).state == "given"


@pytest.mark.parametrize("who", ["survivor", "advocate", "lead"])
def test_paused_means_every_private_address(world, app, who):
    for endpoint, method, address in addresses(app, world):
        view = app.view_functions[endpoint]
        if Role.NOBODY in view.access or getattr(view, "while_paused", False):
            continue
        told = visit(enter(world, app, who, paused=True), method, address)
        assert (told.status, told.location.split("?")[0]) == (303, "/en/paused"), f"{method} {address}"


@pytest.mark.parametrize("who", ["survivor", "lead"])
def test_before_the_card_is_typed_back_there_is_only_the_card(world, app, who):
    for endpoint, method, address in addresses(app, world):
        view = app.view_functions[endpoint]
        if ROLES[who] not in view.access or Role.NOBODY in view.access:
            continue
        if getattr(view, "before_the_card", False):
            continue
        told = visit(enter(world, app, who, card=sessions.Card("six words")), method, address)
        if not getattr(view, "while_paused", False) or told.status != 303:
            assert (told.status, told.location) == (303, "/en/card"), f"{method} {address}"


def test_a_forged_or_missing_token_changes_nothing(world, app):
    """Every form of everybody, sent from nowhere: the databases are as they were."""
    before = counted(world)
    for who in WHO[1:]:
        for _endpoint, method, address in addresses(app, world):
            if method == WITH_POST:
                visit(enter(world, app, who), method, address)
    assert counted(world) == before


def counted(world):
    with working(world, writing=False) as w:
        return [tuple(row) for row in w.main.connection().exec_driver_sql(
            "SELECT 'audit', count(*) FROM audit UNION SELECT 'consent', count(*) FROM consent UNION "
            "SELECT 'section', sum(rev) FROM section UNION SELECT 'member', count(*) FROM team_member UNION "
            "SELECT 'choosing', count(*) FROM choosing UNION SELECT 'principal', count(*) FROM principal "
            "UNION SELECT 'act', count(*) FROM act "
            "UNION SELECT 'asked', count(*) FROM consent_request")]  # fmt: skip


def test_that_count_would_see_a_change(world):
    before = counted(world)
    with working(world, world.survivor) as w:
        give(w, scene(world).team.id, [1])
    assert counted(world) != before
