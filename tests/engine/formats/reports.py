"""Small helpers that look into reports."""

from quizzes.formats.exchange import Entry, Outcome, Report


def filled(entry: Entry) -> str:
    """Return an entry's message; filling message and remedy proves that every placeholder has its value."""
    assert isinstance(entry.remedy % entry.values, str)
    return entry.message % entry.values


def said(report: Report, outcome: Outcome) -> list[str]:
    """Return the filled messages of one outcome."""
    return [filled(entry) for entry in report.of(outcome)]


def places(report: Report, outcome: Outcome) -> list[tuple[str, str]]:
    """Return kind and name of the places of one outcome."""
    return [(entry.where, entry.place) for entry in report.of(outcome)]
