"""Pictures as phones send them, and a card to put them on."""

import io
from typing import Final

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from elearn.authoring.scaling import scaled

TEXT: Final = "## Một\n\nHai chữ.\n\nNguồn: sách, 2026\n"


def image(kind: str = "PNG", size: tuple[int, int] = (40, 30), *, exif: Image.Exif | None = None) -> bytes:
    """Return a picture of one colour as a file."""
    file = io.BytesIO()
    more = {"exif": exif} if exif is not None else {}
    Image.new("RGB", size, "teal").save(file, kind, **more)
    return file.getvalue()


PICTURE: Final = image()
PICTURE_NAME: Final = scaled(PICTURE).name


def send_picture(
    browser: FlaskClient,
    address: str,
    data: bytes = PICTURE,
    *,
    card: str = "1",
    alt: str = "Bản đồ xã",
    **more: str,
) -> TestResponse:
    """Send a picture with the lesson's text, as the page's second button does."""
    fields = {"title": "Bài", "minutes": "5", "text": TEXT, "revision": "1", "card": card, "alt": alt, **more}
    return browser.post(f"{address}/hinh", data={**fields, "file": (io.BytesIO(data), "anh.png")})
