"""What is shown once more after Back, and to whom."""

from portal.demo import WRITTEN
from tests.make import sign_in
from tests.vouching.steps import ask, choose


def test_the_numbers_stay_in_reach_for_a_quarter_of_an_hour(another_client, world):
    numbers = ask(another_client, world.survivor.name)
    shown = another_client.page.url
    assert not any(number.replace(" ", "") in shown.replace("%20", "") for number in numbers)
    another_client.get("/en/recover/people/back")
    assert numbers[1] in another_client.get(shown).main
    assert another_client.get(shown[:-3] + "abc").path == "/en/recover/people"
    world.clock.move(minutes=16)
    assert another_client.get(shown).path == "/en/recover/people"


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
