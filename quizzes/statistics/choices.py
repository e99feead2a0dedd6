"""What was answered wrongly, how often, and how those who did so fare in the rest of the test."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan

from quizzes.questions.base import InvalidResponse, Question, Response
from quizzes.statistics.moments import mean
from quizzes.statistics.rows import NO_RESPONSE, Column


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """One wrong option, by its id, or one wrong response as a whole where no option is named.

    `share` is per cent of all answers. `rest` is the mean rest of the test, in per cent, of those who gave
    it; `draws_the_able` says that this is above that of those who answered rightly, which is how a wrong key
    or an ambiguous option shows.
    """

    response: Response
    count: int
    share: float
    rest: float | None = None
    draws_the_able: bool = False


def wrong_answers(
    column: Column,
    responses: Sequence[Response],
    rests: Sequence[float],
    question: Question | None,
    enough: int,
) -> tuple[WrongAnswer, ...]:
    """Return the wrong answers of a column, most given leading; options that nobody chose come last.

    With a question its wrong options are counted one by one; without, each response below the full mark is
    counted as a whole. `rests` is the rest of the test of each answer, in per cent, NaN where there is none;
    its mean is given for answers of at least `enough` people, because of fewer it would say more about them
    than about the option.
    """
    fully, given = _sorted_out(column, responses, rests, question)
    able = _mean_rest(fully, enough)
    found = []
    for response, beside in given.items():
        rest = _mean_rest(beside, enough)
        draws = rest is not None and able is not None and rest > able
        share = 100 * len(beside) / len(column.marks)
        found.append(WrongAnswer(response, len(beside), share, rest, draws))
    return tuple(sorted(found, key=lambda one: (-one.count, one.response)))


def _sorted_out(
    column: Column, responses: Sequence[Response], rests: Sequence[float], question: Question | None
) -> tuple[list[float], dict[Response, list[float]]]:
    """Return the rests of those whose answer was fully right, and of those who gave each wrong answer."""
    fully: list[float] = []
    by_number: dict[tuple[int, bool], list[float]] = {}
    for mark, most, number, rest in zip(column.marks, column.maxima, column.responses, rests, strict=True):
        if mark == most:
            fully.append(rest)
        if number != NO_RESPONSE:
            by_number.setdefault((number, mark < most), []).append(rest)
    given: dict[Response, list[float]] = {option: [] for option in _wrong_options(question)}
    for (number, below), beside in by_number.items():
        for part in _wrong_parts(question, responses[number], below):
            given.setdefault(part, []).extend(beside)
    return fully, given


def _mean_rest(rests: Iterable[float], enough: int) -> float | None:
    known = [rest for rest in rests if not isnan(rest)]
    return mean(known) if len(known) >= max(enough, 1) else None


def _wrong_options(question: Question | None) -> Iterable[Response]:
    """Return every option that is wrong, so that one nobody chose is seen too."""
    if question is None:
        return ()
    return ((option.id,) for option in question.choices if option.id not in question.right_response)


def _wrong_parts(question: Question | None, response: Response, below: bool) -> Iterable[Response]:
    """Return the wrong options in a response; the response itself for types that have no options."""
    if not any(response):
        return ()
    if question is not None and question.choices:
        try:
            return [(option,) for option in question.wrong_choice_ids(response)]
        except InvalidResponse:
            pass
    return (response,) if below else ()
