"""Languages: Vietnamese unless the person chose English; catalogues are read from their .po text."""

import gettext as stdlib_gettext
from collections.abc import Callable
from functools import cache
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale

from elearn.paths import translations_folder

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"
COOKIE = "ngon-ngu"


def read_catalogue(language: str) -> Translations:
    """Return the messages of `language`; English ones are the message ids themselves."""
    path = translations_folder() / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return Translations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


@cache
def words_in(language: str = DEFAULT_LANGUAGE) -> Callable[[str], str]:
    """Return what translates into `language` where there is no request: on the command line."""
    translated: Callable[[str], str] = read_catalogue(language).ugettext
    return translated


class PoDomain(Domain):
    """Messages compiled when the application starts: no built file can be older than its text."""

    def __init__(self) -> None:
        super().__init__()
        self._catalogues = {language: read_catalogue(language) for language in LANGUAGES}

    def get_translations(self) -> stdlib_gettext.NullTranslations:
        """Return the messages of this request's language."""
        return self._catalogues[str(get_locale() or DEFAULT_LANGUAGE)]

    def of_request(self) -> Translations:
        """Return the messages of this request's language, without asking flask-babel."""
        return self._catalogues[_language()]


def _language() -> str:
    # The phone's own setting is not asked: many phones in Vietnam are set to English and their
    # owners are not English.
    if not has_request_context():
        return DEFAULT_LANGUAGE
    if "language" not in g:
        chosen = request.cookies.get(COOKIE, "")
        g.language = chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE
    found: str = g.language
    return found


def init_app(app: Flask) -> None:
    """Give `app` its languages."""
    domain = PoDomain()
    Babel(
        app, locale_selector=_language, default_locale=DEFAULT_LANGUAGE, default_timezone="Asia/Ho_Chi_Minh"
    )
    app.extensions["babel"].instance.domain_instance = domain
    # A page says some fifty things; flask-babel would look for the request's language for each of them.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # the i18n extension adds it
        lambda text: domain.of_request().ugettext(text),
        lambda one, many, number: domain.of_request().ungettext(one, many, number),
        newstyle=True,
    )
