"""Finding: by need, word, place, language and wish; with mistakes; in any script; and what comes near."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, text

import portal.directory
from portal.directory import facets, keeping
from portal.directory.finding import find
from portal.directory.importing import Asked, bring_in
from portal.directory.models import ServiceCard
from portal.directory.ranking import Fact
from portal.directory.remarks import Report
from portal.directory.wanted import Wanted, typed
from tests.directory.feeds import DATA, bring, page_of, service, store_in

EXAMPLE = Path(portal.directory.__file__).parent / "example.json"
CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=CHICAGO).astimezone(UTC)  # a Monday


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The demonstration's twelve services, and a county's."""
    store = store_in(tmp_path_factory.mktemp("town"))
    for path, feed in ((EXAMPLE, "example"), (DATA / "ohana", "county")):
        bring_in(store, Asked(path, feed), Report(), NOW)
    yield store
    store.close()


@pytest.fixture
def look(town):
    def look(**asked):
        with town.reading() as session:
            return find(session, Wanted(**asked), NOW, CHICAGO)

    return look


def names(matches):
    return [one.card.name for one in matches]


MIGRANTS, LAWYERS, DESK = (
    "Ejemplo: ayuda legal para migrantes",
    "Example Legal Help",
    "Example Work Rights Desk",
)


@pytest.mark.parametrize(
    ("words", "speaks", "first"),
    [
        ("abogado", "es", MIGRANTS),
        ("I need a lawyer who speaks spanish", "", MIGRANTS),
        ("律师", "zh", DESK),
        ("我需要法律帮助", "zh", DESK),
        ("محامية", "", MIGRANTS),
        ("أحتاج طعام", "ar", "مثال: مائدة الحي"),
        ("食物", "", "مثال: مائدة الحي"),
        ("nourriture", "", "مثال: مائدة الحي"),
        ("مائدة", "", "مثال: مائدة الحي"),  # of its name, without "the"
        ("detox", "", "Example Recovery House"),
    ],
)
def test_a_need_is_understood_in_any_language(look, words, speaks, first):
    assert names(look(words=words, speaks=speaks).matches)[0] == first


@pytest.mark.parametrize(
    ("words", "place", "first", "read_as"),
    [
        ("lawer", "", MIGRANTS, {"lawer": "lawyer"}),
        ("imigrasion layer", "", MIGRANTS, {"layer": "lawyer"}),
        ("counciling", "", "Example Counselling Rooms", {"counciling": "counseling"}),
        ("computr clases", "Redwod Cty", "Fair Oaks Adult Activity Center", None),
    ],
)  # fmt: skip
def test_mistakes_in_typing_are_forgiven(look, words, place, first, read_as):
    found = look(words=words, place=place)
    assert first in names(found.matches)[:3] or names((*found.matches, *found.misses))[0] == first
    if read_as is not None:
        assert dict(found.read_as) == read_as


@pytest.mark.parametrize(
    "typed_place", ["San Mateo", "san mateo", "San Matteo", "Sna Mateo", "SAN MATEO, CA"]
)
def test_near_a_place(look, typed_place):
    found = look(needs=("food",), place=typed_place)
    assert found.looked.where.name == "San Mateo"
    away = [one.place.km for one in found.matches]
    assert len(away) >= 4
    assert max(away) <= facets.NEAR


@pytest.mark.parametrize(
    "nowhere", ["+1 555 0100", "qqqqqqq", "'; DROP TABLE", "🏠", "x" * 100, '"', "*", " , "]
)
def test_a_place_nobody_knows_is_said_and_help_from_afar_is_shown(look, nowhere):
    found = look(needs=("talk",), place=nowhere)
    assert found.looked.where is None
    if nowhere.strip():
        assert "Example Night Line" in names((*found.misses, *found.matches))


def test_every_wish_is_met_by_what_is_found(look):
    for name, holds in (
        ("free", lambda card: card.free), ("no_papers", lambda card: card.papers is False),
        ("step_free", lambda card: card.step_free), ("children", lambda card: "children" in card.who),
    ):  # fmt: skip
        found = look(**{name: True}).matches
        assert found
        assert all(holds(one.card) for one in found), name


def test_open_now_is_open_now(look):
    found = look(open_now=True)
    assert all(one.opening.is_open for one in found.matches)
    assert "Example Night Line" in names(found.matches)
    assert all(reason.fact is not Fact.CLOSED for one in found.matches for reason in one.lacks)


def test_whoever_is_a_woman_is_not_sent_to_men_and_the_other_way_round(look):
    assert "Example Men's Evening" not in names(look(who="women", needs=("talk",)).matches)
    assert "Example Safe House" not in names(look(who="men", needs=("sleep",)).matches)
    assert "Example Safe House" in names(look(who="women", needs=("sleep",)).matches)
    assert names(look(who="lgbtq", words="living room").matches) == ["Example Rainbow Drop-in"]


def test_with_little_found_what_comes_near_says_what_it_lacks(look):
    found = look(needs=("talk",), open_now=True, free=True)
    assert names(found.matches) == ["Example Night Line"]
    lacks = {one.card.name: {reason.fact for reason in one.lacks} for one in found.misses}
    assert Fact.COSTS in lacks["Example Counselling Rooms"]
    assert not set(names(found.matches)) & set(names(found.misses))


def test_the_order_is_by_use_and_never_by_name(look):
    found = look(needs=("lawyer", "talk"), reads="ar").matches
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert names(found)[:3] != sorted(names(found)[:3])


def test_a_page_asks_at_most_ten_questions(town):
    asked = []
    event.listen(town.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with town.reading() as session:
        wanted = Wanted(words="imigrasion layer clases wrongg", place="Redwod Cty", free=True, open_now=True)
        find(session, wanted, NOW, CHICAGO)
    assert 4 <= len([one for one in asked if not one.startswith("BEGIN")]) <= 9


NOTHING = [
    "",
    "   ",
    "the of and",
    "!!!",
    '"',
    "*",
    "NEAR(",
    "a AND",
    "title:",
    "facets : x",
    "-",
    "^",
    "(" * 50,
]


@pytest.mark.parametrize("nothing", NOTHING)
def test_words_that_say_nothing_find_everything(look, nothing):
    assert len(look(words=nothing).matches) >= 20 or typed(nothing).pieces


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=200), place=st.text(max_size=100))
def test_nothing_that_can_be_typed_breaks_it(look, words, place):
    look(words=words, place=place)


def test_what_is_no_longer_there_is_not_found(tmp_path):
    store = store_in(tmp_path)
    of_index = text("SELECT count(*) FROM service_index WHERE service_index MATCH 'service'")
    for id, name, status, found in (
        ("a", "Harbour lawyers", "active", 1), ("b", "Other", "active", 0),
        ("a", "Harbour lawyers", "active", 1),
        ("a", "Harbour lawyers", "inactive", 0), ("a", "Hillside lawyers", "active", 0),
    ):  # fmt: skip
        bring(store, page_of(tmp_path, service(id=id, name=name, status=status)), now=NOW)
        with store.reading() as session:
            matches = find(session, Wanted(words="harbour"), NOW, CHICAGO).matches
            assert len(matches) == found, (name, status)
            indexed = session.scalars(select(ServiceCard.id).where(ServiceCard.indexed)).all()
            assert session.scalar(of_index) == len(indexed)
            session.execute(text("INSERT INTO service_index(service_index) VALUES ('integrity-check')"))
    store.close()


def test_a_card_from_before_there_was_an_index_is_made_anew(town):
    with town.writing() as session:
        card = session.scalars(select(ServiceCard).where(ServiceCard.name == LAWYERS)).one()
        card.number, card.indexed, card.facets = 0, False, ""
        session.flush()
        keeping.sweep(session, NOW + timedelta(days=1))
        session.expire_all()
        found = session.get_one(ServiceCard, card.id)
        assert found.number > 0
        assert found.indexed
        assert "needlawyer" in found.facets
        session.rollback()
