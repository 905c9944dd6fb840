"""What a person does to leave passages out, and what is then in the share."""

from portal.consent import snapshot
from portal.consent.models import Share
from tests.consent.giving import choose
from tests.make import working
from tests.sharing import consents

NUMBER, STREET = "600 123 456", "14 Elm Street"
TEXT = f"I am tired. My sister Ana knows.\n\nCall me at {NUMBER} if you must. It was at {STREET}."
SHOWN = "(part left out)"


def looks(world, her, parts=("1",)):
    """At the page that asks what to leave out."""
    choose(world, her)
    return her.fill({"parts": list(parts)}).submit()


def value(text, tick="1", of=TEXT):
    return f"{tick}:{of.index(text)}-{of.index(text) + len(text)}"


def leave_out(her, *values, show="yes"):
    return her.fill({"out": list(values), "show": show}).submit()


def newest(world):
    return consents(world)[-1]


def raw(world, who):
    """Everything in the newest share, as it was sealed."""
    with working(world, who, writing=False) as w:
        share = w.main.get(Share, newest(world).share_id)
        rows = snapshot.rows_of(w, share.id)
        for row in rows:
            snapshot.reach_as_owner(w.keyring, share.id, row.name, row.key_id, row.owner_w)
        opened = snapshot.open_groups(w, share, rows)
        assert len(opened) == len(rows)
        return opened
