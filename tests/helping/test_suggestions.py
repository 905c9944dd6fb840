"""A helper's words: beside hers until she takes them, and visible as theirs afterwards."""

from __future__ import annotations

import pytest

from portal.answers import Answers, opened, packed
from portal.helping import notes, rules, service, suggestions
from portal.helping.models import State
from portal.statements import earlier
from portal.statements import service as statements
from portal.statements.sections import LONGEST
from portal.work import NotFound, Refused, Stale
from tests.helping.steps import lend
from tests.make import sign_in, working

HERS = "I was tired. I checked the door."
THEIRS = "I was tired every day. I checked the door at night."


@pytest.fixture
def access(world):
    with working(world, world.survivor) as w:
        statements.save(w, 2, 0, HERS, "en")
    return lend(world, [2, 9])


def suggest(world, access, text=THEIRS, said="", number=2):
    with working(world, world.advocate) as w:
        suggestions.suggest(w, access, number, text, said)
    with working(world, world.survivor) as w:
        return suggestions.waiting(w)[-1].id


def read(world, number=2):
    with working(world, world.survivor) as w:
        return statements.read(w, number)


def test_a_suggestion_changes_nothing_until_she_takes_it(world, access):
    id = suggest(world, access)
    assert read(world).text == HERS
    with working(world, world.survivor) as w:
        suggestions.take(w, id, 1, "en")
    assert read(world).text == THEIRS
    with working(world, world.survivor) as w:
        assert [one.text for one in earlier.all_of(w, 2)] == [HERS]
        assert suggestions.waiting(w) == []
        suggestions.take(w, id, 1, "en")  # a second tap


def test_the_text_says_whose_words_are_whose_and_by_whose_yes(world, access):
    id = suggest(world, access)
    with working(world, world.survivor) as w:
        suggestions.take(w, id, 1, "en")
    passages = read(world).authors.passages(THEIRS)
    helped = [text.strip() for text, helper in passages if helper]
    assert all(word in " ".join(helped) for word in ("every", "day", "at night"))
    hers = " ".join(text for text, helper in passages if not helper)
    assert "checked the door" in hers
    (helper,) = {helper for _text, helper in passages if helper}
    assert helper.name
    assert helper.role == "advocate"
    assert helper.on == world.clock().date()


def test_what_she_changes_afterwards_is_hers_again(world, access):
    id = suggest(world, access)
    with working(world, world.survivor) as w:
        suggestions.take(w, id, 1, "en")
        statements.save(w, 2, 2, "I was tired every day. I checked the door in the dark.", "en")
    written = read(world)
    by_helper = [text for text, helper in written.authors.passages(written.text) if helper]
    assert any("every" in text for text in by_helper)
    assert not any("dark" in text for text in by_helper)
    with working(world, world.survivor) as w:
        statements.save(w, 2, 3, HERS, "en")
    assert not read(world).authors


def test_an_earlier_text_comes_back_with_its_authors(world, access):
    id = suggest(world, access)
    with working(world, world.survivor) as w:
        suggestions.take(w, id, 1, "en")
    with working(world, world.survivor) as w:
        statements.save(w, 2, 2, "All new.", "en", keeping=True)
        with_help = next(one for one in earlier.all_of(w, 2) if one.text == THEIRS)
        earlier.take_back(w, 2, with_help.id)
    assert read(world).authors


def test_text_that_changed_since_must_be_looked_at_once_more(world, access):
    id = suggest(world, access)
    with working(world, world.survivor) as w:
        statements.save(w, 2, 1, HERS + " More.", "en")
    with working(world, world.survivor) as w, pytest.raises(Stale):
        suggestions.take(w, id, 1, "en")
    with working(world, world.survivor) as w:
        assert suggestions.read(w, id).base == HERS
        suggestions.take(w, id, 2, "en")
        assert HERS + " More." in [one.text for one in earlier.all_of(w, 2)]


def test_refused_can_be_taken_out_again_and_goes_after_a_week(world, access):
    id = suggest(world, access)
    with working(world, world.survivor) as w:
        suggestions.refuse(w, id)
        assert suggestions.waiting(w) == []
        assert [one.id for one in suggestions.left(w)] == [id]
        suggestions.back(w, id)
        suggestions.refuse(w, id)
    world.clock.move(days=7)
    with working(world) as w:
        service.sweep(w)
    with working(world, world.survivor) as w:
        assert suggestions.left(w) == []


def test_answers_stay_when_words_are_taken(world):
    text = packed(Answers(2, HERS, {"lines": [{"what": "Wages"}]}))
    with working(world, world.survivor) as w:
        statements.save(w, 10, 0, text, "en")
    access = lend(world, [10])
    id = suggest(world, access, number=10)
    with working(world, world.survivor) as w:
        suggestions.take(w, id, 1, "en")
    found = opened(read(world, 10).text)
    assert found.text == THEIRS
    assert found.values == {"lines": [{"what": "Wages"}]}


def test_only_a_question_has_nothing_to_take(world, access):
    id = suggest(world, access, text=HERS, said="When was that?")
    with working(world, world.survivor) as w:
        found = suggestions.read(w, id)
        assert (found.text, found.said) == ("", "When was that?")
        with pytest.raises(Refused):
            suggestions.take(w, id, 1, "en")


@pytest.mark.parametrize(
    ("text", "said", "reason"),
    [
        (HERS, " ", rules.Reason.EMPTY),
        ("x" * 64_001, "", rules.Reason.TOO_LONG),
    ],
)
def test_what_cannot_be_suggested(world, access, text, said, reason):
    with working(world, world.advocate) as w, pytest.raises(Refused) as refused:
        suggestions.suggest(w, access, 2, text, said)
    assert refused.value.reason is reason


def test_who_may_only_read_suggests_nothing(world):
    access = lend(world, [1], scope="read")
    with working(world, world.advocate) as w, pytest.raises(Refused) as refused:
        suggestions.suggest(w, access, 1, THEIRS, "")
    assert refused.value.reason is rules.Reason.READ_ONLY


def test_a_helper_sees_her_own_suggestion_while_it_waits_and_takes_it_back(world, access):
    id = suggest(world, access)
    with working(world, world.advocate) as w:
        (one,) = suggestions.made(w, access, 2)
        assert (one.text, one.state) == (THEIRS, State.WAITING)
        suggestions.take_away(w, id)
        assert suggestions.made(w, access, 2) == []
    with working(world, world.survivor) as w:
        assert suggestions.waiting(w) == []


def test_when_it_is_over_what_waits_stays_hers_and_the_helpers_copy_goes(world, access):
    id = suggest(world, access)
    with working(world, world.survivor) as w:
        service.end(w, access)
    with working(world, world.survivor) as w:
        assert suggestions.read(w, id).text == THEIRS
        suggestions.take(w, id, 1, "en")
    with working(world, world.advocate) as w:
        with pytest.raises(NotFound):
            suggestions.made(w, access, 2)
        with pytest.raises(NotFound):
            suggestions.suggest(w, access, 2, THEIRS, "")
        assert service.helped_before(w) == 1


def test_a_note_is_the_helpers_alone_and_goes_two_weeks_after_the_end(world, access):
    with working(world, world.advocate) as w:
        notes.save(w, access, 0, "Ask about the door.")
        notes.save(w, access, 0, "From another page.")
        assert "Ask about the door." in notes.read(w, access).text
        assert "From another page." in notes.read(w, access).text
    with working(world, world.colleague) as w, pytest.raises(NotFound):
        notes.read(w, access)
    with working(world, world.survivor) as w:
        service.end(w, access)
    with working(world, world.advocate) as w:
        notes.add(w, access, "Typed too late.")
        assert "Typed too late." in notes.read(w, access).text
        assert [one.id for one, _until in service.over_lately(w)] == [access]
    world.clock.move(days=14)
    with working(world) as w:
        service.sweep(w)
    with working(world, world.advocate) as w:
        assert notes.read(w, access).text == ""


def test_what_she_is_called_is_for_the_helper(world):
    access = lend(world, [1], called="Ana")
    with working(world, world.advocate) as w:
        (one,) = service.helped(w)
        assert (one.id, one.who) == (access, "Ana")


def test_taken_into_a_part_that_was_lent_empty_her_earlier_texts_still_open(world, access):
    id = suggest(world, access, number=9)
    with working(world, world.survivor) as w:
        suggestions.take(w, id, 1, "en")
    with working(world, world.survivor) as w:
        assert statements.read(w, 9).text == THEIRS
        assert earlier.all_of(w, 9) == []
        assert all(one.text for one in earlier.everything(w))


def test_the_same_suggestion_twice_is_one(world, access):
    for _tap in range(2):
        suggest(world, access, said="Like this?")
    suggest(world, access, said="Or like this?")
    with working(world, world.survivor) as w:
        assert len(suggestions.waiting(w)) == 2


def test_what_does_not_fit_beside_her_answers_is_not_taken_and_she_is_told(world, client):
    with working(world, world.survivor) as w:
        statements.save(w, 10, 0, packed(Answers(2, HERS, {"lines": [{"what": "Wages"}]})), "en")
    access = lend(world, [10])
    id = suggest(world, access, "a" * LONGEST, number=10)
    sign_in(client, world.survivor)
    client.get(f"/en/mine/people/suggested/{id}")
    page = client.submit({}, "Take it: these are my words now You can change them afterwards.")
    assert "This is too long for one part." in page.main
    assert opened(read(world, 10).text).text == HERS
