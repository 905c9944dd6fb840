"""One key of the service on paper: what a person copies by hand and can type back.

    Key id: a1b2 c3d4 …            eight groups of the id, and a word that checks the line
    Line 1: four words             … and a word that checks the line
    …
    Line 6: four words             24 words are the key (BIP-39, which adds eight check bits)
    Whole:  three words            check id and key together

A check word comes out of the line *and* its label, so that lines in the wrong order are noticed.
"""

from __future__ import annotations

from mnemonic import Mnemonic

from portal.crypto import KeysetError, canonical_words, digest, lp

ID, WHOLE = "Key id", "Whole"
LABELS = (ID, *(f"Line {n}" for n in range(1, 7)))
PER_LINE = 4


def lines(kek_id: bytes, key: bytes) -> dict[str, str]:
    """Label to line, the whole one last."""
    id, words = kek_id.hex(), Mnemonic("english").to_mnemonic(key).split()
    parts = [[id[i : i + PER_LINE] for i in range(0, len(id), PER_LINE)]]
    parts += [words[i : i + PER_LINE] for i in range(0, len(words), PER_LINE)]
    told = {label: [*part, _check(label, part)] for label, part in zip(LABELS, parts, strict=True)}
    return {label: " ".join(part) for label, part in {**told, WHOLE: _whole(kek_id, key)}.items()}


def checked(label: str, typed: str) -> str:
    """The line without its check word. Raises KeysetError, which names the line."""
    *part, check = canonical_words(typed).split() or [""]
    if check != _check(label, part):
        raise KeysetError(f"{label} does not fit its last word: one of its words is mistyped.")
    return " ".join(part)


def key_of(rows: list[str]) -> tuple[bytes, bytes]:
    """Id and key of the checked lines. Raises KeysetError."""
    id, *words = rows
    try:
        kek_id, key = bytes.fromhex(id), bytes(Mnemonic("english").to_entropy(" ".join(words)))
    except (ValueError, LookupError):
        kek_id = key = b""
    if len(kek_id) != 16 or len(key) != 32:
        raise KeysetError("The lines fit their last words, but are not a key.")
    return kek_id, key


def check_whole(kek_id: bytes, key: bytes, typed: str) -> None:
    """Raises KeysetError when the last line is not that of this id and key."""
    if canonical_words(typed).split() != _whole(kek_id, key):
        raise KeysetError(f"{WHOLE} does not fit the lines before it: are they all from one sheet?")


def _check(label: str, part: list[str]) -> str:
    return _words(lp("paper-line/v1", label, *part), 1)[0]


def _whole(kek_id: bytes, key: bytes) -> list[str]:
    return _words(lp("paper/v1", kek_id, key), 3)


def _words(text: bytes, count: int) -> list[str]:
    """`count` words of the list of 2 048, eleven bits each."""
    entries, bits = Mnemonic("english").wordlist, digest(text)
    return [entries[int.from_bytes(bits[2 * i : 2 * i + 2], "big") % len(entries)] for i in range(count)]
