"""Two texts for one section: what is there, what waits, what is set aside."""

from portal.statements import apart, service
from tests.make import working
from tests.page import text
from tests.sharing import late

BOTH, HERE = "/en/mine/writing/1/both", "/en/mine/writing/1"
NEWER, OLDER = "I was cold and alone there.", "I was cold and afraid there."
ANSWERS = {"first": NEWER, "second": OLDER, "both": f"{NEWER}\n\n{OLDER}"}


def there(world):
    with working(world, world.survivor, writing=False) as w:
        return service.read(w, 1).text


def waits(world):
    with working(world, world.survivor, writing=False) as w:
        return [apart.read(w, id).text for id in apart.beside(w, 1).waiting]


def aside(world):
    with working(world, world.survivor, writing=False) as w:
        id = apart.beside(w, 1).set_aside
        return id and apart._opened(w, apart._row(w, id, aside=True)).text


def keep_apart(world, words, number=1):
    with working(world, world.survivor) as w:
        apart.keep(w, late(number, words))


def answer(browser, which):
    return browser.submit(button=f"answer={which}")


def area(page):
    return "".join(page.by_id["text"].itertext())


def letters(page):
    return [text(letter, without=("ins",)) for letter in page.all(css="letter")]
