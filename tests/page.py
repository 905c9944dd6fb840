"""A page as a person meets it: its words, its links, its controls and what they are called."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

ORIGIN = "https://localhost"
UNSEEN = {"script", "style", "template"}
CHECKED = {"radio", "checkbox"}
NOT_FILLED = {"submit", "button", "reset", "image"}


def tag(element: Element) -> str:
    """The local name; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _pieces(element: Element, without: set[str]) -> Iterator[str]:
    if tag(element) and tag(element) not in without:
        yield element.text or ""
        for child in element:
            yield from _pieces(child, without)
            yield child.tail or ""


def text(element: Element, without: Iterable[str] = ()) -> str:
    """Its words, with single spaces; `without` what elements of these tags hold."""
    return " ".join("".join(_pieces(element, {*UNSEEN, *without})).split())


class Page:
    def __init__(self, url: str, status: int, headers: Mapping[str, str], content: bytes = b"") -> None:
        self.url, self.status, self.headers, self.content = url, status, headers, content

    # Read when somebody looks, since most pages are only passed through

    @cached_property
    def _read(self) -> tuple[Element, list[tuple[tuple[int, int], str, dict[str, object]]]]:
        builder = html5lib.getTreeBuilder("etree")
        parser = html5lib.HTMLParser(tree=builder, namespaceHTMLElements=False)
        return parser.parse(self.body), parser.errors

    @property
    def root(self) -> Element:
        return self._read[0]

    @property
    def errors(self) -> list[tuple[tuple[int, int], str, dict[str, object]]]:
        return self._read[1]

    @cached_property
    def tagged(self) -> list[tuple[str, Element]]:
        """Each element with its tag, which is asked for more often than anything else."""
        return [(tag(element), element) for element in self.root.iter() if tag(element)]

    @cached_property
    def elements(self) -> list[Element]:
        return [element for _tag, element in self.tagged]

    @cached_property
    def parent(self) -> dict[Element, Element]:
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def by_id(self) -> dict[str | None, Element]:
        return {element.get("id"): element for element in self.elements if element.get("id")}

    def __repr__(self) -> str:
        return f"<Page {self.status} {self.url}: {self.text[:500]}>"

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def location(self) -> str | None:
        """Where an answer leads that the client did not follow: another site."""
        return self.headers.get("Location")

    @property
    def is_html(self) -> bool:
        carries = self.status != 204 and not 300 <= self.status < 400
        return carries and self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def body(self) -> str:
        """The source of a page; "" for what is no page."""
        return self.content.decode() if self.is_html else ""

    @property
    def text(self) -> str:
        return " ".join(text(body) for body in self.all("body"))

    @property
    def main(self) -> str:
        """The words of the page itself, without its header and foot."""
        return " ".join(text(main) for main in self.all("main"))

    @property
    def title(self) -> str:
        return " ".join(text(title) for title in self.all("title") if self.parent[title] in self.all("head"))

    @property
    def h1(self) -> str:
        return " ".join(text(heading) for heading in self.all("h1"))

    def all(self, *tags: str, css: str | None = None, inside: Element | None = None) -> list[Element]:
        """Elements of these tags, in document order; `css`: a class they have."""
        among = self.tagged if inside is None else [(tag(element), element) for element in inside.iter()]
        found = [element for its_tag, element in among if its_tag in tags or not tags]
        return [one for one in found if css in one.get("class", "").split()] if css is not None else found

    def above(self, element: Element, *tags: str) -> Element | None:
        """The nearest ancestor of one of these tags."""
        up = self.parent.get(element)
        while up is not None and tag(up) not in tags:
            up = self.parent.get(up)
        return up

    # Links

    def links(self) -> list[tuple[str, str]]:
        """(words, address) of each link."""
        return [(name(link), link.get("href", "")) for link in self.all("a") if link.get("href")]

    def href(self, words: str) -> str:
        """The address of the one link with these words. Raises AssertionError when there is none or more."""
        exact = {href for label, href in self.links() if label == words}
        found = exact or {href for label, href in self.links() if words in label}
        assert len(found) == 1, f"{self.url}: {len(found)} links say {words!r}; links: {self.links()}"
        return found.pop()

    # Forms

    def owner(self, control: Element) -> Element | None:
        """The form that `control` belongs to: by its form attribute, else the one around it."""
        named = control.get("form")
        return self.by_id.get(named) if named else self.above(control, "form")

    def controls(self, form: Element | None = None) -> list[Element]:
        """What can be filled in or is sent along: no buttons."""
        found = self.all("input", "select", "textarea")
        found = [control for control in found if control.get("type", "") not in NOT_FILLED]
        return [control for control in found if form is None or self.owner(control) is form]

    def buttons(self, form: Element) -> list[Element]:
        """What sends `form`, in document order."""
        found = [
            button
            for button in self.all("button", "input")
            if button.get("type", "submit" if tag(button) == "button" else "text") in ("submit", "image")
        ]
        return [button for button in found if self.owner(button) is form]

    def label(self, control: Element) -> str:
        """What a control is called, as assistive technology works it out; "" if it is called nothing."""
        if control.get("aria-label"):
            return " ".join(control.get("aria-label", "").split())
        named = [self.by_id[id] for id in control.get("aria-labelledby", "").split() if id in self.by_id]
        if not named and control.get("id"):
            named = [label for label in self.all("label") if label.get("for") == control.get("id")]
        around = self.above(control, "label")
        if not named and around is not None:
            named = [around]
        return " ".join(filter(None, (text(one, without=("select", "textarea")) for one in named)))

    def legend(self, control: Element) -> str:
        """What the group around a control is called."""
        group = self.above(control, "fieldset")
        legends = self.all("legend", inside=group) if group is not None else []
        return text(legends[0]) if legends else ""


def name(element: Element) -> str:
    """What a link or button is called."""
    return " ".join(element.get("aria-label", "").split()) or text(element) or element.get("value", "")
