"""What meetings hold about a member: shown with all the rest, and erased so that only counts stay."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    SmallInteger,
    String,
    Text,
    case,
    cast,
    delete,
    literal,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session, aliased

from elearn.accounts.models import Member
from elearn.db import UtcDateTime
from elearn.meetings.answer_models import BallotCast, Idea, IdeaVote, PreparationAnswer, Round, Vote
from elearn.meetings.models import Meeting, MeetingStep, Presence
from elearn.topics.models import QuizText
from elearn.topics.queries import quiz_of_text
from quizzes.formats.topic import digest


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a member did in a meeting, or for it; what does not belong to its kind is None.

    Kinds: `presence` (`at` when their phone came in, `number` 1 or 0 in the secretary's word), `prepared` and
    `vote` (`number` is 1 or 2; `by` who entered it), `ballot` (that they voted, never what), `idea`, and
    `agreed`. `text` is a response as JSON, an idea, or for a ballot the pinned text of its poll.
    """

    kind: str
    title: str
    starts_at: datetime
    topic: str | None
    question: str | None
    text: str | None
    number: int | None
    mark: int | None
    at: datetime | None
    by: str | None


def prompt_of_ballot(deed: Deed) -> str:
    """Return what the poll of a ballot asked, in one line."""
    text = deed.text or ""
    question = quiz_of_text(digest(text), text).question(deed.question or "")
    return " ".join(question.prompt.split())


# In this order a meeting's deeds are told.
KINDS: Final = ("presence", "prepared", "vote", "ballot", "idea", "agreed")


def _of_meetings(kind: str, row: Any, **values: Any) -> Any:
    """Return a select of deeds of one kind; `row` has the meeting's id and the member's."""
    return select(
        literal(kind),
        Meeting.title,
        Meeting.starts_at,
        values.get("topic", cast(null(), String)),
        values.get("question", cast(null(), String)),
        values.get("text", cast(null(), Text)),
        values.get("number", cast(null(), SmallInteger)),
        values.get("mark", cast(null(), SmallInteger)),
        values.get("at", cast(null(), UtcDateTime)),
        values.get("by", cast(null(), String)),
    ).join(row, (row.cell_id == Meeting.cell_id) & (row.meeting_id == Meeting.id))


def _with_question(found: Any, row: Any) -> Any:
    return found.join(
        MeetingStep,
        (MeetingStep.cell_id == row.cell_id)
        & (MeetingStep.meeting_id == row.meeting_id)
        & (MeetingStep.id == row.step_id),
    ).join(QuizText, QuizText.digest == MeetingStep.quiz_digest)


def deeds_of(session: Session, cell_id: int, member_id: int) -> list[Deed]:
    """Return everything that meetings hold about a member, the earliest meeting first; one statement."""
    asked = {"topic": QuizText.topic, "question": MeetingStep.question}
    proxy = aliased(Member)
    votes = _of_meetings(
        "vote", Round, **asked, text=Vote.response, number=Round.vote, mark=Vote.mark, at=Vote.answered_at,
        by=proxy.name,
    ).join(Vote, (Vote.cell_id == Round.cell_id) & (Vote.round_id == Round.id))  # fmt: skip
    # The text with it: a poll of the cell's own is in no topic on offer.
    ballots = _of_meetings("ballot", Round, **asked, text=QuizText.text).join(
        BallotCast, (BallotCast.cell_id == Round.cell_id) & (BallotCast.round_id == Round.id)
    )
    prepared = _of_meetings(
        "prepared", PreparationAnswer, **asked, text=PreparationAnswer.response, mark=PreparationAnswer.mark,
        at=PreparationAnswer.answered_at,
    )  # fmt: skip
    agreed = _of_meetings("agreed", IdeaVote, text=cast(Idea.text, Text)).join(
        Idea,
        (Idea.cell_id == IdeaVote.cell_id)
        & (Idea.meeting_id == IdeaVote.meeting_id)
        & (Idea.id == IdeaVote.idea_id),
    )
    # PostgreSQL makes no small number of a truth value by itself.
    confirmed = case((Presence.confirmed.is_(True), 1), (Presence.confirmed.is_(False), 0))
    presence = _of_meetings("presence", Presence, number=confirmed, at=Presence.joined_at)
    parts = (
        (
            _with_question(votes, Round).outerjoin(
                proxy, (proxy.cell_id == Vote.cell_id) & (proxy.id == Vote.entered_by)
            ),
            Vote,
        ),
        (_with_question(ballots, Round), BallotCast),
        (_with_question(prepared, PreparationAnswer), PreparationAnswer),
        (_of_meetings("idea", Idea, text=cast(Idea.text, Text)), Idea),
        (agreed, IdeaVote),
        (presence, Presence),
    )
    everything: Any = union_all(
        *(part.where(row.cell_id == cell_id, row.member_id == member_id) for part, row in parts)
    )
    found = [Deed(*row) for row in session.execute(everything)]
    return sorted(found, key=_place)


def _place(deed: Deed) -> tuple[datetime, str, int, str, int]:
    """Return where a deed is told: by meeting, by kind, then by question and vote."""
    what = deed.question or deed.text or ""
    return deed.starts_at, deed.title, KINDS.index(deed.kind), what, deed.number or 0


def clear_what_was_said(session: Session, cell_id: int, member_id: int, no_response: str) -> None:
    """Take away a member's answers and the ideas under their name; that they took part stays counted."""
    own_ideas = select(Idea.id).where(Idea.cell_id == cell_id, Idea.member_id == member_id)
    for statement in (
        update(Vote).where(Vote.cell_id == cell_id, Vote.member_id == member_id).values(response=no_response),
        update(PreparationAnswer)
        .where(PreparationAnswer.cell_id == cell_id, PreparationAnswer.member_id == member_id)
        .values(response=no_response),
        delete(IdeaVote).where(IdeaVote.cell_id == cell_id, IdeaVote.idea_id.in_(own_ideas)),
        delete(Idea).where(Idea.cell_id == cell_id, Idea.member_id == member_id),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})
