"""A bad setting stops the start with one line that names it and tells no secret."""

import pytest

from portal.settings import BadSetting, Settings

NEEDED = {"PORTAL_KEYS": "file:/etc/portal/keyset.json"}
BAD = [
    ("PORTAL_KEYS", ""), ("PORTAL_KEYS", "/etc/portal/keyset.json"), ("PORTAL_KEYS", "vault:x"),
    ("PORTAL_KEYS", "file:"), ("PORTAL_KEYS", "env:"), ("PORTAL_KEYS", "file"),
    ("PORTAL_PUBLIC_NAME", "  "), ("PORTAL_PUBLIC_NAME", "x" * 41),
    ("PORTAL_LEAVE_URL", "http://weather.example"), ("PORTAL_LEAVE_URL", "weather.example"),
    ("PORTAL_LEAVE_URL", "javascript:alert(1)"), ("PORTAL_LEAVE_URL", "https://"),
    ("PORTAL_LEAVE_URL", "https://me:secret@weather.example"), ("PORTAL_LEAVE_URL", "https://[weather"),
    ("PORTAL_LEAVE_URL", "https://weather.example:port"), ("PORTAL_LEAVE_URL", "https://*.example"),
    ("PORTAL_LEAVE_URL", "https://weather.example; script-src *"), ("PORTAL_LEAVE_URL", "https://tiempo.españa"),
    ("PORTAL_LEAVE_URL", "https://weather.example\r\nSet-Cookie: a=b"),
    ("PORTAL_LEAVE_URL", "data:text/html,x"), ("PORTAL_LANGUAGES", "en,xx"), ("PORTAL_LANGUAGES", "en,,es"),
    ("PORTAL_LANGUAGES", "EN"), ("PORTAL_LANGUAGES", "fr"), ("PORTAL_LANGUAGES", "en|es"),
    ("PORTAL_TIMEZONE", "Madrid"), ("PORTAL_TIMEZONE", "../../etc/passwd"),
    ("PORTAL_TIMEZONE", "/etc/localtime"), ("PORTAL_TIMEZONE", "Europe"),
    ("PORTAL_COUNTRY", "us"), ("PORTAL_COUNTRY", "USA"), ("PORTAL_COUNTRY", "1A"),
    ("PORTAL_TRUSTED_PROXIES", "-1"), ("PORTAL_TRUSTED_PROXIES", "many"), ("PORTAL_TRUSTED_PROXIES", "10"),
    ("PORTAL_TRUSTED_PROXIES", "٢"), ("PORTAL_DEMONSTRATION", "yes"), ("PORTAL_DEMONSTRATION", "true"),
    ("PORTAL_DATABASE_URL", "main.db"), ("PORTAL_DATABASE_URL", "nosuch://me:secret@host/db"),
    ("PORTAL_VAULT_URL", "oracle://me:secret@host/db"), ("PORTAL_SESSION_URL", "postgresql://me:secret@host:x/db"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), BAD, ids=[f"{n[7:]}={v[:30]!r}" for n, v in BAD])
def test_a_bad_value_is_named(name, value):
    with pytest.raises(BadSetting) as told:
        Settings.from_environment({**NEEDED, name: value})
    said = str(told.value)
    assert name in said
    assert "\n" not in said
    assert "secret" not in said


def blank(name: str) -> dict[str, str]:
    return {**NEEDED, name: ""}


@pytest.mark.parametrize("name", ["PORTAL_PUBLIC_NAME", "PORTAL_LEAVE_URL", "PORTAL_LANGUAGES",
                                  "PORTAL_TIMEZONE", "PORTAL_COUNTRY", "PORTAL_TRUSTED_PROXIES",
                                  "PORTAL_DEMONSTRATION", "PORTAL_DATA", "PORTAL_DATABASE_URL"])  # fmt: skip
def test_an_empty_value_is_none(name):
    assert Settings.from_environment(blank(name)) == Settings.from_environment(NEEDED)


@pytest.mark.parametrize(
    ("one", "other"),
    [("PORTAL_DATABASE_URL", "PORTAL_VAULT_URL"), ("PORTAL_VAULT_URL", "PORTAL_SESSION_URL"),
     ("PORTAL_DATABASE_URL", "PORTAL_SESSION_URL")],
)  # fmt: skip
def test_three_stores_are_three(one, other):
    """A backup of one must not be able to undo a deletion in another."""
    url = "sqlite:////tmp/same.db"
    with pytest.raises(BadSetting, match=f"{one}.*{other}"):
        Settings.from_environment({**NEEDED, one: url, other: url})


def test_every_value_arrives():
    settings = Settings.from_environment(
        {
            **NEEDED,
            "PORTAL_PUBLIC_NAME": "  My   pages ",
            "PORTAL_LEAVE_URL": "http://127.0.0.1:9/weather?a=b",
            "PORTAL_LANGUAGES": "ar, en,ar",
            "PORTAL_TIMEZONE": "America/Mexico_City",
            "PORTAL_COUNTRY": "MX",
            "PORTAL_TRUSTED_PROXIES": "2",
            "PORTAL_DEMONSTRATION": "1",
            "RUNTIME_DIRECTORY": "/run/portal:/run/other",
        }
    )
    assert settings.public_name == "My pages"
    assert settings.leave_url == "http://127.0.0.1:9/weather?a=b"
    assert settings.languages == ("ar", "en")
    assert (settings.timezone, settings.country) == ("America/Mexico_City", "MX")
    assert (settings.trusted_proxies, settings.demonstration) == (2, True)
    assert settings.session_url == "sqlite:////run/portal/sessions.db"


def test_addresses_with_passwords_are_not_printed():
    url = "sqlite:////tmp/secret.db"
    settings = Settings.from_environment({**NEEDED, "PORTAL_DATABASE_URL": url})
    assert "secret" not in repr(settings)


def test_no_variable_makes_guessing_cheap():
    env = {**NEEDED, "PORTAL_KDF_FOR_TESTS": "1", "PORTAL_FLOOR": "0"}
    settings = Settings.from_environment(env)
    assert (settings.kdf_for_tests, settings.floor) == (False, 0.75)
