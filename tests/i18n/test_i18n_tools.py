"""Extracting, merging and checking catalogues, in a small project of their own."""

import pytest

from portal import catalogues, i18n_tools


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with two messages in code and three in a template."""
    for folder in ("portal", "templates", "translations", ".venv/portal"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "portal" / "a.py").write_text(
        '_("Hello %(name)s", name=1)\nlabel = lazy("Your name")\n_(words)\n'
    )
    (tmp_path / ".venv" / "portal" / "b.py").write_text('_("Not ours")\n')
    (tmp_path / "templates" / "a.html").write_text(
        "{{ ngettext('%(num)s day', '%(num)s days', n) }}{{ _('50%% of it') }}\n"
        "{% trans %}\n  Two\n  lines\n{% endtrans %}"
    )
    for module in (catalogues, i18n_tools):
        monkeypatch.setattr(module, "translations_folder", lambda: tmp_path / "translations")
    return tmp_path


def _translate(path, **words) -> None:
    text = path.read_text()
    for said, translated in words.items():
        text = text.replace(f'msgid "{said}"\nmsgstr ""', f'msgid "{said}"\nmsgstr "{translated}"')
    path.write_text(text)


def test_extract_finds_each_message_once_and_nothing_else(project):
    found = {i18n_tools._texts(message.id) for message in i18n_tools.extract() if message.id}
    assert found == {
        ("Hello %(name)s",), ("Your name",), ("%(num)s day", "%(num)s days"), ("50%% of it",), ("Two lines",),
    }  # fmt: skip
    template = (project / "translations" / "messages.pot").read_text()
    assert "Date" not in template
    assert "#: portal/a.py\n" in template


def test_update_keeps_what_is_translated_and_guesses_nothing(project):
    i18n_tools.update()
    spanish = catalogues.catalogue_path("es")
    _translate(spanish, **{"Your name": "Su nombre"})
    spanish.write_text(spanish.read_text().replace(i18n_tools.UNREVIEWED, "read by Ana"))
    (project / "portal" / "a.py").write_text('_("Your name")\n_("Your names")\n')
    i18n_tools.update()
    text = spanish.read_text()
    assert 'msgid "Your name"\nmsgstr "Su nombre"' in text
    assert 'msgid "Your names"\nmsgstr ""' in text
    assert "X-Review: read by Ana" in text
    assert "Hello" not in text
    i18n_tools.update()
    assert spanish.read_text() == text


def test_check_names_what_is_wrong(project):
    assert any("messages.pot is stale" in line for line in i18n_tools.check())
    i18n_tools.update()
    spanish = catalogues.catalogue_path("es")
    _translate(spanish, **{"Your name": "Su nombre", "Hello %(name)s": "Hola"})
    found = [line.partition(": ")[2] for line in i18n_tools.check() if line.startswith("es")]
    assert any("'Hello %(name)s' has other placeholders" in line for line in found)
    assert "'%(num)s day' is not translated" in found
    assert not any("Your name" in line for line in found)
    spanish.write_text(spanish.read_text().replace("X-Review", "X-Other").replace("nplurals=2", "nplurals=3"))
    found = i18n_tools.check()
    assert any("X-Review" in line for line in found)
    assert any("Plural-Forms" in line for line in found)


@pytest.mark.parametrize("source", ['_("100% sure")', '_("Hello %s")', '_(" Hello")'])
def test_check_refuses_a_message_that_cannot_be_translated(project, source):
    (project / "portal" / "a.py").write_text(source)
    i18n_tools.update()
    assert any(line.startswith("messages.pot: ") for line in i18n_tools.check())
