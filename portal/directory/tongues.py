"""Languages as feeds name them: a code, a name in English or in itself, or a sentence."""

from __future__ import annotations

import re
from functools import cache

from portal.catalogues import locale

_NAMED_IN = ("en", "es", "fr")
_MORE = {
    "haitian creole": "ht", "haitian kreyol": "ht", "kreyol": "ht", "mandarin": "zh", "cantonese": "yue",
    "farsi": "fa", "dari": "fa", "tagalog": "fil", "pilipino": "fil", "asl": "ase",
    "american sign language": "ase", "sign language": "sgn", "castellano": "es", "mixteco": "mix",
    "hmong": "hmn",
    "eng": "en", "spa": "es", "fre": "fr", "fra": "fr", "ara": "ar", "chi": "zh", "zho": "zh", "rus": "ru",
    "por": "pt", "vie": "vi", "ukr": "uk", "per": "fa", "fas": "fa", "kor": "ko", "tgl": "fil", "tl": "fil",
    "prs": "fa", "hat": "ht", "urd": "ur", "som": "so", "pol": "pl", "ger": "de", "deu": "de", "ita": "it",
}  # fmt: skip
_HELP = re.compile(
    r"language (?:line|bank)|interpret|translat|other languages|all languages|any language|upon request|"
    r"by request|as needed|intérprete|traduc",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,;/|\n]|\s&\s|\band\b|\by\b|\bor\b)\s*(?![^()]*\))", re.IGNORECASE)
_NOTE = re.compile(r"^(.*?)\s*[(\[](.*?)[)\]]?$")


@cache
def _names() -> tuple[dict[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    for language in _NAMED_IN:
        for code, name in locale(language).languages.items():
            if "_" not in code and len(code) <= 3:
                names.setdefault(str(name).casefold(), code)
    for code in (
        "en",
        "es",
        "fr",
        "ar",
        "zh",
        "vi",
        "pt",
        "ru",
        "uk",
        "fa",
        "sq",
        "ht",
        "ko",
        "pl",
        "ro",
        "so",
        "hi",
    ):
        names.setdefault(str(locale(code).languages.get(code, code)).casefold(), code)
    names |= _MORE
    return names, frozenset(names.values())


def code_of(said: str) -> str | None:
    """The code of a language that is named by code or name; None for what may be several, like "Creole"."""
    plain = said.strip(" .:").casefold()
    known, codes = _names()
    if plain in known:
        return known[plain]
    base = plain.replace("_", "-").partition("-")[0]
    if base == plain and len(plain) > 3:
        return None
    return known.get(base, base) if base in known or base in codes else None


def is_help(said: str) -> bool:
    """No language, but that somebody helps with others."""
    return bool(_HELP.search(said))


def parts(said: str) -> list[tuple[str, str]]:
    """ "English, Creole (limited)" as [("English", ""), ("Creole", "limited")]."""
    found = []
    for part in _SPLIT.split(said[:2000]):
        noted = _NOTE.match(part.strip())
        name, note = (noted[1], noted[2]) if noted and noted[1] else (part, "")
        if name.strip(" ."):
            found.append((name.strip(" ."), note.strip()))
    return found[:60]
