"""How she can be reached safely: hers, sealed like everything she writes, and read by those she ticks it for.

A *plan* is one document in short parts, all optional: which ways are safe, when, what to say if somebody
else answers, a code word, who else sees the phone or the mailbox, what is never safe, who gets in touch. It
has a day on which it is to be checked again, three months on unless she says otherwise; from then on she
and whoever reads it see that it is due.

Whoever has a copy has it as it was on that day (see the consent package). What a server must obey while she
is away it has as a copy of its own (`portal/notifying`), made of this plan each time it is saved: hours,
and whether email is safe at all. The page on which she asks for messages says that this is so.
"""
