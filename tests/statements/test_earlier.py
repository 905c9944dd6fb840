"""What she sees of earlier texts, and that taking one back loses nothing."""

import pytest

from portal.statements import apart
from portal.statements.sections import LONGEST
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import sql, write
from tests.statements.earlier_texts import FIRST, LIST, SECOND, of, take_back, texts, there


@pytest.fixture
def her(world, changed, client):
    sign_in(client, world.survivor)
    return client


# What she sees


def test_the_list_says_when_and_how_much(world, her):
    her.get("/en/mine/writing/2")
    shown = her.submit(button="Earlier texts")
    assert (shown.path, shown.h1) == (LIST, "Earlier texts")
    assert "Words: 6" in shown.main
    assert FIRST not in shown.body


def test_going_there_saves_first(world, her):
    her.get("/en/mine/writing/2")
    her.submit({"text": "Typed before looking"}, "Earlier texts")
    assert there(world) == "Typed before looking"


def test_an_empty_list_says_so(world, her):
    assert "Nothing is here yet." in her.get("/en/mine/writing/9/versions").main


def test_what_differs_now_is_marked_and_said(world, her):
    shown = her.get(f"{LIST}/{of(world)[0].id}")
    marks = [text(mark) for mark in shown.all("ins", inside=shown.by_id["main"])]
    assert marks[1:] == ["Only in the earlier text: alone", "Only there now: afraid"]
    letters = [text(one, without=("ins",)) for one in shown.all(css="letter")]
    assert letters == ["I was cold and there."] * 2


def test_beside_an_empty_part_only_the_earlier_text_stands(world, her):
    write(world, world.survivor, 2, "")
    shown = her.get(f"{LIST}/{of(world)[-1].id}")
    assert "Nothing is there now." in shown.main
    assert [text(one) for one in shown.all(css="letter")] == [FIRST]


def test_the_longest_texts_are_shown(world, her):
    write(world, world.survivor, 2, "a b " * (LONGEST // 4))
    world.clock.move(minutes=11)
    write(world, world.survivor, 2, "b a c " * (LONGEST // 6))
    assert len(her.get(f"{LIST}/{of(world)[0].id}").all(css="letter")) == 2


# Taking back


def test_it_is_taken_back_and_what_was_there_is_kept(world, her):
    her.get(f"{LIST}/{of(world)[0].id}")
    shown = her.submit(button="Take this back")
    assert shown.path == "/en/mine/writing/2"
    assert "You have the earlier text again. The one before is kept." in shown.main
    assert "".join(shown.by_id["text"].itertext()) == there(world) == FIRST
    assert texts(world) == [SECOND, FIRST]


def test_a_second_tap_is_one_and_going_back_and_forth_makes_no_more(world, her):
    first = of(world)[0].id
    page = her.get(f"{LIST}/{first}")
    for _tap in range(2):
        her.page = page
        her.submit(button="Take this back")
    assert texts(world) == [SECOND, FIRST]
    took = "SELECT count(*) FROM audit WHERE action = 'took_back'"
    assert sql(world.stores.main, took) == [(1,)]
    second = of(world)[0].id
    for id in (second, first, second):
        world.clock.move(minutes=11)
        take_back(world, id)
    sign_in(her, world.survivor)
    assert (there(world), texts(world)) == (SECOND, [SECOND, FIRST])
    assert "Take this back" not in her.get(f"{LIST}/{second}").main


def test_what_another_device_saved_meanwhile_is_kept(world, her):
    her.get(f"{LIST}/{of(world)[0].id}")
    write(world, world.survivor, 2, "Saved on the other phone")
    her.submit(button="Take this back")
    assert there(world) == FIRST
    assert texts(world) == ["Saved on the other phone", FIRST]


def test_a_page_open_on_another_device_overwrites_nothing(world, her, another_client):
    sign_in(another_client, world.survivor)
    another_client.get("/en/mine/writing/2")
    take_back(world, of(world)[0].id)
    shown = another_client.submit({"text": "Typed on the tablet"}, "act=save")
    assert shown.path == "/en/mine/writing/2/both"
    assert there(world) == FIRST
    with working(world, world.survivor, writing=False) as w:
        assert [apart.read(w, id).text for id in apart.beside(w, 2).waiting] == ["Typed on the tablet"]


def test_an_emptied_part_is_filled_again_without_a_blank_version(world):
    write(world, world.survivor, 2, FIRST)
    write(world, world.survivor, 2, "")
    take_back(world, of(world)[0].id)
    assert (there(world), texts(world)) == (FIRST, [FIRST])


# Taking away


def test_one_can_be_removed_and_a_second_tap_finds_it_done(world, her):
    her.get(f"{LIST}/{of(world)[0].id}")
    page = her.follow("Remove this text")
    assert texts(world) == [FIRST]
    for _tap in range(2):
        her.page = page
        shown = her.submit(button="Remove it now")
        assert shown.path == LIST
    assert "Removed. It is gone for good." in shown.main
    assert sql(world.stores.main, "SELECT 1 FROM section_version") == []
    assert there(world) == SECOND
