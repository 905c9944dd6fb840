"""Listing: what leads do with the directory in the browser, so that it stays true.

    parts.py     what a form shows of a record, and a record with what was typed into it
    notes.py     what cleaning did to it, in plain words
    search.py    the list
    service.py   one service: changing, hiding and adding it, and "we called: it holds"
    places.py    where a service is
    lines.py     the same for helplines: checked, corrected, hidden, added
    out.py       all of the directory as a file to take along

Whoever leads a team may do it, nobody else. What is changed here is *kept*: imports leave it as it is until
the feed is let take over again; that a place is confidential also beyond that, until a lead takes the tick
away. Fields of the standard that no form shows stay as they are.

Two people may have the same page open. A form carries the mark of what it showed; when something else
stands there by now, nothing is replaced, and the page shows both.

Each change, check and export leaves a row in the log: whose, what and when, never a word of it.
"""
