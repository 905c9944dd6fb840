"""Finding a service: one page that asks, one that answers, a page for each service. No account, no cookie.

    models.py     a key for each hour
    address.py    what somebody looks for -> an address that nobody else can read, good for an hour
    told.py       a service's documents -> what its page says, as plain values
    forms.py      what can be asked; views.py: the pages

What she types travels by POST. The answer is a redirect to `/support/found/<sealed>`: Back works, a reload
works, the page can be read in another language, and neither the history of the phone nor a log of the
server says what was looked for. The key that opens such an address is made for one hour, lives in the store
that is never backed up, and is destroyed an hour later: from then on nobody can open it, we neither.

Where she is is never asked of the phone. A place is a name she types, and is looked up in the directory
itself. A map opens only in the phone's own application, when she taps the address.
"""
