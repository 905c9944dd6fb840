"""The page before sharing: names she listed herself, and the way to a text and back."""

import json

import pytest

from portal.statements import notes
from portal.work import NotAllowed
from tests.consent.giving import goes_on, until, yes
from tests.consent.left_out import TEXT, looks, raw
from tests.make import sign_in, working
from tests.sharing import write


@pytest.fixture
def her(world, client):
    write(world, world.survivor, 1, TEXT)
    sign_in(client, world.survivor)
    return client


def test_names_she_listed_are_shown_where_they_stand_and_stay_hers(world, her):
    write(world, world.survivor, 1, "It was near the blue house. Solveig had gone out.")
    her.get("/en/mine/writing/names")
    her.fill("writing", {"text": "Solveig\nblue house\n"}).submit("act=save")
    page = looks(world, her)
    for words in ("Leave out only this: Solveig", "Leave out only this: blue house"):
        assert words in page.main
    goes_on(her)
    until(world, her, 20)
    yes(her)
    assert "blue house\n" not in json.dumps(raw(world, world.survivor))
    with working(world, world.lead, writing=False) as w, pytest.raises(NotAllowed):
        notes.names(w)


def test_changing_a_text_leads_back_to_the_choice(world, her):
    page = looks(world, her)
    (link,) = [one for one in page.all("a") if one.get("href", "").startswith("/en/mine/writing/1?")]
    her.get(link.get("href"))
    her.fill("writing", {"text": "Changed before sharing."}).submit("act=save")
    back = [one for one in her.page.all("a") if one.get("href", "").endswith("/look")]
    assert len(back) == 1
    assert "Changed before sharing." in her.get(back[0].get("href")).main
