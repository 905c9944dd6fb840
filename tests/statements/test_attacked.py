"""What was once lost, or said wrongly: answers that meet others, forms that come back, sums."""

import pytest

from portal import i18n
from portal.answers import Answers, opened, packed, posted
from portal.home import everything
from portal.statements import apart, said, service, sums
from portal.statements.sections import section
from tests.make import sign_in, working
from tests.sharing import late, new_survivor, write


@pytest.fixture
def her(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    return who


def answered(values, text="", version=2):
    return packed(Answers(version, text, values))


def there(world, who, number):
    with working(world, who, writing=False) as w:
        return service.read(w, number)


def test_keeping_both_loses_neither_of_two_answers(world, client, her):
    write(world, her, 12, answered({"not_wanted": "No photo", "how": "other", "reader": "My aunt"}, "First."))
    with working(world, her) as w:
        second = {"not_wanted": "Not to be touched", "how": "beside", "beside": "My dog", "reader": "Ben"}
        apart.keep(w, late(12, answered(second, "Second.")))
    client.get("/en/mine/writing/12/both")
    client.submit(button="answer=both")
    found = there(world, her, 12)
    assert (found.answers.one("not_wanted"), found.answers.one("reader")) == ("No photo", "My aunt")
    for words in ("First.", "Second.", "Not to be touched", "Ben", "I read it, with somebody beside me"):
        assert words in found.answers.text, words
    assert found.answers.one("beside") == "My dog"


def test_keeping_both_says_once_what_both_say(world, client, her):
    write(world, her, 12, answered({"sign": "Blue"}))
    with working(world, her) as w:
        apart.keep(w, late(12, answered({"sign": "Blue", "dialect": "Tigrinya"})))
    client.get("/en/mine/writing/12/both")
    client.submit(button="answer=both")
    found = there(world, her, 12)
    assert (found.answers.text, found.answers.one("dialect")) == ("", "Tigrinya")


def test_what_this_part_does_not_offer_is_not_brought_as_a_code(world, client, her):
    write(world, her, 12, answered({"how": "retold", "not_there": ["police"], "beside": "My dog"}))
    client.get("/en/mine/writing/106")
    client.fill("writing").submit("act=bring:12")
    found = there(world, her, 106)
    assert "retold" not in found.text.replace("retold\\n", "")
    assert "The facilitator tells it in their own words" in found.words
    assert found.answers.one("beside") == "My dog"
    client.fill("writing").submit("act=save")
    assert there(world, her, 106).text == found.text


def test_codes_and_columns_that_this_page_does_not_know_stay(world, client, her):
    table = [{"what": "Bus", "category": "rocket", "weather": "rain"}]
    values = {"losses": table}
    heard = {"how": "telepathy", "not_there": ["police", "aliens"]}
    write(world, her, 10, answered(values, version=9))
    write(world, her, 12, answered(heard, version=9))
    for number, kept in (10, values), (12, heard):
        client.get(f"/en/mine/writing/{number}")
        client.fill("writing", {"text": "More."}).submit("act=save")
        found = there(world, her, number).answers
        assert (found.values, found.text) == (kept, "More.")
    client.fill("writing", {"c-how": "-"}).submit("act=save")
    assert "how" not in there(world, her, 12).answers.values


def test_the_line_she_points_at_is_taken_away(world, client, her):
    write(world, her, 10, answered({"losses": [{"what": name} for name in ("A", "B", "C")]}))
    client.get("/en/mine/writing/10")
    client.fill("writing", {"r-losses-0-what": ""}).submit("act=drop:losses:1")
    assert there(world, her, 10).answers.rows("losses") == [{"what": "C"}]


def test_a_line_that_she_emptied_is_gone_and_no_other(world, client, her):
    write(world, her, 10, answered({"losses": [{"what": name} for name in ("A", "B", "C")]}))
    client.get("/en/mine/writing/10")
    client.fill("writing", {"r-losses-0-what": ""}).submit("act=drop:losses:0")
    assert there(world, her, 10).answers.rows("losses") == [{"what": "B"}, {"what": "C"}]


def test_more_than_a_thousand_lines():
    values = {"losses": [{"what": str(at)} for at in range(1200)]}
    assert posted(2, "", Answers(2, "", values).fields()).values == values


def test_broken_letters_in_an_answer_can_be_mended(world, client, her):
    client.get("/en/mine/writing/12")
    page = client.fill("writing", {"a-sign": "Bl\ufffde", "a-dialect": "Tigrinya"}).submit("act=save")
    assert (page.status, 'type="hidden" name="a-sign"' in page.body) == (400, False)
    page = client.fill("writing", {"a-sign": "Blue"}).submit("act=save")
    assert page.status == 200
    assert there(world, her, 12).answers.values == {"sign": "Blue", "dialect": "Tigrinya"}


def test_an_answer_that_is_too_long_can_be_shortened(world, client, her):
    client.get("/en/mine/writing/12")
    page = client.fill("writing", {"a-times": "x" * 65_000}).submit("act=save")
    assert page.status == 413
    page = client.fill("writing", {"a-times": "x" * 60_000}).submit("act=save")
    assert page.status == 200
    assert len(there(world, her, 12).answers.one("times")) == 60_000


def test_an_answer_that_nothing_asks_for_now_is_among_what_she_has(world, her):
    write(world, her, 12, answered({"reader": "My aunt"}))
    with working(world, her, writing=False) as w:
        found = everything.sections(w, "US")
    assert [one["answers"] for one in found] == [{"reader": "My aunt"}]


def test_a_currency_without_a_sum_beside_it_is_said(app):
    text = answered({"work": [{"what": "Kitchen", "got": "300", "currency": "EUR"}]})
    assert "EUR" in said.in_words(11, text, "en")
    text = answered({"losses": [{"what": "Bus", "amount": "3", "currency": "EUR"}]})
    assert said.in_words(10, text, "en").count("Currency") == 0


def total(*rows):
    (table,) = section(10).questions
    with i18n.use_language("en"):
        return sums.totals(table, rows)


def test_euros_and_dollars_are_not_added_up(app):
    found = total({"amount": "€ 300"}, {"amount": "$200"}, {"amount": "5 €"})
    assert [amounts for _name, amounts in found.by_column] == ["200.00 $ and 305.00 €"]


@pytest.mark.parametrize("typed", ["0.500", "١٫٥٠٠", "1.2345"])
def test_what_may_be_a_thousand_times_too_much_is_not_counted(app, typed):
    assert total({"amount": typed}).unread == 1


@pytest.mark.parametrize("code", ["KWD", "jod "])
def test_nor_is_a_sum_in_thousandths(app, code):
    """One and a half dinar, or one thousand five hundred."""
    found = total({"amount": "1.500", "currency": code}, {"amount": "1.500", "currency": "EUR"})
    assert (found.unread, found.by_column[0][1]) == (1, "1,500.00 EUR")


def test_arabic_signs_say_what_they_are(app):
    found = total({"amount": "١٬٢٠٠٫٥٠"}, {"amount": "٣٫٥"})
    assert found.by_column[0][1] == "1,204.00"
    assert opened("") is None


def test_nothing_is_said_to_be_here_when_nothing_came(world, client, her):
    write(world, her, 12, answered({"not_there": ["police"]}))
    client.get("/en/mine/writing/106")
    page = client.fill("writing").submit("act=bring:12")
    assert "Your words are here too now" not in page.main
    assert there(world, her, 106).text == ""
