"""A topic is looked through: by machine, and by somebody who did not write it."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from elearn.authoring.models import DraftPart, EarlierText
from elearn.topics.models import OwnTopic, TopicVersion
from elearn.topics.offered import OfferedTopic
from quizzes.formats.checks import all_questions
from quizzes.formats.checks_authored import check_authored
from quizzes.formats.problems import Problem
from quizzes.quiz import Topic


def what_to_look_at(topic: Topic, on_offer: Mapping[str, OfferedTopic], today: date) -> tuple[Problem, ...]:
    """Return what a machine finds in a topic, beside the other topics that the cell is offered."""
    bank = {
        (slug, question.id): question
        for slug, offered in on_offer.items()
        if slug != topic.slug
        for _, question in all_questions(offered.topic)
    }
    return check_authored(topic, bank, today)


def wrote_in(session: Session, topic: OwnTopic, member_id: int) -> bool:
    """Tell whether a member changed anything of the draft since it was last published; one statement."""
    published = (
        select(func.max(TopicVersion.published_at))
        .where(TopicVersion.cell_id == topic.cell_id, TopicVersion.slug == topic.slug)
        .scalar_subquery()
    )
    hands = (
        exists().where(
            table.cell_id == topic.cell_id,
            table.slug == topic.slug,
            table.changed_by == member_id,
            or_(published.is_(None), table.changed_at > published),
        )
        for table in (DraftPart, EarlierText)
    )
    return bool(session.scalar(select(or_(*hands))))


def mark_checked(topic: OwnTopic, by: int, now: datetime) -> None:
    """Keep that somebody looked the draft through as it stands; any change to it makes this void."""
    topic.checked_revision = topic.draft_revision
    topic.checked_by, topic.checked_at = by, now
