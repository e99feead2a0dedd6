"""The signed cookie and the token of forms: a signature that was checked or made once is not made again.

Both are Flask's and Flask-WTF's own. What is kept here is kept in this process's memory and can be lost at
any time; a cookie or token that is not known is checked by the library, and a forged one is never known.
"""

import time
from typing import Any

from flask import Flask, Request, Response, current_app, g, request
from flask import session as cookie
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect, generate_csrf
from itsdangerous import BadSignature

from elearn.known import Known

_TOKEN = "csrf_token"  # noqa: S105 # the name of a field, not a secret


class CookieSessions(SecureCookieSessionInterface):
    """Flask's sessions in signed cookies."""

    def __init__(self) -> None:
        # The cookie's text → what it holds, and the second until which it may be used.
        self._known: Known[str, tuple[dict[str, Any], float]] = Known()

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the request's cookie holds; nothing for a forged or an old one."""
        text = request.cookies.get(app.config["SESSION_COOKIE_NAME"])
        if not text:
            return self.session_class()
        held, until = self._known.get(text, ({}, 0.0))
        if time.time() < until:
            return self.session_class(held)
        return self._checked(app, text)

    def _checked(self, app: Flask, text: str) -> SecureCookieSession | None:
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return None
        lasts = app.permanent_session_lifetime.total_seconds()
        try:
            held, signed_at = serializer.loads(text, max_age=int(lasts), return_timestamp=True)
        except BadSignature:
            return self.session_class()
        # A list could be changed in place by the request that it is given to.
        if all(isinstance(value, str | bool) for value in held.values()):
            self._known.keep(text, (held, signed_at.timestamp() + lasts))
        return self.session_class(held)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie where the request changed what it holds."""
        if session.modified or app.config["SESSION_REFRESH_EACH_REQUEST"]:
            super().save_session(app, session, response)
        elif session.accessed:
            response.headers.add("Vary", "Cookie")


class FormTokens(CSRFProtect):
    """Flask-WTF's tokens against forged posts; a session has one, which lasts as long as the session."""

    def init_app(self, app: Flask) -> None:
        """Protect every form of `app`."""
        super().init_app(app)
        app.extensions["form_tokens"] = Known()
        app.context_processor(lambda: {_TOKEN: csrf_token})

    def protect(self, apply_exemptions: bool = False) -> None:
        """Refuse a post whose token, in the form or beside it, is not the session's."""
        token = self._get_csrf_token() if request.method == "POST" else None
        if not request.is_secure and _is_known(token):
            g.csrf_valid = True
            return
        # Over HTTPS the library also looks at where the form came from.
        super().protect(apply_exemptions)
        if token and g.get("csrf_valid"):
            # Made by another process, or before this one was started.
            known: Known[str, str] = current_app.extensions["form_tokens"]
            known.keep(cookie[_TOKEN], token)


def csrf_token() -> str:
    """Return the token that a form of this session carries."""
    known: Known[str, str] = current_app.extensions["form_tokens"]
    token = known.get(cookie.get(_TOKEN, ""))
    if token is None:
        token = generate_csrf()
        known.keep(cookie[_TOKEN], token)
    return token


def _is_known(token: str | None) -> bool:
    known: Known[str, str] = current_app.extensions["form_tokens"]
    return token is not None and token == known.get(cookie.get(_TOKEN, ""))
