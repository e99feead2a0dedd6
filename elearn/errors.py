"""What a person reads when something is wrong: what happened, what was kept, what to do."""

import logging

from flask import Flask, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import AnonymousUserMixin, current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)


class Refused(Exception):
    """Something that was asked for is not allowed now; the message says why and what to do."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def init_app(app: Flask) -> None:
    """Answer every error of `app` with a page."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, happened: str, kept: str, todo: str) -> tuple[str, int]:
    _ask_who_reads_it()
    return render_template("errors/error.html", happened=happened, kept=kept, todo=todo), status


def _ask_who_reads_it() -> None:
    """Let the page be for nobody where the database does not say who asks: it would be asked again."""
    try:
        bool(current_user.is_authenticated)
    except Exception:
        log.exception("an error's page is shown without a name")
        # Where Flask-Login keeps whom it found.
        g._login_user = AnonymousUserMixin()


def _refused(error: Exception) -> ResponseReturnValue:
    assert isinstance(error, Refused)  # noqa: S101 # registered for this class only
    return _page(
        error.status,
        error.message,
        _("Everything saved before is still there."),
        _("Go back to the page before, or to the home page."),
    )


def _form_expired(_error: Exception) -> ResponseReturnValue:
    if request.path.startswith("/vao") and current_user.is_authenticated:
        # A second tap on the sign-in button: the first one let them in, and changed the form's token.
        return redirect(url_for("study.home"), 303)
    return _page(
        400,
        _("This form was opened too long ago, or in another browser."),
        _("Everything saved before is still there; what was just sent is not saved."),
        _("Go back, reload the page and send it again."),
    )


def _http_error(error: Exception) -> ResponseReturnValue:
    assert isinstance(error, HTTPException)  # noqa: S101 # registered for this class only
    status = error.code or 500
    if status < 400:
        return error
    happened, todo = _words_for(status)
    headers = {"Allow": ", ".join(error.valid_methods or [])} if hasattr(error, "valid_methods") else {}
    return *_page(status, happened, _("Everything saved before is still there."), todo), headers


def _words_for(status: int) -> tuple[str, str]:
    home = _("Go back to the page before, or to the home page.")
    words = {
        400: (_("What was sent could not be understood."), _("Go back, reload the page and send it again.")),
        403: (_("This page is for the secretary and deputies of the cell."), home),
        404: (_("There is no such page, or it is not yours to see."), home),
        405: (_("This page cannot be opened that way."), home),
        413: (
            _("What was sent is too large."),
            _("Send less at a time: at most %(most)d kB.", most=(request.max_content_length or 0) // 1024),
        ),
        429: (_("Too many tries in a short time."), _("Wait a few minutes, then try again.")),
    }
    return words.get(status, (_("Something went wrong."), home))


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("unexpected error", exc_info=error)
    return _page(
        500,
        _("Something went wrong on the server."),
        _("Everything saved before is still there."),
        _("Reload the page in a moment. If it happens again, tell the secretary what you were doing."),
    )
