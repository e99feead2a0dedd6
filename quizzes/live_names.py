"""The names in a live meeting: kinds of steps, states of the room, what a host may press."""

from enum import StrEnum
from typing import Final, Literal

StepKind = Literal[
    "reading", "question", "real_or_false", "poll", "ideas", "story", "discussion", "conclusion"
]
MARKED: Final = frozenset({"question", "real_or_false"})
"""Kinds that have a right answer, and so may be asked twice."""
ASKING: Final = MARKED | {"poll"}
"""Kinds that ask a question."""

Vote = Literal[1, 2]


class State(StrEnum):
    """Where a room is."""

    LOBBY = "lobby"
    SHOWN = "shown"
    COLLECTING = "collecting"
    READING = "reading"
    VOTING = "voting"
    COUNTED = "counted"
    EXPLAINING = "explaining"
    DISCUSSING = "discussing"
    REVOTING = "revoting"
    RESULT = "result"
    ENDED = "ended"


class Command(StrEnum):
    """What a host may press."""

    NEXT = "next"
    BACK = "back"
    SKIP = "skip"
    RESULT = "result"
    EXPLAIN = "explain"
    DISCUSS = "discuss"
    REOPEN = "reopen"
    PAUSE = "pause"
    RESUME = "resume"
    MORE_TIME = "more_time"
    END = "end"
