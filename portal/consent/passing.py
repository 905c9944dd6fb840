"""How passing something on is noted: to whom and in which way, in one short code that she reads in words."""

from __future__ import annotations

from portal.consent.notices import NOTICES


def noted(to: str, way: str) -> str:
    """Whom it went to and the first letter of the way, since `Act.detail` has room for 16 signs."""
    return f"{to}/{way[:1]}"


# The words of each such code: to whom, in which way.
PASSED = {
    noted(to, way): (to_words, way_words)
    for notice in NOTICES.values()
    for to, to_words in notice.onward.items()
    for way, way_words in notice.means.items()
}
