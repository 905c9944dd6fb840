"""Answers of other kinds than words: as the page sends them, together with others, in words, summed up."""

from decimal import Decimal

import pytest

from portal import i18n
from portal.answers import Answers, both, opened, packed, posted
from portal.statements import rules, said, service, sums
from portal.statements.sections import section
from tests.make import sign_in, working
from tests.sharing import new_survivor, read_as, share, sql, write

ROW = {"what": "Wages", "amount": "1.200,50", "currency": "EUR"}


def lost(*rows, text=""):
    return packed(Answers(2, text, {"losses": list(rows)}))


def test_what_a_form_sends():
    fields = [
        ("c-how", "myself"), ("a-nothing", " "), ("c-none", "-"), ("a-dash", "-"),
        ("m-not_there", "police"), ("m-not_there", "mine"),
        ("r-losses-1-what", "Second"), ("r-losses-0-what", "First"), ("r-losses-7-currency", "EUR"),
        ("r-losses-x-what", "no row"), ("act", "save"), ("a-BAD", "no"),
    ]  # fmt: skip
    found = posted(2, "Words", fields)
    assert found.values == {
        "how": "myself", "dash": "-", "not_there": ["police", "mine"],
        "losses": [{"what": "First"}, {"what": "Second"}],
    }  # fmt: skip
    assert opened(packed(found)) == found
    assert dict(posted(2, "", found.fields()).values) == found.values


def test_nothing_answered_is_nothing():
    assert packed(Answers(2, " \n", {})) == ""
    assert opened("only words") is None
    assert opened("") is None


def test_both_of_two_keep_every_row_and_tick():
    one, other = {"what": "A"}, {"what": "B"}
    first = packed(Answers(2, "x", {"losses": [one], "m": ["a"], "how": "one"}))
    second = packed(Answers(2, "y", {"losses": [one, other], "m": ["b"], "how": "two", "more": "z"}))
    found = opened(rules.together(first, second))
    assert found.values == {"losses": [one, other], "m": ["a", "b"], "how": "one", "more": "z"}
    assert found.text == "x\n\ntwo\n\ny"  # where only one fits, the other becomes words
    assert opened(rules.together("only words", second)).text == "only words\n\ny"
    assert both("a", "b", "c") is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1200", "1200"), ("1.200,50", "1200.50"), ("1,200.50", "1200.50"), ("1 200", "1200"),
        ("1.200", "1200"), ("12,5", "12.5"), ("١٢٠٠٫٥", "1200.5"), ("١٬٢٠٠", "1200"), ("€ 300", "300"),
        ("300 $", "300"), ("1'200.00", "1200.00"), ("0", "0"), ("about 300", None), ("", None),
        ("1,2,3", None), ("12.345.6789", None), ("-5", None), ("9" * 30, None),
    ],
)  # fmt: skip
def test_money_as_people_write_it(typed, number):
    assert sums.amount(typed) == (None if number is None else Decimal(number))


def test_sums_keep_currencies_apart_and_say_what_they_cannot_read(app):
    (table,) = section(10).questions
    rows = [
        ROW, {"amount": "99.50", "currency": "eur ", "paid_back": "300"}, {"amount": "10", "currency": "USD"},
        {"amount": "a lot", "currency": "EUR"},
    ]  # fmt: skip
    with i18n.use_language("en"):
        found = sums.totals(table, rows)
    assert found.missing == "1,000.00 EUR and 10.00 USD"
    assert [amounts for _name, amounts in found.by_column] == ["1,300.00 EUR and 10.00 USD", "300.00 EUR"]
    assert found.unread == 1


def test_in_words_in_the_language_it_was_written_in(app):
    text = lost({**ROW, "category": "wages"}, text="نعم")
    english = said.in_words(10, text, "en")
    assert "Wages" in english
    assert "1.200,50 EUR" in english
    assert english.endswith("نعم")
    assert said.in_words(10, text, "es") != english
    assert said.in_words(10, "only words", "en") == "only words"


def test_an_answer_that_a_condition_hides_is_kept_and_not_said(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    page = client.get("/en/mine/writing/12")
    assert "a-reader" not in page.body
    client.fill("writing", {"c-how": "other"}).submit("act=save")
    client.fill("writing", {"a-reader": "My aunt"}).submit("act=save")
    client.fill("writing", {"c-how": "beside"}).submit("act=save")
    with working(world, who, writing=False) as w:
        found = service.read(w, 12)
    assert found.answers.one("reader") == "My aunt"
    assert "My aunt" not in found.words
    client.fill("writing", {"c-how": "other"}).submit("act=save")
    assert 'value="My aunt"' in client.page.body


def test_lines_come_and_go(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    client.get("/en/mine/writing/10")
    for at, what in enumerate(("First", "Second")):
        client.fill("writing", {f"r-losses-{at}-what": what, f"r-losses-{at}-amount": "10"})
        client.fill("writing", {f"r-losses-{at}-what": what}).submit("act=line")
    assert 'name="r-losses-2-what"' in client.page.body
    client.fill("writing").submit("act=drop:losses:0")
    assert 'value="First"' not in client.page.body
    assert 'value="Second"' in client.page.body
    client.get("/en/mine/writing/10/versions")
    assert client.page.all("a")
    assert "First" in client.get("/en/mine/writing/review").main or "Second" in client.page.main


def test_sixty_thousand_characters_with_answers_come_back_when_too_long(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    client.get("/en/mine/writing/12")
    client.fill("writing", {"c-how": "other"}).submit("act=save")
    page = client.fill("writing", {"text": "x" * 64_000, "a-reader": "My aunt"}).submit("act=save")
    assert page.status == 413
    page = client.fill("writing", {"text": "short"}).submit("act=save")
    assert page.status == 200
    client.get("/en/mine/writing/12")
    assert 'value="My aunt"' in client.page.body


def test_answers_from_two_pages_are_both_kept(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    client.get("/en/mine/writing/10")
    write(world, who, 10, lost({"what": "From the other page"}))
    client.fill("writing", {"r-losses-0-what": "From this page"}).submit("act=save")
    assert client.page.path == "/en/mine/writing/10/both"
    assert "the other page" in client.page.main
    assert "this page" in client.page.main
    client.submit(button="answer=both")
    assert 'value="From the other page"' in client.page.body
    assert 'value="From this page"' in client.page.body


def test_answers_after_the_session_ended_are_kept(world, client):
    who = new_survivor(world)
    sign_in(client, who)
    client.get("/en/mine/writing/10")
    page = client.page
    sql(world.stores.sessions, "DELETE FROM sess")
    client.page = page
    client.fill("writing", {"r-losses-0-what": "Late wages"}).submit("act=save")
    assert client.page.path == "/en/kept"
    sign_in(client, who)
    assert "Late wages" in client.get("/en/mine/writing/10/both").main


def test_sums_are_for_her_own_eye(world, client):
    """They would tell a reader of a line that was left out."""
    who = new_survivor(world)
    sign_in(client, who)
    write(world, who, 10, lost({**ROW, "paid_back": "200"}))
    assert "Still missing: 1,000.50 EUR" in client.get("/en/mine/writing/10").main
    assert "Still missing: 1,000.50 EUR" in client.get("/en/mine/writing/review").main
    shared = read_as(world, world.lead, share(world, who, [10]).share_id).parts[0]
    assert "1.200,50 EUR" in shared.text
    assert "1,000.50" not in shared.text
