"""What meetings hold about a member: shown with all the rest, and erased so that only counts stay."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from elearn.meetings.answer_models import Idea, IdeaVote, PreparationAnswer, Vote


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
