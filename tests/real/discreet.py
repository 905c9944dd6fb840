"""What a phone that somebody else picks up may not show: the titles and addresses in its history."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

PUBLIC_NAME = "My pages"
TELLING = {
    "en": "crime criminal harm victim survivor justice restor statement impact consent traffick violen abuse "
    "assault police offender court testimon wound trauma drug evidence",
    "es": "delito crimen víctima victima sobreviv justicia violen abuso agresi policía policia declaraci "
    "consentimiento trata testimonio daño droga",
    "ar": "جريمة ضحية ضحايا ناجية ناجين عدالة عنف اعتداء شرطة محكمة موافقة اتجار شهادة مخدرات أذى",
}


def telling(words: str) -> list[str]:
    """Which of the words that tell what this site is about stand in here."""
    listed = " ".join(TELLING.values()).split()
    return [word for word in listed if word in words.casefold()]


def told_by(title: str, url: str) -> list[str]:
    """What is wrong with one line of a history."""
    found = [f"{title!r} says {word}" for word in telling(title)]
    found += [f"{url} says {word}" for word in telling(unquote(urlsplit(url).path))]
    if not title.endswith(f" · {PUBLIC_NAME}"):
        found.append(f"{title!r} does not end with the public name")
    return found
