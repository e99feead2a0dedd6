"""The code of a room: six characters that nobody mistakes for others, read aloud and typed on a phone."""

import secrets
from collections.abc import Iterator
from itertools import islice

from elearn.meetings.models import CODE_LENGTH

# Without what a projector blurs and an ear confuses (0 O, 1 I L, 2 Z, 5 S, 8 B, D Đ), and without vowels,
# to which Vietnamese keyboards would put marks; W makes Ư by itself.
ALPHABET = "34679CGHKMNPRTX"
_DRAWS = 20


def draw_codes() -> Iterator[str]:
    """Return codes to try one after the other; 11 million are possible."""
    drawn = iter(lambda: "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)), None)
    return islice((code for code in drawn if code is not None), _DRAWS)


def typed_code(text: str) -> str:
    """Return a code as it is kept, however it was typed: spaces and small letters do not count."""
    return "".join(text.split()).replace("-", "").upper()
