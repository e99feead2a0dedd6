"""The host's sheet: each question with its usual mistake and what to ask next, for paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from elearn.meetings.plan_queries import AgendaStep
from elearn.scores.queries import FEWEST_PEOPLE, QuestionFigures
from quizzes.questions import Option, Question
from quizzes.votes import Tally


@dataclass(frozen=True, slots=True)
class SheetStep:
    """A step of the agenda with what the host wants to know about its question.

    `figures` are those of the cell's quizzes, None below their minimum; `prepared` those of the answers given
    for preparation, None below five people; `mistakes` the author's words on wrong options.
    """

    step: AgendaStep
    figures: QuestionFigures | None
    prepared: Tally | None
    mistakes: tuple[Option, ...]

    @property
    def drawn(self) -> tuple[str, int] | None:
        """The wrong option that drew most in the cell's quizzes, unless it drew one person only."""
        most = self.figures.most_drawn if self.figures else None
        return most if most is not None and most[1] > 1 else None


def sheet_of(
    agenda: Iterable[AgendaStep],
    figures: Mapping[str, Iterable[QuestionFigures]],
    prepared: Mapping[int, Tally],
) -> list[SheetStep]:
    """Return the agenda with the figures of its questions, where there are enough of them."""
    known = {(slug, one.question.id): one for slug, found in figures.items() for one in found}
    sheet = []
    for step in agenda:
        one = known.get((step.topic or "", step.row.question or ""))
        tally = prepared.get(step.row.id)
        sheet.append(
            SheetStep(
                step,
                one if one is not None and one.is_enough else None,
                tally if tally is not None and tally.answered >= FEWEST_PEOPLE else None,
                mistakes_of(step.question) if step.question else (),
            )
        )
    return sheet


def mistakes_of(question: Question) -> tuple[Option, ...]:
    """Return the wrong options about which the author said something to whoever chooses them."""
    right = set(question.right_response)
    return tuple(option for option in question.choices if option.id not in right and option.feedback)
