"""What is read of paper: the printings of a topic, and the questions on one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.attempts.models import GIVEN_IN_ATTEMPT, Attempt, GivenResponse
from elearn.topics.models import Printing
from elearn.topics.queries import pinned_quiz
from quizzes.attempt import from_thousandths
from quizzes.paper import key_of, kind_of, letters_of, questions_on_paper, verdicts_of, version_in
from quizzes.questions import Question, Response

# So many answers fit on half an A4 page; a longer sheet takes a page.
MOST_ON_HALF_A_PAGE: Final = 30
# How many printings of one topic its page lists, the newest first.
MOST_LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a printing: its letter, and its questions in the order printed."""

    letter: str
    questions: tuple[Question, ...]

    @property
    def rows(self) -> list[tuple[int, Question, str, str, str]]:
        """The lines of its answer sheet: number, question, kind, and the verdicts and letters to cross."""
        return [
            (number, question, kind_of(question), verdicts_of(question), letters_of(question))
            for number, question in enumerate(self.questions, 1)
        ]

    @property
    def sheets_a_page(self) -> int:
        """How many answer sheets fit on an A4 page."""
        return 2 if len(self.questions) <= MOST_ON_HALF_A_PAGE else 1

    def key(self, question: Question) -> str:
        """Return the right answer in the sheet's letters; "" where it is written out."""
        return key_of(question)


@dataclass(slots=True)
class Sheet:
    """A member's sheet as it is kept: its version, what is given by question id, and whether it counts."""

    version: str
    counts: bool
    given: dict[str, tuple[Response, Fraction]] = field(default_factory=dict)


def sheets_of(session: Session, printing: Printing) -> dict[int, Sheet]:
    """Return what is entered of a printing, both versions, by member id; one statement."""
    rows = session.execute(
        select(
            Attempt.member_id,
            Attempt.seed,
            Attempt.submitted_at,
            GivenResponse.question,
            GivenResponse.response,
            GivenResponse.mark,
        )
        .join(
            GivenResponse,
            GIVEN_IN_ATTEMPT,
        )
        .where(Attempt.cell_id == printing.cell_id, Attempt.printing_id == printing.id)
    )
    found: dict[int, Sheet] = {}
    for member_id, seed, submitted_at, question, response, mark in rows:
        sheet = found.setdefault(member_id, Sheet(version_in(seed), submitted_at is not None))
        sheet.given[question] = (tuple(json.loads(response)), from_thousandths(mark))
    return found


def printings_of(session: Session, cell_id: int, topic: str) -> Sequence[Printing]:
    """Return the latest printings of a topic's quiz, the newest first."""
    return session.scalars(
        select(Printing)
        .where(Printing.cell_id == cell_id, Printing.topic == topic)
        .order_by(Printing.printed_at.desc(), Printing.id.desc())
        .limit(MOST_LISTED)
    ).all()


def version_of(session: Session, printing: Printing, letter: str) -> Version:
    """Return a version of a printing, by the text that was printed."""
    quiz = pinned_quiz(session, printing.quiz_digest)
    return Version(letter, questions_on_paper(quiz, printing.code, letter))
