"""Where every member of a cell stands in every topic: the state and the best result, and nothing else.

A cell of sixty has ten thousand bookmarks and attempts; what a table shows of them is put together by the
database. What the words mean is said in progress.py alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Executable, bindparam, case, func, null, or_, select, union_all
from sqlalchemy.orm import Session

from elearn import db
from elearn.attempts.models import Attempt
from elearn.attempts.progress import State, state_of
from elearn.lessons.models import Bookmark
from elearn.topics.offered import OfferedTopic


@dataclass(frozen=True, slots=True)
class Place:
    """Where one member stands in one topic; `best` is "7/10", or empty where no attempt has ended."""

    state: State
    best: str = ""


NOWHERE: Final = Place("unopened")

_mark, _try = Bookmark.__table__.c, Attempt.__table__.c
# The best exam or paper, or the best practice without either; a tie goes to the earlier one (Progress.best).
_BEST_FIRST = (_try.submitted_at.is_(None), _try.mode == "practice", _try.mark.desc(), _try.started_at)
_tries = (
    select(
        _try.member_id,
        _try.topic,
        _try.right_count,
        _try.asked_count,
        func.row_number()
        .over(partition_by=(_try.member_id, _try.topic), order_by=_BEST_FIRST)
        .label("place"),
    )
    # A sheet that is being entered is nothing the member does.
    .where(_try.cell_id == bindparam("cell"), or_(_try.mode != "paper", _try.submitted_at.is_not(None)))
    .subquery()
)
_PLACES: Final[Executable] = union_all(
    select(_tries.c.member_id, _tries.c.topic, _tries.c.right_count, _tries.c.asked_count, null()).where(
        _tries.c.place == 1
    ),
    select(
        _mark.member_id,
        _mark.topic,
        null(),
        null(),
        func.coalesce(func.aggregate_strings(case((_mark.finished_at.is_not(None), _mark.lesson)), " "), ""),
    )
    .where(_mark.cell_id == bindparam("cell"))
    .group_by(_mark.member_id, _mark.topic),
)


def places_of(
    session: Session, cell_id: int, offered: Mapping[str, OfferedTopic]
) -> Mapping[tuple[int, str], Place]:
    """Return each place by member id and topic, those who opened nothing left out; one statement.

    Attempts whose time is up must have been settled first.
    """
    best: dict[tuple[int, str], str] = {}
    read: dict[tuple[int, str], str] = {}
    for member, topic, right, asked, lessons in db.rows(session, _PLACES, {"cell": cell_id}):
        if topic not in offered:
            continue
        if lessons is not None:
            read[member, topic] = lessons
        else:
            best[member, topic] = f"{right}/{asked}" if asked is not None else ""
    # Members who study read the same lessons: each set of them is looked at once.
    states: dict[tuple[str, str, bool], State] = {}
    found = {}
    for place in read.keys() | best.keys():
        lessons, result = read.get(place, ""), best.get(place, "")
        key = (place[1], lessons, bool(result))
        if key not in states:
            states[key] = state_of(offered[place[1]], lessons.split(), ended=bool(result), opened=True)
        found[place] = Place(states[key], result)
    return found
