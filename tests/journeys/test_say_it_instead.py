"""She says it instead of writing it: in the page, or without scripts with her phone's own recorder."""

from __future__ import annotations

import io
import math
import wave
from array import array

import pytest
from playwright.sync_api import Browser, expect

from portal.statements.kinds import Kind
from tests.journeys.conftest import Open, in_two_languages
from tests.journeys.shared_file import chooses, opens, panel, says, shares, takes_back
from tests.real.running import Running
from tests.real.someone import Someone

TITLE = {"en": "On Monday", "es": "El lunes", "ar": "يوم الاثنين"}
WORDS = "I say that I do not sleep."
# Whether it can be heard: how long it is, and that time passes while it plays.
LISTEN = """async audio => {
    audio.muted = true;
    await audio.play();
    await new Promise(done => { audio.ontimeupdate = () => audio.currentTime > 0 && done(); });
    audio.pause();
    return audio.duration;
}"""
PIECE = """src => fetch(src, { headers: { Range: "bytes=100-199" } })
    .then(async answer => [answer.status, (await answer.arrayBuffer()).byteLength])"""


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


@in_two_languages(english_with_scripts=True)
def test_what_she_says_is_heard_until_she_takes_it_back(
    open_as: Open, portal: Running, language: str, scripts: bool
) -> None:
    she, facilitator = open_as(portal.survivor, language, scripts), open_as(portal.facilitator)
    if scripts:
        records(she)
    else:
        chooses(she, "Recording 7.wav", beep())
    says(she, TITLE[language], WORDS)
    shares(she, Kind.SOUND, TITLE[language])
    opens(facilitator, WORDS)
    audio = facilitator.page.locator("main audio")
    assert 0.5 < audio.evaluate(LISTEN) < 60
    src = audio.get_attribute("src") or ""
    assert facilitator.page.evaluate(PIECE, src) == [206, 100]
    takes_back(she, facilitator, src)


def records(she: Someone) -> None:
    recorder = panel(she, "record")
    she.button("Start recording").tap()
    expect(recorder).to_contain_text(she.say("The microphone is on. It is being recorded."))
    expect(recorder.locator("[data-clock]")).to_have_text("00:00:01")
    she.button("Pause").tap()
    expect(recorder).to_contain_text(she.say("Nothing is being recorded just now."))
    she.button("Go on recording").tap()
    she.button("Stop recording").tap()
    expect(she.button("Keep it")).to_be_visible()
    assert recorder.locator("audio").evaluate(LISTEN) > 0.5
    she.press("Keep it")
    assert she.page.locator("main audio").evaluate(LISTEN) > 0.5


def beep(seconds: int = 1, rate: int = 8000) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        waves = (int(9000 * math.sin(2 * math.pi * 440 * n / rate)) for n in range(seconds * rate))
        sound.writeframes(array("h", waves).tobytes())
    return made.getvalue()
