"""When somebody holds a role: from a day on, to a last day or until it is taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Term:
    """The first day and the last one, both included; without a last day until it is taken back."""

    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.since <= day and not self.is_past(day)

    def is_past(self, today: date) -> bool:
        """Whether its last day lies before `today`."""
        return self.until is not None and self.until < today


def held_every_day(terms: Iterable[Term], today: date) -> bool:
    """Whether somebody holds the role on `today` and on every day after it, by terms of one or of several."""
    day = today
    for term in sorted(terms, key=lambda term: term.since):
        if term.since > day:
            return False
        if term.until is None:
            return True
        day = max(day, term.until + timedelta(days=1))
    return False
