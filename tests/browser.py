"""The checking client: a person's acts on the portal, with every page she meets looked over.

    browser = Browser(app)
    browser.get("/en/sign-in")
    browser.fill({"Name": "ana", "Secret words": "..."}).submit("Sign in")
    browser.follow("Writing")
    assert "Saved" in browser.page.text

Each page fetched, redirects' ends and error pages included, must pass `tests/page_checks.py`; a fault
raises AssertionError with the address. Redirects are followed here, and shown when they lead away.
Requests say what a browser's do: Origin and Sec-Fetch-Site with each POST.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from flask import Flask

from tests.filling import Filled
from tests.page import ORIGIN, Page, name
from tests.page_checks import check

REDIRECTS = {301, 302, 303, 307, 308}
LONGEST_CHAIN = 6


class Browser:
    """`page` is the page in view. Cookies live as long as the browser."""

    def __init__(self, app: Flask, public_name: str = "My pages") -> None:
        self.app, self.public_name = app, public_name
        self.client = app.test_client()
        self.page = Page(ORIGIN + "/", 0, {})

    # Going somewhere

    def get(self, url: str, *, follow: bool = True, headers: Mapping[str, str] | None = None) -> Page:
        return self._send("GET", url, follow=follow, headers=headers)

    def post(self, url: str, data: Any = None, *, follow: bool = True, **options: Any) -> Page:
        """For what a person cannot do by a form: a forged or stale request."""
        return self._send("POST", url, data=data, follow=follow, **options)

    def follow(self, words: str) -> Page:
        """Press the link with these words."""
        return self.get(self.page.href(words))

    def leave(self) -> Page:
        """Press "Leave", whichever kind it is here."""
        way_out = self.page.all(css="leave")[0]
        if way_out.get("href"):
            return self.get(way_out.get("href", ""))
        form = self.page.owner(way_out)
        assert form is not None
        return Filled(self.page, form, self._send).submit(name(way_out))

    # Forms

    def fill(self, form: int | str | Mapping[str, Any], values: Mapping[str, Any] | None = None) -> Filled:
        """Fill in the form at this place or of this id; without either, the one that has these fields."""
        if isinstance(form, Mapping):
            return self._form_with(form).fill(form)
        forms = self.page.all("form")
        found = self.page.by_id.get(form) if isinstance(form, str) else dict(enumerate(forms)).get(form)
        assert found is not None, f"{self.page.url}: there is no form {form!r} among {len(forms)}"
        return Filled(self.page, found, self._send).fill(values or {})

    def submit(
        self, values: Mapping[str, Any] | None = None, button: str | None = None, **options: Any
    ) -> Page:
        """Fill in the form that has these fields and this button, and press it."""
        return self._form_with(values or {}, button).fill(values or {}).submit(button, **options)

    def _form_with(self, values: Mapping[str, Any], button: str | None = None) -> Filled:
        fitting, faults = [], []
        for form in self.page.all("form"):
            try:
                filled = Filled(self.page, form, self._send).fill(values)
                if button is not None:
                    filled.button(button)
                fitting.append(form)
            except AssertionError as fault:
                faults.append(str(fault))
        assert len(fitting) == 1, (
            f"{self.page.url}: {len(fitting)} forms fit {list(values)} {button!r}: {faults}"
        )
        return Filled(self.page, fitting[0], self._send)

    # On the wire

    def _send(self, method: str, url: str, *, follow: bool = True, **options: Any) -> Page:
        page = self._once(method, url, **options)
        for _turn in range(LONGEST_CHAIN):
            location = page.location
            away = location is None or urlsplit(urljoin(page.url, location)).netloc != urlsplit(ORIGIN).netloc
            if not follow or page.status not in REDIRECTS or location is None or away:
                break
            page = self._once("GET", location)
        else:
            raise AssertionError(f"{url}: redirects without end")
        self.page = page
        return page

    def _once(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, **options: Any
    ) -> Page:
        url = urldefrag(urljoin(self.page.url, url)).url
        sent = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"} if method == "POST" else {}
        answer = self.client.open(
            urlsplit(url)._replace(scheme="", netloc="").geturl(),
            method=method, base_url=ORIGIN, headers={**sent, **(headers or {})}, **options,
        )  # fmt: skip
        page = Page(url, answer.status_code, answer.headers, answer.data)
        if page.is_html:
            check(page, self.public_name)
        return page
