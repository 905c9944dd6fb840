"""Short texts between a survivor and somebody she has let in: a helper (an access) or a team (a consent).

There is one thread for each access and each consent, and only she begins one. While it stands both may write;
when the access or the consent ends, nobody on the other side can open it any more, and her own copy stays
hers until its time is over. While she has paused everything, nobody writes. Nothing of it leaves the portal.

Each message is sealed twice: to her identity, and to the other side (a helper's identity, a team's newest
key) under a vault secret that is destroyed with the access or the consent: `keyring.models.Tie` says which.
How long messages stay is hers to say (`Stay`), counted from when she wrote or first opened one; the sweep
removes them on both sides.

Why only she begins: what she let somebody in for was not to be written to. Why the id of a message comes with
the page: a second tap sends the same message, and the same message is one.
"""
