"""Installed as a wheel, away from the checkout, the portal finds its templates, styles and languages."""

import os
import subprocess
import sys

from tests.house.source import ROOT

ASK = """
import portal
from portal.catalogues import catalogue
from portal.settings import Settings
from portal.web.assets import Assets
site = portal.site()
assert site.name == "_site", site
assert (site / "templates" / "base.html").is_file()
assert Assets(site / "static").url("site.css")
assert catalogue("es").gettext("Leave") != "Leave"
"""


def test_a_wheel_is_whole(tmp_path):
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(ROOT)]
    made = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr[-2000:]
    asked = subprocess.run(
        [sys.executable, "-c", ASK], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(target)},
    )  # fmt: skip
    assert asked.returncode == 0, asked.stderr[-2000:]
