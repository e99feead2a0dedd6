"""Statistics as lines of Vietnamese text: the quiz, each question, wrong answers, real against false."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from elearn.i18n import words_in
from quizzes.discernment import LEANING_WORDS, TELLING_WORDS, Discernment, Interval
from quizzes.formats.problems import N_
from quizzes.questions import Question
from quizzes.statistics import (
    FEWEST_ANSWERS,
    FEWEST_PEOPLE,
    Analysis,
    QuestionFigures,
    QuizFigures,
    WrongAnswer,
    words,
)

MOST_WRONG: Final = 8
"""Wrong answers listed for one question; the JSON has them all."""

LONGEST_ANSWER: Final = 60
"""Characters of a wrong answer in a line."""

_TOO_FEW = N_("not enough data")
_NONE = "–"


def text_of(
    analysis: Analysis, judged: Discernment | None, questions: Mapping[str, Question], tries: str
) -> Iterator[str]:
    """Return the lines, each at most as wide as its texts need; numbers have a decimal comma."""
    say = words_in()
    quiz = analysis.quiz
    yield say(N_("Statistics of %(attempts)s attempts by %(people)s people")) % {
        "attempts": quiz.attempts,
        "people": quiz.people,
    }
    counted = N_("All attempts count.") if tries == "all" else N_("Each member's first attempt counts.")
    yield say(counted)
    yield say(
        N_("Figures need %(people)s people and %(answers)s answers: below that it says “not enough data”.")
    ) % {
        "people": FEWEST_PEOPLE,
        "answers": FEWEST_ANSWERS,
    }
    yield from _quiz_lines(quiz)
    yield from _question_lines(analysis.questions, N_("Each question"))
    if analysis.slots != analysis.questions:
        yield from _question_lines(analysis.slots, N_("Each place in the quiz"))
    yield from _wrong_lines(analysis.questions, questions)
    if judged is not None and judged.people:
        yield from _judged_lines(judged)


def ranking_line(quiz: QuizFigures) -> str:
    """Return in a sentence what may be made of differences between results."""
    return words_in()(words.RANKING_WORDS[quiz.ranking]) % {"least": number(quiz.least_difference, 1)}


def number(value: float | None, digits: int = 2) -> str:
    """Return a number with a decimal comma, a dash for none."""
    return _NONE if value is None else f"{value:.{digits}f}".replace(".", ",").replace("-", "−")


def _quiz_lines(quiz: QuizFigures) -> Iterator[str]:
    say = words_in()
    yield from ("", say(N_("The whole quiz (per cent of all points)")).upper())
    silent = say(_TOO_FEW)
    spread_silent = silent if quiz.people < FEWEST_PEOPLE or quiz.attempts < FEWEST_ANSWERS else _NONE
    first = [
        (N_("Mean"), quiz.mean),
        (N_("Median"), quiz.median),
        (N_("Lowest"), quiz.lowest),
        (N_("Highest"), quiz.highest),
    ]
    second = [
        (N_("Standard deviation"), quiz.deviation),
        (N_("Skewness"), quiz.skewness),
        (N_("Kurtosis"), quiz.kurtosis),
        (N_("Coefficient of internal consistency"), quiz.consistency),
        (N_("Error ratio"), quiz.error_ratio),
        (N_("Standard error"), quiz.standard_error),
    ]
    rows = [(say(name), silent if value is None else number(value)) for name, value in first]
    rows += [(say(name), spread_silent if value is None else number(value)) for name, value in second]
    yield from _table(rows)
    yield f"→ {ranking_line(quiz)}"


def _question_lines(figures: Sequence[QuestionFigures], title: str) -> Iterator[str]:
    say = words_in()
    heads = (
        N_("question"),
        N_("answers"),
        N_("unanswered"),
        N_("partly answered"),
        N_("facility"),
        N_("st. deviation"),
        N_("guessing"),
        N_("intended weight"),
        N_("effective weight"),
        N_("discrimination"),
        N_("efficiency"),
    )
    yield from ("", say(title).upper())
    yield from _table([tuple(map(say, heads)), *map(_cells, figures)])
    for one in figures:
        if one.discrimination is not None:
            yield f"→ {one.name}: {say(words.TELLING_WORDS[words.telling_of(one.discrimination)])}"


def _cells(one: QuestionFigures) -> tuple[str, ...]:
    counts = (one.name, str(one.answers), str(one.unanswered), str(one.partly_answered))
    if not one.enough:
        return (*counts, words_in()(_TOO_FEW))
    guess = None if one.guess is None else float(100 * one.guess)
    values = (
        one.facility,
        one.deviation,
        guess,
        one.intended_weight,
        one.effective_weight,
        one.discrimination,
        one.efficiency,
    )
    return (*counts, *map(number, values))


def _wrong_lines(figures: Iterable[QuestionFigures], questions: Mapping[str, Question]) -> Iterator[str]:
    say = words_in()
    wrong = [one for one in figures if one.wrong]
    if wrong:
        yield from ("", say(N_("Wrong answers, most given first")).upper())
    for one in wrong:
        yield f"{one.name}:"
        yield from _table(
            [_wrong_cells(each, questions.get(one.name)) for each in one.wrong[:MOST_WRONG]], "  "
        )
        if len(one.wrong) > MOST_WRONG:
            yield "  " + say(N_("and %(count)s others")) % {"count": len(one.wrong) - MOST_WRONG}


def _wrong_cells(wrong: WrongAnswer, question: Question | None) -> tuple[str, ...]:
    say = words_in()
    texts = {option.id: say(option.text) for option in question.choices} if question else {}
    text = " | ".join(texts.get(part, part) for part in wrong.response)
    share = f"{wrong.count} ({number(wrong.share, 1)} %)"
    if not wrong.count:
        remark = say(N_("nobody chose it: it misleads nobody"))
    elif wrong.draws_the_able:
        remark = say(N_("whoever chose it does better elsewhere than those who were right: check the key"))
    else:
        remark = ""
    return (text if len(text) <= LONGEST_ANSWER else text[: LONGEST_ANSWER - 1] + "…", share, remark)


def _judged_lines(judged: Discernment) -> Iterator[str]:
    say = words_in()
    yield from ("", say(N_("Real or false")).upper())
    yield say(N_("What is real was taken for real %(hits)s times out of %(real)s.")) % {
        "hits": judged.hits,
        "real": judged.real,
    }
    yield say(N_("What is false was taken for real %(alarms)s times out of %(false)s.")) % {
        "alarms": judged.false_alarms,
        "false": judged.false,
    }
    yield say(N_("Not enough evidence was said %(count)s times.")) % {"count": judged.unsure}
    if judged.telling is None or judged.leaning is None:
        yield f"→ {say(_TOO_FEW)}"
        return
    yield say(N_("Discernment d′: %(value)s; leaning c: %(leaning)s (95 %% intervals)")) % {
        "value": _interval(judged.d_prime),
        "leaning": _interval(judged.criterion),
    }
    yield f"→ {say(TELLING_WORDS[judged.telling])} {say(LEANING_WORDS[judged.leaning])}"


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return _NONE
    return f"{number(interval.value)} [{number(interval.low)}; {number(interval.high)}]"


def _table(rows: Sequence[Sequence[str]], indent: str = "") -> Iterator[str]:
    """Return rows in columns: the first column begins at the left, the others end at the right."""
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        first, *rest = row
        cells = [
            first.ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=False)),
        ]
        yield f"{indent}{'  '.join(cells)}".rstrip()
