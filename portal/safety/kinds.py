"""Kinds of things in a text that could tell who somebody is, or harm them."""

from __future__ import annotations

from enum import StrEnum

from portal.i18n import N_


class Kind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    ADDRESS = "address"
    HOME = "home"
    PLACE = "place"
    BIRTH = "birth"
    DATE = "date"
    DOCUMENT = "document"
    NAME = "name"
    CHILD = "child"
    STATUS = "status"
    DRUGS = "drugs"
    OFFENCE = "offence"


NAMES = {
    Kind.PHONE: N_("a telephone number"),
    Kind.EMAIL: N_("an e-mail address"),
    Kind.WEB: N_("a page or a name on the internet"),
    Kind.ADDRESS: N_("an address"),
    Kind.HOME: N_("where somebody lives now"),
    Kind.PLACE: N_("a school or a place of work"),
    Kind.BIRTH: N_("a date of birth"),
    Kind.DATE: N_("an exact date"),
    Kind.DOCUMENT: N_("the number of a paper or a case"),
    Kind.NAME: N_("a name"),
    Kind.CHILD: N_("a child"),
    Kind.STATUS: N_("the right to stay in the country"),
    Kind.DRUGS: N_("drugs"),
    Kind.OFFENCE: N_("something that could be held against you"),
}
# A thing that stands for itself: the sentence still says something when only this is left out.
ALONE = frozenset(
    {
        Kind.PHONE, Kind.EMAIL, Kind.WEB, Kind.ADDRESS, Kind.HOME, Kind.PLACE, Kind.BIRTH, Kind.DATE,
        Kind.DOCUMENT, Kind.NAME,
    }
)  # fmt: skip
