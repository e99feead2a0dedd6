"""What is held about a member, made and looked at as a test's hands."""

import json
from typing import Any

from flask import Flask
from sqlalchemy import select

from elearn.accounts import actions as accounts
from elearn.accounts.models import Member
from elearn.attempts.models import Attempt, Extension, GivenResponse, SetAside
from elearn.lessons.models import Bookmark, CheckAnswer
from elearn.models import Base
from elearn.topics.models import QuizText
from tests.conftest import TOPIC, TestCell, TestClock

RESPONSE = "câu tôi gõ"
TYPED = json.dumps([RESPONSE], ensure_ascii=False)


def study(app: Flask, cell: TestCell, member: Member, the_clock: TestClock) -> None:
    """Let a member have done a bit of everything, and a leader have looked at it."""
    now, whose = the_clock(), {"cell_id": cell.id, "member_id": member.id}
    with app.extensions["database"].writing() as session:
        session.merge(QuizText(digest="d", topic=TOPIC, text="", first_used_at=now))
        session.flush()
        session.add_all(
            [
                Bookmark(**whose, topic=TOPIC, lesson="bai-mot", card=3, opened_at=now, moved_at=now,
                         finished_at=now),
                CheckAnswer(**whose, topic=TOPIC, question="kiem-tra-1", response=TYPED, mark=1000,
                            first_mark=0, answered_at=now),
                Extension(**whose, topic=TOPIC, minutes=10, tries=1, given_by=cell.secretary.id,
                          given_at=now),
            ]
        )  # fmt: skip
        attempt = Attempt(
            **whose, topic=TOPIC, mode="exam", ordinal=1, quiz_digest="d", seed="s", started_at=now,
            submitted_at=now, right=4, asked=6, mark=667,
        )  # fmt: skip
        session.add(attempt)
        session.flush()
        at = {"cell_id": cell.id, "attempt_id": attempt.id}
        session.add_all(
            [
                GivenResponse(**at, question="go", response=TYPED, mark=1000, points=1, answered_at=now),
                SetAside(**at, question="go"),
            ]
        )
        for what in ("results", "attempt"):
            accounts.record_access(session, cell.id, [member.id], cell.secretary.id, what, now.date())
        session.commit()


def rows(app: Flask, table: type[Base], member: Member) -> list[Any]:
    """Return the rows of a table that belong to a member."""
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(table).filter_by(member_id=member.id)))


def responses(app: Flask, member: Member) -> list[GivenResponse]:
    with app.extensions["database"].reading() as session:
        own = select(Attempt.id).where(Attempt.member_id == member.id)
        return list(session.scalars(select(GivenResponse).where(GivenResponse.attempt_id.in_(own))))


def kept(app: Flask, member: Member) -> Member:
    with app.extensions["database"].reading() as session:
        return session.get_one(Member, (member.cell_id, member.id))
