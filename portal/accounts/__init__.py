"""Accounts without an e-mail address, a phone number or a real name.

*name* a generated one ("river-otter-4821"), so that a taken name tells nothing about anybody ·
*word card* name and passphrase on paper, which says neither what it is for nor where ·
*step up* typing the passphrase again before something that cannot be taken back ·
*recovery number* 26 digits on a second paper, hers to make or not, good once ·
*renewing* new keys for everything, when someone may know her words (`renewal`).

    sign up ─▶ new ─(typed back once, or signed in with it)─▶ active ─▶ erased
                └─(72 hours)─▶ swept; nothing was in it, since nothing can be written before

Opening the slot *is* signing in: there is no password hash beside it. A wrong name costs the same
slow work, gives the same answer and takes the same time as a wrong passphrase. Guessing is slowed by
delays and never refused, so that nobody can lock her out.

New words (`changing`) stand on a card in the session, and nothing has changed until they are typed
back: whoever stops half-way keeps the words, or the number, she had. There are three ways to the same
card: she changes them, she came in with her number, or two people vouched for her (package `vouching`).
Her own sentence in place of generated words (`own`) is taken exactly; staff cannot have one, since a
team's secrecy is that of its weakest member.
"""
