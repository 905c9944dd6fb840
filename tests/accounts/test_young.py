"""Whether she is under 18 is hers to say; it changes what she is shown."""

import pytest
from sqlalchemy import select

from portal.keyring.models import Principal
from tests.accounts.steps import account_of, card_in, type_back
from tests.make import sign_in, working

LINK = "If you are under 18: what is different for you"


@pytest.mark.parametrize(("answer", "shown"), [("yes", True), ("no", False), (None, False)])
def test_it_is_asked_at_sign_up_and_needs_no_answer(client, world, answer, shown):
    client.get("/en/sign-up")
    client.fill({"kind": "words"} | ({} if answer is None else {"young": answer})).submit()
    name, words = card_in(client.page)
    type_back(client, words)
    assert (LINK in client.get("/en/mine/").main) is shown
    assert account_of(world, name).about_w is not None, "said or not, the row looks the same"


def test_it_is_said_and_taken_back_later(client, world):
    sign_in(client, world.survivor)
    client.get("/en/settings/young")
    client.fill({"young": "yes"}).submit()
    assert LINK in client.get("/en/mine/").main
    assert "who has to agree" in client.get("/en/mine/choices/new").main
    client.get("/en/settings/young")
    client.fill({"young": "no"}).submit()
    assert LINK not in client.get("/en/mine/").main


def test_said_or_not_the_rows_look_the_same(client, world):
    sign_in(client, world.survivor)
    sizes = set()
    for answer in ("yes", "no"):
        client.get("/en/settings/young")
        client.fill({"young": answer}).submit()
        with working(world, writing=False) as w:
            sizes.add(len(w.main.scalar(select(Principal.about_w).where(Principal.about_w.is_not(None)))))
    assert len(sizes) == 1


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_anybody_can_read_what_is_different(client, language):
    page = client.get(f"/{language}/about/young")
    assert page.status == 200
    assert "Set-Cookie" not in page.headers
    assert page.all("section", css="card"), "somebody to call"
