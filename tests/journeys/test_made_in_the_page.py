"""What is recorded or drawn in the page, when things go wrong: it stays until it is kept, and only there."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Route, expect

from tests.journeys.conftest import Open
from tests.journeys.shared_file import FILES, panel
from tests.journeys.test_draw_it import DRAWN
from tests.real.running import Running
from tests.real.someone import Someone

NOT_KEPT = "Not kept yet. It is still here."
# The pieces of every microphone that was ever given to this page.
LISTENED = """() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    window.tracks = [];
    navigator.mediaDevices.getUserMedia = async what => {
        const stream = await ask(what);
        window.tracks.push(...stream.getTracks());
        return stream;
    };
}"""
STATES = "tracks.map(track => track.readyState)"
STORED = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


@pytest.fixture
def she(open_as: Open, portal: Running) -> Someone:
    someone = open_as(portal.survivor)
    someone.page.add_init_script(f"({LISTENED})()")
    return someone


def record(she: Someone) -> None:
    panel(she, "record")
    she.button("Start recording").tap()
    expect(she.page.locator("[data-clock]")).to_have_text("00:00:01")


def recorded(she: Someone) -> None:
    record(she)
    she.button("Stop recording").tap()
    expect(she.button("Keep it")).to_be_visible()


def drawn(she: Someone) -> None:
    panel(she, "draw").locator("canvas").click(position={"x": 80, "y": 80})  # a dot


def left_behind(she: Someone, what: str) -> Any:
    """What is there in the moment after she pressed Leave. The network is slow: the page is still open."""
    she.page.route("**/leave", lambda _route: None)
    return she.leave().first.evaluate(f"leave => {{ leave.click(); return {what}; }}")


def files(she: Someone) -> int:
    she.go(FILES)
    return she.page.locator("main ul.rows a").count()


def test_without_a_network_it_stays_and_goes_the_next_time(she: Someone) -> None:
    before = files(she)
    recorded(she)
    she.page.context.set_offline(True)
    she.button("Keep it").tap()
    expect(she.page.get_by_text(she.say(NOT_KEPT)).locator("visible=true")).to_have_count(1)
    she.page.context.set_offline(False)
    she.press("Try again")
    assert files(she) == before + 1


def test_an_upload_that_breaks_off_is_sent_again(she: Someone) -> None:
    before = files(she)
    recorded(she)
    lost: list[Route] = []

    def lose_one(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route)
            return route.abort()
        route.continue_()

    she.page.route(f"**{FILES}", lose_one)
    she.button("Keep it").tap()
    she.press("Try again")
    assert lost
    assert files(she) == before + 1


def test_signed_out_meanwhile_it_waits_until_she_is_back(she: Someone) -> None:
    before = files(she)
    drawn(she)
    cookies = she.page.context.cookies()
    she.page.context.clear_cookies()
    she.button("Keep it").tap()
    told = she.say("You are signed out. Sign in on another page, then try again here.")
    expect(she.page.locator("[data-panel=draw]")).to_contain_text(told)
    she.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    she.press("Try again")
    assert files(she) == before + 1


def test_what_one_drew_is_not_kept_for_another(she: Someone) -> None:
    """Somebody else has signed in on this phone since."""
    drawn(she)
    she.page.locator("[data-whose]").evaluate("own => { own.dataset.whose = 'another' }")
    she.button("Keep it").tap()
    expect(she.button("Try again")).to_be_visible()


def test_leave_stops_the_microphone(she: Someone) -> None:
    record(she)
    assert she.page.evaluate(STATES) == ["live"]
    assert left_behind(she, STATES) == ["ended"]


def test_leave_drops_the_recording(she: Someone) -> None:
    recorded(she)
    sound = "document.querySelector('audio').getAttribute('src')"
    assert she.page.evaluate(sound).startswith("blob:")
    assert left_behind(she, sound) is None


def test_leave_empties_the_sheet(she: Someone) -> None:
    drawn(she)
    assert left_behind(she, f"({DRAWN})(document.querySelector('canvas'))") == 0


def test_stopping_lets_go_of_the_microphone(she: Someone) -> None:
    recorded(she)
    assert she.page.evaluate(STATES) == ["ended"]
    assert she.page.evaluate(STORED) == [0, 0, 0]


def test_thrown_away_is_gone_once_she_says_so_twice(she: Someone) -> None:
    recorded(she)
    she.button("Throw it away").tap()
    she.button("No, do not throw it away").tap()
    expect(she.button("Keep it")).to_be_visible()
    she.button("Throw it away").tap()
    she.button("Yes, throw it away").tap()
    expect(she.button("Start recording")).to_be_visible()
    assert she.page.locator("[data-panel=record] audio").get_attribute("src") is None


def test_another_page_is_not_opened_without_asking(she: Someone) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    drawn(she)
    she.page.on("dialog", stay)
    with she.page.expect_event("dialog"):
        she.page.evaluate("setTimeout(() => { location.href = '/en/mine/' })")
    assert asked == ["beforeunload"]
    assert she.page.locator("canvas").evaluate(DRAWN) > 0


def test_two_taps_keep_one_file(she: Someone) -> None:
    before = files(she)
    drawn(she)
    with she.page.expect_navigation():
        she.button("Keep it").evaluate("keep => { keep.click(); keep.click(); }")
    assert files(she) == before + 1


def test_a_microphone_that_is_refused(she: Someone) -> None:
    recorder = panel(she, "record")
    she.page.context.clear_permissions()
    she.button("Start recording").tap()
    expect(recorder).to_contain_text(she.say("The microphone cannot be used here. You can record with your phone’s own recorder, then choose that file below."))  # noqa: E501  # fmt: skip
    expect(she.button("Start recording")).to_be_visible()


def test_a_turned_phone_keeps_the_drawing(she: Someone) -> None:
    drawn(she)
    sheet = she.page.locator("canvas")
    before = sheet.evaluate(DRAWN)
    she.page.set_viewport_size({"width": 640, "height": 360})
    assert sheet.evaluate(DRAWN) == before
    assert (sheet.bounding_box() or {"height": 360})["height"] < 260, "there is room to scroll beside it"
    sheet.click(position={"x": 150, "y": 150})
    assert sheet.evaluate(DRAWN) > before


def test_without_scripts_there_are_no_dead_buttons(open_as: Open, portal: Running) -> None:
    she = open_as(portal.survivor, scripts=False)
    she.go(FILES)
    shown = she.page.locator("main button:visible").all_inner_texts()
    assert shown == [she.say("Add it")]
    assert she.page.locator("canvas, audio, details[data-panel]").locator("visible=true").count() == 0


def test_only_this_page_may_ask_for_the_microphone(she: Someone) -> None:
    for path, may in ((FILES, True), ("/mine/writing/1", False), ("/mine/", False)):
        answer = she.page.goto(she.running.at(f"/en{path}"))
        headers = answer.headers if answer else {}
        assert ("microphone=(self)" in headers["permissions-policy"]) is may
        assert ("blob:" in headers["content-security-policy"]) is may
        assert "camera=()" in headers["permissions-policy"]
