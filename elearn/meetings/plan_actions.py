"""Every write to the plan of a meeting: the date, the agenda, and who was present."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from elearn import db
from elearn.meetings.answer_models import PreparationAnswer
from elearn.meetings.models import MOST_STEPS, LiveSession, Meeting, MeetingStep, Postponement
from elearn.topics.actions import pin_question
from elearn.topics.offered import OfferedTopic
from quizzes.questions import Question

# Minutes that a new step is given; whoever plans changes them.
USUAL_MINUTES: Final[Mapping[str, int]] = {
    "reading": 5,
    "question": 6,
    "real_or_false": 6,
    "poll": 4,
    "ideas": 8,
    "story": 5,
    "discussion": 10,
    "conclusion": 5,
}
# A question is read, answered, talked over and answered again: less would only be a show of hands.
FEWEST_MINUTES_A_QUESTION: Final = 3


class PlanClosed(Exception):
    """The meeting is under way, over or cancelled: its plan is what happened."""


class AgendaFull(Exception):
    """The agenda has as many steps as it can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTexts:
    """What whoever plans writes about a step."""

    title: str = ""
    minutes: int
    text: str = ""
    note: str = ""
    opens_on: date | None = None


def create(
    session: Session,
    cell_id: int,
    *,
    meeting_id: int,
    title: str,
    place: str,
    starts_at: datetime,
    planned_minutes: int,
    created_by: int,
    now: datetime,
) -> None:
    """Plan a meeting; the form carries the id it will make, so that a second tap makes no second one."""
    db.insert_unless_there(
        session,
        Meeting,
        cell_id=cell_id,
        id=meeting_id,
        title=title,
        place=place,
        starts_at=starts_at,
        planned_minutes=planned_minutes,
        created_by=created_by,
        created_at=now,
    )


def change(meeting: Meeting, *, title: str, place: str, planned_minutes: int) -> None:
    """Change what a meeting is called, where it is and how long it is to last."""
    meeting.title, meeting.place, meeting.planned_minutes = title, place, planned_minutes


def postpone(session: Session, meeting: Meeting, starts_at: datetime, moved_by: int, now: datetime) -> bool:
    """Move a meeting to another time and keep that it was moved; False when that is its time already."""
    require_open(session, meeting)
    if starts_at == meeting.starts_at:
        return False
    session.add(
        Postponement(
            cell_id=meeting.cell_id,
            meeting_id=meeting.id,
            moved_from=meeting.starts_at,
            moved_to=starts_at,
            moved_by=moved_by,
            moved_at=now,
        )
    )
    meeting.starts_at = starts_at
    return True


def cancel(session: Session, meeting: Meeting, now: datetime) -> None:
    """Call a meeting off; once more changes nothing. Raises PlanClosed for one that was begun."""
    if meeting.cancelled_at is None:
        require_open(session, meeting)
        meeting.cancelled_at = now


def restore(meeting: Meeting) -> None:
    """Take a cancellation back; the agenda is as it was."""
    meeting.cancelled_at = None


def lock(session: Session, meeting: Meeting) -> None:
    """Wait until no other request changes this meeting's plan, and hold it until the commit."""
    session.refresh(meeting, with_for_update=True)


def require_open(session: Session, meeting: Meeting) -> None:
    """Raise PlanClosed unless the plan may still change: the room may be open, its first step not begun."""
    if meeting.ended_at is not None or meeting.cancelled_at is not None:
        raise PlanClosed
    room = session.get(LiveSession, (meeting.cell_id, meeting.id), with_for_update=True)
    if room is not None and room.state != "lobby":
        raise PlanClosed
    if room is not None:
        # Its screens keep the agenda they have read until the room has a new version.
        room.version += 1


def steps_of(session: Session, meeting: Meeting) -> Sequence[MeetingStep]:
    """Return the steps of a meeting's agenda in their order."""
    return session.scalars(
        select(MeetingStep)
        .where(MeetingStep.cell_id == meeting.cell_id, MeetingStep.meeting_id == meeting.id)
        .order_by(MeetingStep.position)
    ).all()


def place_step(session: Session, meeting: Meeting, step: MeetingStep) -> None:
    """Put a new step last, but before a conclusion that stands last; a second tap changes nothing.

    Raises AgendaFull.
    """
    steps = steps_of(session, meeting)
    if any(one.id == step.id for one in steps):
        return  # A second tap.
    if len(steps) >= MOST_STEPS:
        raise AgendaFull
    step.position = len(steps) + 1
    session.add(step)
    session.flush()
    if steps and steps[-1].kind == "conclusion" and step.kind != "conclusion":
        _swap(session, steps[-1], step)


def _swap(session: Session, one: MeetingStep, other: MeetingStep) -> None:
    # Past the last position first: no two steps may ever have the same.
    places = one.position, other.position
    one.position = MOST_STEPS + 1
    session.flush()
    other.position = places[0]
    session.flush()
    one.position = places[1]
    session.flush()


def add_step(session: Session, meeting: Meeting, *, step_id: int, kind: str, texts: StepTexts) -> None:
    """Add a step that asks nothing; the form carries its id, so that a second tap adds no second one.

    Raises PlanClosed or AgendaFull.
    """
    require_open(session, meeting)
    step = MeetingStep(cell_id=meeting.cell_id, meeting_id=meeting.id, id=step_id, kind=kind)
    _write(step, texts)
    place_step(session, meeting, step)


class NotForMeetings(Exception):
    """A question of a type that a room cannot answer together."""


def is_for_meetings(question: Question) -> bool:
    """Whether a room can answer a question together: a case shows its parts one after the other, at one's
    own pace, so it is for a phone and its owner.
    """
    return question.type != "case"


def kind_of(question: Question) -> str:
    """Return the kind of step in which a question is asked."""
    kinds = {"true_false": "real_or_false", "post": "real_or_false", "poll": "poll"}
    return kinds.get(question.type, "question")


def add_question(
    session: Session,
    meeting: Meeting,
    offered: OfferedTopic,
    question: Question,
    now: datetime,
    minutes: int | None = None,
) -> bool:
    """Add a question of a topic, pinned as it is today; False when the agenda has it already.

    Raises PlanClosed, AgendaFull or NotForMeetings.
    """
    require_open(session, meeting)
    if not is_for_meetings(question):
        raise NotForMeetings
    pinned = pin_question(session, offered.topic, question, now)
    if any(step.quiz_digest == pinned for step in steps_of(session, meeting)):
        return False
    kind = kind_of(question)
    step = MeetingStep(
        cell_id=meeting.cell_id,
        meeting_id=meeting.id,
        id=db.new_id(),
        kind=kind,
        minutes=minutes or USUAL_MINUTES[kind],
        quiz_digest=pinned,
        question=question.id,
    )
    place_step(session, meeting, step)
    return True


def add_topic_set(
    session: Session, meeting: Meeting, offered: OfferedTopic, conclusion: str, now: datetime
) -> int:
    """Add the questions a topic has for a meeting as a ready agenda, and return how many were new.

    Those that a room cannot answer together are left out. They get the author's minutes, less those of
    reading together before and the conclusion after. Once more adds nothing. Raises PlanClosed or AgendaFull.
    """
    require_open(session, meeting)
    topic, steps = offered.topic, steps_of(session, meeting)
    known = {step.quiz_digest for step in steps}
    questions = [
        question
        for question in topic.meeting_questions
        if is_for_meetings(question) and pin_question(session, topic, question, now) not in known
    ]
    if not questions:
        return 0
    minutes = topic.meeting_minutes or USUAL_MINUTES["question"] * len(questions) + 10
    frame = USUAL_MINUTES["reading"] + USUAL_MINUTES["conclusion"]
    each = max(FEWEST_MINUTES_A_QUESTION, (minutes - frame) // len(questions))
    reading = StepTexts(title=topic.title, minutes=USUAL_MINUTES["reading"], text=topic.summary)
    add_step(session, meeting, step_id=db.new_id(), kind="reading", texts=reading)
    for question in questions:
        add_question(session, meeting, offered, question, now, each)
    if not any(step.kind == "conclusion" for step in steps):
        rest = max(USUAL_MINUTES["conclusion"], minutes - USUAL_MINUTES["reading"] - each * len(questions))
        texts = StepTexts(title=conclusion, minutes=rest)
        add_step(session, meeting, step_id=db.new_id(), kind="conclusion", texts=texts)
    return len(questions)


def _write(step: MeetingStep, texts: StepTexts) -> None:
    step.title, step.minutes, step.text, step.note = texts.title, texts.minutes, texts.text, texts.note
    step.opens_on = texts.opens_on


def change_step(session: Session, meeting: Meeting, step: MeetingStep, texts: StepTexts) -> None:
    """Change what is written about a step. Raises PlanClosed."""
    require_open(session, meeting)
    _write(step, texts)


def move_step(session: Session, meeting: Meeting, step: MeetingStep, *, seen_at: int, by: int) -> None:
    """Move a step up (-1) or down (+1) one place from where it was seen; a second tap moves it no further.

    Raises PlanClosed.
    """
    require_open(session, meeting)
    steps = steps_of(session, meeting)
    there = next((one for one in steps if one.position == seen_at + by), None)
    if step.position == seen_at and there is not None:
        _swap(session, step, there)


def remove_step(session: Session, meeting: Meeting, step_id: int) -> None:
    """Take a step out, with the answers given to prepare it; once more changes nothing. Raises PlanClosed."""
    require_open(session, meeting)
    steps = steps_of(session, meeting)
    gone = next((one for one in steps if one.id == step_id), None)
    if gone is None:
        return
    prepared = delete(PreparationAnswer).filter_by(
        cell_id=meeting.cell_id, meeting_id=meeting.id, step_id=step_id
    )
    session.execute(prepared)
    session.delete(gone)
    session.flush()
    # In their order, so that each place is free before it is taken.
    for step in steps[gone.position :]:
        step.position -= 1
        session.flush()
