"""What is known of each language: its catalogue, its CLDR locale, its direction and its name for itself.

Languages are named as in URLs and in HTML (BCP 47: `es`, `zh-Hans`); a catalogue's folder has an
underscore instead of the hyphen. A catalogue is compiled in memory once, when first needed (there is
no `.mo` file to forget), and then shared by all threads.
"""

import gettext
import threading
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"

# Codes that CLDR (as Babel carries it) does not know: a locale to borrow from, and the language's own name.
BORROWED = {"hmn": "en", "prs": "fa_AF", "rhg": "en"}
ENDONYMS = {"hmn": "Hmoob", "prs": "دری", "rhg": "Ruáingga"}

_loading = threading.Lock()
_loaded: dict[str, gettext.NullTranslations] = {}


def translations_folder() -> Path:
    """In an installed wheel the catalogues lie inside the package, in a checkout beside it."""
    package = Path(__file__).parent
    installed = package / "_site" / "translations"
    return installed if installed.is_dir() else package.parent / "translations"


def catalogue_path(language: str) -> Path:
    return translations_folder() / language.replace("-", "_") / "LC_MESSAGES" / "messages.po"


def catalogue(language: str) -> gettext.NullTranslations:
    found = _loaded.get(language)
    if found is None:
        with _loading:
            found = _loaded.get(language) or _compiled(language)
            _loaded[language] = found
    return found


def _compiled(language: str) -> gettext.NullTranslations:
    path = catalogue_path(language)
    if language == SOURCE or not path.is_file():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _borrowed(code: str) -> str:
    return BORROWED.get(code, code).replace("-", "_")


@cache
def locale(code: str, country: str = "") -> Locale:
    """With the country's customs if CLDR has them, else the language's, else those of English."""
    for name in (f"{_borrowed(code)}_{country}", _borrowed(code), _borrowed(code).partition("_")[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(SOURCE)


@cache
def direction(code: str) -> str:
    """Which way its script runs: ltr or rtl."""
    return locale(code).text_direction


@cache
def is_reviewed(language: str) -> bool:
    """Whether a native speaker has read the catalogue: its `X-Review` header starts with "reviewed"."""
    return language == SOURCE or '"X-Review: reviewed' in catalogue_path(language).read_text("utf-8")


@cache
def endonym(code: str) -> str:
    """The language's own name for itself, with a capital as CLDR asks for in menus; else the code."""
    name = ENDONYMS.get(code)
    if name is None:
        own = locale(code)
        same = own.language == code.replace("_", "-").partition("-")[0]
        name = own.get_display_name(own) if same else None
    return name[:1].title() + name[1:] if name else code
