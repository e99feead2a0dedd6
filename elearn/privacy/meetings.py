"""What meetings hold about a member: shown with all the rest, and erased so that only counts stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import ngettext
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from elearn.meetings.answer_models import BallotCast, Idea, IdeaVote, PreparationAnswer, Vote
from elearn.meetings.models import LiveSession, Meeting, Postponement, Presence


@dataclass(frozen=True, slots=True)
class InMeetings:
    """How often a member stands in the cell's meetings, and what for."""

    attended: int
    answers: int
    ballots: int
    preparation: int
    ideas: int
    ideas_supported: int
    # What they did for the cell: planned, moved, run, confirmed who was there, entered for others.
    organised: int
    entered: int

    def lines(self) -> list[str]:
        """Return what there is, one sentence each."""
        told = (
            (self.attended, ngettext("%(num)d meeting attended", "%(num)d meetings attended", self.attended)),
            (
                self.answers,
                ngettext(
                    "%(num)d answer given in a meeting", "%(num)d answers given in meetings", self.answers
                ),
            ),
            (
                self.ballots,
                ngettext(
                    "%(num)d poll voted in; what was chosen is not kept with the name",
                    "%(num)d polls voted in; what was chosen is not kept with the name",
                    self.ballots,
                ),
            ),
            (
                self.preparation,
                ngettext(
                    "%(num)d question answered before a meeting",
                    "%(num)d questions answered before a meeting",
                    self.preparation,
                ),
            ),
            (self.ideas, ngettext("%(num)d idea with the name", "%(num)d ideas with the name", self.ideas)),
            (
                self.ideas_supported,
                ngettext("%(num)d idea agreed with", "%(num)d ideas agreed with", self.ideas_supported),
            ),
            (
                self.organised,
                ngettext(
                    "%(num)d time a meeting was planned, moved, run or its attendance confirmed",
                    "%(num)d times a meeting was planned, moved, run or its attendance confirmed",
                    self.organised,
                ),
            ),
            (
                self.entered,
                ngettext(
                    "%(num)d answer entered for another comrade",
                    "%(num)d answers entered for other comrades",
                    self.entered,
                ),
            ),
        )
        return [words for number, words in told if number]


def counts_in_meetings(cell_id: int, member_id: int) -> Sequence[Any]:
    """Return what makes an InMeetings, to be asked for within another statement."""

    def count(table: Any, column: Any, *more: Any) -> Any:
        return (
            select(func.count()).where(table.cell_id == cell_id, column == member_id, *more).scalar_subquery()
        )

    return (
        count(Presence, Presence.member_id, func.coalesce(Presence.confirmed, True)),
        count(Vote, Vote.member_id),
        count(BallotCast, BallotCast.member_id),
        count(PreparationAnswer, PreparationAnswer.member_id),
        count(Idea, Idea.member_id),
        count(IdeaVote, IdeaVote.member_id),
        count(Meeting, Meeting.created_by)
        + count(Postponement, Postponement.moved_by)
        + count(LiveSession, LiveSession.host_id)
        + count(Presence, Presence.confirmed_by),
        count(Vote, Vote.entered_by),
    )


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
