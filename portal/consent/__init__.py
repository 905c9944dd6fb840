"""Consent: who may read what, for what, until when.

She chooses one *recipient* (a team) and one purpose; each purpose is a *notice* and a consent of its own
(`notices`). Where it is about words she ticks *parts*: of her writing, or how she feels (`parts`). Where it
asks how, she says in which ways and to whom (`choosing.say_how`). She picks a date, sees exactly what they
will see, types her passphrase again, and says yes. That makes a *snapshot* (a frozen copy under fresh keys,
of her reference alone where nothing is ticked) and a *grant* (those keys, sealed to the team). There is no
other way to read another person's words.

    asked ─▶ refused, or deferred (she said later), or invalidated (its ground went)
       │ (yes: she looks)
    choosing ─▶ given ─▶ withdrawn      (hers, any moment: the grant goes and its vault secret with it;
                 or │                    also by word of mouth, noted at once by whoever she told)
              renewed ─▶ lapsed         (its date passed; the sweep destroys the secret)
                    ├──▶ revoked        (the service stops, and says why)
                    └──▶ replaced       (she gave a renewed one in its place)

Each change is a row of the *ledger*, which is only ever added to. Renewing never widens an old yes: it is
a new look, a new copy, a new consent; the old one ends.

Why a snapshot and not the draft: what she writes tomorrow was not agreed to today.
Why a *choosing* row: the steps are separate pages that survive a lost connection, the back button and
a second tap; what she typed in it is sealed.
Why a request's id becomes the consent's: one ledger tells it from the asking to the end (`asking`).
*Pause* holds every yes and destroys nothing; *stop* ends them all (`pausing`).

What she agreed to is kept word for word (`NoticeText`), in her language, under its hash.
`Consent.stands_at` and `Consent.permits` are the rules, for Python and for SQL; the end date also
stands inside the grant, so one that is edited in the database opens nothing.
"""
