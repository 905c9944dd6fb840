"""What cleaning did to something that was typed, in plain words for whoever typed it.

Codes stand in the address, so that the page can be loaded again and no word of it is anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from portal.directory.remarks import Report
from portal.i18n import N_

OTHER = "other"
NOTES = {
    "markup": N_("Signs that make web pages were taken out of what you typed."),
    "long": N_("It was too long: the end was cut, or put before the description."),
    "extension": N_("The extension was put into a field of its own."),
    "web": N_("The address on the web was put right: please look at it."),
    "aside": N_("Something could not be understood. It is kept, and no page shows it: please look again."),
    "secret": N_("This place is confidential. Its street, city and point on the map were taken out."),
    "feed": N_("From the next import on, its feed says again where this place is."),
    OTHER: N_("Something was written in another way than you typed it: please look at it."),
}
# What stands in a remark -> code.
_SAYS = (
    ("taken out", "secret"), ("kept aside", "aside"), ("left out", "aside"), ("kept in the", "aside"),
    ("markup", "markup"), ("longer than", "long"), ("extension", "extension"), ("https://", "web"),
)  # fmt: skip


def codes(report: Report) -> list[str]:
    """One for each kind of remark, in the order of NOTES."""
    found = {
        next((code for words, code in _SAYS if words in f"{fault.wrong} {fault.done}"), OTHER)
        for fault in report.faults
        if fault.wrong != "in capitals"  # which stays so, and is seen
    }
    return [code for code in NOTES if code in found]


def words(codes: Iterable[str]) -> list[str]:
    """The sentences of codes as an address says them; what is unknown is ignored."""
    asked = set(codes)
    return [said for code, said in NOTES.items() if code in asked]
