"""Begun on paper: hers alone once she claims it, erased when nobody does."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.actor import NOBODY
from portal.crypto import KdfParams
from portal.helping import paper, service, suggestions
from portal.keyring.models import KeySlot, Principal
from portal.sweep import sweep
from portal.work import NotFound, Refused
from tests.accounts.steps import card_in, try_in
from tests.accounts.ways_back import recover, take_new_words
from tests.make import sign_in, working

TYPED = "I was afraid to sleep."


def begun(world, helper=None, numbers=(1, 2)):
    cost = accounts.cost("survivor", for_tests=True)
    assert isinstance(cost, KdfParams)
    with working(world, NOBODY) as w:
        return paper.begin(w, (helper or world.advocate).actor.id, numbers, "On Tuesday", "en", 30, cost)


def access_of(world):
    with working(world, world.advocate) as w:
        return next(one for one in service.helped(w) if one.who == "On Tuesday").id


def suggest(world):
    access = access_of(world)
    with working(world, world.advocate) as w:
        suggestions.suggest(w, access, 1, TYPED, "")


def test_what_is_typed_waits_for_her_and_she_claims_it_with_name_and_number(world, client):
    card = begun(world)
    suggest(world)
    recover(client, card.name, card.number)
    assert card_in(client.page)[0] == card.name
    words = take_new_words(client)
    assert words
    client.get("/en/mine/people/")
    client.follow("How I feel")
    assert TYPED in client.page.text
    assert "Joan Okafor" in client.page.text
    client.submit({}, "Take it: these are my words now You can change them afterwards.")
    assert TYPED in client.page.body


def test_when_she_claims_it_the_help_ends_and_the_number_is_spent(world, client, another_client):
    card = begun(world)
    suggest(world)
    access = access_of(world)
    recover(client, card.name, card.number)
    with working(world, world.advocate) as w:
        assert service.read(w, access, 1).text == ""  # not before she has her words
    take_new_words(client)
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        service.read(w, access, 1)
    recover(another_client, card.name, card.number)
    assert "do not fit together" in another_client.page.text


def test_nobody_signs_in_before_and_no_words_are_there_to_be_seen(world, client):
    card = begun(world)
    try_in(client, card.name, card.number)
    assert client.page.path == "/en/sign-in"
    with working(world) as w:
        person = w.main.scalars(select(Principal).where(Principal.status == accounts.PAPER)).one()
        slots = w.main.scalars(select(KeySlot.kind).where(KeySlot.principal_id == person.id))
        assert list(slots) == ["recovery"]


def test_what_nobody_claims_is_erased(world):
    begun(world)
    suggest(world)
    world.clock.move(days=29)
    sweep(world.stores, world.server, world.clock())
    with working(world, world.advocate) as w:
        assert [one.unclaimed for one in service.helped(w)] == [True]
    world.clock.move(days=1)
    sweep(world.stores, world.server, world.clock())
    with working(world) as w:
        assert w.main.scalars(select(Principal).where(Principal.status == accounts.PAPER)).all() == []
    with working(world, world.advocate) as w:
        assert service.helped(w) == []


def test_only_an_advocate_begins_and_not_with_nothing(world):
    with pytest.raises(Refused):
        begun(world, world.lead)
    with pytest.raises(Refused):
        begun(world, numbers=())


def test_the_card_is_on_no_page_twice(world, client):
    sign_in(client, world.advocate)
    client.get("/en/helping/begin")
    client.submit({"parts": ["1"], "language": "es", "called": "By the window"}, "Make the card")
    name = client.page.all("p", css="name")
    assert name
    assert "/es/recover" in client.page.text
    client.get("/en/helping/")
    assert "By the window" in client.page.text
    assert "not taken over yet" in client.page.text
