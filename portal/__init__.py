"""A portal where people harmed by crime write in their own time and choose who reads what.

One rule stands above all: consent is the key. What a person writes is sealed under a key that only
she can open; giving consent makes a key for one named recipient, withdrawing destroys it.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, jsonify, redirect
from flask.sessions import SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response as AnyResponse

from portal import i18n
from portal.accounts.views import bp as accounts
from portal.consent import renewing as consent_renewing
from portal.consent.views import bp as consent
from portal.contact import renewing as contact_renewing
from portal.contact.views import bp as contact
from portal.db import Stores
from portal.directory.views import bp as hsds
from portal.finding import renewing as finding_renewing
from portal.finding.views import bp as finding
from portal.handover.views import bp as handover
from portal.helping import renewing as helping_renewing
from portal.helping.views import bp as helping
from portal.home.views import bp as home
from portal.inbox.views import bp as inbox
from portal.keyring.server import ServerKeys
from portal.listing.views import bp as listing
from portal.messages import renewing as messages_renewing
from portal.messages.views import bp as messages
from portal.migrations.start import ready
from portal.notifying import renewing as notifying_renewing
from portal.programmes.views import bp as programmes
from portal.readiness import renewing as readiness_renewing
from portal.readiness.views import bp as readiness
from portal.safety.views import bp as safety
from portal.settings import Settings
from portal.statements import renewing as statements_renewing
from portal.statements.views import bp as statements
from portal.support.views import bp as support
from portal.vouching.views import bp as vouching
from portal.web import assets, errors, guard, headers, pages, signed_in, uploads
from portal.web.access import everyone
from portal.web.request import Request
from portal.web.state import Portal, portal

BLUEPRINTS = (
    home, support, safety, accounts, programmes, vouching, readiness, contact, statements, consent, inbox,
    helping, messages, handover, listing, finding,
)  # fmt: skip

# What is sealed again with new keys, by being imported.
RENEWING = (
    notifying_renewing, readiness_renewing, contact_renewing, statements_renewing, consent_renewing,
    helping_renewing, messages_renewing, finding_renewing,
)  # fmt: skip


class NoSession(SecureCookieSessionInterface):
    """Flask's own session is a readable cookie; this portal has none."""

    def open_session(self, app: Flask, request: object) -> None:
        return None


def site() -> Path:
    """Where templates, static files and translations are: in the wheel, or beside the package."""
    package = Path(__file__).parent
    packed = package / "_site"
    return packed if packed.is_dir() else package.parent


def create_app(settings: Settings, stores: Stores, server: ServerKeys) -> Flask:
    """A WSGI application over stores that are up to date and keys that were proven to fit them."""
    app = errors.QuietFlask("portal", static_folder=None, template_folder=str(site() / "templates"))
    app.request_class = Request
    app.session_interface = NoSession()
    app.config.update(
        MAX_CONTENT_LENGTH=settings.body_limit, MAX_FORM_MEMORY_SIZE=settings.body_limit,
        WTF_CSRF_ENABLED=True, PROPAGATE_EXCEPTIONS=False,
    )  # fmt: skip
    files = assets.Assets(site() / "static")
    app.extensions["portal"] = Portal(settings, stores, server, files)
    i18n.configure(settings.timezone, settings.languages, settings.country)
    i18n.install(app.jinja_env)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.converters["language"] = _language_converter(settings.languages)
    for part in (pages, guard, headers, signed_in, errors, uploads):
        part.install(app)
    assets.install(app, files)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix="/<language:language>")
    app.register_blueprint(hsds, url_prefix="/hsds")
    _outside_languages(app)
    if settings.trusted_proxies:
        n = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    return app


def _language_converter(languages: tuple[str, ...]) -> type[BaseConverter]:
    class Language(BaseConverter):
        regex = "|".join(languages)

    return Language


def _outside_languages(app: Flask) -> None:
    @app.get("/")
    @everyone
    def root() -> AnyResponse:
        from_browser = i18n.current_language()
        return redirect(f"/{from_browser}/", 302)

    @app.get("/healthz")
    @everyone
    def healthz() -> tuple[Response, int]:
        stores = portal().stores
        up = {name: getattr(stores, name).is_up() for name in ("main", "vault", "sessions")}
        fine = all(up.values())
        return jsonify(status="ok" if fine else "down", stores=up), 200 if fine else 503


def from_environment() -> Flask:
    """What `wsgi.py` and every worker start. Raises BadSetting, KeysetError: one plain line each."""
    settings = Settings.from_environment()
    stores, server = ready(settings)
    return create_app(settings, stores, server)
