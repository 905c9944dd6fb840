"""One value as feeds write it, read as the standard wants it.

Each reader returns the value and what was mended ("" for nothing), or raises NotThat.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from portal.directory import hours
from portal.i18n import ascii_digits

LONGEST = 20_000  # characters of one field
LAYERS = 20  # of markup written as text, one around another
Read = tuple[object, str]

_ODD = re.compile(r"[<&\\#\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(?:[a-z/][^<>]*|!--.*?--)>", re.IGNORECASE | re.DOTALL)
_DAY_MARK = re.compile(r"\s*#{2,}\s*([A-Za-z]{2,9})\s*#{2,}:?\s*")
_LINES = re.compile(r"\s*\n\s*\n\s*\n+\s*")
_NOTHING = {"", "n/a", "na", "null", "none", "nan", "-", "--", "?", "tbd", "unknown", "not available"}
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?")
_EMAIL = re.compile(r"[^@\s,;<>()\"]{1,64}@(?:[\w-]{1,63}\.){1,8}\w{2,24}")
_NEXT = re.compile(
    r"(?:(?P<sure>\s*[;|\n或和]\s*|\s+(?:or|and|o|u|y|e|ou|et|oder|und|или|и|أو|او|و)\s+)"
    r"|(?P<hours>\s+(?=\(?24/7(?!\d)))|(?P<either>\s*[/,]\s*)|\s+[-\u2013\u2014]\s+|\s+(?=[+(]))(?=[+(]*\d)",
    re.IGNORECASE,
)
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y")


class NotThat(Exception):
    """The value is not what the field is for; says why in a few words."""


def is_nothing(value: object) -> bool:
    """Blank, or one of the words people write into a field that they leave blank."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in _NOTHING)


def text(value: object) -> Read:
    """Plain text. What is mended is stable: a second reading changes nothing."""
    if isinstance(value, dict | list):
        raise NotThat("a list or an object where a text should be")
    said = str(value).lower() if isinstance(value, bool) else str(value)
    if not _ODD.search(said) and len(said) <= LONGEST:
        return said.strip(), ""
    mended = []
    if len(said) > LONGEST:
        said = said[:LONGEST]
        mended.append(f"longer than {LONGEST} characters")
    for layer in range(LAYERS + 1):
        plain = _plainer(said)
        if plain == said:
            break
        mended.append("markup or control signs in it")
        said = plain if layer < LAYERS else re.sub(r"[<&\\#]", "", plain).strip()
    return said, " and ".join(dict.fromkeys(mended))


def _plainer(said: str) -> str:
    said = _CONTROL.sub("", unescape(said).replace("\r\n", "\n").replace("\r", "\n"))
    said = said.replace("\u2028", "\n").replace("\u2029", "\n")
    said = _DAY_MARK.sub(lambda found: f"\n{found[1].capitalize()}: ", said)
    said = re.sub(r"\\r\\n|\\n", "\n", said)
    said = _TAG.sub("", _BREAK.sub("\n", _SCRIPT.sub("", said)))
    return _LINES.sub("\n\n", said).strip()


def number(value: object) -> Read:
    if isinstance(value, bool | dict | list):
        raise NotThat("not a number")
    if isinstance(value, int | float):
        return _finite(value), ""
    said = str(value).strip()
    plain = re.sub(r"^[$€£]|(?<=\d),(?=\d{3}\b)|^(?:ext|x)[.:]?\s*|\s*(?:years?|yrs?)$", "", said, flags=re.I)
    if not re.fullmatch(r"[+-]?\d{1,18}(?:\.\d{1,18})?", plain):
        raise NotThat("not a number")
    found = float(plain) if "." in plain else int(plain)
    return found, "" if plain == said else "not only a number"


def _finite(value: float) -> float:
    if not math.isfinite(value) or abs(value) > 1e18:
        raise NotThat("not a number anybody can use")
    return value


def url(value: object) -> Read:
    said = _one_word(value, "an address on the web")
    if said.casefold().startswith(("http://", "https://")):
        return _with_host(said), ""
    if _DOMAIN.fullmatch(said):
        return _with_host(f"https://{said}"), "no https:// before it"
    raise NotThat("not an address on the web")


def _with_host(said: str) -> str:
    try:
        parts = urlsplit(said)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if (
        not re.fullmatch(r"[\w.-]{1,253}|[0-9a-f:.]+", host)
        or len(said) > 2000
        or re.search(r"[<>\"\\^`{|}]", said)
    ):
        raise NotThat("not an address on the web")
    return said


def email(value: object) -> Read:
    said = _one_word(value, "an e-mail address")
    plain = said.removeprefix("mailto:")
    if not _EMAIL.fullmatch(plain):
        raise NotThat("not an e-mail address")
    return plain, "" if plain == said else "mailto: before it"


def _one_word(value: object, what: str) -> str:
    if not isinstance(value, str) or len(value.split()) != 1:
        raise NotThat(f"not {what}")
    return text(value.strip())[0]  # type: ignore[return-value]


def day(value: object) -> Read:
    said = str(value).strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d([T ].*)?", said):
        moment(said)
        return said, ""
    for form in _DATES:
        try:
            found = datetime.strptime(said, form).date().isoformat()  # noqa: DTZ007
            return day(found)[0], "not written YYYY-MM-DD"
        except ValueError:
            continue
    parts = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", said)
    if parts and max(int(parts[1]), int(parts[2])) > 12 >= min(int(parts[1]), int(parts[2])):
        month, date = sorted((int(parts[1]), int(parts[2])))  # the one above 12 is the day
        return day(f"{parts[3]}-{month:02}-{date:02}")[0], "not written YYYY-MM-DD"
    raise NotThat("not a date that can be read in only one way")


def moment(value: object) -> Read:
    said = str(value).strip()
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        raise NotThat("not a date and time") from None
    if not 1800 <= found.year <= 2200:
        raise NotThat("not a year of ours")
    if found.tzinfo is None:
        return f"{found.isoformat()}Z", "no time zone, read as UTC" if len(said) > 10 else "no time of day"
    return said, ""


def time(value: object) -> Read:
    said = str(value).strip()
    found = hours.clock(said)
    if found is None:
        raise NotThat("not a time of day")
    return found, "" if found == said else "not written HH:MM"


def first_number(said: str) -> str:
    """The first of several telephone numbers that stand in one field, "020 1234 or 020 5678"; all of it where
    there is one. What also stands inside of a number, as in "030/12345", parts two only where there is enough
    before it, or around it, to be called: 7 digits, or 9 with the code of a country."""
    for found in _NEXT.finditer(said):
        before, after = said[: found.start()].strip(), said[found.end() :]
        whole = 9 if before.startswith(("+", "00")) else 7
        sure = found["sure"] or found["hours"]
        is_there = _digits(before) >= (3 if sure else whole)
        if is_there and (sure or found["either"] or _digits(after) >= 7):
            return before
    return said


def dialled(said: str) -> str:
    """Digits, with a plus in front: what a link calls, of several numbers the first. "+44 (0)20": who calls
    with +44 skips the nought."""
    first = ascii_digits(first_number(said))
    plus = first.lstrip("( ").startswith("+")
    return "+" * plus + "".join(filter(str.isdigit, first.replace("(0)", "") if plus else first))


def _digits(said: str) -> int:
    return sum(map(str.isdigit, said))


READERS: dict[str, Callable[[object], Read]] = {
    "s": text, "n": number, "u": url, "e": email, "d": day, "m": moment, "t": time,
}  # fmt: skip
