import pytest

TOPICS = ("process", "privacy", "device")


def text_of(client, place):
    page = client.get(place)
    assert page.status == 200
    return page.body


def test_front_has_five_doors(client):
    text = text_of(client, "/en/")
    main = text[text.index("<main") : text.index("</main>")]
    assert main.count('class="door"') == 5
    for place in ("/en/support/", "/en/about/process", "/en/about/for-me", "/en/leaving", "/en/sign-in"):
        assert f'href="{place}"' in main


def test_front_sets_no_cookie(client):
    assert "Set-Cookie" not in client.get("/en/").headers


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("topic", TOPICS)
def test_about_can_be_read_by_anyone(client, topic, language):
    text = text_of(client, f"/{language}/about/{topic}")
    assert f'href="/{language}/support/"' in text


def test_about_knows_no_other_topic(client):
    assert client.get("/en/about/prices").status == 404


@pytest.mark.parametrize(
    "sentence",
    [
        "They still cannot read what you wrote, unless they also get one of these:",
        "a phone or computer where you are signed in,",
        "Old backup copies become unreadable within 14 days.",
        "We cannot take back what someone has already read, written down, printed or downloaded.",
        "nobody can get your writing back, including us.",
        "The people who run it could change how it works",
        "They can copy what they read, or tell others.",
        "spying app",
        "who you share with or let help you, since when and until when,",
        "roughly how long they are,",
    ],
)
def test_about_privacy_says_the_promise_and_where_it_ends(client, sentence):
    assert sentence in text_of(client, "/en/about/privacy")


@pytest.mark.parametrize(
    "sentence",
    [
        "It does not erase the history of the browser.",
        "it saves your words first.",
        "To return, open this site again and sign in.",
        "Changing things suddenly on a phone can be noticed.",
    ],
)
def test_about_device_says_what_leaving_does_and_does_not(client, sentence):
    assert sentence in text_of(client, "/en/about/device")


def test_leaving_leads_on_to_signing_up_and_to_nothing_else(client):
    text = text_of(client, "/en/leaving")
    assert text.count('href="/en/sign-up"') == 1
    assert "how to leave quickly" in text
    assert "It does not erase the history of the browser." in text
