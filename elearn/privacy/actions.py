"""What members change about themselves: their PIN, their devices, and that they are held at all."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn.accounts import actions as accounts
from elearn.accounts import secrets
from elearn.accounts.models import AccessRecord, Device, Member, RoleGrant
from elearn.attempts.models import Attempt, Extension, GivenResponse, SetAside
from elearn.attempts.poll_models import QuizBallotCast
from elearn.cells import actions as cells
from elearn.cells.queries import lock_cell
from elearn.lessons.models import CheckAnswer
from elearn.privacy.meetings import clear_what_was_said

# Stands where the name stood, in every list that still counts what the member did.
ERASED_NAME = "Đã rút tên"
NO_RESPONSE = "[]"


def name_in_words(name: str) -> str:
    """Return a name to show; for somebody who was erased, the words for it in the reader's language."""
    return str(_("name withdrawn")) if name == ERASED_NAME else name


def end_other_devices(session: Session, cell_id: int, member_id: int, device_id: int) -> None:
    """End every device of a member but one."""
    session.execute(
        delete(Device).where(Device.cell_id == cell_id, Device.member_id == member_id, Device.id != device_id)
    )


def change_pin(session: Session, member: Member, pin: str, device_id: int) -> None:
    """Set a member's PIN and end every device but the one it was changed on."""
    accounts.set_pin(session, member, pin)
    end_other_devices(session, member.cell_id, member.id, device_id)


class StillHere(Exception):
    """The member is in the cell: only they themselves may have it erased."""


def erase(session: Session, member: Member, now: datetime) -> None:
    """Take away who a member was and what they answered; how much was done, and how well, stays counted.

    Once more changes nothing. Raises LastSecretary when the cell would have no secretary left.
    """
    cells.move_out(session, member, now)
    if member.erased_at is not None:
        return
    accounts.rename_member(member, ERASED_NAME, "")
    member.erased_at = now
    _replace_code(session, member)
    _clear_answers(session, member.cell_id, member.id)
    clear_what_was_said(session, member.cell_id, member.id, NO_RESPONSE)
    session.execute(delete(RoleGrant).filter_by(cell_id=member.cell_id, member_id=member.id))
    session.execute(delete(Extension).filter_by(cell_id=member.cell_id, member_id=member.id))
    session.execute(delete(AccessRecord).filter_by(cell_id=member.cell_id, member_id=member.id))


def erase_who_left(session: Session, member: Member, now: datetime) -> None:
    """Erase a member who left the cell and asks for it; once more changes nothing. Raises StillHere."""
    lock_cell(session, member.cell_id)
    # Another leader may have moved them back while this one was asked for confirmation.
    session.refresh(member)
    if member.left_at is None:
        raise StillHere
    erase(session, member, now)


def _replace_code(session: Session, member: Member) -> None:
    while True:
        try:
            with session.begin_nested():
                session.execute(
                    update(Member)
                    .where(Member.cell_id == member.cell_id, Member.id == member.id)
                    .values(code=secrets.new_code())
                )
            return
        except IntegrityError:
            # Another member already has this code; draw again.
            continue


def _clear_answers(session: Session, cell_id: int, member_id: int) -> None:
    attempts = select(Attempt.id).where(Attempt.cell_id == cell_id, Attempt.member_id == member_id)
    for statement in (
        update(CheckAnswer)
        .where(CheckAnswer.cell_id == cell_id, CheckAnswer.member_id == member_id)
        .values(response=NO_RESPONSE, confidence=None),
        update(GivenResponse)
        .where(GivenResponse.cell_id == cell_id, GivenResponse.attempt_id.in_(attempts))
        .values(response=NO_RESPONSE, confidence=None),
        delete(SetAside).where(SetAside.cell_id == cell_id, SetAside.attempt_id.in_(attempts)),
        # The ballots stay: nobody can say which are theirs.
        delete(QuizBallotCast).where(
            QuizBallotCast.cell_id == cell_id, QuizBallotCast.member_id == member_id
        ),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})
