"""The page of one service, whatever its feed and the browser say."""

import pytest

from tests.directory.feeds import bring, page_of, service
from tests.finding.test_views import card_of
from tests.listing.steps import example


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("https://localhost/en/support/found/x?from=20", "/en/support/found/x?from=20"),
        ("https://evil.example/en/support/found/x", "/en/support/find/"),
        ("http://[", "/en/support/find/"),
    ],
)
def test_the_way_back_leads_to_a_list_of_ours(client, world, came, back):
    example(world)
    page = client.get(f"/en/support/{card_of(world, 'Example Legal Help').id}", headers={"Referer": came})
    assert page.status == 200
    assert f'href="{back}"' in page.body


def test_what_is_no_website_is_not_shown(client, world, tmp_path):
    owner = {"id": "o", "name": "House", "website": "ask us", "url": "http://["}
    bring(world.stores.main, page_of(tmp_path, service(organization=owner)), now=world.clock())
    page = client.get(f"/en/support/{card_of(world, 'Example help').id}")
    assert page.status == 200
    assert "Website" not in page.text


def test_a_text_message_goes_to_one_number(client, world, tmp_path):
    phone = {"id": "p", "number": "+1 312 555 0100", "extension": 911, "type": "text"}
    bring(world.stores.main, page_of(tmp_path, service(phones=[phone])), now=world.clock())
    page = client.get(f"/en/support/{card_of(world, 'Example help').id}")
    assert 'href="sms:+13125550100"' in page.body
