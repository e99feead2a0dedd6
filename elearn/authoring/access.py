"""The door to the topics a cell writes."""

from flask import abort
from sqlalchemy.orm import Session

from elearn.accounts.access import viewer
from elearn.authoring.models import DraftPart
from elearn.topics.models import OwnTopic


def access_own_topic(session: Session, slug: str) -> OwnTopic:
    """Return a topic that the viewer's cell writes; 404 for any other. For views marked @authors_only."""
    topic = session.get(OwnTopic, (viewer().cell_id, slug))
    if topic is None:
        abort(404)
    return topic


def access_part(session: Session, slug: str, part_id: str) -> tuple[OwnTopic, DraftPart]:
    """Return a part of such a topic's draft with the topic; 404 for any other, and for one removed."""
    topic = access_own_topic(session, slug)
    part = session.get(DraftPart, (topic.cell_id, slug, part_id))
    if part is None or part.removed_at is not None:
        abort(404)
    return topic, part
