"""Identifiers of QTI and ids of ours: QTI's begin with a letter."""

import re
from typing import Final

from quizzes.formats.intake import identifier

_PREFIX: Final = "id-"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def id_of(name: str) -> str:
    """Return the id that an identifier makes, without the letters that name_of() put before a digit."""
    folded = identifier(name)
    return folded[len(_PREFIX) :] if folded.startswith(_PREFIX) and folded[3:4].isdigit() else folded


def name_of(own: str) -> str:
    """Return an id of ours as an identifier of QTI."""
    return own if _NAME.fullmatch(own) else _PREFIX + own
