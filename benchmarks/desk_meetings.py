"""Answers to draw from, and a year of meetings, for the cells of the desk's benchmark."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import insert
from sqlalchemy.orm import Session

from elearn.accounts.models import Member
from elearn.db import new_id
from elearn.demo_answers import response_to
from elearn.meetings.answer_models import Round, Vote
from elearn.meetings.models import LiveSession, Meeting, MeetingStep, Presence, StepRun
from elearn.topics.actions import pin
from elearn.topics.offered import OfferedTopic
from quizzes.attempt import thousandths
from quizzes.questions import Question

STEPS_A_MEETING = 4
# Ways to answer a question that are drawn from: marking each of 100,000 answers would take a minute.
WAYS = 12


@dataclass(frozen=True)
class Pool:
    """A topic with ways to answer each of its questions: the response as it is kept, and its mark."""

    offered: OfferedTopic
    digest: str
    ways: dict[str, list[tuple[str, int]]]

    @property
    def slug(self) -> str:
        """The topic's slug."""
        return self.offered.topic.slug

    @property
    def asked(self) -> list[Question]:
        """The questions that are marked."""
        return [one for one in self.offered.topic.quiz.questions if one.is_marked]


def pool_of(session: Session, offered: OfferedTopic, now: datetime, chance: Random) -> Pool:
    """Return a topic's pool, its quiz pinned."""
    ways = {
        question.id: [_way(question, chance, number / WAYS) for number in range(WAYS)]
        for question in offered.topic.questions
        if question.is_marked
    }
    return Pool(offered, pin(session, offered, now), ways)


def _way(question: Question, chance: Random, knows: float) -> tuple[str, int]:
    response = question.check(response_to(question, chance, knows))
    return json.dumps(list(response)), thousandths(question.mark(response).mark)


def given_in(pool: Pool, question: Question, chance: Random, ability: float) -> tuple[str, int]:
    """Return an answer such as somebody of this ability gives, and its mark."""
    drawn = chance.random() * ability + (1 - ability) * chance.random() ** 2
    return pool.ways[question.id][min(int(drawn * WAYS * 1.2), WAYS - 1)]


def hold_meetings(
    session: Session, people: Sequence[Member], pool: Pool, now: datetime, chance: Random, meetings: int
) -> list[int]:
    """Hold a meeting in each of the last months, and plan the next; return their ids, that one last."""
    ids = []
    for number in range(meetings, -1, -1):
        at = now - timedelta(days=30 * number - 7)
        meeting = Meeting(cell_id=people[0].cell_id, id=new_id(), title="Sinh hoạt chi bộ thường kỳ")
        meeting.starts_at, meeting.created_at, meeting.created_by = at, at, people[0].id
        meeting.planned_minutes = 90
        session.add(meeting)
        steps = [_step(meeting, pool, place) for place in range(1, STEPS_A_MEETING + 1)]
        session.add_all(steps)
        session.flush()
        ids.append(meeting.id)
        if number:
            meeting.ended_at = at + timedelta(minutes=90)
            _run(session, meeting, steps, people, pool, chance)
        session.flush()
    return ids


def _step(meeting: Meeting, pool: Pool, place: int) -> MeetingStep:
    step = MeetingStep(cell_id=meeting.cell_id, meeting_id=meeting.id, id=new_id(), position=place)
    step.kind, step.minutes = "question", 10
    step.quiz_digest, step.question = pool.digest, pool.asked[place].id
    return step


def _run(
    session: Session, meeting: Meeting, steps: Sequence[MeetingStep], people: Sequence[Member], pool: Pool,
    chance: Random,
) -> None:  # fmt: skip
    where, at = {"cell_id": meeting.cell_id, "meeting_id": meeting.id}, meeting.starts_at
    room = LiveSession(**where, code=f"{chance.randrange(10**6):06}", host_id=people[0].id, state="ended")
    room.active_s = chance.randrange(600, 3600)
    room.told_s = 5400 - room.active_s
    room.step_id, room.since, room.started_at, room.ended_at = steps[-1].id, at, at, meeting.ended_at
    session.add(room)
    session.flush()
    present = chance.sample(list(people), max(len(people) * 5 // 6, 1))
    session.add_all(Presence(**where, member_id=person.id, joined_at=at) for person in present)
    for step, question in zip(steps, pool.asked[1:], strict=False):
        session.add(StepRun(**where, step_id=step.id, reached_at=at, seconds=600, result_at=at))
        session.flush()
        for vote in (1, 2):
            asked = Round(**where, step_id=step.id, id=new_id(), vote=vote, opened_at=at, closed_at=at)
            session.add(asked)
            session.flush()
            key = {"cell_id": meeting.cell_id, "round_id": asked.id, "answered_at": at, "entered_by": None}
            votes = []
            for person in present:
                response, mark = given_in(pool, question, chance, 0.6)
                votes.append(key | {"member_id": person.id, "response": response, "mark": mark})
            session.execute(insert(Vote), votes)
