"""What members answered in meetings, as their own results and in the secretary's scores.

An answer counts from the moment the room saw the result of its step: before that the key is not out. What a
member answered last to a question is what counts; both votes are kept.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Executable, bindparam, case, distinct, func, select
from sqlalchemy.orm import Session

from elearn.meetings.answer_models import Round, Vote
from elearn.meetings.models import Meeting, MeetingStep, StepRun
from elearn.meetings.plan_queries import question_of
from elearn.topics.models import QuizText
from quizzes.questions import Question, Response

FULL_MARK = 1000


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What a member answered to one question of a meeting: in the first vote, and in the end."""

    step: MeetingStep
    question: Question
    topic: str
    first: Response
    last: Response
    mark: int
    # Somebody entered it for a member without a phone.
    is_proxy: bool

    @property
    def was_changed(self) -> bool:
        """Whether the second vote took the place of another first one."""
        return self.first != self.last


@dataclass(slots=True)
class OwnMeeting:
    """A meeting with what one member answered in it."""

    meeting: Meeting
    member_id: int
    answers: list[OwnAnswer] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many questions the member answered; what was asked before they came in is not wrong."""
        return len(self.answers)

    @property
    def right(self) -> int:
        """How many of the answers are wholly right."""
        return sum(one.mark == FULL_MARK for one in self.answers)


_STEP_OF_ROUND: Final = (
    (MeetingStep.cell_id == Round.cell_id)
    & (MeetingStep.meeting_id == Round.meeting_id)
    & (MeetingStep.id == Round.step_id)
)
_RUN_OF_ROUND: Final = (
    (StepRun.cell_id == Round.cell_id)
    & (StepRun.meeting_id == Round.meeting_id)
    & (StepRun.step_id == Round.step_id)
)


# Put together once: a join of five tables for every topic's page.
@lru_cache(maxsize=8)
def _own_answers(of_member: bool, of_meeting: bool, of_topic: bool) -> Executable:
    found = (
        select(Meeting, MeetingStep, QuizText.topic, QuizText.text, Vote)
        .join(Round, (Round.cell_id == Vote.cell_id) & (Round.id == Vote.round_id))
        .join(Meeting, (Meeting.cell_id == Round.cell_id) & (Meeting.id == Round.meeting_id))
        .join(MeetingStep, _STEP_OF_ROUND)
        .join(StepRun, _RUN_OF_ROUND)
        .join(QuizText, QuizText.digest == MeetingStep.quiz_digest)
        .where(Vote.cell_id == bindparam("cell"), StepRun.result_at.is_not(None))
        .order_by(Meeting.starts_at.desc(), Meeting.id, Vote.member_id, MeetingStep.position, Round.vote)
    )
    if of_member:
        found = found.where(Vote.member_id == bindparam("member"))
    if of_meeting:
        found = found.where(Meeting.id == bindparam("meeting"))
    if of_topic:
        found = found.where(QuizText.topic == bindparam("topic"))
    return found


def own_meetings_of(
    session: Session,
    cell_id: int,
    *,
    member_id: int | None = None,
    meeting_id: int | None = None,
    topic: str | None = None,
) -> list[OwnMeeting]:
    """Return what members answered in meetings, the latest meeting first; one statement.

    Of one member, one meeting or the questions of one topic, where these are given.
    """
    found = _own_answers(member_id is not None, meeting_id is not None, topic is not None)
    wanted = {"cell": cell_id, "member": member_id, "meeting": meeting_id, "topic": topic}
    return list(_gathered(session.execute(found, wanted)))


def _gathered(rows: Iterable[Sequence[Any]]) -> Iterator[OwnMeeting]:
    current: OwnMeeting | None = None
    for meeting, step, topic, text, vote in rows:
        question = question_of(step, text)
        if question is None:
            continue
        if current is None or (current.meeting.id, current.member_id) != (meeting.id, vote.member_id):
            if current is not None:
                yield current
            current = OwnMeeting(meeting, vote.member_id)
        response = tuple(json.loads(vote.response))
        before = current.answers[-1] if current.answers and current.answers[-1].step is step else None
        answer = OwnAnswer(
            step,
            question,
            topic,
            before.first if before else response,
            response,
            vote.mark,
            vote.entered_by is not None,
        )
        if before:
            current.answers[-1] = answer
        else:
            current.answers.append(answer)
    if current is not None:
        yield current


@dataclass(frozen=True, slots=True)
class TopicInMeeting:
    """How a cell answered the questions of one topic in one meeting, as counts."""

    meeting: Meeting
    people: int
    answers: int
    right: int


def topic_in_meetings(session: Session, cell_id: int, topic: str) -> list[TopicInMeeting]:
    """Return how a topic's questions were answered in each meeting, the latest first; one statement.

    Of what a member answered to a step in several rounds the last counts.
    """
    rounds_of_one = (Round.meeting_id, Round.step_id, Vote.member_id)
    votes = (
        select(
            Round.meeting_id,
            Vote.member_id,
            Vote.mark,
            func.row_number().over(partition_by=rounds_of_one, order_by=Round.vote.desc()).label("from_last"),
        )
        .join(Vote, (Vote.cell_id == Round.cell_id) & (Vote.round_id == Round.id))
        .join(MeetingStep, _STEP_OF_ROUND)
        .join(StepRun, _RUN_OF_ROUND)
        .join(QuizText, QuizText.digest == MeetingStep.quiz_digest)
        .where(Round.cell_id == cell_id, QuizText.topic == topic, StepRun.result_at.is_not(None))
        .subquery()
    )
    found = (
        select(
            Meeting,
            func.count(distinct(votes.c.member_id)),
            func.count(),
            func.sum(case((votes.c.mark == FULL_MARK, 1), else_=0)),
        )
        .join(votes, votes.c.meeting_id == Meeting.id)
        .where(Meeting.cell_id == cell_id, votes.c.from_last == 1)
        .group_by(Meeting.cell_id, Meeting.id)
        .order_by(Meeting.starts_at.desc(), Meeting.id)
    )
    return [TopicInMeeting(*row) for row in session.execute(found)]
