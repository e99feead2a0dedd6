"""Cells, their members, and what signs a member in.

Every row about people is keyed by its cell first, so that a table can be split by cell, and a row
can only point to a row of the same cell: the foreign keys carry the cell along.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from elearn.accounts.terms import Term
from elearn.db import Base, UtcDateTime, new_id

ROLES = ("secretary", "deputy", "host", "author")
# Who may see the cell's results and manage its roster.
LEADING_ROLES = frozenset({"secretary", "deputy"})
# Who may write topics.
WRITING_ROLES = LEADING_ROLES | {"author"}

NAME_LENGTH = 80
NOTE_LENGTH = 80
CELL_NAME_LENGTH = 160


class Installation(Base):
    """One value of the installation itself, such as the key that signs cookies and links."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Cell(Base):
    """A Party cell (chi bộ)."""

    __tablename__ = "cells"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    name: Mapped[str] = mapped_column(String(CELL_NAME_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Grows whenever the topics change that the cell itself offers; 0 while it has offered none.
    topics_revision: Mapped[int] = mapped_column(default=0, server_default="0")


class Member(Base):
    """A person in a cell: a name, what signs them in, and nothing else about them."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("length(name) > 0", name="has_a_name"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    # Tells two members of one name apart, in the cell's own words ("tổ 2").
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH), default="")
    # Sorts by given name under plain byte comparison on every database.
    sort_text: Mapped[str] = mapped_column(String(400))
    code: Mapped[str] = mapped_column(String(8))
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    # Part of the sign-in link's signature: raising it revokes every link made before.
    link_serial: Mapped[int] = mapped_column(default=1)
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RoleGrant(Base):
    """A role that a member holds beside being a member, from a day to a day or until it is taken back.

    At most one grant of a role to a member is not past; those that are past stay as a record.
    """

    __tablename__ = "role_grants"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        CheckConstraint("role IN ('secretary', 'deputy', 'host', 'author')", name="known_role"),
        CheckConstraint("until >= granted_on", name="last_day_is_none_before"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    role: Mapped[str] = mapped_column(String(12), primary_key=True)
    granted_on: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date | None]

    @property
    def term(self) -> Term:
        """The days on which the role is held."""
        return Term(self.granted_on, self.until)


class Device(Base):
    """A browser on which a member stays signed in; only the digest of its token is kept."""

    __tablename__ = "devices"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        UniqueConstraint("token_digest"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    member_id: Mapped[int] = mapped_column(BigInteger)
    token_digest: Mapped[str] = mapped_column(String(64))
    # A word for the member's own list ("Zalo, Android"), never the browser's full signature.
    kind: Mapped[str] = mapped_column(String(40))
    signed_in_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # A day, not a time: enough to recognise an old phone, too little to follow a person.
    last_seen_on: Mapped[date]


class AccessRecord(Base):
    """That somebody looked at, or took along, what is held about a member."""

    __tablename__ = "access_records"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        ForeignKeyConstraint(["cell_id", "viewer_id"], ["members.cell_id", "members.id"]),
        CheckConstraint("what IN ('results', 'attempt', 'export', 'paper')", name="known_kind"),
        # One row a day for each viewer, member and kind: a record, not a click trail.
        UniqueConstraint("cell_id", "member_id", "viewer_id", "what", "day"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    member_id: Mapped[int] = mapped_column(BigInteger)
    viewer_id: Mapped[int] = mapped_column(BigInteger)
    what: Mapped[str] = mapped_column(String(12))
    day: Mapped[date]
