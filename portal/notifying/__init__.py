"""Telling her outside the portal that something waits inside: one neutral sentence, if she asked for it.

Nothing is ever sent to somebody who gave no address for it, and of no kind of thing she did not tick.
What is sent says at most that there is a message: never who, what, or of which place; the address of the
portal only if she allows it. It goes at her safe hours, in her time zone, until a day she sets.

`service.notify` puts a message into the *outbox*, in the transaction of what she is told of; while one of
hers waits there is no second. `sending` takes them out, one at a time, and keeps no lock while it talks to
a mail server. What fails is tried again at her hours, later each time, and given up in the end. What was
sent, and what could not be, she reads under her activity.

The address, the hours and what she ticked are sealed under the service's key and her own vault secret: the
server must obey them while she is away, so it can read them, and the page says so. Erasing shreds them.
"""
