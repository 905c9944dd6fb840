"""Two telephone numbers in one field: both are shown, the first is called."""

import pytest

from portal.directory.values import first_number
from portal.finding.told import dialled
from portal.support.line import Number
from tests.directory.feeds import bring, page_of, service


@pytest.mark.parametrize(
    ("number", "dial"),
    [
        ("020 1234 or 020 5678", "0201234"), ("020 1234 / 020 5678", "0201234"), ("112 o 911", "112"),
        ("020 1234, 020 5678", "0201234"), ("555-0100/0101", "5550100"), ("555 0100; 555 0101", "5550100"),
        ("+34 600 100 200 +34 600 100 201", "+34600100200"), ("(030) 1234 (030) 5678", "0301234"),
        ("020 1234 - 020 5678", "0201234"), ("1-800-FLOWERS or 1-800-555-0100", "18003569377"),
        ("٠٢٠ ١٢٣٤ أو ٠٢٠ ٥٦٧٨", "0201234"), ("020 1234 or ask at the desk", ""),
        ("911 (24/7)", "911"), ("0800 123 456 24/7", "0800123456"), ("030 24/712", "03024712"),
        *((one, "".join(sign for sign in one if sign in "+0123456789")) for one in (
            "030/12345", "+49 30/123456", "+49 33203 / 12345", "(312) 555 - 0100", "+44 20 7946 - 0018",
            "+1 (312) 555-0100", "1 800 273 8255", "+49 30 123456 (78)", "33 1 23 45 67 89",
        )),
    ],
)  # fmt: skip
def test_of_two_numbers_in_one_field_the_first_is_called(number, dial):
    assert dialled(number) == dial
    assert dialled(number, "12") == dial + ",12" * (bool(dial) and number == first_number(number))


def test_both_numbers_are_shown(client, world, tmp_path):
    both = "020 1234 / 020 5678"
    feed = page_of(tmp_path, service(name="Two telephones", phones=[{"number": both}]))
    bring(world.stores.main, feed, now=world.clock())
    client.get("/en/support/find/")
    page = client.fill({"words": "telephones"}).submit()
    for body in (page.body, client.follow("Two telephones").body):
        assert f'href="tel:0201234"><bdo dir="ltr">{both}</bdo>' in body


def test_so_it_is_with_a_line_that_a_lead_adds():
    assert Number("020 1234 / 020 5678").digits == "0201234"
    assert Number("+44 (0)808 2000 247").digits == "+448082000247"
