"""What is kept of the directory. All of it is public, and none of it says who looked for what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear

PUBLIC = "public facts about a service, as its feed gives them"


class Feed(MainBase):
    """Where facts come from: what one import replaces as a whole."""

    __tablename__ = "directory_feed"

    name: Mapped[str] = clear(String(80), primary_key=True)
    imported_at: Mapped[datetime] = clear()
    changed_at: Mapped[datetime] = clear()  # when an import last changed anything
    services: Mapped[int] = clear()  # active ones


class Entry(MainBase):
    """One document of the standard. Its body holds what belongs to it alone; the rest is referred to."""

    __tablename__ = "directory_entry"
    __table_args__ = (Index("ix_directory_entry_feed", "feed", "kind"),)

    kind: Mapped[str] = clear(String(32), primary_key=True)
    id: Mapped[UUID] = clear(primary_key=True)
    feed: Mapped[str] = clear(String(80))
    name: Mapped[str] = clear(String(300))
    organization_id: Mapped[UUID | None] = clear(index=True)  # of a service, a location
    service_id: Mapped[UUID | None] = clear(index=True)  # of a service_at_location
    location_id: Mapped[UUID | None] = clear(index=True)  # of a service_at_location
    taxonomy_id: Mapped[UUID | None] = clear(index=True)  # of a term
    parent_id: Mapped[UUID | None] = clear(index=True)  # of a term
    body: Mapped[dict[str, Any]] = clear(JSON, doc=PUBLIC)
    digest: Mapped[bytes] = clear()  # of what the feed last said
    active: Mapped[bool] = clear()  # False: no longer in its feed
    modified_at: Mapped[datetime] = clear()  # when it last changed here
    kept_at: Mapped[datetime | None] = clear()  # a lead changed it here: imports leave it as it is
    kept_by: Mapped[UUID | None] = clear()


class ServiceCard(MainBase):
    """A service as pages and searches read it. `None` means that the feed does not say."""

    __tablename__ = "service_card"
    __table_args__ = (
        Index("ix_service_card_feed", "feed"),
        Index("ix_service_card_open", "active", "modified_at"),
    )

    id: Mapped[UUID] = clear(primary_key=True)  # of the service's entry
    feed: Mapped[str] = clear(String(80))
    active: Mapped[bool] = clear()  # in its feed, and its status is active
    status: Mapped[str] = clear(String(24))  # active, inactive, defunct, temporarily closed
    name: Mapped[str] = clear(String(300))
    alternate_name: Mapped[str] = clear(String(300))
    organization: Mapped[str] = clear(String(300))
    organization_id: Mapped[UUID | None] = clear(index=True)
    summary: Mapped[str] = clear(String(400))  # the beginning of its description
    number: Mapped[int] = clear(
        BigInteger, index=True
    )  # its row in the index; those that say more come first
    indexed: Mapped[bool] = clear()  # whether it stands there
    facets: Mapped[str] = clear(Text, doc=PUBLIC)  # by what it can be chosen: facets.py
    title: Mapped[str] = clear(Text, doc=PUBLIC)  # its names, folded
    words: Mapped[str] = clear(Text, doc=PUBLIC)  # what else it says, folded
    needs: Mapped[str] = clear(String(200))  # " lawyer papers ": keys of needs.Need
    who: Mapped[str] = clear(String(60))  # " women children lgbtq ": whom it says it is for
    terms: Mapped[list[str]] = clear(JSON, doc=PUBLIC)  # names of its taxonomy terms
    languages: Mapped[str] = clear(String(400))  # " en es ar ": ISO 639 codes between spaces
    interpreters: Mapped[bool] = clear()  # an interpreter or a language line helps with others
    phone: Mapped[str] = clear(String(60))  # the first to call, as it is written
    ways: Mapped[str] = clear(String(60))  # " voice text fax email web visit remote "
    hours: Mapped[list[dict[str, Any]]] = clear(JSON, doc=PUBLIC)  # see hours.hours_of
    free: Mapped[bool | None] = clear()
    papers: Mapped[bool | None] = clear()  # asks for documents
    minimum_age: Mapped[int | None] = clear()
    maximum_age: Mapped[int | None] = clear()
    step_free: Mapped[bool | None] = clear()
    confidential: Mapped[bool] = clear()  # at least one of its places is not told
    assured_on: Mapped[date | None] = clear()  # when the feed last made sure of it
    modified_at: Mapped[datetime] = clear()  # what the feed says, else when it last changed here
    checked_at: Mapped[datetime | None] = clear()  # by somebody of this service, by phone
    checked_by: Mapped[UUID | None] = clear()
    digest: Mapped[bytes] = clear()


class ServicePlace(MainBase):
    """Where a service is, once for each place that is told."""

    __tablename__ = "service_place"
    __table_args__ = (Index("ix_service_place_point", "latitude", "longitude"),)

    service_id: Mapped[UUID] = clear(primary_key=True)
    location_id: Mapped[UUID] = clear(primary_key=True)
    name: Mapped[str] = clear(String(300))
    street: Mapped[str] = clear(String(300))
    city: Mapped[str] = clear(String(120))
    city_key: Mapped[str] = clear(String(120), index=True)  # without case and accents
    state: Mapped[str] = clear(String(120))
    postal_code: Mapped[str] = clear(String(24), index=True)
    country: Mapped[str] = clear(String(24))
    latitude: Mapped[float | None] = clear()
    longitude: Mapped[float | None] = clear()


class ServiceTerm(MainBase):
    """A service has a term of a taxonomy."""

    __tablename__ = "service_term"

    service_id: Mapped[UUID] = clear(primary_key=True)
    term_id: Mapped[UUID] = clear(primary_key=True, index=True)
    taxonomy_id: Mapped[UUID | None] = clear(index=True)


class DirectoryWord(MainBase):
    """A word that stands in the directory, or the name of a place there: for forgiving mistakes in typing.

    A word that no card says any more goes. Nothing that anybody searched for is ever put here.
    """

    __tablename__ = "directory_word"
    __table_args__ = (UniqueConstraint("kind", "word"),)

    id: Mapped[int] = clear(primary_key=True)
    kind: Mapped[str] = clear(String(12))  # word, city, state, country
    word: Mapped[str] = clear(String(120), doc=PUBLIC)  # folded; of a place: plain
    said: Mapped[str] = clear(String(120), doc=PUBLIC)  # of a place: as it is written
