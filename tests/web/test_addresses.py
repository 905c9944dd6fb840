"""Addresses that lead nowhere: one calm page with a way on, in the language of the address."""

from uuid import UUID, uuid4

import pytest

from tests.make import sign_in

NOWHERE = [
    "/xx/", "/EN/", "/en-GB/", "/en/nothing", "/en/about/prices", "/en/join/", "/en/about/",
    "/wp-login.php", "/.git/config", "/en/../../etc/passwd", "/%2e%2e/", "/en/%00", "/en/\ufffd", "/en/%ff",
    "/en/support/en-x", "/static/nothing.css", "/static/../portal/cli.py", "/static/%2e%2e/pyproject.toml",
]  # fmt: skip
HERS = ["/mine/writing/0", "/mine/writing/99", "/mine/writing/-1", "/mine/writing/1.0", "/mine/writing/x",
        "/mine/writing/999999999999999999999", "/mine/choices/{id}/parts", "/mine/choices/{id}/until",
        "/mine/choices/{id}/see", "/mine/choices/given/{id}", "/mine/choices/given/{id}/withdraw",
        "/mine/choices/given/x", "/mine/choices/{id}"]  # fmt: skip


@pytest.mark.parametrize("address", NOWHERE)
def test_an_address_that_leads_nowhere(client, address):
    page = client.get(address)
    assert page.status == 404
    assert page.headers.get("Set-Cookie") is None
    assert "/static/" in address or page.is_html


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_missing_page_speaks_the_language_of_its_address(client, language):
    page = client.get(f"/{language}/nothing")
    assert (page.status, page.root.get("lang")) == (404, language)
    way_on = page.links()[[href for _words, href in page.links()].index(f"/{language}/")]
    assert client.get(way_on[1]).status == 200


@pytest.mark.parametrize("address", HERS)
def test_what_is_not_hers_or_is_not_at_all_is_not_found(client, world, address):
    sign_in(client, world.survivor)
    assert client.get("/en" + address.format(id=uuid4())).status == 404


def test_another_persons_ids_are_not_found(client, world):
    with world.stores.main.reading() as main:
        run = main.connection().exec_driver_sql
        share, consent = (UUID(run(f"SELECT id FROM {name}").scalar_one()) for name in ("share", "consent"))
    sign_in(client, world.survivor)
    assert client.get(f"/en/mine/choices/given/{consent}").status == 200
    assert client.get(f"/en/mine/choices/given/{share}").status == 404
    assert client.get(f"/en/inbox/{share}").status == 403
    sign_in(client, world.lead)
    assert client.get(f"/en/inbox/{share}").status == 200
    assert client.get(f"/en/inbox/{consent}").status == 404
    assert client.get(f"/en/mine/choices/given/{consent}").status == 403


@pytest.mark.parametrize(
    "before", ["", "x", "nan", "inf", "-inf", "1e400", "1e15", "-1e15", "%00", "1" * 400]
)
def test_paging_from_nowhere_starts_at_the_beginning(client, world, before):
    sign_in(client, world.survivor)
    assert client.get(f"/en/mine/activity/?before={before}").status == 200


@pytest.mark.parametrize("after", ["", "x", "%00", "0" * 32, "1" * 400])
def test_received_from_nowhere_starts_at_the_beginning(client, world, after):
    sign_in(client, world.lead)
    assert client.get(f"/en/inbox/?after={after}").status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize("place", ["/en/mine/writing/1", "/en/settings/erase", "/en/leave"])
def test_other_methods_do_nothing(client, world, method, place):
    sign_in(client, world.survivor)
    answer = client.client.open(place, method=method, base_url="https://localhost")
    assert answer.status_code == (200 if method == "OPTIONS" else 405)
    assert client.get("/en/mine/").path == "/en/mine/"


@pytest.mark.parametrize(
    ("asked", "language"),
    [("", "en"), ("xx", "en"), ("ar-EG,ar;q=0.9", "ar"), ("*", "en"), ("es;q=oops", "en"), ("x" * 5000, "en"),
     ("de, es;q=0.5", "es"), ("en\x7f", "en")],
)  # fmt: skip
def test_the_root_leads_to_a_language_we_offer(client, asked, language):
    page = client.get("/", headers={"Accept-Language": asked})
    assert (page.status, page.path) == (200, f"/{language}/")
