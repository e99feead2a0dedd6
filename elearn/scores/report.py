"""A report of one page, on a topic or on a quarter: counts first, names only where they were asked for.

The text is Vietnamese whatever the page's language is; the secretary changes it and takes it away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import force_locale
from flask_babel import gettext as _

from elearn.accounts.models import Member
from elearn.attempts.standing import SHARE_THAT_IS_SOUND
from elearn.scores.queries import (
    FEWEST_ANSWERS,
    FEWEST_PEOPLE,
    MemberLine,
    QuestionFigures,
    Taken,
    count_states,
)
from elearn.shell import day, in_quotes, in_words, number, percent
from elearn.topics.models import Assignment
from elearn.topics.offered import OfferedTopic
from quizzes.statistics import QuizFigures
from quizzes.statistics.words import RANKING_WORDS

MOST_QUESTIONS: Final = 3
# A report is one page: what does not fit is counted.
MOST_TOPICS: Final = 10
MONTHS_A_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year; the first quarter is number 1."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that a day lies in."""
        return cls(day.year, (day.month - 1) // MONTHS_A_QUARTER + 1)

    @property
    def before(self) -> "Quarter":
        """The quarter before."""
        return Quarter(self.year - (self.number == 1), self.number - 1 or 4)

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return date(self.year, (self.number - 1) * MONTHS_A_QUARTER + 1, 1)

    @property
    def after(self) -> "Quarter":
        """The quarter after."""
        return Quarter(self.year + (self.number == 4), self.number % 4 + 1)

    @property
    def code(self) -> str:
        """How an address names it: 2026-4."""
        return f"{self.year}-{self.number}"


def topic_report(
    offered: OfferedTopic,
    lines: Sequence[MemberLine],
    assignment: Assignment | None,
    quiz: QuizFigures,
    figures: Sequence[QuestionFigures],
    today: date,
    with_names: bool,
) -> str:
    """Return the report on a topic, one paragraph a line."""
    with force_locale("vi"):
        return "\n".join(
            [
                *_who_stands_where(offered, lines, assignment, today),
                *_result(quiz),
                *_wrong(figures),
                *(_names(lines) if with_names else ()),
                _("The figures show what to study again; they are not used to grade members."),
            ]
        )


def _who_stands_where(
    offered: OfferedTopic, lines: Sequence[MemberLine], assignment: Assignment | None, today: date
) -> Iterator[str]:
    yield _("Topic: %(title)s.", title=in_quotes(offered.topic.title))
    if assignment is not None:
        opens, closes = day(assignment.opens_on), day(assignment.closes_on)
        yield _("Assigned to the cell from %(opens)s to %(closes)s.", opens=opens, closes=closes)
    counts = count_states(line.state for line in lines)
    yield _(
        "By %(day)s, %(finished)d of %(all)d comrades have finished it, %(studying)d are studying, "
        "%(unopened)d have not opened it yet.",
        day=day(today),
        all=len(lines),
        finished=counts["finished"],
        studying=counts["studying"],
        unopened=counts["unopened"],
    )


def _result(quiz: QuizFigures) -> Iterator[str]:
    if quiz.mean is None:
        yield _(
            "There are too few results to name a mean (fewer than %(people)d people).", people=FEWEST_PEOPLE
        )
        return
    yield _(
        "First practice, exam and paper of each member: a mean of %(mean)s points of a hundred, "
        "from %(attempts)d attempts of %(people)d comrades.",
        mean=number(quiz.mean),
        attempts=quiz.attempts,
        people=quiz.people,
    )
    if quiz.standard_error is not None and quiz.least_difference is not None:
        yield _("The standard error is %(error)s points.", error=number(quiz.standard_error, 1))
        yield str(_(RANKING_WORDS[quiz.ranking], least=number(quiz.least_difference, 1)))


def _wrong(figures: Sequence[QuestionFigures]) -> Iterator[str]:
    found = [one for one in figures if one.is_enough and one.share_right < SHARE_THAT_IS_SOUND]
    if not found:
        return
    yield _("What the cell has wrong most:")
    for one in found[:MOST_QUESTIONS]:
        line = _(
            "– %(prompt)s: %(right)d of %(answers)d answers right",
            prompt=in_quotes(one.question.prompt),
            right=one.right,
            answers=one.answers,
        )
        if one.most_drawn and one.most_drawn[1] > 1:
            line += _("; often taken for right: %(text)s", text=in_quotes(in_words(one.most_drawn[0])))
        yield f"{line}."


def _names(lines: Sequence[MemberLine]) -> Iterator[str]:
    titles = {
        "finished": _("Finished:"),
        "studying": _("Studying:"),
        "unopened": _("Not opened yet:"),
    }
    for state, title in titles.items():
        names = [line.member.name for line in lines if line.state == state]
        if names:
            yield f"{title} {', '.join(names)}."


def quarter_report(
    quarter: Quarter,
    offered: Mapping[str, OfferedTopic],
    members: Sequence[Member],
    taken: Sequence[Taken],
    with_names: bool,
) -> str:
    """Return the report on a quarter, one paragraph a line: what ended in it, topic by topic."""
    with force_locale("vi"):
        return "\n".join(_quarter_lines(quarter, offered, members, taken, with_names))


def _quarter_lines(
    quarter: Quarter,
    offered: Mapping[str, OfferedTopic],
    members: Sequence[Member],
    taken: Sequence[Taken],
    with_names: bool,
) -> Iterator[str]:
    by_topic = {slug: [one for one in taken if one.topic == slug] for slug in offered}
    active = [slug for slug, found in by_topic.items() if found]
    people = {one.member_id for slug in active for one in by_topic[slug]}
    yield _(
        "In quarter %(number)d of %(year)d, %(people)d of %(all)d comrades took quizzes "
        "of %(topics)d topics.",
        number=quarter.number,
        year=quarter.year,
        people=len(people),
        all=len(members),
        topics=len(active),
    )
    for slug in active[:MOST_TOPICS]:
        found = by_topic[slug]
        attempts, right = sum(one.attempts for one in found), sum(one.right for one in found)
        asked = sum(one.asked for one in found)
        yield _topic_line(offered[slug].topic.title, len(found), attempts, right, asked)
    if len(active) > MOST_TOPICS:
        yield _("– and %(count)d more topics.", count=len(active) - MOST_TOPICS)
    if with_names:
        names = [member.name for member in members if member.id in people]
        yield _("Took part: %(names)s.", names=", ".join(names) or "–")
    yield _("The figures show what to study again; they are not used to grade members.")


def _topic_line(title: str, people: int, attempts: int, right: int, asked: int) -> str:
    line = str(
        _(
            "– %(title)s: %(people)d comrades, %(attempts)d attempts",
            title=in_quotes(title),
            people=people,
            attempts=attempts,
        )
    )
    if people >= FEWEST_PEOPLE and asked >= FEWEST_ANSWERS:
        line += _(", %(share)s of the questions right", share=percent(right / asked))
    return f"{line}."
