"""Who carries messages is named once, and a bad value stops the start."""

import subprocess
import sys

import pytest

from portal.notifying.providers import Folder, MailServer, providers
from portal.settings import BadSetting, Settings
from tests.contact.steps import wish
from tests.notifying.steps import notify, rows

NEEDED = {"PORTAL_KEYS": "file:/etc/portal/keyset.json"}
BOTH = {**NEEDED, "PORTAL_SMTP_URL": "smtps://mail.example", "PORTAL_MAIL_FROM": "news@post.example"}
BAD = [
    *(("PORTAL_SMTP_URL", url) for url in (
        "mail.example", "smtp://", "http://mail.example", "smtp+plain://mail.example", "smtp://mail.example/inbox",
        "smtp://me:secret@mail.example:port", "file:relative", "file://host/path", "smtp://mail example",
        "smtp://me:secret@mail.example?tls=no", "smtps://me:secret@[mail",
    )),
    *(("PORTAL_MAIL_FROM", sender) for sender in (
        "news", "news@post", "a@post.example, b@post.example", "news@post.example\r\nBcc: a@b.example",
        "correo@tiempo.españa", "<news@post.example", "Nachrichten für dich <news@post.example>",
        "x" * 41 + " <news@post.example>",
    )),
    ("PORTAL_MAIL_SUBJECT", "Your case"), ("PORTAL_FRONT_URL", "http://pages.example"),
    ("PORTAL_FRONT_URL", "https://pages.example/en/mine/"), ("PORTAL_FRONT_URL", "https://pages.example/?a=b"),
    ("PORTAL_FRONT_URL", "https://pages.example/#a"), ("PORTAL_FRONT_URL", "pages.example"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), BAD, ids=[f"{n[7:]}={v[:30]!r}" for n, v in BAD])
def test_a_bad_value_is_named(name, value):
    with pytest.raises(BadSetting, match=name) as told:
        Settings.from_environment({**BOTH, name: value})
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["PORTAL_SMTP_URL", "PORTAL_MAIL_FROM"])
def test_one_without_the_other(name):
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment({**BOTH, name: ""})


def test_without_any_nothing_is_sent():
    assert providers(Settings.from_environment(NEEDED)) == {}


@pytest.mark.parametrize(
    ("url", "kind"),
    [("smtp://mail.example:2525", MailServer), ("smtps://me:se%2Fcret@mail.example", MailServer),
     ("smtp+plain://localhost:25", MailServer), ("file:/var/tmp/out", Folder)],
)  # fmt: skip
@pytest.mark.parametrize("sender", ["news@post.example", "Updates <news@post.example>"])
def test_good_values(url, kind, sender):
    settings = Settings.from_environment(
        {
            **BOTH,
            "PORTAL_SMTP_URL": url,
            "PORTAL_MAIL_FROM": sender,
            "PORTAL_FRONT_URL": "https://pages.example/",
        }
    )
    assert isinstance(providers(settings)["email"], kind)
    assert "se%2Fcret" not in repr(settings) + repr(providers(settings))


@pytest.mark.parametrize(
    ("url", "code"), [("file:{data}/out", "sent 1"), ("smtp+plain://127.0.0.1:1", "sent 0")]
)
def test_the_sweep_sends_and_says_how_many_and_why_not(world, url, code):
    wish(world)
    notify(world)
    data = world.settings.data
    world.stores.close()
    env = {
        "PORTAL_DATA": str(data),
        "PORTAL_KEYS": world.settings.keys,
        "PORTAL_MAIL_FROM": "news@post.example",
        "PORTAL_SMTP_URL": url.format(data=data),
    }
    done = subprocess.run(
        [sys.executable, "-m", "portal.cli", "sweep"], env=env, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip().endswith(code)
    failed = code == "sent 0"
    assert ("(ConnectionRefusedError)" in done.stderr) is failed
    assert [row.state for row in rows(world)] == ["" if failed else "sent"]
    assert "mailbox" not in done.stdout + done.stderr
