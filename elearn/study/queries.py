"""What a member should do next, from what is assigned and what is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from elearn.attempts.progress import Progress
from elearn.topics.models import Assignment
from elearn.topics.offered import OfferedTopic
from quizzes.quiz import Lesson

URGED_AFTER_CLOSING: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Due:
    """An assigned topic that a member has not finished, in its window or after it."""

    offered: OfferedTopic
    assignment: Assignment
    progress: Progress
    days_left: int


def due_of(
    assignments: Iterable[Assignment],
    offered: Mapping[str, OfferedTopic],
    progress: Mapping[str, Progress],
    today: date,
) -> list[Due]:
    """Return what is assigned, opened and not finished, the window that closes first leading.

    What closed long ago is no longer urged: it stays in the list of all topics.
    """
    return [
        Due(offered[row.topic], row, progress[row.topic], (row.closes_on - today).days)
        for row in assignments
        if row.topic in offered
        and row.opens_on <= today <= row.closes_on + URGED_AFTER_CLOSING
        and progress[row.topic].state(offered[row.topic]) != "finished"
    ]


def half_done_of(
    offered: Mapping[str, OfferedTopic], progress: Mapping[str, Progress], due: Iterable[Due]
) -> list[OfferedTopic]:
    """Return the topics begun and not finished beside those that are due, the one touched last first."""
    urged = {item.offered.topic.slug for item in due}
    begun = [
        (last_seen, item)
        for slug, item in offered.items()
        if slug not in urged
        and progress[slug].state(item) == "studying"
        and (last_seen := progress[slug].last_seen) is not None
    ]
    return [item for _seen, item in sorted(begun, key=lambda pair: pair[0], reverse=True)]


def suggestion_of(
    offered: Mapping[str, OfferedTopic], progress: Mapping[str, Progress]
) -> OfferedTopic | None:
    """Return the first topic that was not opened yet, or None."""
    return next((item for slug, item in offered.items() if progress[slug].state(item) == "unopened"), None)


def resume_of(offered: OfferedTopic, progress: Progress) -> Lesson | None:
    """Return the first lesson that is not read to its end, or None when all are."""
    unread = (lesson for lesson in offered.topic.lessons if lesson.slug not in progress.finished_lessons)
    return next(unread, None)
