"""What the room says in one sentence: sent, shown or hidden by the host, and found good by others."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sqlalchemy import Executable, bindparam, func, select, update
from sqlalchemy.orm import Session

from elearn import db
from elearn.accounts.models import Member
from elearn.meetings.answer_models import Idea, IdeaVote
from elearn.meetings.rooms import LiveRoom

# How many ideas a room takes: what nobody could read helps nobody.
MOST_IDEAS = 300
IdeaKind = Literal["idea", "question"]


class TooManyIdeas(Exception):
    """The room has as many ideas as it takes."""


@dataclass(frozen=True, slots=True)
class Said:
    """An idea as it is shown: its author's name where they wanted it, and how many find it good."""

    id: int
    kind: str
    text: str
    state: str
    name: str
    votes: int


def send_idea(session: Session, live: LiveRoom, text: str, kind: IdeaKind, member_id: int | None) -> None:
    """Take a sentence for the host to look at; without a member it leads back to nobody.

    The same words to the same step are one idea. Raises TooManyIdeas.
    """
    known = session.scalars(
        select(Idea.text).where(Idea.cell_id == live.cell_id, Idea.meeting_id == live.meeting_id)
    ).all()
    if text in known:
        return
    if len(known) >= MOST_IDEAS:
        raise TooManyIdeas
    session.add(
        Idea(
            cell_id=live.cell_id,
            meeting_id=live.meeting_id,
            id=secrets.randbelow(db.LARGEST_ID) + 1,
            step_id=None if live.step is None else live.step.id,
            member_id=member_id,
            kind=kind,
            text=text,
            state="waiting",
        )
    )


def set_idea_state(session: Session, live: LiveRoom, idea_id: int, state: str) -> bool:
    """Show an idea to the room or hide it; False when there is none or nothing changes."""
    changed = session.execute(
        update(Idea)
        .where(
            Idea.cell_id == live.cell_id,
            Idea.meeting_id == live.meeting_id,
            Idea.id == idea_id,
            Idea.state != state,
        )
        .values(state=state)
        .returning(Idea.id),
        execution_options={"synchronize_session": False},
    ).all()
    return bool(changed)


def find_good(session: Session, live: LiveRoom, idea_id: int, member_id: int) -> bool:
    """Let a member find a shown idea good, once; False when there is no such idea in the room."""
    shown = session.scalar(
        select(Idea.id).where(
            Idea.cell_id == live.cell_id,
            Idea.meeting_id == live.meeting_id,
            Idea.id == idea_id,
            Idea.state == "shown",
        )
    )
    if shown is None:
        return False
    key = {"cell_id": live.cell_id, "meeting_id": live.meeting_id, "idea_id": idea_id}
    db.insert_unless_there(session, IdeaVote, **key, member_id=member_id)
    return True


def ideas_of(
    session: Session, cell_id: int, meeting_id: int, *, shown_only: bool, step_id: int | None = None
) -> Sequence[Said]:
    """Return a meeting's ideas, or one step's, those that most find good first; one statement."""
    wanted = _ideas(shown_only, step_id is not None)
    rows = db.rows(session, wanted, {"cell": cell_id, "meeting": meeting_id, "step": step_id})
    return [
        Said(idea_id, kind, text, state, name or "", votes)
        for idea_id, kind, text, state, name, votes in rows
    ]


# Put together once: the host's screen asks with every handful of answers.
@lru_cache(maxsize=4)
def _ideas(shown_only: bool, of_a_step: bool) -> Executable:
    votes = func.count(IdeaVote.member_id)
    wanted = (
        select(Idea.id, Idea.kind, Idea.text, Idea.state, Member.name, votes)
        .outerjoin(Member, (Member.cell_id == Idea.cell_id) & (Member.id == Idea.member_id))
        .outerjoin(
            IdeaVote,
            (IdeaVote.cell_id == Idea.cell_id)
            & (IdeaVote.meeting_id == Idea.meeting_id)
            & (IdeaVote.idea_id == Idea.id),
        )
        .where(Idea.cell_id == bindparam("cell"), Idea.meeting_id == bindparam("meeting"))
        .group_by(Idea.id, Idea.kind, Idea.text, Idea.state, Member.name)
        .order_by(votes.desc(), Idea.id)
    )
    if shown_only:
        wanted = wanted.where(Idea.state == "shown")
    return wanted.where(Idea.step_id == bindparam("step")) if of_a_step else wanted
