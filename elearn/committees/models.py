"""Which cells show their counts to which committee; a committee is a cell whose code others typed."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from elearn.db import Base, UtcDateTime

CODE_LENGTH = 6


class CommitteeCode(Base):
    """The code with which cells join a committee; a new one voids the one before, not who joined."""

    __tablename__ = "committee_codes"
    __table_args__ = (UniqueConstraint("code"),)

    committee_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH))


class CommitteeLink(Base):
    """That a cell shows its counts to a committee, since when; it ends when the cell leaves."""

    __tablename__ = "committee_links"
    __table_args__ = (CheckConstraint("cell_id <> committee_id", name="not_to_itself"),)

    # A cell has one committee above it.
    cell_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), primary_key=True)
    committee_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), index=True)
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
