"""The pictures of a cell's own topics."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn import db
from elearn.authoring.scaling import ScaledPicture
from elearn.topics.models import OwnTopic, TopicPicture

MOST_PICTURES: Final = 100
"""Of one topic; 3 MB in all."""


class TooManyPictures(Exception):
    """The topic has MOST_PICTURES pictures."""


def pictures_of(session: Session, topic: OwnTopic) -> dict[str, bytes]:
    """Return all pictures of a topic by name."""
    rows = session.execute(
        select(TopicPicture.name, TopicPicture.data).where(
            TopicPicture.cell_id == topic.cell_id, TopicPicture.slug == topic.slug
        )
    )
    return {name: data for name, data in rows}


def keep(session: Session, topic: OwnTopic, picture: ScaledPicture, by: int, now: datetime) -> None:
    """Keep a picture of a topic, once for the same bytes; raises TooManyPictures.

    One that no card shows any more stays: a version published earlier may show it.
    """
    keep_as(session, topic, picture.name, picture.data, by, now)


def keep_as(session: Session, topic: OwnTopic, name: str, data: bytes, by: int, now: datetime) -> None:
    """Keep a picture that has its name already; raises TooManyPictures."""
    own = (TopicPicture.cell_id == topic.cell_id, TopicPicture.slug == topic.slug)
    names = set(session.scalars(select(TopicPicture.name).where(*own)))
    if name in names:
        return
    if len(names) >= MOST_PICTURES:
        raise TooManyPictures
    db.insert_unless_there(
        session,
        TopicPicture,
        cell_id=topic.cell_id,
        slug=topic.slug,
        name=name,
        data=data,
        added_by=by,
        added_at=now,
    )
