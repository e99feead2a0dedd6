"""Drafts: a topic under its author's hands, part by part, with what stood there before."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from elearn.db import Base, UtcDateTime
from elearn.topics.models import QUESTION_ID_LENGTH, SLUG_LENGTH

KIND_LENGTH = 8


class DraftPart(Base):
    """One part of a draft (quizzes/formats/parts.py); one that was removed stays, so that it can return."""

    __tablename__ = "draft_parts"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "slug"], ["own_topics.cell_id", "own_topics.slug"]),
        ForeignKeyConstraint(["cell_id", "changed_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("kind IN ('about', 'lesson', 'check', 'quiz', 'meeting')", name="known_kind"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH + 4), primary_key=True)
    kind: Mapped[str] = mapped_column(String(KIND_LENGTH))
    # Among parts of its kind; parts of one position stand in the order of their ids.
    position: Mapped[int]
    # The author's table as TOML, perhaps half written.
    text: Mapped[str] = mapped_column(Text)
    # Grows with each save: whoever saves over another's work is told.
    revision: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EarlierText(Base):
    """What stood in a part before it was changed: the way back."""

    __tablename__ = "earlier_texts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cell_id", "slug", "part_id"], ["draft_parts.cell_id", "draft_parts.slug", "draft_parts.id"]
        ),
        ForeignKeyConstraint(["cell_id", "changed_by"], ["members.cell_id", "members.id"]),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    part_id: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH + 4), primary_key=True)
    # The part's revision at which this text stood there.
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
