"""create_app(): the only module that knows every feature."""

from datetime import timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter, ValidationError

from elearn import clock, compression, db, errors, headers, i18n, shell, static, uploads
from elearn.accounts import access, actions, remembered, throttle
from elearn.accounts import views as accounts_views
from elearn.attempts import views as attempts_views
from elearn.authoring import views as authoring_views
from elearn.cells import views as cells_views
from elearn.committees import views as committees_views
from elearn.config import Settings, settings_from
from elearn.cookies import CookieSessions
from elearn.extensions import csrf, login_manager
from elearn.lessons import views as lessons_views
from elearn.meetings import planning as meetings_planning
from elearn.meetings import streams
from elearn.meetings import views as meetings_views
from elearn.paper import entry as paper_entry
from elearn.paper import views as paper_views
from elearn.paths import templates_folder
from elearn.privacy import views as privacy_views
from elearn.scores import desk_views, meeting_views, question_views, report_views
from elearn.scores import views as scores_views
from elearn.site import Site
from elearn.study import views as study_views
from elearn.topics import library
from elearn.topics import views as topics_views

STAY_SIGNED_IN = timedelta(days=180)
# What a database's 64-bit column holds.
LARGEST_ID = 2**63 - 1


class IdConverter(BaseConverter):
    """A row's id in an address; one that no database could hold is no such page."""

    regex = r"[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        """Return the id as a number."""
        number = int(value)
        if number > LARGEST_ID:
            raise ValidationError
        return number

    def to_url(self, value: int) -> str:
        """Return the id as text."""
        return str(value)


def create_app(settings: Settings | None = None, the_clock: clock.Clock = clock.system_clock) -> Flask:
    """Return the application for `settings`, or for those in the environment.

    The database must have been brought up to date first: `elearn serve` does it.
    """
    settings = settings or settings_from()
    app = Site("elearn", static_folder=None, template_folder=str(templates_folder()))
    app.url_map.converters["id"] = IdConverter
    app.extensions["clock"] = the_clock
    app.extensions["settings"] = settings
    db.init_app(app, settings.database_url)
    _configure(app, settings)
    _add_parts(app, settings)
    _add_features(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # as Flask's documentation does it
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key or _stored_secret_key(app),
        TESTING=settings.testing,
        ARGON2_MEMORY_KIB=settings.argon2_memory_kib,
        PERMANENT_SESSION_LIFETIME=STAY_SIGNED_IN,
        SESSION_COOKIE_NAME="phien",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=False,
        # A form may stay open on a phone for a week; its token lasts as long as the session.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _stored_secret_key(app: Flask) -> str:
    with app.extensions["database"].writing() as session:
        key = actions.secret_key_of(session)
        session.commit()
    return key


def _add_parts(app: Flask, settings: Settings) -> None:
    app.session_interface = CookieSessions()
    uploads.init_app(app)
    csrf.init_app(app)
    login_manager.init_app(app)
    throttle.init_app(app, settings.throttle_storage)
    library.init_app(app, settings)
    streams.init_app(app, settings)
    for part in (compression, i18n, headers, errors, static, shell, access, remembered):
        part.init_app(app)


def _add_features(app: Flask) -> None:
    features = (
        accounts_views,
        study_views,
        cells_views,
        attempts_views,
        meetings_views,
        topics_views,
        scores_views,
        meeting_views,
        question_views,
        desk_views,
        report_views,
        lessons_views,
        meetings_planning,
        privacy_views,
        paper_views,
        paper_entry,
        authoring_views,
        committees_views,
    )
    for views in features:
        app.register_blueprint(views.blueprint)
