"""A warm hand-over: she asks that somebody gets in touch with her, and says how it is safe.

A *partner* is a team that stands for one or several services of the directory (`partners`). Whoever leads it
says so in the browser; from then on it receives requests to get in touch, and nothing else can be given to
it. Its people are invited, let in and hold the team's key like others.

A *hand-over* is a consent like any other (`portal.consent`), for the one purpose `in_touch`: how she can be
reached of her plan, what she needs, what to call her, which service. She sees it as they will, types her
secret words, says yes, takes it back in one tap; pause, stop, receipts, ledger and sweep are the consent's.
It holds for 3, 14 or 30 days, and one stands at a time for each partner.

    asked ─▶ seen ─▶ in touch ─▶ done     (done ends the consent: the partner's key is destroyed)
                 └─▶ could not            (with a reason from a fixed list; they may try again)

"Asked" is the consent, "seen" the first opening in her activity; `HandOver` keeps only what the partner noted
last. The partner reads what is never safe first.

Why an advocate is asked by a message instead: a grant is sealed to the key of a team, and an advocate has
none; a second way to share with one person would be a second consent. Whoever she has let in has a thread of
messages already, sealed to both and closed when the help ends, so that is where she asks, with her plan put
into the message for her to look at and change. That she was read stands in the thread.

Nobody is told by e-mail: staff have no address here, only survivors do.
"""
