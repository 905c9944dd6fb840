"""When the largest thing stands on the screen of a slow phone: Chromium, 360x640, its processor slowed
six times, 400 ms to the server and 400 kbit/s. The server is on this machine and is not slowed itself."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.service import Bench, running, say_where
from tests.real.chromium import FLAGS, PHONE, chromium

TIMES = 5
SLOWER, LATENCY, BYTES = 6, 400, 50_000
PAINTED = """() => new Promise(done => {
    let last = 0;
    const looking = new PerformanceObserver(list => {
        for (const one of list.getEntries()) last = one.startTime;
    });
    looking.observe({ type: "largest-contentful-paint", buffered: true });
    const first = () => performance.getEntriesByName("first-contentful-paint")[0].startTime;
    setTimeout(() => done([last, first()]), 1500);
})"""
Times = tuple[float, float]


def slow(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY, "downloadThroughput": BYTES, "uploadThroughput": BYTES},
    )
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def open_slowly(page: Page, url: str) -> Times:
    slow(page)
    page.goto(url, wait_until="load")
    largest, first = page.evaluate(PAINTED)
    return largest, first


def first_visit(context: BrowserContext, bench: Bench) -> Times:
    return open_slowly(context.new_page(), f"{bench.url}/en/")


def writing_page(context: BrowserContext, bench: Bench, *, kept: bool) -> Times:
    """`kept`: with the files in the browser that a walk through the portal leaves there."""
    page = context.new_page()
    page.goto(f"{bench.url}/en/sign-in?next=/en/mine/writing/2")
    page.fill("[name=name]", bench.survivor.name)
    page.fill("[name=passphrase]", bench.survivor.passphrase)
    with page.expect_navigation(wait_until="networkidle"):
        page.press("[name=passphrase]", "Enter")
    if not kept:
        context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.close()
    return open_slowly(context.new_page(), f"{bench.url}/en/mine/writing/1")


def measured(browser: Browser, visit: Callable[[BrowserContext], Times]) -> list[Times]:
    found = []
    for _turn in range(TIMES):
        context = browser.new_context(**PHONE)
        found.append(visit(context))
        context.close()
    return found


def main() -> None:
    say_where(f"Milliseconds on a slow phone, medians of {TIMES}")
    with running() as bench, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        visits: dict[str, Callable[[BrowserContext], Times]] = {
            "front page, first visit": lambda context: first_visit(context, bench),
            "writing page, nothing kept": lambda context: writing_page(context, bench, kept=False),
            "writing page, from another part": lambda context: writing_page(context, bench, kept=True),
        }
        print(f"{'':32}{'largest':>9}{'first':>8}   largest: lowest, highest")
        for name, visit in visits.items():
            found = measured(browser, visit)
            medians = [median(column) for column in zip(*found, strict=True)]
            ends = sorted(one[0] for one in found)
            print(f"{name:32}{medians[0]:9.0f}{medians[1]:8.0f}", end="")
            print(f"   {ends[0]:.0f}, {ends[-1]:.0f}")
        browser.close()


if __name__ == "__main__":
    main()
