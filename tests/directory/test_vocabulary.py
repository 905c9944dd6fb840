"""Words that mistakes in typing are forgiven with: those that cards say, none that no card says any more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from portal.directory import index, keeping
from portal.directory.models import DirectoryWord, Entry
from tests.directory.feeds import NOW, bring, page_of, service

LATER = NOW + timedelta(days=1)


def at(city, **more):
    address = {"address_1": "1 Main St", "city": city, "state_province": "Illinois", "country": "US"}
    return [{"location": {"id": f"l{city}", "location_type": "physical", "addresses": [address]} | more}]


def known(store):
    with store.reading() as session:
        return {(row.kind, row.word) for row in session.scalars(select(DirectoryWord))}


def cities(store):
    return {word for kind, word in known(store) if kind == "city"}


def alike(store, word, *, places):
    with store.reading() as session:
        return [found for _kind, found, _said in index.alike(session, [word], places=places)]


def test_a_place_that_becomes_confidential_takes_its_city_along(store, quick_folder):
    bring(
        store, page_of(
            quick_folder, service(id="a", service_at_locations=at("Springfield")),
            service(id="b", service_at_locations=at("Joliet")),
        )
    )  # fmt: skip
    assert cities(store) == {"springfield", "joliet"}
    with store.writing() as session:
        entry = session.scalars(select(Entry).where(Entry.kind == "location").order_by(Entry.name)).all()
        place = next(one for one in entry if "Springfield" in str(one.body))
        keeping.keep(session, place, place.body | {"confidential": True}, uuid4(), LATER)
        session.commit()
    assert cities(store) == {"joliet"}
    assert ("word", "springfield") not in known(store)
    assert ("state", "illinois") in known(store), "another place is there, too"
    for places in (True, False):
        assert not [word for word in alike(store, "springfeld", places=places) if word == "springfield"]


def test_what_two_services_say_stays_until_neither_says_it(store, quick_folder):
    both = [service(id=id, name=f"Harbour {id}", service_at_locations=at("Joliet")) for id in ("one", "two")]
    for day, left in enumerate((both, both[1:], [service(id="three", name="Other")])):
        bring(store, page_of(quick_folder, *left), now=NOW + timedelta(days=day))
        said = len(left) > 1 or left[0]["id"] == "two"
        assert (("word", "harbour") in known(store)) is said
        assert (cities(store) == {"joliet"}) is said
        assert bool(alike(store, "harbor", places=False)) is said


def test_a_service_that_comes_back_is_known_again(store, quick_folder):
    kept, gone = service(name="Other"), service(name="Harbour", service_at_locations=at("Joliet"))
    for day, feed in enumerate(([kept, gone], [kept], [kept, gone])):
        bring(store, page_of(quick_folder, *feed), now=NOW + timedelta(days=day))
    assert ("word", "harbour") in known(store)
    assert cities(store) == {"joliet"}
    assert alike(store, "harbor", places=False) == ["harbour"]


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_one_that_no_page_shows_tells_no_word(store, quick_folder, status):
    bring(store, page_of(quick_folder, service(name="Other"), service(name="Harbour", status=status)))
    assert ("word", "harbour") not in known(store)


def test_what_an_older_version_left_behind_goes_a_batch_at_a_time(store, quick_folder, monkeypatch):
    monkeypatch.setattr(index, "SOME", 3)
    feed = page_of(quick_folder, service(name="Harbour help for people", service_at_locations=at("Joliet")))
    bring(store, feed)
    before = known(store)
    with store.writing() as session:
        index.learn(session, {("word", f"left{n}", "") for n in range(10)} | {("city", "chicago", "Chicago")})
        session.commit()
    assert index.forget_all(store) == 11
    assert known(store) == before
    with store.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM word_index WHERE word_index MATCH 'left'")) == 0


@pytest.mark.parametrize("name", ["法律 援助", "مساعدة قانونية للجميع", "Ayuda_legal d'été №4", "O'Neil ᾼst"])
def test_words_of_any_script_stay(store, quick_folder, name):
    bring(store, page_of(quick_folder, service(name=name)))
    before = known(store)
    assert index.forget_all(store) == 0
    assert known(store) == before


def test_nor_does_one_that_a_lead_changes_while_it_is_hidden(store, quick_folder):
    bring(store, page_of(quick_folder, service(name="Harbour")))
    with store.writing() as session:
        entry = session.scalars(select(Entry).where(Entry.kind == "service")).one()
        hidden = entry.body | {"name": "Lantern", "status": "inactive"}
        keeping.keep(session, entry, hidden, uuid4(), LATER)
        session.commit()
    assert not known(store)
