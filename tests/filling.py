"""Filling in a form and sending it as a browser does, with what is hidden, ticked, chosen and pressed."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urljoin
from xml.etree.ElementTree import Element

from werkzeug.datastructures import MultiDict

from tests.page import CHECKED, Page, name, tag, text

Send = Callable[..., Page]


def _words(value: str) -> str:
    """Line ends as they are sent: CR LF (the HTML standard, "constructing the entry list")."""
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


class Filled:
    """One form of one page. `fill` changes what is in it, `submit` presses a button."""

    def __init__(self, page: Page, form: Element, send: Send) -> None:
        self.page, self.form, self._send = page, form, send
        self._typed: dict[Element, Any] = {}
        self._ticked = {control for control in self._controls() if control.get("checked") is not None}

    def _controls(self) -> list[Element]:
        return [control for control in self.page.controls(self.form) if not self._off(control)]

    def _off(self, control: Element) -> bool:
        group = self.page.above(control, "fieldset")
        return control.get("disabled") is not None or (
            group is not None and group.get("disabled") is not None
        )

    # Filling in

    def fill(self, values: Mapping[str, Any]) -> "Filled":
        """Keys: a control's label or name, or the legend of a group of choices.

        A text is typed; True and False tick and untick; for choices give the label or value of one, or
        a list of them; a file is (stream, name).
        """
        for key, value in values.items():
            controls = self._called(key)
            if tag(controls[0]) != "select" and controls[0].get("type") in CHECKED:
                self._tick(key, controls, value)
            else:
                assert len(controls) == 1, self._fault(f"{len(controls)} controls are called {key!r}")
                self._typed[controls[0]] = value
        return self

    def _called(self, key: str) -> list[Element]:
        controls = [control for control in self._controls() if control.get("type") != "hidden"]
        for called in (self.page.label, self.page.legend, lambda control: control.get("name")):
            found = [control for control in controls if called(control) == key]
            if found:
                return found
        known = [self.page.label(control) or control.get("name") for control in controls]
        raise AssertionError(self._fault(f"nothing is called {key!r}, only {known}"))

    def _tick(self, key: str, controls: list[Element], value: Any) -> None:
        if isinstance(value, bool):
            assert len(controls) == 1, self._fault(f"say which of {key!r} to choose")
            wanted = set(controls) if value else set()
            if controls[0].get("type") == "radio":
                controls = [c for c in self._controls() if c.get("name") == controls[0].get("name")]
        else:
            asked = [str(one) for one in (value if isinstance(value, list | tuple | set) else [value])]
            wanted = {
                control for control in controls if {self.page.label(control), control.get("value")} & {*asked}
            }
            offered = [self.page.label(control) for control in controls]
            assert len(wanted) == len(asked), self._fault(f"{key!r} offers {offered}, not {asked}")
        self._ticked = (self._ticked - set(controls)) | wanted

    # What is in it

    def entries(self, button: Element | None = None) -> list[tuple[str, Any]]:
        """(name, value) in document order, as the HTML standard has it."""
        found: list[tuple[str, Any]] = []
        sent = {*self._controls(), button}
        for control in self.page.elements:
            if control in sent and control.get("name"):
                found += [(control.get("name", ""), value) for value in self._values(control, button)]
        return found

    def _values(self, control: Element, button: Element | None) -> list[Any]:
        if control is button:
            return [control.get("value", "")]
        if control.get("type") in CHECKED:
            return [control.get("value", "on")] if control in self._ticked else []
        if tag(control) == "select":
            return self._chosen(control)
        typed = self._typed.get(control)
        if control.get("type") == "file":
            return [typed] if typed else []
        if typed is None:
            typed = "".join(control.itertext()) if tag(control) == "textarea" else control.get("value", "")
        return [_words(str(typed))]

    def _chosen(self, control: Element) -> list[str]:
        options = self.page.all("option", inside=control)
        asked = self._typed.get(control)
        if asked is not None:
            found = [option for option in options if str(asked) in (text(option), option.get("value"))]
            assert found, self._fault(f"{self.page.label(control)!r} offers no {asked!r}")
        else:
            found = [option for option in options if option.get("selected") is not None] or options[:1]
        return [option.get("value", text(option)) for option in found[:1]]

    # Sending

    def button(self, said: str | None) -> Element:
        """The button with these words, or `name=value`; without any, the only one besides the ways out."""
        buttons = [button for button in self.page.buttons(self.form) if not self._off(button)]
        if said is None:
            found = [button for button in buttons if button.get("formaction") is None]
        else:
            found = [b for b in buttons if said in (name(b), f"{b.get('name')}={b.get('value')}")]
        known = [name(button) for button in buttons]
        assert len(found) == 1, self._fault(f"{len(found)} buttons fit {said!r}, of {known}")
        return found[0]

    def submit(self, button: str | None = None, **options: Any) -> Page:
        pressed = self.button(button)
        method = (pressed.get("formmethod") or self.form.get("method") or "get").lower()
        action = urljoin(self.page.url, pressed.get("formaction") or self.form.get("action") or self.page.url)
        entries = self.entries(pressed)
        if method == "get":
            return self._send("GET", f"{action.partition('?')[0]}?{urlencode(entries)}", **options)
        kind = self.form.get("enctype", "application/x-www-form-urlencoded")
        return self._send("POST", action, data=MultiDict(entries), content_type=kind, **options)

    def _fault(self, words: str) -> str:
        return f"{self.page.url}: {words}"
