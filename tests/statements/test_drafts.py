"""A draft of every version of every form, as it was stored: it opens, shows and shares for ever."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from portal.answers import opened
from portal.statements import asking, drafts, service
from portal.statements.models import SectionRow
from portal.statements.questions import FORMS
from portal.statements.sections import section
from tests.make import sign_in, working
from tests.sharing import new_survivor, read_as, share, write

FOLDER = Path(__file__).parent / "drafts"
EVERY = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def stored(world, who, draft):
    """The document goes into the database as it is in the file, sealed, past every rule."""
    write(world, who, 9, "So that there is a record.")
    with working(world, who) as w:
        record = drafts.my_record(w)
        row = SectionRow(id=uuid4(), record_id=record.id, number=draft["number"], key_id=record.key_id, rev=1)
        body = json.dumps(draft["body"], ensure_ascii=False).encode()
        row.body = w.keyring.seal(body, at=drafts.place(record, row))
        w.main.add(row)


def test_there_is_one_of_every_version():
    assert set(EVERY) == {f"{form.document}_{form.version}" for form in FORMS}
    asked = {(form.version, one.number) for form in FORMS for one in form.sections if one.questions}
    drafts = [draft for drafts in EVERY.values() for draft in drafts]
    answered = {(draft["body"]["form"], draft["number"]) for draft in drafts if opened(draft["body"]["text"])}
    assert answered == asked


@pytest.mark.parametrize("name", EVERY)
def test_it_opens_shows_and_shares(world, client, name):
    who = new_survivor(world)
    sign_in(client, who)
    for draft in EVERY[name]:
        stored(world, who, draft)
        number, shows = draft["number"], draft["shows"]
        assert client.get(f"/en/mine/writing/{number}").status == 200
        with working(world, who, writing=False) as w:
            found = service.read(w, number)
        assert (found.form, found.text) == (draft["body"]["form"], draft["body"]["text"])
        assert [said for said in shows if said not in found.words] == []
        part = read_as(world, world.lead, share(world, who, [number]).share_id).parts[0]
        assert part.text == found.words


@pytest.mark.parametrize("name", EVERY)
def test_saved_as_the_page_shows_it_nothing_changes(world, client, name):
    who = new_survivor(world)
    sign_in(client, who)
    for draft in EVERY[name]:
        stored(world, who, draft)
        client.get(f"/en/mine/writing/{draft['number']}")
        client.fill("writing").submit("act=save")
        with working(world, who, writing=False) as w:
            found = service.read(w, draft["number"])
        assert (found.text, found.rev) == (draft["body"]["text"], 1)


def test_an_old_draft_moves_on_only_at_her_word_and_keeps_its_words(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    draft = EVERY["statement_1"][0]
    stored(world, who, draft)
    client.get("/en/mine/writing/1")
    client.fill("writing").submit("act=save")
    with working(world, who) as w:
        assert service.read(w, 1).form == 1
        asking.ACTS["newer"](w, 1, "")
    with working(world, who, writing=False) as w:
        found = service.read(w, 1)
        assert (found.form, found.text) == (2, draft["body"]["text"])


def test_answers_to_questions_that_are_asked_no_more_are_kept_and_not_shared(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    draft = json.loads(json.dumps(EVERY["statement_2"][1]))
    answers = opened(draft["body"]["text"])
    old = draft["body"]["text"].replace('"losses"', '"losses_of_old"')
    stored(world, who, {**draft, "body": {**draft["body"], "text": old}})
    client.get("/en/mine/writing/10")
    client.fill("writing", {"text": "Changed."}).submit("act=save")
    with working(world, who, writing=False) as w:
        found = service.read(w, 10)
    assert opened(found.text).rows("losses_of_old") == answers.rows("losses")
    assert found.words == "Changed."


def test_a_draft_from_a_newer_portal_is_shown_and_kept(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    draft = json.loads(json.dumps(EVERY["statement_2"][1]).replace('"form": 2', '"form": 77'))
    draft["body"]["text"] = draft["body"]["text"].replace('"questions": 2', '"questions": 77')
    draft["body"]["text"] = draft["body"]["text"].replace(
        '"answers": {', '"answers": {"unheard_of": "kept", '
    )
    stored(world, who, draft)
    page = client.get("/en/mine/writing/10")
    assert "They are kept." in page.main
    client.fill("writing", {"text": "Changed."}).submit("act=save")
    with working(world, who, writing=False) as w:
        found = service.read(w, 10)
    assert found.form == 77
    assert opened(found.text).one("unheard_of") == "kept"
    assert asking.asked(section(10, 77), found).unknown
