"""The picture of a card: the line "Hình: name | what it shows".

A name says what the picture is: the first letters of its digest and its size in pixels, as in
"3f2a9c0b1d2e-640x360". So it never changes, and a page can leave the room for it before it arrives.
"""

import re
from typing import Final

from quizzes.formats.problems import N_, Ledger
from quizzes.quiz import CardPicture

PREFIX: Final = "Hình:"
MOST_ALT: Final = 300
"""Characters of what a picture shows, in words."""

_NAME = re.compile(r"[0-9a-f]{12}-([1-9]\d{0,3})x([1-9]\d{0,3})")


def is_picture_name(name: str) -> bool:
    """Tell whether a name has the form of picture_name()."""
    return _NAME.fullmatch(name) is not None


def picture_name(digest: str, width: int, height: int) -> str:
    """Return the name of a picture by the hexadecimal digest of its bytes and its size in pixels."""
    return f"{digest[:12]}-{width}x{height}"


def picture_line(name: str, alt: str) -> str:
    """Return the line that puts a picture on a card."""
    return f"{PREFIX} {name} | {alt}"


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of the pictures in a lesson's text, in their order."""
    lines = (line.strip() for line in text.splitlines())
    named = (line.removeprefix(PREFIX).partition("|")[0].strip() for line in lines if line.startswith(PREFIX))
    return tuple(name for name in named if is_picture_name(name))


def read_picture(lines: list[str], place: str, ledger: Ledger) -> CardPicture | None:
    """Return the picture of a card's lines, each without its prefix; what is wrong goes into the ledger."""
    if not lines:
        return None
    if len(lines) > 1:
        ledger.add(
            place, N_("The card has more than one picture."), N_("Give the second picture to the next card.")
        )
    name, _, alt = (part.strip() for part in lines[0].partition("|"))
    found = _NAME.fullmatch(name)
    if found is None:
        ledger.add(
            place,
            N_("“%(text)s” names no picture."),
            N_("Add the picture at the author's table, which writes the line “Hình: …” itself."),
            text=name,
        )
        return None
    if not alt or len(alt) > MOST_ALT:
        ledger.add(
            place,
            N_("The picture does not say in words what it shows."),
            N_("Write it after “|”, in at most %(most)s characters, for whoever cannot see the picture."),
            most=str(MOST_ALT),
        )
        return None
    return CardPicture(name, alt, int(found[1]), int(found[2]))
