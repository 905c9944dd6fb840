"""A section whose text another took the place of: what is there, and what is kept of before."""

from portal.statements import earlier, service
from tests.make import working

LIST = "/en/mine/writing/2/versions"
FIRST, SECOND = "I was cold and alone there.", "I was cold and afraid there."


def of(world, number=2, who=None):
    with working(world, who or world.survivor, writing=False) as w:
        return earlier.all_of(w, number)


def texts(world, number=2):
    return [one.text for one in of(world, number)]


def there(world, number=2):
    with working(world, world.survivor, writing=False) as w:
        return service.read(w, number).text


def take_back(world, id, number=2):
    with working(world, world.survivor) as w:
        earlier.take_back(w, number, id)
