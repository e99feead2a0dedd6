"""The door to the topics a cell writes, and to those it may copy."""

import json
from collections.abc import Collection, Mapping
from typing import cast

from flask import abort
from sqlalchemy.orm import Session

from elearn.accounts.access import viewer
from elearn.authoring.models import DraftPart
from elearn.topics.library import library
from elearn.topics.models import OwnTopic, TopicSnapshot
from quizzes.formats.parts import KINDS


def access_own_topic(session: Session, slug: str) -> OwnTopic:
    """Return a topic that the viewer's cell writes; 404 for any other. For views marked @authors_only."""
    topic = session.get(OwnTopic, (viewer().cell_id, slug))
    if topic is None:
        abort(404)
    return topic


def access_part(
    session: Session, slug: str, part_id: str, kinds: Collection[str] = KINDS
) -> tuple[OwnTopic, DraftPart]:
    """Return a part of such a topic's draft with the topic; 404 for any other, gone, or of another kind."""
    topic = access_own_topic(session, slug)
    part = session.get(DraftPart, (topic.cell_id, slug, part_id))
    if part is None or part.removed_at is not None or part.kind not in kinds:
        abort(404)
    return topic, part


def access_shipped(session: Session, slug: str) -> Mapping[str, str]:
    """Return the files of a topic that every cell is offered; 404 for any other."""
    kept = session.get(TopicSnapshot, slug) if slug in library().offered() else None
    if kept is None:
        abort(404)
    return cast(Mapping[str, str], json.loads(kept.files))
