"""The headers every page carries: nothing from another host, nothing inline, nothing kept by the browser."""

from flask import Flask, Response, current_app, request

_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_ALWAYS = (
    ("Content-Security-Policy", _CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    # The sign-in link stands in an address: no other site may learn it from a followed link.
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)


def init_app(app: Flask) -> None:
    """Add the headers to every response of `app`."""
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.extend(_ALWAYS)
    if "Cache-Control" not in headers:
        # The back button then asks again: on a shared phone it shows nothing of who signed out,
        # and in a quiz it shows the state as it is, not as it was.
        headers["Cache-Control"] = "no-store"
    if current_app.config["SESSION_COOKIE_SECURE"] and request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
