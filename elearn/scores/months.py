"""The cell over months: the share answered rightly in each topic, as figures and as a small plot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from elearn import clock
from elearn.accounts.models import Member
from elearn.attempts.progress import Progress
from elearn.scores.queries import FEWEST_ANSWERS, FEWEST_PEOPLE
from elearn.topics.offered import OfferedTopic

MONTHS_SHOWN: Final = 12
# The plot, in its own units: room for a dot at each edge.
WIDTH: Final = 240
HEIGHT: Final = 60
EDGE: Final = 6


@dataclass(slots=True)
class Month:
    """What ended in one month: of all questions asked in attempts, how many were right."""

    first_day: date
    people: set[int] = field(default_factory=set)
    right: int = 0
    asked: int = 0

    @property
    def share(self) -> float | None:
        """The share right, 0..1; None below the fewest people or answers."""
        if len(self.people) < FEWEST_PEOPLE or self.asked < FEWEST_ANSWERS:
            return None
        return self.right / self.asked


@dataclass(frozen=True, slots=True)
class Course:
    """A topic over the months, oldest first, and its plot."""

    offered: OfferedTopic
    months: Sequence[Month]

    @property
    def points(self) -> list[tuple[int, int]]:
        """Where each month that has a share stands in the plot: 100 % above, 0 % below."""
        step = (WIDTH - 2 * EDGE) / max(len(self.months) - 1, 1)
        return [
            (round(EDGE + number * step), round(HEIGHT - EDGE - month.share * (HEIGHT - 2 * EDGE)))
            for number, month in enumerate(self.months)
            if month.share is not None
        ]


def courses_of(
    progress: Mapping[tuple[int, str], Progress],
    members: Iterable[Member],
    offered: Mapping[str, OfferedTopic],
    today: date,
) -> list[Course]:
    """Return each topic in which an attempt has ended, over the last twelve months up to today's."""
    months = months_until(today)
    here = {member.id for member in members}
    found = {slug: {month: Month(month) for month in months} for slug in offered}
    for (member_id, slug), one in progress.items():
        for score in one.scores if slug in found and member_id in here else ():
            month = found[slug].get(clock.vietnam_day(score.ended_at).replace(day=1))
            if month is not None:
                month.people.add(member_id)
                month.right += score.right
                month.asked += score.asked
    return [
        Course(offered[slug], list(by_month.values()))
        for slug, by_month in found.items()
        if any(month.asked for month in by_month.values())
    ]


def months_until(today: date) -> list[date]:
    """Return the first days of twelve months, the last being today's."""
    last = today.year * 12 + today.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last - MONTHS_SHOWN + 1, last + 1)]
