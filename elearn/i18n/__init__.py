"""Languages: Vietnamese unless the person chose English; catalogues are read from their .po text."""

import gettext as stdlib_gettext
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

from elearn.i18n.pages import pages_of
from elearn.paths import translations_folder

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"
COOKIE = "ngon-ngu"


@cache
def read_catalogue(language: str) -> Translations:
    """Return the messages of `language`, read once in a process; English ones are the message ids."""
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

    def in_language(self, language: str) -> Translations:
        """Return the messages of a language."""
        return self._catalogues[language]


def language_now() -> str:
    """Return the language of this request: Vietnamese unless the person chose English."""
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
        app,
        locale_selector=language_now,
        default_locale=DEFAULT_LANGUAGE,
        default_timezone="Asia/Ho_Chi_Minh",
    )
    app.extensions["babel"].instance.domain_instance = domain
    pages = pages_of(app)
    pages.language_now = language_now
    pages.add_spoken_global("language", str)
    for name in ("_", "gettext"):
        pages.add_spoken_global(name, lambda language: _message_of(domain.in_language(language)))
    pages.add_spoken_global("ngettext", lambda language: _plural_of(domain.in_language(language)))


def _message_of(catalogue: Translations) -> Callable[..., Markup]:
    # A message may itself have a value called `text`.
    def message(text: str, /, **values: Any) -> Markup:
        return Markup(catalogue.ugettext(text)) % values  # noqa: S704 # the values are escaped

    return message


def _plural_of(catalogue: Translations) -> Callable[..., Markup]:
    def message(one: str, many: str, /, num: int, **values: Any) -> Markup:
        return Markup(catalogue.ungettext(one, many, num)) % {"num": num, **values}  # noqa: S704 # as above

    return message
