"""Every page there is, met by walking: the client looks each over, the way out first of all."""

import pytest

from tests.accounts.steps import sign_up
from tests.make import sign_in
from tests.safety.steps import endpoint_of, walk

LANGUAGES = ["en", "es", "ar"]
# Not met by a link: each is the end of an act or needs a code, and has a test of its own.
NOT_LINKED = {
    "root", "static", "healthz", "safety.leave", "statements.kept", "accounts.erased", "accounts.paused",
    "accounts.step_up", "accounts.card", "accounts.check", "programmes.join",
    "consent.parts", "consent.until", "consent.give", "statements.both", "accounts.changed",
    "vouching.answered", "vouching.sure", "readiness.show", "readiness.remove", "inbox.paper", "inbox.copies",
    "consent.telling", "consent.told", "consent.look", "consent.how", "consent.asked", "inbox.passed_on",
    "statements.out_see", "statements.version", "statements.versions",
    "statements.remove_version", "statements.files", "statements.one_file", "statements.file_content",
    "statements.remove_file", "consent.shared_file", "inbox.file",
    "helping.one", "helping.met", "helping.start", "helping.suggestion", "helping.whose", "helping.person",
    "helping.part", "helping.note", "helping.translate", "helping.translated", "consent.told_helper",
    "contact.remove", "contact.news", "messages.with_helper",
    "listing.one", "listing.part", "listing.place",  # there is no service
    "handover.ask", "handover.change", "handover.open", "handover.note",
    "consent.receipt_json", "consent.receipt_pdf", "consent.ledger",
    "finding.found", "finding.saved", "finding.service", "finding.card",
    *(f"hsds.{name}" for name in ("about", "description", "services", "service", "service_at_locations",
                                  "service_at_location", "organizations", "organization", "taxonomies",
                                  "taxonomy", "taxonomy_terms", "taxonomy_term")),
}  # fmt: skip
STARTS = {None: "/", "survivor": "/mine/", "lead": "/inbox/", "advocate": "/helping/"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_the_way_out_first(app, client, world, language):
    met = set()
    for who, start in STARTS.items():
        if who is not None:
            sign_in(client, getattr(world, who), language)
        pages = walk(client, f"/{language}{start}")
        assert len(pages) >= 6
        for page in pages:
            has_the_way_out(page, language)
        met |= {endpoint_of(app, page) for page in pages}
    there = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert there - met == NOT_LINKED


def has_the_way_out(page, language):
    assert page.status == 200, page.url
    (way_out,) = page.all(css="leave")
    assert (way_out.get("href") or way_out.get("formaction")) == f"/{language}/leave", page.url
    assert page.root.get("lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["/card", "/card/check"])
def test_the_card_has_the_way_out_first(client, language, place):
    sign_up(client)
    assert client.get(f"/{language}{place}").path == f"/{language}{place}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["/kept", "/erased", "/erased?waits=1", "/nothing-here", "/again"])
def test_pages_without_a_link_have_the_way_out_first(client, world, language, place):
    sign_in(client, world.survivor, language)
    client.get(f"/{language}{place}")
    assert client.page.path == f"/{language}{place.partition('?')[0]}"
    assert client.leave().location == world.settings.leave_url
