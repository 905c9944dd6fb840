"""The directory for machines: the read API of HSDS 3.0 under /hsds/. Public, without cookies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from portal.directory import asking, openapi, reading
from portal.directory.asking import Asked, Unclear
from portal.directory.models import Entry, ServiceCard
from portal.directory.reading import Whole
from portal.web.access import everyone
from portal.web.state import portal

bp = Blueprint("hsds", __name__)
PROFILE = "https://docs.openreferral.org/en/3.0/"
Records = list[dict[str, Any]]
Show = Callable[[Session, Sequence[Entry], Asked], Records]


@bp.after_request
def open_to_all(response: Response) -> AnyResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
    elif request.method in ("GET", "HEAD") and response.status_code == 200 and not response.is_streamed:
        response.headers["Cache-Control"] = "no-cache"  # keep it, but ask whether it still holds
        response.add_etag(weak=True)
        return response.make_conditional(request)
    return response


@bp.errorhandler(Unclear)
def unclear(error: Unclear) -> Response:
    return answer({"error": str(error)}, 400)


def answer(found: Any, status: int = 200) -> Response:
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, mimetype="application/json")


@bp.route("/")
@everyone
def about() -> Response:
    return answer(
        {"version": "3.0", "profile": PROFILE, "openapi_url": url_for(".description", _external=True)}
    )


@bp.route("/openapi.json")
@everyone
def description() -> Response:
    return answer(openapi.described("1.0"))


@bp.route("/services", methods=["GET", "POST"])
@everyone
def services() -> Response:
    return _list("services", lambda _session, asked: asking.services(asked), _services)


@bp.route("/service_at_locations", methods=["GET", "POST"])
@everyone
def service_at_locations() -> Response:
    return _list("service_at_locations", asking.at_locations, _at_locations)


@bp.route("/organizations", methods=["GET", "POST"])
@everyone
def organizations() -> Response:
    return _list(
        "organizations", lambda _session, asked: asking.others("organization", asked), _organizations
    )


@bp.route("/taxonomies", methods=["GET", "POST"])
@everyone
def taxonomies() -> Response:
    return _list("taxonomies", lambda _session, asked: asking.others("taxonomy", asked), _as_they_are)


@bp.route("/taxonomy_terms", methods=["GET", "POST"])
@everyone
def taxonomy_terms() -> Response:
    return _list(
        "taxonomy_terms", lambda _session, asked: asking.others("taxonomy_term", asked), _as_they_are
    )


@bp.route("/services/<id>")
@everyone
def service(id: str) -> Response:
    return _one("service", id, lambda whole, entry: whole.services([entry])[0])


@bp.route("/service_at_locations/<id>")
@everyone
def service_at_location(id: str) -> Response:
    return _one("service_at_location", id, lambda whole, entry: whole.at_locations([entry], whole=True)[0])


@bp.route("/organizations/<id>")
@everyone
def organization(id: str) -> Response:
    asked = Asked.read(request.args, ("full_service",))
    return _one(
        "organization", id,
        lambda whole, entry: whole.organizations([entry], whole=True, services=asked.full_service)[0],
    )  # fmt: skip


@bp.route("/taxonomies/<id>")
@everyone
def taxonomy(id: str) -> Response:
    return _one("taxonomy", id, lambda _whole, entry: reading.body(entry))


@bp.route("/taxonomy_terms/<id>")
@everyone
def taxonomy_term(id: str) -> Response:
    return _one("taxonomy_term", id, lambda _whole, entry: reading.body(entry))


def _one(kind: str, id: str, show: Callable[[Whole, Entry], dict[str, Any]]) -> Response:
    try:
        wanted = UUID(id)
    except ValueError:
        wanted = asking.NOBODY
    with portal().stores.main.reading() as session:
        entry = reading.one(session, kind, wanted)
        if entry is None:
            return answer({"error": "there is no such thing here"}, 404)
        return answer(show(Whole(session), entry))


def _given() -> Mapping[str, Any]:
    """From the address, or from the body: a POST keeps the words out of addresses and logs."""
    if request.method != "POST":
        return request.args
    try:
        found = request.get_json() if request.is_json else request.form
    except (BadRequest, RecursionError):
        raise Unclear("the body: it is not JSON") from None
    if not isinstance(found, Mapping):
        raise Unclear("the body: an object with the parameters in it")
    return found


def _list(name: str, query: Callable[[Session, Asked], Select[Entry]], show: Show) -> Response:
    asked = Asked.read(_given(), openapi.LISTS[name])
    if asked.format == "ndjson":
        return Response(
            _lines(query, show, asked, portal().stores.main.reading), mimetype="application/x-ndjson"
        )
    with portal().stores.main.reading() as session:
        wanted = query(session, asked)
        total = (
            session.scalar(select(func.count()).select_from(wanted.with_only_columns(Entry.id).subquery()))
            or 0
        )
        start = (asked.page - 1) * asked.per_page
        entries = session.scalars(wanted.order_by(Entry.id).offset(start).limit(asked.per_page)).all()
        contents = show(session, entries, asked)
    return answer(_page(asked, total, contents))


def _page(asked: Asked, total: int, contents: Records) -> dict[str, Any]:
    pages = max(1, -(-total // asked.per_page))
    return {
        "total_items": total, "total_pages": pages, "page_number": asked.page, "size": len(contents),
        "first_page": asked.page == 1, "last_page": asked.page >= pages, "empty": not contents,
        "contents": contents,
    }  # fmt: skip


def _lines(
    query: Callable[[Session, Asked], Select[Entry]],
    show: Show,
    asked: Asked,
    reading_: Callable[[], Session],
) -> Iterator[str]:
    """All of them, one a line, by key: nothing piles up in memory.

    Between two batches the store is let go: somebody who reads slowly, or not at all, must not keep what
    was erased in its log (see `Store.scrub`).
    """
    last = None
    while True:
        with reading_() as session:
            wanted = query(session, asked).order_by(Entry.id).limit(reading.BATCH)
            entries = session.scalars(wanted.where(Entry.id > last) if last is not None else wanted).all()
            told = show(session, entries, asked)
        if not entries:
            return
        last = entries[-1].id
        for record in told:
            yield json.dumps(record, ensure_ascii=False) + "\n"


def _services(session: Session, entries: Sequence[Entry], asked: Asked) -> Records:
    if asked.minimal:
        ids = [entry.id for entry in entries]
        found = session.execute(
            select(ServiceCard.id, ServiceCard.modified_at).where(ServiceCard.id.in_(ids))
        )
        return [{"id": str(id), "modified_date": at.isoformat()} for id, at in found]
    whole = Whole(session)
    return whole.services(entries) if asked.full else whole.listed(entries)


def _at_locations(session: Session, entries: Sequence[Entry], asked: Asked) -> Records:
    return Whole(session).at_locations(entries, whole=asked.full)


def _organizations(session: Session, entries: Sequence[Entry], asked: Asked) -> Records:
    return Whole(session).organizations(entries, whole=asked.full, services=asked.full_service)


def _as_they_are(_session: Session, entries: Sequence[Entry], _asked: Asked) -> Records:
    return [reading.body(entry) for entry in entries]
