"""What is shown once more after Back, and to whom."""

from portal.demo import WRITTEN
from tests.make import sign_in
from tests.vouching.steps import ask, choose


def test_the_question_is_asked_at_an_address_of_its_own(client, another_client, world):
    sign_in(client, world.survivor)
    choose(client, world)
    tell, _keep = ask(another_client, world.survivor.name)
    sign_in(another_client, world.advocate)
    another_client.get("/en/vouch")
    page = another_client.fill({"told": tell}).submit()
    assert page.path.startswith("/en/vouch/sure/")
    assert tell.replace(" ", "") not in page.url
    again = another_client.get(page.url)
    assert "Is it really this person?" in again.main
    assert WRITTEN[1][:20] not in again.body
    assert another_client.get("/en/vouch/sure/abc").path == "/en/vouch"
