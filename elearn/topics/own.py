"""The topics that a cell itself offers: read from the versions it published, once for each change."""

import json
from typing import Final

from flask import Flask, current_app
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from elearn.topics.models import OwnTopic, TopicVersion
from elearn.topics.offered import OfferedTopic, offered_of
from quizzes.formats.topic import read_topic

# Of cells whose members are active in the same hours; a cell's own topics take some 100 kB each.
MOST_CELLS = 256

_OFFERED: Final = (
    select(TopicVersion.slug, TopicVersion.files)
    .join(
        OwnTopic,
        (OwnTopic.cell_id == TopicVersion.cell_id)
        & (OwnTopic.slug == TopicVersion.slug)
        & (OwnTopic.offered == TopicVersion.number),
    )
    .where(TopicVersion.cell_id == bindparam("cell"))
)

# By cell: the revision of its topics, and the topics.
_Known = dict[int, tuple[int, dict[str, OfferedTopic]]]


def init_app(app: Flask) -> None:
    """Let `app` remember the cells' own topics."""
    app.extensions["own_topics"] = {}


def own_topics(session: Session, cell_id: int, revision: int) -> dict[str, OfferedTopic]:
    """Return what a cell itself offers, by slug; one statement when its topics changed, none otherwise.

    A version that this release can no longer read is not on offer: its author's page says why.
    """
    known: _Known = current_app.extensions["own_topics"]
    found = known.get(cell_id)
    if found is None or found[0] != revision:
        if len(known) >= MOST_CELLS:
            known.clear()
        found = known[cell_id] = (revision, _read(session, cell_id))
    return found[1]


def _read(session: Session, cell_id: int) -> dict[str, OfferedTopic]:
    offered = {}
    for slug, text in session.execute(_OFFERED, {"cell": cell_id}):
        files = json.loads(text)
        topic = read_topic(files, slug).topic
        if topic is not None:
            offered[slug] = offered_of(topic, files)
    return offered
