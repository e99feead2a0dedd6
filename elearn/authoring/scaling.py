"""Pictures from a phone's camera made small enough for a weak network, with nothing else left in them."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quizzes.formats.lesson_pictures import picture_name

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE: Final = 800
"""Pixels; a phone's screen is seldom wider."""
MOST_BYTES: Final = 30 * 1024
"""Of a picture as it is sent to members: a first visit to its card stays under 50 kB."""
MOST_UPLOADED_BYTES: Final = 12 * 1024 * 1024
MOST_PIXELS: Final = 50_000_000
"""Of a picture as it comes; a small file can unfold to gigabytes."""

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITIES: Final = (80, 65, 50, 35)
_SMALLER: Final = 0.75
_SMALLEST_SIDE: Final = 64


class NoPicture(ValueError):
    """The bytes are no JPEG, PNG, WebP or GIF, or are damaged."""


class TooManyPixels(ValueError):
    """The picture has more than MOST_PIXELS."""


@dataclass(frozen=True, slots=True)
class ScaledPicture:
    """A picture as members get it: WebP, at most LONGEST_SIDE pixels and MOST_BYTES."""

    name: str
    data: bytes


def scaled(data: bytes) -> ScaledPicture:
    """Return a picture scaled down, turned as the camera held it, without place, time or device in it.

    The same bytes give the same name. Raises NoPicture and TooManyPixels.
    """
    picture = _opened(data)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    while True:
        for quality in _QUALITIES:
            small = io.BytesIO()
            # A new file of pixels alone: what the camera wrote beside them is not copied.
            picture.save(small, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"")
            if small.tell() <= MOST_BYTES or max(picture.size) <= _SMALLEST_SIDE:
                content = small.getvalue()
                return ScaledPicture(
                    picture_name(hashlib.sha256(content).hexdigest(), *picture.size), content
                )
        picture = picture.resize([max(1, round(side * _SMALLER)) for side in picture.size])


def _opened(data: bytes) -> "Image.Image":
    # Pillow takes 2 MB of every process, and pictures are added now and then.
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow's own guard warns from 89 million pixels; ours is below it and refuses.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise TooManyPixels
                # A JPEG can be decoded at a fraction of its size, in a fraction of the time.
                found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                turned = ImageOps.exif_transpose(found)
                has_alpha = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
                return turned.convert("RGBA" if has_alpha else "RGB")
    except TooManyPixels:
        raise
    except Image.DecompressionBombError:
        raise TooManyPixels from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        # Pillow's readers raise any of these for damaged files.
        raise NoPicture from error
