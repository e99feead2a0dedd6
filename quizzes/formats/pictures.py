"""Pictures that come embedded in a file: told by their bytes, never by their name, and held to a size."""

import binascii
from base64 import b64decode
from typing import Final

from quizzes.formats.exchange import Picture

MOST_BYTES: Final = 5 * 1024 * 1024
"""Bytes of one picture."""
MOST_PICTURES: Final = 1000
"""Pictures of one file."""

_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def picture(name: str, data: bytes) -> Picture | None:
    """Return a picture, or None where the bytes are none of PNG, JPEG, GIF and WebP, or too many."""
    if len(data) > MOST_BYTES:
        return None
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Picture(name, "image/webp", data)
    kind = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
    return Picture(name, kind, data) if kind is not None else None


def picture_of_base64(name: str, text: str) -> Picture | None:
    """Return the picture that a base64 text holds, or None as picture() does."""
    try:
        return picture(name, b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError):
        return None


def picture_of_address(name: str, address: str) -> Picture | None:
    """Return the picture of an address "data:image/png;base64,…", or None."""
    head, comma, text = address.partition(",")
    return picture_of_base64(name, text) if comma and head.endswith(";base64") else None
