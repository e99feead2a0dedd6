"""The grid of members by questions: what it shows, and what was typed into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import ImmutableMultiDict

from elearn.accounts.models import Member
from elearn.paper.actions import Changes
from elearn.paper.queries import Sheet, Version
from quizzes.paper import Entered, Unreadable, entered, kind_of, letters_of, typed_as, verdicts_of
from quizzes.questions import Question

# A cell holds at most every letter of a question and what stands between them.
MOST_TYPED = 30


@dataclass(slots=True)
class Row:
    """One member's line: what is kept, what was typed, and what is wrong with it."""

    member: Member
    # What the page showed when it was loaded: a cell that is unlike it was changed.
    before: tuple[str, ...]
    typed: tuple[str, ...]
    wrong: set[int] = field(default_factory=set)
    # The other version of this printing that the member has a sheet of, if any.
    other_version: str = ""
    counts: bool = False

    @property
    def id(self) -> int:
        """The member's id."""
        return self.member.id


def expected(question: Question) -> str:
    """Say what a cell of this question takes."""
    letters = letters_of(question)
    verdicts = "/".join(verdicts_of(question))
    span = f"{letters[0]}–{letters[-1]}" if letters else ""
    kind = kind_of(question)
    if kind == "many":
        return str(_("letters %(span)s, as in AC", span=span))
    if kind == "reasoned":
        return str(_("%(verdicts)s, then a letter %(span)s", verdicts=verdicts, span=span))
    return {"one": span, "verdict": verdicts}.get(kind, str(_("1 right, 5 half, 0 not right")))


def rows_of(members: Sequence[Member], version: Version, sheets: Mapping[int, Sheet]) -> list[Row]:
    """Return a row for each member with what is kept of their sheet."""
    rows = []
    for member in members:
        sheet = sheets.get(member.id)
        if sheet is None or sheet.version != version.letter:
            empty = ("",) * len(version.questions)
            rows.append(Row(member, empty, empty, other_version=sheet.version if sheet else ""))
            continue
        kept = tuple(_kept(question, sheet) for question in version.questions)
        rows.append(Row(member, kept, kept, counts=sheet.counts))
    return rows


def _kept(question: Question, sheet: Sheet) -> str:
    given = sheet.given.get(question.id)
    return typed_as(question, *given) if given else ""


def read(
    rows: Sequence[Row], version: Version, posted: ImmutableMultiDict[str, str]
) -> tuple[dict[int, Changes], list[str]]:
    """Take what was posted into the rows; return the changes that can be kept, and what is wrong in words.

    Only cells that are unlike what the page showed are changes: another person's entries, made meanwhile,
    stay.
    """
    changes: dict[int, Changes] = {}
    problems: list[str] = []
    for row in rows:
        before = posted.get(f"b{row.id}", "|".join(row.before)).split("|")
        typed = [
            posted.get(f"o{row.id}-{number}", kept)[:MOST_TYPED] for number, kept in enumerate(row.before, 1)
        ]
        touched = [n for n, cell in enumerate(typed) if n < len(before) and cell.strip() != before[n]]
        if not touched:
            continue
        if row.other_version:
            problems.append(
                _("%(name)s: already entered with version %(letter)s.", name=row.member.name,
                  letter=row.other_version)
            )  # fmt: skip
            continue
        row.typed = tuple(typed[n] if n in touched else kept for n, kept in enumerate(row.before))
        found = _read_row(row, version, touched, problems)
        if found:
            changes[row.id] = found
    return changes, problems


def _read_row(
    row: Row, version: Version, touched: Sequence[int], problems: list[str]
) -> dict[str, Entered | None]:
    found: dict[str, Entered | None] = {}
    for n in touched:
        question = version.questions[n]
        try:
            one = entered(question, row.typed[n])
        except Unreadable:
            row.wrong.add(n)
            problems.append(
                _(
                    "%(name)s, question %(n)d: “%(typed)s” cannot be read; wanted: %(wanted)s.",
                    name=row.member.name,
                    n=n + 1,
                    typed=row.typed[n],
                    wanted=expected(question),
                )
            )
            continue
        # What is kept already is no change, so that the same post once more changes nothing.
        if (typed_as(question, one.response, one.mark) if one else "") != row.before[n]:
            found[question.id] = one
    return found


def done_in_words(number: int) -> str:
    """Say how many sheets count newly."""
    if not number:
        return str(_("Saved. Every sheet entered counts already."))
    return str(ngettext("%(num)d sheet counts now.", "%(num)d sheets count now.", number))
