"""The cell over months: the share answered rightly in each topic, as figures and as a small plot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import case, distinct, func, select
from sqlalchemy.orm import Session

from elearn import clock
from elearn.accounts.models import Member
from elearn.attempts.models import Attempt
from elearn.scores.plots import Points, points_of
from elearn.scores.queries import FEWEST_ANSWERS, FEWEST_PEOPLE
from elearn.topics.offered import OfferedTopic

MONTHS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Month:
    """What ended in one month: of all questions asked in attempts, how many were right."""

    first_day: date
    people: int = 0
    right: int = 0
    asked: int = 0

    @property
    def share(self) -> float | None:
        """The share right, 0..1; None below the fewest people or answers."""
        if self.people < FEWEST_PEOPLE or self.asked < FEWEST_ANSWERS:
            return None
        return self.right / self.asked


@dataclass(frozen=True, slots=True)
class Course:
    """A topic over the months, oldest first, and its plot."""

    offered: OfferedTopic
    months: Sequence[Month]

    @property
    def points(self) -> Points:
        """Where each month that has a share stands in the plot."""
        return points_of([month.share for month in self.months])


def courses_of(
    session: Session, cell_id: int, offered: Mapping[str, OfferedTopic], today: date
) -> list[Course]:
    """Return each topic in which an attempt has ended, over the last twelve months up to today's.

    Counted is what those did who are in the cell now; one statement.
    """
    months = months_until(today)
    starts = [clock.start_of_day(month) for month in months]
    latest_first = reversed(list(enumerate(starts)))
    month = case(*((Attempt.submitted_at >= start, number) for number, start in latest_first)).label("month")
    rows = session.execute(
        select(
            Attempt.topic,
            month,
            func.count(distinct(Attempt.member_id)),
            func.sum(Attempt.right),
            func.sum(Attempt.asked),
        )
        .join(Member, (Member.cell_id == Attempt.cell_id) & (Member.id == Attempt.member_id))
        .where(Attempt.cell_id == cell_id, Attempt.submitted_at >= starts[0], Member.left_at.is_(None))
        .group_by(Attempt.topic, month)
    )
    found: dict[str, dict[int, Month]] = {}
    for topic, number, people, right, asked in rows:
        found.setdefault(topic, {})[number] = Month(months[number], people, right, asked)
    return [
        Course(item, [found[slug].get(number, Month(month)) for number, month in enumerate(months)])
        for slug, item in offered.items()
        if slug in found
    ]


def months_until(today: date) -> list[date]:
    """Return the first days of twelve months, the last being today's."""
    last = today.year * 12 + today.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last - MONTHS_SHOWN + 1, last + 1)]
