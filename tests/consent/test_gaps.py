"""A text in sentences, and without some of them: nothing is lost, and no hole is seen that should not be."""

from itertools import pairwise

import pytest

from portal.consent.leaving import LeftOut, sentences, without
from portal.safety.kinds import Kind

NUMBER, SHOWN = "600 123 456", "(part left out)"


def test_the_longest_text_is_split_with_nothing_lost():
    for text in ("No points at all " * 3764, "One. " * 12_800, "x" * 64_000, "a.b@c.d " * 8_000):
        found = sentences(text)
        assert not "".join(text[a.end : b.start] for a, b in pairwise(found)).strip()
        assert without(text, [(s.start, s.end) for s in found], "") == ""
        assert without(text, [(s.start, s.end) for s in found], SHOWN).strip() == SHOWN


def test_a_sentence_is_not_cut_through_a_thing():
    (only,) = sentences("Ask Dr. Okafor at 555.014.2299 today.")
    assert {Kind.NAME, Kind.PHONE} <= set(only.kinds)
    assert [s.text for s in sentences("Yes. No! ماذا؟ نعم.")] == ["Yes.", "No!", "ماذا؟", "نعم."]


@pytest.mark.parametrize(
    ("text", "out", "left"),
    [
        ("Call 555 now.", "555", "Call now."),
        ("Call 555.", "555", "Call."),
        ("(555)", "555", "()"),
        ("One. Two. Three.", "Two.", "One. Three."),
        ("One.\n\nTwo.\n\nThree.", "Two.", "One.\n\nThree."),
        ("One.\nTwo.\nThree.", "Two.", "One.\n\nThree."),
        ("One. Two.", "Two.", "One."),
        ("One. Two.", "One.", "Two."),
        ("One.", "One.", ""),
    ],
)
def test_no_hole_is_seen_where_she_does_not_want_it(text, out, left):
    at = text.index(out)
    assert without(text, [(at, at + len(out))], "") == left
    assert without(text, [(at, at + len(out))], SHOWN) == text.replace(out, SHOWN)
    assert without(text, [], "") == text


def test_it_is_kept_sealed_and_read_back():
    left = LeftOut(False, {"1": ("ab", [(1, 2), (5, 9)])})
    assert LeftOut.from_json(left.to_json()) == left
