"""Languages: words, direction, dates, numbers and lists, on Babel alone.

English is the source: a message is written in English where it is used, and its English text is its
id. Every other language is a catalogue, `translations/<language>/LC_MESSAGES/messages.po`, compiled
in memory when it is first needed (there is no `.mo` file to forget) and then shared by all threads.

    _("Saved at %(time)s", time=...)                   translated now
    ngettext("%(num)s person", "%(num)s people", n)    `num` is n unless it is given
    lazy("Your name")                                  translated each time it is shown: form labels
    N_("Today")                                        marks only; translate later with _(text)

Every message is a format string, also without values, in Python and in templates alike: a per cent
sign is written `%%`. A translation whose placeholders are broken falls back to English rather than
to an error page. In templates the values are escaped and the message is not, so a message may carry
markup and a value may not.

The language is that of the request (`flask.g.language`, set from the URL), or, inside
`use_language`, that one: for commands, and for texts written in another person's language. The time
zone, the country (a locale's customs differ by country: 2:03 PM, 14:03) and the languages offered
are plain values of this module that `configure` sets once, when the app is made. One process
serves one portal, so they are not carried through every call.

Languages are named as in URLs and in HTML (BCP 47: `es`, `zh-Hans`); a catalogue's folder has an
underscore instead of the hyphen. Dates and lists follow CLDR, with the digits 0-9 everywhere: they
are typed back into forms and read out on the telephone.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time
from babel.dates import get_datetime_format
from babel.lists import format_list as babel_list
from babel.numbers import format_decimal
from flask import g
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from portal.catalogues import SOURCE, catalogue, catalogue_path, locale
from portal.catalogues import direction as direction
from portal.catalogues import endonym as endonym
from portal.catalogues import is_reviewed as is_reviewed

_zone = ZoneInfo("UTC")
_country = ""
_offered: tuple[str, ...] = (SOURCE,)
_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def configure(timezone: str, languages: Iterable[str], country: str = "") -> None:
    """Set the IANA time zone, the languages in menu order and the ISO 3166 country; load catalogues.

    Raises ZoneInfoNotFoundError for an unknown zone and ValueError, naming it, for a language without
    a catalogue: to offer a language and then show English would break a promise.
    """
    global _zone, _country, _offered
    offered = tuple(languages)
    for language in offered:
        if language != SOURCE and not catalogue_path(language).is_file():
            raise ValueError(f"There is no catalogue for the language {language!r}")
        catalogue(language)
    _zone, _country, _offered = ZoneInfo(timezone), country.upper(), offered


def offered() -> tuple[str, ...]:
    """The languages of this portal, in menu order."""
    return _offered


def current_language() -> str:
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    return cast(str, g.get("language", SOURCE)) if g else SOURCE  # false where there is no request


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Speak `code` inside the block, whatever the request's language is."""
    token = _chosen.set(code)
    try:
        yield
    finally:
        _chosen.reset(token)


# Messages


def _fill(translated: str, source: str, values: Mapping[str, object]) -> str:
    try:
        return translated % values
    except (KeyError, TypeError, ValueError):
        return source % values


def _translated(message: str) -> str:
    return catalogue(current_language()).gettext(message) if message else ""  # "" is the header's id


def _(message: str, /, **values: object) -> str:
    return _fill(_translated(message), message, values)


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    values.setdefault("num", n)
    return _fill(catalogue(current_language()).ngettext(one, many, n), one if n == 1 else many, values)


def N_(message: str) -> str:
    """Mark a message for translation; it is translated where it is shown."""
    return message


class _Lazy:
    """Looks like the translated text to Jinja and WTForms, which only ever turn it into a str."""

    def __init__(self, message: str, values: Mapping[str, object]) -> None:
        self._message, self._values = message, values

    def __str__(self) -> str:
        return _(self._message, **self._values)

    def __repr__(self) -> str:
        return f"lazy({self._message!r})"

    def __bool__(self) -> bool:
        return bool(self._message)

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, str | _Lazy) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._message)

    def __mod__(self, values: Any) -> str:
        return str(self) % values

    def __add__(self, other: object) -> str:
        return str(self) + str(other)

    def __radd__(self, other: object) -> str:
        return str(other) + str(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # no __html__: the text is escaped like any other
            raise AttributeError(name)
        return getattr(str(self), name)


def lazy(message: str, /, **values: object) -> str:
    """A stand-in for the text in whatever language it is shown in. Typed as str, since it is used as one."""
    return cast(str, _Lazy(message, values))


# Dates, numbers and lists


def _current_locale() -> Locale:
    return locale(current_language(), _country)


def _here(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be shown")
    return moment.astimezone(_zone)


def format_date(moment: date | datetime) -> str:
    """Such as 22 November 2026: the day in the portal's time zone. A plain date is shown as it is."""
    day = _here(moment) if isinstance(moment, datetime) else moment
    return babel_date(day, "long", locale=_current_locale())


def format_time(moment: datetime) -> str:
    """Such as 14:03, in the portal's time zone."""
    return babel_time(_here(moment), "short", tzinfo=_zone, locale=_current_locale())


def format_datetime(moment: datetime) -> str:
    """Such as 22 November 2026, 14:03, in the portal's time zone."""
    pattern = cast(str, get_datetime_format("long", locale=_current_locale())).replace("'", "")
    return pattern.replace("{0}", format_time(moment)).replace("{1}", format_date(moment))


def format_list(items: Iterable[object]) -> str:
    """Such as a, b and c."""
    return babel_list([str(item) for item in items], locale=_current_locale())


def format_number(number: float | Decimal) -> str:
    """Such as 1,200, or 1,200.50 for a sum of money."""
    return format_decimal(number, "#,##0.00" if isinstance(number, Decimal) else None, _current_locale())


def ascii_digits(text: str) -> str:
    """Decimal digits of any script become 0-9: a code typed on an Arabic keyboard is the same code."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


# Templates


def _in_context(context: Context, translated: str, source: str, values: Mapping[str, object]) -> str:
    kind = Markup if context.eval_ctx.autoescape else str
    if not values and "%" not in translated:
        return kind(translated)
    return _fill(kind(translated), kind(source), values)


@pass_context
def _template_gettext(context: Context, message: str, /, **values: object) -> str:
    return _in_context(context, _translated(message), message, values)


@pass_context
def _template_ngettext(context: Context, one: str, many: str, n: int, /, **values: object) -> str:
    values.setdefault("num", n)
    translated = catalogue(current_language()).ngettext(one, many, n)
    return _in_context(context, translated, one if n == 1 else many, values)


def _filter(function: Callable[[Any], str]) -> Callable[[Context, Any], str]:
    # Asking for the context keeps Jinja from folding a constant's text in the language of the first request.
    return pass_context(lambda _context, value: function(value))


def install(env: Environment) -> None:
    """Give templates `_`, `ngettext`, `{% trans %}` and the filters date, time, datetime, number and listed.

    (`listed` and not `list`: that filter is Jinja's own, and something else.)
    """
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True  # as in extraction, so that ids are the same
    cast(Any, env).newstyle_gettext = True
    env.globals.update(_=_template_gettext, gettext=_template_gettext, ngettext=_template_ngettext)
    shown: dict[str, Callable[[Any], str]] = {
        "date": format_date, "time": format_time, "datetime": format_datetime,
        "number": format_number, "listed": format_list,
    }  # fmt: skip
    env.filters.update({name: _filter(function) for name, function in shown.items()})
