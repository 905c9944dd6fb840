"""Keeping the catalogues true: what `portal i18n extract|update|check` do. Only for a checkout.

    extract   every message in the code and templates, into translations/messages.pot
    update    messages.pot, merged into each language's messages.po; known translations stay
    check     what is wrong: a stale template, gaps, lost placeholders, wrong plural forms

The files hold no dates and no line numbers and are sorted by message, so that they change only when
a message does and two people's work merges. A translation is never guessed from a similar message:
a wrong sentence about consent is worse than an English one. Messages no longer used are dropped.

Plural forms follow CLDR, in its order (zero, one, two, few, many, other), without the forms that
only fractions or millions take: Spanish has two here and not three.

`X-Review` in a catalogue's header says who has read it, and `check` wants it there.
"""

import gettext
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from babel.plural import PluralRule, to_gettext

from portal.catalogues import catalogue_path, locale, translations_folder

DRAFTED = ("ar", "es")
UNREVIEWED = "machine-drafted, not yet reviewed by a native speaker"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "lazy": None}
METHODS = [("portal/**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {"templates/**.html": {"silent": "false", "trimmed": "true", "newstyle_gettext": "true"}}
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]")
COUNTED = range(1000)

HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: survivor-portal\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def template_path() -> Path:
    return translations_folder() / "messages.pot"


def languages() -> list[str]:
    """The languages drafted here, and any other whose catalogue lies beside theirs."""
    found = (path.parent.parent.name for path in translations_folder().glob("*/LC_MESSAGES/messages.po"))
    return sorted({*DRAFTED, *found})


# Reading and writing


def messages() -> Catalog:
    """Every message that the code and the templates hold. Raises what a broken file raises."""
    template = Catalog(charset="utf-8")
    found = extract_from_dir(
        translations_folder().parent,
        method_map=METHODS,
        options_map=OPTIONS,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=_holds_messages,
    )
    for name, line, message, comments, context in found:
        template.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return template


def _holds_messages(folder: str | os.PathLike[str]) -> bool:
    parts = Path(folder).relative_to(translations_folder().parent).parts
    return parts[0] in ("portal", "templates") and not parts[-1].startswith((".", "_"))


def _text(header: str, catalogue: Catalog) -> str:
    body = BytesIO()
    write_po(
        body, catalogue, width=100, omit_header=True, sort_output=True, ignore_obsolete=True,
        include_lineno=False,
    )  # fmt: skip
    return header.rstrip() + "\n\n" + body.getvalue().decode().strip() + "\n"


def _template_text(template: Catalog) -> str:
    return _text(HEADER.format(language=""), template)


def _header(path: Path, language: str) -> str:
    """The header as its translators left it, else a new one."""
    if path.is_file():
        return path.read_text(encoding="utf-8").partition("\n\n")[0]
    lines = (f"Plural-Forms: {plural_forms(language)}", f"X-Review: {UNREVIEWED}")
    return HEADER.format(language=language) + "".join(f'"{line}\\n"\n' for line in lines)


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale(language), abort_invalid=True)


@cache
def plural_forms(language: str) -> str:
    """The Plural-Forms header: CLDR's forms, less those that no whole number below 1 000 takes."""
    rule = locale(language).plural_form
    used = {rule(number) for number in COUNTED}
    return to_gettext(PluralRule({tag: text for tag, text in rule.rules.items() if tag in used}))


def extract() -> Catalog:
    """Write messages.pot and return it."""
    template = messages()
    template_path().parent.mkdir(exist_ok=True)
    template_path().write_text(_template_text(template), encoding="utf-8")
    return template


def update() -> None:
    """Write messages.pot and merge it into every language. New messages stay empty."""
    template = extract()
    for language in languages():
        path = catalogue_path(language)
        header = _header(path, language)
        catalogue = _read(path, language) if path.is_file() else Catalog(locale(language))
        catalogue.update(template, no_fuzzy_matching=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_text(header, catalogue), encoding="utf-8")


# Checking


def check() -> list[str]:
    """One line for each thing wrong, each naming its file; empty when all is well."""
    template = messages()
    problems = [f"messages.pot: {fault}" for message in template for fault in _source_faults(message)]
    fresh = _template_text(template)
    if not template_path().is_file() or template_path().read_text(encoding="utf-8") != fresh:
        problems.append("messages.pot is stale: run `portal i18n update`")
    for language in languages():
        path = catalogue_path(language)
        if not path.is_file():
            problems.append(f"{language}: there is no catalogue: run `portal i18n update`")
            continue
        problems += [f"{language}: {fault}" for fault in catalogue_faults(path, language, template)]
    return problems


def catalogue_faults(path: Path, language: str, template: Catalog) -> Iterator[str]:
    yield from _header_faults(_header(path, language), language)
    translated = {_texts(message.id): message for message in _read(path, language) if message.id}
    wanted = {_texts(message.id) for message in template if message.id}
    yield from (f"{ids[0]!r} is missing" for ids in sorted(wanted - set(translated)))
    yield from (f"{ids[0]!r} is no longer used" for ids in sorted(set(translated) - wanted))
    for ids, message in translated.items():
        yield from (f"{ids[0]!r} {fault}" for fault in message_faults(message, plural_forms(language)))
    yield from _msgfmt(path)


def _header_faults(header: str, language: str) -> Iterator[str]:
    plural = " ".join(header.replace('"\n"', "").split())
    if f"Language: {language.replace('-', '_')}\\n" not in header:
        yield "the header names another language"
    if plural_forms(language) not in plural:
        yield f"the header should have Plural-Forms: {plural_forms(language)}"
    if not re.search(r'^"X-Review: \S.*\\n"$', header, re.MULTILINE):
        yield "the header does not say who reviewed it (X-Review)"


def _source_faults(message: Message) -> Iterator[str]:
    for text in _texts(message.id):
        if _bare_percent(text):
            yield f"{text!r} has a bare % (write %%) or an unnamed placeholder"
        if text != text.strip():
            yield f"{text!r} starts or ends with a space"


def message_faults(message: Message, plurals: str) -> Iterator[str]:
    """What is wrong with one translation, given its language's Plural-Forms."""
    ids, forms = _texts(message.id), _texts(message.string)
    count = _count(plurals) if len(ids) > 1 else 1
    if message.fuzzy:
        yield "is fuzzy"
    if not all(form.strip() for form in forms):
        yield "is not translated"
    elif len(forms) != count:
        yield f"has {len(forms)} forms instead of {count}"
    else:
        singular = _single(plurals) if count > 1 else set()
        for index, form in enumerate(forms):
            yield from _form_faults(form, _placeholders(ids[-1]), exact=index not in singular)


def _form_faults(form: str, wanted: Counter[str], *, exact: bool) -> Iterator[str]:
    given = _placeholders(form)
    if _bare_percent(form):
        yield f"has a bare % or an unnamed placeholder: {form!r}"
    if given - wanted or (exact and wanted - given):
        yield f"has other placeholders: {form!r}"
    if form != form.strip():
        yield f"starts or ends with a space: {form!r}"


def _texts(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def _bare_percent(text: str) -> bool:
    return "%" in PLACEHOLDER.sub("", text)


def _count(plurals: str) -> int:
    return int(re.findall(r"nplurals=(\d+)", plurals)[0])


@cache
def _single(plurals: str) -> set[int]:
    """Forms that stand for one number only ("two books" in Arabic): they may leave the number out."""
    form = gettext.c2py(plurals.partition("plural=")[2].rstrip("; "))
    times = Counter(form(number) for number in COUNTED)
    return {index for index, count in times.items() if count == 1}


def _msgfmt(path: Path) -> Iterator[str]:
    program = shutil.which("msgfmt")
    if program is None:
        return
    command = [program, "--check", "--output-file=-", str(path)]
    ran = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a fixed program, our own file
    if ran.returncode:
        yield f"msgfmt --check: {ran.stderr.decode(errors='replace').strip()}"
