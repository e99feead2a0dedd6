"""A topic's quiz as statistics see it: each member's first practice, exam and paper, once they have ended."""

import json
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from sqlalchemy import CompoundSelect, null, select, union_all
from sqlalchemy.orm import Session

from elearn.attempts.dropping import DroppedQuestion
from elearn.attempts.models import GIVEN_IN_ATTEMPT, Attempt, GivenResponse
from elearn.topics.offered import OfferedTopic
from elearn.topics.queries import pinned_quiz
from quizzes.questions import Question
from quizzes.statistics import Analysis, QuestionFigures, Row, analyse

NUMBER_OF = {"practice": 1, "exam": 2, "paper": 3}


def analysis_of(session: Session, cell_id: int, offered: OfferedTopic, keep: str = "") -> Analysis:
    """Return the statistics of a topic's quiz without the questions that were dropped; one statement.

    `keep` is the id of a question that is looked at even though it does not count.

    What was left open in an ended attempt counts as not known. Only attempts at the text of today are
    compared: of another text they would be another quiz.
    """
    found = session.execute(_statement(cell_id, offered.topic.slug)).all()
    dropped = {line.question for line in found if line.id is None} - {keep}
    questions = {
        question.id: question
        for question in offered.topic.quiz.questions
        if question.is_marked and question.id not in dropped
    }
    taken = [line for line in found if line.id is not None]
    return analyse(_rows(session, taken, questions), questions, tries="all")


def question_figures(analysis: Analysis, question_id: str) -> QuestionFigures | None:
    """Return the figures of one question, or None when nobody was asked it."""
    return next((one for one in analysis.questions if one.name == question_id), None)


def _statement(cell_id: int, topic: str) -> CompoundSelect[Any]:
    """Return what was answered, and, as rows without an attempt, the questions that do not count."""
    answered = (
        select(
            Attempt.id,
            Attempt.member_id,
            Attempt.mode,
            Attempt.quiz_digest,
            GivenResponse.question,
            GivenResponse.response,
            GivenResponse.mark,
        )
        .outerjoin(
            GivenResponse,
            GIVEN_IN_ATTEMPT,
        )
        .where(
            Attempt.cell_id == cell_id,
            Attempt.topic == topic,
            Attempt.ordinal == 1,
            Attempt.submitted_at.is_not(None),
        )
    )
    dropped = select(null(), null(), null(), null(), DroppedQuestion.question, null(), null()).where(
        DroppedQuestion.cell_id == cell_id,
        DroppedQuestion.topic == topic,
        DroppedQuestion.restored_at.is_(None),
    )
    return union_all(answered, dropped)


def _rows(session: Session, found: Sequence[Any], questions: dict[str, Question]) -> Iterator[Row]:
    found = sorted(found, key=lambda line: line.id)
    for _, lines in groupby(found, key=lambda line: line[0]):
        answers = list(lines)
        _, member, mode, digest, *_ = answers[0]
        asked = pinned_quiz(session, digest).questions
        if not _is_the_same(asked, questions):
            continue
        given = {
            question: (tuple(json.loads(response or "[]")), mark) for *_, question, response, mark in answers
        }
        for question in questions.values():
            response, mark = given.get(question.id, ((), None))
            earned = None if mark is None else Fraction(mark * question.points, 1000)
            yield Row(str(member), question.id, earned, question.points, response, NUMBER_OF[mode])


def _is_the_same(asked: Collection[Question], today: dict[str, Question]) -> bool:
    """Whether an attempt had all questions that count today, each in the words and with the key of today."""
    known = {question.id: question for question in asked}
    return all(known.get(question_id) == question for question_id, question in today.items())
