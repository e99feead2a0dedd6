"""Flask itself, with what it does for every request made cheap."""

from collections.abc import Callable
from typing import Any

from flask import Flask, request

from elearn.i18n.pages import PageEnvironment
from elearn.known import Known


class Site(Flask):
    """Flask with our environment of templates."""

    jinja_environment = PageEnvironment  # type: ignore[assignment] # a subclass of the one expected

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # All templates are kept: a smaller memory would note at each use which was used last.
        self.jinja_options = {"cache_size": -1}
        self._paths: Known[tuple[Any, ...], str] = Known()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return `func` as it is: no view of ours is a coroutine, and Flask would ask for every function."""
        return func

    def url_for(self, endpoint: str, **values: Any) -> str:
        """Return the path of a page, built once; a page links to a dozen others.

        A keyword that begins with an underscore is an option of Flask's and is left to it.
        """
        if not request or any(name.startswith("_") for name in values):
            return super().url_for(endpoint, **values)
        # Behind a proxy, the site may stand below a path of its own.
        key = (request.root_path, endpoint, *values.items())
        return self._paths.get(key) or self._paths.keep(key, super().url_for(endpoint, **values))
