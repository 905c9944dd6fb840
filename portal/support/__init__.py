"""Support: numbers to call, for anyone, without leaving a trace here.

Three things a frightened person may need, in the order she may need them:

    emergency.py   who comes when someone is in danger now, by country
    helplines.py   lines that listen and help, by country and language
    line.py        what is known of a line: its numbers, hours, languages, and how sure we are
    known.py       those lines as this service knows them: checked, corrected, hidden or added by its leads
    rules.py       which of them to show first: her country's, those that speak her language before others

The page needs no account, sets no cookie and keeps no log of what was looked at. It may be asked for
another country or another spoken language, by two short codes in the address and a plain form; without
them it is the same page for everyone who reads the same language. The emergency numbers follow.

Why the data is code and not a table: a number is only useful when it is right. Every line says which
public source gave it, when that source was last seen to say so, and how sure we are; a line we are not
sure of says so on the page. Nobody dialled these numbers for us, and the page says that too. Lines die
and change hands: before a service goes live it reads `helplines.toml` once, with a phone beside it.

Who runs a line matters as much as its number. A line that the police run, or that may pass on what is
said, says so before it is called. No address of a shelter stands here, ever.
"""
