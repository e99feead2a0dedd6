"""What makes a draft into what members see."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from elearn.accounts.models import Cell
from elearn.topics.models import OwnTopic, TopicVersion
from quizzes.formats.parts import Part, files_of
from quizzes.formats.topic import UnreadableText, read_topic


class NotChecked(Exception):
    """Somebody who did not write the topic has to check it first."""


def publish(session: Session, topic: OwnTopic, parts: Iterable[Part], by: int, now: datetime) -> TopicVersion:
    """Make a version of the draft and offer it to the cell.

    Raises UnreadableText with every problem, and NotChecked.

    What members did with earlier versions stays as it is: attempts point to the exact text they used.
    """
    files = files_of(tuple(parts))
    problems = read_topic(files, topic.slug).problems
    if problems:
        raise UnreadableText(problems)
    if topic.needs_checker and not topic.is_checked:
        raise NotChecked
    number = session.scalar(
        select(func.max(TopicVersion.number)).where(
            TopicVersion.cell_id == topic.cell_id, TopicVersion.slug == topic.slug
        )
    )
    version = TopicVersion(
        cell_id=topic.cell_id,
        slug=topic.slug,
        number=(number or 0) + 1,
        files=json.dumps(files, ensure_ascii=False, sort_keys=True),
        published_by=by,
        published_at=now,
        checked_by=topic.checked_by if topic.is_checked else None,
    )
    session.add(version)
    offer(session, topic, version.number)
    return version


def offer(session: Session, topic: OwnTopic, number: int | None) -> None:
    """Offer this version of a topic to the cell; None takes the topic back, and what members did stays."""
    topic.offered = number
    session.execute(
        update(Cell)
        .where(Cell.id == topic.cell_id)
        .values(topics_revision=Cell.topics_revision + 1)
        .execution_options(synchronize_session=False)
    )
