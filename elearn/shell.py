"""What every page has around it: who is signed in, how dates and numbers are written, the text size."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from flask import Flask, Response, current_app, request
from flask_babel import gettext as _
from markupsafe import Markup

from elearn import clock
from elearn.i18n import COOKIE as LANGUAGE_COOKIE
from elearn.i18n import LANGUAGES, language_now
from elearn.i18n.pages import pages_of
from elearn.markdown import html_of, source_html
from quizzes.confidence import LEVELS
from quizzes.questions.post import VERDICTS as POST_VERDICTS
from quizzes.questions.true_false import VERDICTS
from quizzes.vietnamese import given_name

TEXT_SIZE_COOKIE = "chu"
LARGE_TEXT = "to"
A_YEAR_S = 31_536_000


def init_app(app: Flask) -> None:
    """Give the templates of `app` what they share."""
    app.jinja_env.filters.update(
        day=day,
        days=days,
        moment=moment,
        number=number,
        percent=percent,
        given_name=given_name,
        markdown=html_of,
        source=source_html,
        in_words=in_words,
        in_quotes=in_quotes,
    )
    app.jinja_env.globals.update(
        languages=LANGUAGES, language_cookie=LANGUAGE_COOKIE, confidence_levels=LEVELS
    )
    pages_of(app).add_spoken_global("content_lang", content_lang_in)
    app.context_processor(_shared)
    app.after_request(_name_the_next_page)


def _shared() -> dict[str, Any]:
    return {"large_text": request.cookies.get(TEXT_SIZE_COOKIE) == LARGE_TEXT}


def _name_the_next_page(response: Response) -> Response:
    """Tell a script that sent an answer where to go, instead of sending it there.

    A fetch would follow the redirect and load the page, and then the browser would load it again.
    """
    if response.status_code == 303 and request.headers.get("X-Requested-With") == "answer":
        response.headers["X-Location"] = response.headers.pop("Location")
        response.status_code = 204
        response.set_data(b"")
    return response


def day(value: date | datetime) -> str:
    """Write a day as Vietnamese forms do: 03/02/2026."""
    if isinstance(value, datetime):
        value = clock.vietnam_day(value)
    return value.strftime("%d/%m/%Y")


def days(first: date, last: date | None) -> str:
    """Write “from 03/02/2026 to 31/12/2026”, or “since 03/02/2026” without a last day."""
    if last is None:
        return str(_("since %(day)s", day=day(first)))
    return str(_("from %(first)s to %(last)s", first=day(first), last=day(last)))


def moment(value: datetime) -> str:
    """Write a time of a day, in Vietnam's zone: 19:05, 03/02/2026."""
    return value.astimezone(clock.VIETNAM).strftime("%H:%M, %d/%m/%Y")


def number(value: float | Fraction, decimals: int = 0) -> str:
    """Write a number with the language's marks: 1.234,5 in Vietnamese."""
    text = f"{float(value):,.{decimals}f}"
    if language_now() == "vi":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


def site_address() -> str:
    """Return the address that links to be sent start with: the configured one, or this page's own."""
    configured: str = current_app.extensions["settings"].public_url
    return configured or request.host_url.rstrip("/")


_VERDICTS = frozenset(VERDICTS.values()) | frozenset(POST_VERDICTS.values())


def in_words(answer: str) -> str:
    """Return an answer's text for people: a verdict is a message of ours, all else the author's words."""
    return str(_(answer)) if answer in _VERDICTS else answer


def in_quotes(text: str) -> str:
    """Put a text into quotation marks unless the author did."""
    return text if text.startswith(("“", "«", "‘")) else f"“{text}”"


def percent(share: float | Fraction) -> str:
    """Write a share 0..1 as whole per cent: 78 %."""
    return str(_("%(number)s%%", number=number(round(float(share) * 100))))


def content_lang_in(language: str) -> Callable[..., Markup]:
    """Return `content_lang` for pages in a language."""

    def content_lang(text: str = "") -> Markup:
        """Return the attribute that marks authors' words and names as Vietnamese on another language's page.

        A verdict (`text`) is a message of ours and already in the page's language.
        """
        ours = language == "vi" or text in _VERDICTS
        return Markup("") if ours else Markup(' lang="vi"')

    return content_lang
