"""How much a request may bring: a form's 200 kB, or what a view that takes files says."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, request

P = ParamSpec("P")
R = TypeVar("R")

# A form holds at most a pasted roster; 200 kB is some 4,000 names.
MOST_BYTES_OF_A_FORM = 200 * 1024


def takes_files(most_bytes: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a view's request be as large as `most_bytes`, all fields and files together."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.most_bytes = most_bytes  # type: ignore[attr-defined] # a mark on a function, read by _allow
        return view

    return mark


def init_app(app: Flask) -> None:
    """Hold every request of `app` to its size; before anything that reads a form."""
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES_OF_A_FORM, MAX_FORM_MEMORY_SIZE=MOST_BYTES_OF_A_FORM)
    app.before_request(_allow)


def _allow() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    most = getattr(view, "most_bytes", None)
    if most is not None:
        request.max_content_length = most
