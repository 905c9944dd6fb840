"""One spelling for generated words and digits, however a telephone's keyboard wrote them.

Only for text that was generated: a passphrase of a person's own is taken exactly as typed.
"""

import re
import unicodedata

# Marks that people and keyboards leave out or add without changing the word: accents, Cyrillic titla,
# Hebrew points, Arabic and Syriac vowels. Marks that *are* letters stay: kana voicing, Indic vowels.
_OPTIONAL_MARKS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0483-\u0489"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
# Letters that two keyboards for one language write differently.
_SAME_LETTER = str.maketrans(
    {
        "ı": "i",  # a Turkish capital I folds to i, and phones start a sentence with a capital
        "ي": "ی",  # Arabic yeh, and the dotless one Egyptian keyboards write, for Persian yeh
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",  # many write the word's last letter without its dots
        "ۀ": "ه",
        "ـ": "",  # tatweel only stretches a word
    }
)


def canonical_words(text: str) -> str:
    """`text` with NFKC, case folding, optional marks and invisible characters dropped, digits of any script
    as 0-9, and every run of anything else than letters, digits and marks as one space.

    Text of nothing but digits loses its spaces too, so groups can be typed any way.
    """
    kept = "".join(map(_one, _folded(text)))
    # Composed only now: a letter and its mark may have had something invisible between them.
    words = " ".join(unicodedata.normalize("NFKC", kept).split())
    joined = words.replace(" ", "")
    return joined if joined.isascii() and joined.isdigit() else words


def _folded(text: str) -> str:
    """Decomposed, with case and optional marks folded. Folding case can set a mark free, hence NFKD again."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _OPTIONAL_MARKS.sub("", decomposed).translate(_SAME_LETTER)


def _one(character: str) -> str:
    """What becomes of one character: itself, its ASCII digit, nothing, or a space."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] in "LNM":
        return character
    return "" if category == "Cf" else " "
