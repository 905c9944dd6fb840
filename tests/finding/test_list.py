"""The list of what was found, and the way back to it."""

import pytest


@pytest.fixture
def found(client, town):
    client.get("/en/support/find/")
    return client.fill({"words": "lawyer who speaks spanish"}).submit()


def test_a_language_that_is_named_in_her_words_is_the_one_that_is_meant(found):
    assert "They speak Spanish" in found.text
    assert "They speak English" not in found.text


@pytest.mark.parametrize(
    "came",
    ["https://elsewhere.example/en/support/found/x", "javascript:alert(1)", "https://localhost/en/mine/", ""],
)
def test_from_a_service_one_goes_back_to_the_list_and_nowhere_else(client, found, came):
    service = found.href("Example Legal Help")
    page = client.get(service, headers={"Referer": f"https://localhost{found.path}"})
    assert page.href("Back to the list") == found.path
    assert client.get(service, headers={"Referer": came}).href("Find help") == "/en/support/find/"
