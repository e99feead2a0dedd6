"""Style sheets and scripts: read once, compressed once, cached for ever under a versioned path.

The version stands in the path, not in a query, so that a module's relative imports inherit it.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request

from elearn.i18n.pages import pages_of
from elearn.paths import static_folder

# One request instead of six on a slow line; the order is that of the cascade's layers.
_STYLE_SHEETS = ("tokens", "base", "layout", "components", "pages", "print")
_BUNDLE = "app.css"
_FOR_EVER = "public, max-age=31536000, immutable"

blueprint = Blueprint("static_files", __name__)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent."""

    plain: bytes
    compressed: bytes
    content_type: str


class StaticFiles:
    """All files by their path, and the version that all of them make."""

    def __init__(self, folder: Path) -> None:
        self.files = {
            path.relative_to(folder).as_posix(): _read(path.read_bytes(), path.name)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith(".")
        }
        sheets = (self.files.get(f"css/{name}.css") for name in _STYLE_SHEETS)
        self.files[_BUNDLE] = _read(b"\n".join(sheet.plain for sheet in sheets if sheet), _BUNDLE)
        digest = hashlib.sha256()
        for path, file in sorted(self.files.items()):
            digest.update(path.encode() + b"\0" + file.plain + b"\0")
        self.version = digest.hexdigest()[:10]

    def url(self, path: str) -> str:
        """Return the versioned address of `path`."""
        return f"/static/{self.version}/{path}"


# Kept: packing as tightly as this takes long, and a process may make its application more than once.
@cache
def _read(content: bytes, name: str) -> StaticFile:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".js"):
        # Windows' registry can call it text/plain, and a module of that type is refused.
        kind = "text/javascript"
    text = kind.startswith("text/") or kind == "image/svg+xml"
    return StaticFile(content, gzip.compress(content, 9, mtime=0), f"{kind}; charset=utf-8" if text else kind)


def init_app(app: Flask) -> None:
    """Serve the files and give templates `static_url`."""
    files = StaticFiles(static_folder())
    app.extensions["static_files"] = files
    pages_of(app).add_spoken_global("static_url", lambda _language: files.url)
    app.register_blueprint(blueprint)


@blueprint.get("/static/<version>/<path:path>")
def send(version: str, path: str) -> Response:
    """Send a file; an old version gets the new file, because a page from before an update may still ask."""
    files: StaticFiles = current_app.extensions["static_files"]
    file = files.files.get(path)
    if file is None:
        abort(404)
    response = Response(content_type=file.content_type)
    if request.accept_encodings.quality("gzip") and len(file.compressed) < len(file.plain):
        response.set_data(file.compressed)
        response.content_encoding = "gzip"
    else:
        response.set_data(file.plain)
    response.headers["Cache-Control"] = _FOR_EVER if version == files.version else "no-cache"
    response.vary.add("Accept-Encoding")
    return response


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Send the icon to browsers that ask for it without being told."""
    files: StaticFiles = current_app.extensions["static_files"]
    return Response(files.files["img/icon.svg"].plain, content_type="image/svg+xml")
