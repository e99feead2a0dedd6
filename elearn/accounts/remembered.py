"""Members remembered by their device's token, for posts whose writing asks whether the device is signed in.

A thousand answers within a second would otherwise each ask who sent them; the transaction that writes them
asks once for all. Whatever else such a post does asks first.
"""

from flask import Flask, current_app

from elearn import clock
from elearn.accounts import queries
from elearn.accounts.access import Viewer, viewer
from elearn.db import database
from elearn.known import Known


def init_app(app: Flask) -> None:
    """Let `app` remember members."""
    app.extensions["viewers"] = Known()


def _viewers() -> Known[str, Viewer]:
    found: Known[str, Viewer] = current_app.extensions["viewers"]
    return found


def keep(found: Viewer) -> None:
    """Remember who uses a device."""
    _viewers().keep(found.token, found)


def viewer_with(token: str) -> Viewer | None:
    """Return who used a device with this token a while ago; they may have been signed out since."""
    return _viewers().get(token)


def is_still_signed_in() -> bool:
    """Ask whether the viewer, who may be remembered, is still signed in; forgets one who is not."""
    with database().reading() as session:
        is_there = queries.viewer_of(session, viewer().token, clock.today()) is not None
    if not is_there:
        forget()
    return is_there


def forget() -> None:
    """Forget the viewer, whose device was signed out."""
    _viewers().pop(viewer().token, None)
