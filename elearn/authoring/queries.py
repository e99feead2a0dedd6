"""What is read of drafts and of what was published of them."""

from collections.abc import Sequence
from typing import Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Member
from elearn.authoring.models import DraftPart
from elearn.topics.models import OwnTopic, TopicVersion
from quizzes.formats.parts import KINDS, Kind, Part, table_of

_PLACE: Final[dict[str, int]] = {kind: place for place, kind in enumerate(KINDS)}


def topics_of(session: Session, cell_id: int) -> Sequence[OwnTopic]:
    """Return the topics that a cell writes, the newest first."""
    return session.scalars(
        select(OwnTopic)
        .where(OwnTopic.cell_id == cell_id)
        .order_by(OwnTopic.created_at.desc(), OwnTopic.slug)
    ).all()


def parts_of_draft(session: Session, topic: OwnTopic) -> list[Part]:
    """Return the parts of a topic's draft as the engine's, in the order in which they are read."""
    return [part_of(row) for row in draft_of(session, topic)]


def draft_of(session: Session, topic: OwnTopic) -> Sequence[DraftPart]:
    """Return the rows of a topic's draft in the order in which they are read."""
    return [row for row in all_parts_of(session, topic) if row.removed_at is None]


def all_parts_of(session: Session, topic: OwnTopic) -> Sequence[DraftPart]:
    """Return the parts of a topic's draft in their order, also those that were removed."""
    own = (DraftPart.cell_id == topic.cell_id, DraftPart.slug == topic.slug)
    found = session.scalars(select(DraftPart).where(*own))
    return sorted(found, key=lambda row: (_PLACE[row.kind], row.position, row.id))


def checks_of(session: Session, topic: OwnTopic) -> dict[str, Part]:
    """Return the check questions of a topic's draft by id."""
    rows = session.scalars(
        select(DraftPart).where(
            DraftPart.cell_id == topic.cell_id,
            DraftPart.slug == topic.slug,
            DraftPart.kind == "check",
            DraftPart.removed_at.is_(None),
        )
    )
    return {row.id: part_of(row) for row in rows}


def part_of(row: DraftPart) -> Part:
    """Return a row of a draft as the engine's part."""
    return Part(cast(Kind, row.kind), row.id, table_of(row.text))


def versions_between(session: Session, topic: OwnTopic, number: int) -> tuple[str | None, str | None]:
    """Return the files of a version and of the one before it as JSON, None for one that is not there."""
    rows = session.execute(
        select(TopicVersion.number, TopicVersion.files).where(
            TopicVersion.cell_id == topic.cell_id,
            TopicVersion.slug == topic.slug,
            TopicVersion.number.in_((number, number - 1)),
        )
    )
    files = {row.number: row.files for row in rows}
    return files.get(number), files.get(number - 1)


def name_of(session: Session, cell_id: int, member_id: int | None) -> str | None:
    """Return a member's name, or None."""
    return session.scalar(select(Member.name).where(Member.cell_id == cell_id, Member.id == member_id))


def versions_of(session: Session, topic: OwnTopic) -> Sequence[TopicVersion]:
    """Return what was published of a topic, the newest first."""
    return session.scalars(
        select(TopicVersion)
        .where(TopicVersion.cell_id == topic.cell_id, TopicVersion.slug == topic.slug)
        .order_by(TopicVersion.number.desc())
    ).all()
