"""A template that was compiled for one language says there what it would have said anyhow."""

import pytest
from flask import render_template

from portal.i18n import _, offered, use_language
from portal.web.templates import in_this_language


@pytest.mark.parametrize("name", ["components/foot.html", "base.html"])
def test_each_language_has_its_own_words(app, name):
    shown, values = set(), {"assets": app.extensions["portal"].assets, "languages": [], "private": True}
    for language in offered():
        with app.test_request_context(f"/{language}/"):
            app.preprocess_request()
            compiled = render_template(in_this_language(name), **values)
            assert compiled == render_template(name, **values)
            assert _("Get support") in compiled
            shown.add(compiled)
    assert len(shown) == len(offered()) > 1


def test_plain_words_are_compiled_in_and_others_are_not(app):
    source = '{{ _("Save") }} {{ _("Saved at %(time)s", time=time) }} {{ _(word) }} {{ [_("Pause")] }} 100%'
    for language in offered():
        with use_language(language):
            code = app.jinja_env.compile(source, name=f"{language}/x.html", raw=True)
            assert repr(_("Save"))[1:-1] in code
            assert all(left in code for left in ("'Saved at %(time)s'", "l_0_word", "'Pause'"))
        assert "'Save'" in app.jinja_env.compile(source, name="x.html", raw=True)
