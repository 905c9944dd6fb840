"""Files in a share: ticked one by one, copied under a key of their own, read only while the yes stands."""

import pytest

from portal.accounts import service as accounts
from portal.audit import service as audit
from portal.blobs.models import Blob
from portal.consent import choosing, snapshot
from portal.consent import service as consent
from portal.crypto import CannotOpen
from portal.inbox import service as inbox
from portal.statements import files
from portal.sweep import sweep
from portal.work import Refused
from tests.consent.giving import choose, look, until, yes
from tests.make import sign_in, working
from tests.page import ORIGIN
from tests.sharing import consents, share, sql
from tests.statements.attached import attach, on_disk, photograph, sound

SAID = "I say that Ana Lopez was there. I am well."


@pytest.fixture
def one(world):
    return attach(world, world.survivor, sound(), title="On Monday", words=SAID, by="helper")


@pytest.fixture
def picture(world):
    return attach(world, world.survivor, photograph(), title="The door")


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def heard(world, who, share_id, tick):
    with working(world, who, writing=False) as w:
        _one, opened = inbox.open_file(w, share_id, tick)
    try:
        return b"".join(opened.read())
    finally:
        opened.close()


def acts_of(world, share_id):
    with working(world, writing=False) as w:
        return [act.what for act in audit.acts_on(w.main, [share_id])]


def blobs(world):
    with working(world, writing=False) as w:
        return w.main.query(Blob).all()


def test_each_file_can_be_ticked_and_nothing_else_goes_with_it(world, one, picture):
    given = share(world, world.survivor, [1, one.tick])
    assert heard(world, world.lead, given.share_id, one.tick) == sound()
    with working(world, world.lead, writing=False) as w:
        shown = inbox.read(w, given.share_id)
    assert [part.tick for part in shown.parts] == ["1", one.tick]
    shared = shown.parts[1]
    assert (shared.called, shared.text, shared.file.by) == ("On Monday", SAID, "helper")
    assert shared.file.file.blob not in (one.file.blob, picture.file.blob)
    assert shared.file.file.key not in (one.file.key, picture.file.key)


def test_she_sees_it_as_they_will_and_they_see_that(world, her, another_client, one, picture):
    shown = look(world, her, parts=("1", one.tick, picture.tick))
    assert "Sound recording: On Monday" in shown.main
    assert "Photograph or drawing: The door" in shown.main
    assert "Somebody who helped the writer wrote these words." in shown.main
    assert her.get(shown.all("audio")[0].get("src")).content == sound()
    her.get(shown.url)
    her.submit(button="Yes, share it")
    before = [
        (tag.tag, tag.get("alt")) for tag in her.page.all("img", "audio", inside=her.page.all("main")[0])
    ]
    assert len(before) == 2
    assert her.get(her.page.all("audio")[0].get("src")).content == sound()
    sign_in(another_client, world.lead)
    share_id = consents(world)[-1].share_id
    theirs = another_client.get(f"/en/inbox/{share_id}")
    assert "Sound recording: On Monday" in theirs.main
    assert SAID in theirs.main
    assert another_client.get(theirs.all("audio")[0].get("src")).content == sound()
    (image,) = theirs.all("img", css="photo")
    assert image.get("alt") == "The door"
    got = another_client.get(image.get("src"), headers={"Range": "bytes=0-2"})
    assert (got.status, got.content) == (206, b"\xff\xd8\xff")


def test_withdrawn_in_another_window_the_next_piece_is_closed(world, another_client, one):
    given = share(world, world.survivor, [one.tick])
    sign_in(another_client, world.lead)
    url = f"/en/inbox/{given.share_id}/files/{one.tick}"
    assert another_client.get(url).content == sound()
    with working(world, world.survivor) as w:
        consent.withdraw(w, given.id)
    assert another_client.get(url, headers={"Range": "bytes=0-9"}).status == 410
    with pytest.raises((Refused, CannotOpen)):
        heard(world, world.lead, given.share_id, one.tick)


def test_paused_it_is_closed_too(world, her, another_client, one):
    given = share(world, world.survivor, [one.tick])
    her.get("/en/mine/choices/pause")
    her.submit(button="Pause now")
    sign_in(another_client, world.lead)
    assert another_client.get(f"/en/inbox/{given.share_id}/files/{one.tick}").status == 410


def test_to_ask_for_it_is_to_open_it(world, another_client, one):
    given = share(world, world.survivor, [one.tick])
    sign_in(another_client, world.lead)
    another_client.get(f"/en/inbox/{given.share_id}/files/{one.tick}")
    another_client.get(f"/en/inbox/{given.share_id}/files/{one.tick}", headers={"Range": "bytes=4-"})
    assert acts_of(world, given.share_id) == ["opened"]


def test_a_browser_that_looks_ahead_gets_nothing(world, another_client, one):
    given = share(world, world.survivor, [one.tick])
    sign_in(another_client, world.lead)
    url = f"/en/inbox/{given.share_id}/files/{one.tick}"
    ahead = another_client.client.get(url, base_url=ORIGIN, headers={"Sec-Purpose": "prefetch"})
    assert (ahead.status_code, ahead.data) == (403, b"")
    assert acts_of(world, given.share_id) == []


def test_what_was_not_ticked_is_not_there(world, another_client, one, picture):
    given = share(world, world.survivor, [one.tick])
    sign_in(another_client, world.lead)
    assert another_client.get(f"/en/inbox/{given.share_id}/files/{picture.tick}").status == 404
    assert another_client.get(f"/en/inbox/{given.share_id}/files/1").status == 404
    assert another_client.get(f"/en/mine/writing/files/{one.id}/content").status == 403


def test_words_beside_it_can_be_left_out_and_the_file_goes_still(world, her, one):
    choose(world, her)
    her.fill({"parts": [one.tick]}).submit()
    assert "The whole file goes to them" in her.page.main
    first = SAID.index(".") + 1
    her.fill({"out": [f"{one.tick}:0-{first}"], "show": "no"}).submit()
    until(world, her, 20)
    assert "Ana Lopez" not in her.page.main
    her.submit(button="Yes, share it")
    share_id = consents(world)[-1].share_id
    with working(world, world.lead, writing=False) as w:
        (part,) = inbox.read(w, share_id).parts
    assert part.text == "I am well."
    assert heard(world, world.lead, share_id, one.tick) == sound()


@pytest.mark.parametrize(("title", "by"), [("Another name", "helper"), ("On Monday", "me")])
def test_what_she_looked_at_is_what_she_gives(world, her, one, title, by):
    look(world, her, parts=(one.tick,))
    with working(world, world.survivor) as w:
        files.say(w, one.id, one.rev, title, SAID, by, "en")
    shown = her.submit(button="Yes, share it")
    assert shown.path.endswith("/see")
    assert title in shown.main
    assert len(consents(world)) == 1
    assert len(on_disk(world)) == 1, "a copy that was made for nothing is gone"


def test_removing_hers_leaves_the_copy_and_removing_the_copy_leaves_hers(world, one, picture):
    given = share(world, world.survivor, [one.tick, picture.tick])
    assert len(on_disk(world)) == 4
    with working(world, world.survivor) as w:
        files.remove(w, one.id)
    sweep(world.stores, world.server, world.clock())
    assert len(on_disk(world)) == 3
    assert heard(world, world.lead, given.share_id, one.tick) == sound()
    with working(world, world.survivor) as w:
        consent.withdraw(w, given.id, remove_copy=True)
    sweep(world.stores, world.server, world.clock())
    assert len(on_disk(world)) == len(blobs(world)) == 1


def test_erasing_everything_takes_the_files(world, one, picture):
    share(world, world.survivor, [one.tick])
    assert len(on_disk(world)) == 3
    with working(world, world.survivor) as w:
        accounts.erase(w)
    assert {blob.owner_id for blob in blobs(world)} == {None}
    sweep(world.stores, world.server, world.clock())
    assert (on_disk(world), blobs(world)) == ([], [])


def test_the_receipt_names_the_kind_and_not_what_she_calls_it(world, her, one):
    given = share(world, world.survivor, [one.tick])
    her.get(f"/en/mine/choices/given/{given.id}/receipt")
    assert "Sound recording" in her.page.main
    assert "On Monday" not in her.page.main


def test_no_grant_without_its_file(world, one):
    """Her own file is broken: nothing is given."""
    for path in world.stores.files.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(CannotOpen):
        share(world, world.survivor, [one.tick])
    assert len(consents(world)) == 1
    assert len(blobs(world)) == 1


def test_files_that_change_places_do_not_open(world, one, picture):
    share(world, world.survivor, [one.tick])
    paths = [path for path in world.stores.files.rglob("*") if path.is_file()]
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)
    given = consents(world)[-1]
    with pytest.raises(CannotOpen):
        heard(world, world.lead, given.share_id, one.tick)


def test_given_once_more_it_is_a_new_copy(world, one):
    given = share(world, world.survivor, [one.tick])
    with working(world, world.survivor) as w:
        again = consent.renew(w, given.id)
        w.main.flush()
        choosing.set_end(w, again.id, given.lapses_at)
        new = consent.give(w, again.id, seen=choosing.look(w, again).seen, fresh=True)
    assert heard(world, world.lead, new.share_id, one.tick) == sound()
    with working(world, world.survivor, writing=False) as w:
        assert snapshot.open_mine(w, given.share_id, given.purpose)
    assert len(on_disk(world)) == 3


def test_a_second_yes_leaves_no_second_copy(world, her, one):
    page = look(world, her, parts=["1", one.tick])
    for _each in range(2):
        her.page = page
        yes(her)
    assert len(on_disk(world)) == 2  # hers, and that of the one share


def test_to_send_a_file_no_word_is_opened(world, her, another_client, one):
    """A player asks for many pieces: each opens the file, and nothing else that was shared."""
    consent = share(world, world.survivor, ["1", one.tick])
    sql(world.stores.main, "UPDATE share_group SET body = x'00' WHERE name != :tick", tick=one.tick)
    assert heard(world, world.lead, consent.share_id, one.tick) == sound()
    assert her.get(f"/en/mine/choices/given/{consent.id}/files/{one.tick}").content == sound()
