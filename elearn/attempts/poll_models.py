"""Polls in a quiz taken alone: ballots that belong to nobody, and who has voted.

A ballot must not lead back to anybody. It carries no time and no attempt; its key is drawn at random; and on
SQLite ballots lie in the order of their keys, not of their arrival. PostgreSQL keeps the order of arrival and
the transaction with each row: every vote therefore writes the whole poll anew (polls.vote), so that all its
ballots bear the mark of the same, latest vote and lie in the order of keys that were drawn afresh.
"""

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from elearn.db import Base
from elearn.topics.models import QUESTION_ID_LENGTH, SLUG_LENGTH

VERSION_LENGTH = 16
TOKEN_LENGTH = 32


class QuizBallot(Base):
    """One vote in a poll of a topic's quiz: what was chosen, and nobody."""

    __tablename__ = "quiz_ballots"
    __table_args__ = ({"sqlite_with_rowid": False},)

    cell_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    question: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH), primary_key=True)
    # Poll.version: ballots given to other words are not counted with these.
    version: Mapped[str] = mapped_column(String(VERSION_LENGTH), primary_key=True)
    # 128 random bits in hexadecimal, drawn anew with every vote of the poll.
    token: Mapped[str] = mapped_column(String(TOKEN_LENGTH), primary_key=True)
    response: Mapped[str] = mapped_column(Text)


class QuizBallotCast(Base):
    """That a member has voted in a poll of a topic's quiz, in whichever attempt; without when."""

    __tablename__ = "quiz_ballots_cast"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        {"sqlite_with_rowid": False},
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    question: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH), primary_key=True)
    version: Mapped[str] = mapped_column(String(VERSION_LENGTH), primary_key=True)
