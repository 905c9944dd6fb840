"""Mail servers that take their time: one that drips is hung up on, and nothing waits for a slow one."""

import pytest

from portal.notifying.providers import NotNow
from tests.contact.steps import wish
from tests.notifying.mailing import Post, drips, office, outbox
from tests.notifying.steps import Hand, box, notify, rows
from tests.sharing import new_survivor

TLS = b"\x16\x03\x03\x40\x00"  # a record of TLS begins, 16 kB long
MAIL, TALKS, GO = b"220 mail\r\n", b"250-mail\r\n250 STARTTLS\r\n", b"220 go\r\n"


@pytest.mark.parametrize(
    ("scheme", "says", "then"),
    [
        ("smtp+plain", [], b"220-"), ("smtp+plain", [MAIL], b"250-"), ("smtp+plain", [MAIL, TALKS], b"250 "),
        ("smtps", [], TLS), ("smtp", [MAIL, TALKS, GO], TLS),
    ],
)  # fmt: skip
def test_one_that_drips_is_hung_up_on_and_the_next_message_goes(world, scheme, says, then):
    wish(world)
    notify(world)
    with drips(*says, then=then) as (port, hung_up):
        with pytest.raises(NotNow, match="TimeoutError") as raised:
            outbox(world, f"{scheme}://127.0.0.1:{port}", longest=0.3).send()
        assert raised.value.__suppress_context__
    assert hung_up == [True]
    (row,) = rows(world)
    assert (row.tries, row.state) == (1, "")
    assert row.next_at > world.clock()
    other = new_survivor(world)
    wish(world, other)
    notify(world, who=other)
    post = Post()
    with office(post) as port:
        assert outbox(world, f"smtp+plain://127.0.0.1:{port}").send() == 1
    assert {each.owner_id: each.state for each in rows(world)} == {row.owner_id: "", other.actor.id: "sent"}


def test_a_message_that_was_taken_is_sent_however_the_server_takes_leave(world):
    """What it drips after the last word is not waited for."""
    wish(world)
    notify(world)
    yes = b"250 yes\r\n"
    with drips(MAIL, b"250 mail\r\n", yes, yes, b"354 go on\r\n", yes, then=b"221-") as (port, hung_up):
        assert outbox(world, f"smtp+plain://127.0.0.1:{port}", longest=2.0).send() == 1
    assert hung_up == [True]
    assert [row.state for row in rows(world)] == ["sent"]


def test_what_goes_slowly_waits_for_the_next_sweep(world):
    """Each takes 25 seconds: two and a bit fit into one sweep."""
    for who in [world.survivor, *(new_survivor(world) for _more in range(4))]:
        wish(world, who)
        notify(world, who=who)

    class Slow(Hand):
        def send(self, to, message, at):
            super().send(to, message, at)
            world.clock.move(seconds=25)

    hand = Slow()
    assert box(world, hand).send() == 3
    assert sorted((row.state, row.tries) for row in rows(world)) == [("", 0)] * 2 + [("sent", 1)] * 3
    assert box(world, hand).send() == 2
    assert hand.tried == 5
