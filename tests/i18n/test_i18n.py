"""Words, dates, numbers and lists in the language of whoever reads them."""

import threading
from datetime import UTC, date, datetime

import pytest
from flask import Flask, g, render_template_string
from wtforms import Form, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from portal import catalogues, i18n
from portal.i18n import _, lazy, ngettext, use_language

NOON = datetime(2026, 11, 22, 14, 3, tzinfo=UTC)
PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: es\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Hello"
msgstr "Hola"

msgid "Hello <b>%(name)s</b>"
msgstr "Hola <b>%(name)s</b>"

msgid "At %(time)s"
msgstr "A las %(hora)s"

msgid "50%% done"
msgstr "50% hecho"

#, fuzzy
msgid "Perhaps"
msgstr "Quizás"

msgid "%(num)s book"
msgid_plural "%(num)s books"
msgstr[0] "un libro"
msgstr[1] "%(num)s libros"
"""


@pytest.fixture(autouse=True)
def spanish(tmp_path, monkeypatch):
    """A small Spanish catalogue and a portal in Madrid."""
    path = tmp_path / "es" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    monkeypatch.setattr(catalogues, "translations_folder", lambda: tmp_path)
    monkeypatch.setattr(catalogues, "_loaded", {})
    for name in ("_zone", "_country", "_offered"):
        monkeypatch.setattr(i18n, name, getattr(i18n, name))
    i18n.configure("Europe/Madrid", ["en", "es"], "GB")


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    i18n.install(app.jinja_env)
    return app


def test_a_message_speaks_the_language_in_use():
    assert _("Hello") == "Hello"
    with use_language("es"):
        assert _("Hello") == "Hola"
        assert ngettext("%(num)s book", "%(num)s books", 1) == "un libro"
        assert ngettext("%(num)s book", "%(num)s books", 3) == "3 libros"
    assert ngettext("%(num)s book", "%(num)s books", 1) == "1 book"


@pytest.mark.parametrize(
    ("message", "values", "shown"),
    [
        ("At %(time)s", {"time": "14:03"}, "At 14:03"),  # the translation asks for another value
        ("50%% done", {}, "50% done"),  # the translation has a bare per cent sign
        ("Perhaps", {}, "Perhaps"),  # the translation is a guess
        ("Unknown", {}, "Unknown"),
        ("", {}, ""),
    ],
)
def test_a_broken_translation_falls_back_to_english(app, message, values, shown):
    with use_language("es"), app.test_request_context():
        assert _(message, **values) == shown
        assert str(lazy(message, **values)) == shown
        assert render_template_string("{{ _(message, **values) }}", message=message, values=values) == shown


def test_the_language_of_a_request_and_of_a_block(app):
    assert i18n.current_language() == "en"
    with app.test_request_context():
        assert i18n.current_language() == "en"
        g.language = "es"
        assert _("Hello") == "Hola"
        with use_language("en"):
            assert _("Hello") == "Hello"
        assert _("Hello") == "Hola"


def test_templates_escape_values_and_not_messages(app):
    with use_language("es"), app.test_request_context():
        shown = render_template_string("{{ _('Hello <b>%(name)s</b>', name='<i>') }}")
        assert shown == "Hola <b>&lt;i&gt;</b>"
        shown = render_template_string("{{ words }}", words=lazy("Hello <b>%(name)s</b>", name="Ana"))
        assert shown == "Hola &lt;b&gt;Ana&lt;/b&gt;"
        shown = render_template_string("{{ ngettext('%(num)s book', '%(num)s books', 2) }}")
        assert shown == "2 libros"


def test_a_constant_is_not_shown_in_the_language_that_compiled_it(app):
    template = app.jinja_env.from_string("{{ 1234.5|number }} {{ ['a', 'b']|listed }}")
    assert template.render() == "1,234.5 a and b"
    with use_language("es"):
        assert template.render() == "1.234,5 a y b"


def test_a_form_is_translated_when_it_is_shown():
    class Greeting(Form):
        words = StringField(lazy("Hello"), validators=[Length(min=3, message=lazy("Hello"))])
        choice = RadioField(lazy("Hello"), choices=[SelectChoice("1", lazy("Hello"))])

    with use_language("es"):
        form = Greeting(data={"words": "a"})
        assert not form.validate()
        assert str(form.words.label.text) == "Hola"
        assert [str(error) for error in form.words.errors] == ["Hola"]
        assert "Hola" in str(form.words.label()) + str(form.choice())


@pytest.mark.parametrize(
    ("language", "shown", "listed", "number"),
    [
        ("en", "22 November 2026, 15:03", "a, b and c", "1,234.5"),
        ("es", "22 de noviembre de 2026, 15:03", "a, b y c", "1.234,5"),
        ("ar", "22 نوفمبر 2026، 3:03 م", "a وb وc", "1,234.5"),
        ("hmn", "22 November 2026, 15:03", "a, b and c", "1,234.5"),
    ],
)
def test_dates_lists_and_numbers_follow_the_language_and_the_zone(language, shown, listed, number):
    with use_language(language):
        assert i18n.format_datetime(NOON) == shown
        assert i18n.format_list(["a", "b", "c"]) == listed
        assert i18n.format_number(1234.5) == number


def test_a_day_is_the_day_in_the_zone_and_a_date_has_none():
    assert i18n.format_date(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == "23 November 2026"
    assert i18n.format_date(date(2026, 11, 22)) == "22 November 2026"
    with pytest.raises(ValueError, match="zone"):
        i18n.format_time(NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("code", "direction", "endonym"),
    [
        ("en", "ltr", "English"),
        ("es", "ltr", "Español"),
        ("ar", "rtl", "العربية"),
        ("zh-Hans", "ltr", "中文 (简体)"),
        ("prs", "rtl", "دری"),
        ("hmn", "ltr", "Hmoob"),
        ("xx", "ltr", "xx"),
    ],
)
def test_each_language_knows_its_direction_and_its_name(code, direction, endonym):
    assert i18n.direction(code) == direction
    assert i18n.endonym(code) == endonym


def test_digits_of_any_script_are_digits():
    assert i18n.ascii_digits("٣٤ ۵۶ ७८ 90 x²") == "34 56 78 90 x²"


def test_a_language_without_a_catalogue_is_not_offered():
    with pytest.raises(ValueError, match="'fr'"):
        i18n.configure("UTC", ["en", "fr"])
    assert i18n.offered() == ("en", "es")


def test_a_catalogue_is_compiled_once_for_all_threads(monkeypatch):
    compiled, real = [], catalogues._compiled
    monkeypatch.setattr(catalogues, "_loaded", {})
    monkeypatch.setattr(catalogues, "_compiled", lambda code: (compiled.append(code), real(code))[1])
    threads = [threading.Thread(target=catalogues.catalogue, args=("es",)) for _turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert compiled == ["es"]
