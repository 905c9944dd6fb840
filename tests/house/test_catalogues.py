"""Every language says everything, with the same placeholders, and the template is fresh."""

import pytest
from babel.messages.catalog import Message

from portal import i18n, i18n_tools

ARABIC = i18n_tools.plural_forms("ar")
SPANISH = i18n_tools.plural_forms("es")
BOOKS = ("%(num)s book", "%(num)s books")


def test_the_catalogues_are_complete_and_fresh():
    found = i18n_tools.check()
    assert not found, "\n  " + "\n  ".join(found[:40])


@pytest.mark.parametrize("language", i18n_tools.languages())
def test_every_catalogue_loads(language):
    with i18n.use_language(language):
        assert i18n._("") == ""
        assert i18n.direction(language) in ("ltr", "rtl")


def test_extraction_finds_the_templates_and_the_code():
    found = {name.split("/")[0] for message in i18n_tools.messages() for name, _line in message.locations}
    assert found == {"portal", "templates"}


@pytest.mark.parametrize(
    ("message", "translation", "plurals", "fault"),
    [
        ("Hello", "", SPANISH, "not translated"),
        ("Hello", "Hola ", SPANISH, "space"),
        ("At %(time)s", "A las %(hora)s", SPANISH, "placeholders"),
        ("At %(time)s", "A las", SPANISH, "placeholders"),
        ("At %(time)s", "A las %(time)", SPANISH, "bare %"),
        ("50%% done", "50% done", SPANISH, "bare %"),
        ("50%% done", "half done", SPANISH, "placeholders"),
        (BOOKS, ("%(num)s libro",), SPANISH, "forms"),
        (BOOKS, ("%(num)s libro", ""), SPANISH, "not translated"),
        (BOOKS, ("un libro", "libros"), SPANISH, "placeholders"),
        (BOOKS, ("0", "1", "2", "few", "%(num)s", "%(num)s"), ARABIC, "placeholders"),
    ],
)
def test_a_wrong_translation_is_found(message, translation, plurals, fault):
    found = list(i18n_tools.message_faults(Message(message, translation), plurals))
    assert any(fault in line for line in found)


def test_a_fuzzy_translation_is_found():
    fuzzy = Message("Hello", "Hola", flags=["fuzzy"])
    assert list(i18n_tools.message_faults(fuzzy, SPANISH)) == ["is fuzzy"]


@pytest.mark.parametrize(
    ("message", "translation", "plurals"),
    [
        ("At %(time)s", "A las %(time)s", SPANISH),
        ("50%% done", "Hecho al 50%%", SPANISH),
        (BOOKS, ("un libro", "%(num)s libros"), SPANISH),
        # A form that stands for one number only may leave it out: "no book", "a book", "two books".
        (BOOKS, ("لا كتب", "كتاب", "كتابان", "%(num)s كتب", "%(num)s كتابًا", "%(num)s كتاب"), ARABIC),
    ],
)
def test_a_right_translation_passes(message, translation, plurals):
    assert not list(i18n_tools.message_faults(Message(message, translation), plurals))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("es", ["one", "other"]),
        ("ar", ["zero", "one", "two", "few", "many", "other"]),
        ("zh-Hans", ["other"]),
    ],
)
def test_plural_forms_follow_cldr(code, found):
    assert i18n_tools.plural_forms(code).startswith(f"nplurals={len(found)};")
