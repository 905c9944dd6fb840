"""What everything is compared with: the writing page's own words and controls on a plain Flask page.

One Flask-WTF form with its usual token in Flask's usual session, one template (bare.html), as many
messages through gettext; no database, no keys, no header of ours. `python -m tests.bench.bare PORT`
serves it with the portal's own gunicorn settings.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask, g, render_template
from flask_wtf import FlaskForm
from wtforms import SubmitField, TextAreaField

from portal.catalogues import catalogue
from portal.serving import Server
from portal.settings import OFFERED
from portal.statements.sections import section
from tests.bench.wire import Line
from tests.real.running import STARTS_WITHIN, STOPS_WITHIN, free_port
from tests.real.serving import WORKERS

THREADS = 8  # as portal.serving.serve has it
KEY = os.urandom(32)  # before the workers part, so that each reads the other's cookie
TEXT = "Most days I feel tired and a little far away. At night I wake up and check the door."


class Words(FlaskForm):
    text = TextAreaField("In your words", default=TEXT)
    save = SubmitField("Save")
    pause = SubmitField("Pause")
    after = SubmitField("Save and go to the next part")


def bare_app() -> Flask:
    app = Flask("bare", template_folder=str(Path(__file__).parent))
    app.config["SECRET_KEY"] = KEY
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: catalogue(g.language).gettext(message),
        lambda one, many, n: catalogue(g.language).ngettext(one, many, n),
        newstyle=True,
    )

    @app.get("/<language>/")
    def write(language: str) -> str:
        g.language = language
        return render_template("bare.html", form=Words(), languages=OFFERED, section=section(1))

    return app


class Bare(Server):
    def load(self) -> Any:
        return bare_app()


@contextmanager
def bare() -> Iterator[tuple[int, str]]:
    """Its port, and the cookie of somebody who has seen the page before."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.bare", str(port)])
    try:
        yield port, _cookie_of_a_first_visit(port)
    finally:
        process.terminate()
        process.wait(STOPS_WITHIN)


def _cookie_of_a_first_visit(port: int) -> str:
    for _turn in range(STARTS_WITHIN * 10):
        try:
            answer = Line(port).get("/en/")
        except ConnectionError:
            time.sleep(0.1)
            continue
        found = re.search(rb"(?i)set-cookie: (session=[^;]+)", answer.head)
        assert found is not None, answer
        return found.group(1).decode()
    raise AssertionError("The bare page did not start.")


if __name__ == "__main__":
    Bare(f"127.0.0.1:{sys.argv[1]}", WORKERS, THREADS).run()
