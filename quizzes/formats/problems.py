"""What is wrong in an author's text, carried as data so that only the web application translates it.

A message and a remedy are gettext msgids with named placeholders; both are filled from the same `values`,
as in ``gettext(problem.message) % problem.values``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name for a marked, untranslated text.
    """Return the msgid unchanged; the name is what Babel's extractor looks for by default."""
    return msgid


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author must change: where it is, what is wrong, and how to put it right.

    `file` is relative to the topic's folder, "" for the folder. `place` is text the author can find in that
    file (a question's id, a card's heading, `options › b`), so it needs no translation; "" is the whole file.
    """

    file: str
    place: str
    message: str
    remedy: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


class Ledger:
    """Collects the problems of one file while it is being read."""

    def __init__(self, file: str) -> None:
        """Open an empty ledger for the file of this name."""
        self.file = file
        self.problems: list[Problem] = []

    def add(self, place: str, message: str, remedy: str, **values: str) -> None:
        """Note one problem; message and remedy are msgids filled from values."""
        self.problems.append(Problem(self.file, place, message, remedy, values))
