"""Helpers: advocates who help somebody write, without taking over.

    meeting ─▶ chosen ─▶ access ─▶ ended     (by her, by the helper, by the service, by its date)

Two people find each other with a *code* that one shows and the other types. Then she chooses which parts
the helper sees, and whether the helper may suggest words; and she says so once more, on another page and
not in the same minute, before anything opens. An *access* is a key to these parts, lent until a date.

A *suggestion* is a helper's words beside hers. Nothing of it is in her writing until she takes it, and
then the text says whose words they were (`portal/statements/authors.py`). A helper can give no consent,
change no word, and does not learn who else helps.

Why a code and no search: nobody can look for people here. Why the pause: whoever stands over her while
she types a code cannot be let in by that alone.
"""
