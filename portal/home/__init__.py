"""Home: the doors a person meets first, and her own rooms behind them.

Public, for anyone, without an account, a cookie or a script that has to run:

    front               the doors: get support, what this is, is this for me, start, sign in
    about/process       what restorative justice is and is not; every step is a choice
    about/privacy       the promise about her words, and where it ends
    about/device        how to leave quickly, and what a phone remembers
    about/for-me        who comes here, and when not to write yet
    about/service       who runs this, in their own words
    about/young         what is different for somebody under 18, by the rule pack of the country

The front page is the first thing a slow phone fetches, so it carries its style inline and stays small:
with its icon and style it fits one initial window of TCP (14 336 bytes, RFC 6928).

What the privacy page says must be true to the letter. Each sentence there is one of four kinds: what the
encryption does, what it does not stop, what the server can see, what cannot be taken back. Whoever
changes how words are kept changes that page in the same commit; whoever cannot keep a sentence removes
it. Nothing on these pages states the law of a country: it says what people have a right to ask.
"""
