"""Writes to drafts: topics are begun, parts are added, saved, moved, removed and taken back."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.authoring.models import DraftPart, EarlierText
from elearn.topics.models import SLUG_LENGTH, TITLE_LENGTH, OwnTopic
from quizzes.formats.parts import ABOUT, QUESTIONS, Part, Values, text_of
from quizzes.vietnamese import fold

# Saves of one person in this time are one step back: a form that saves itself must not bury the way.
ONE_STEP: Final = timedelta(minutes=2)
# Topics a cell may write, and parts of one.
MOST_TOPICS: Final = 200
MOST_PARTS: Final = 600
# After the shipped ones, unless the author says otherwise.
_USUAL_ORDER: Final = 500


class EditedMeanwhile(Exception):
    """Somebody else saved the part since it was opened: `part` is what stands there now."""

    def __init__(self, part: DraftPart) -> None:
        """Keep the part as it stands."""
        super().__init__(part.id)
        self.part = part


class TooManyTopics(Exception):
    """The cell has MOST_TOPICS topics."""


class TooManyParts(Exception):
    """The topic has MOST_PARTS parts."""


def free_slug(title: str, taken: Collection[str]) -> str:
    """Return a name for a topic's address, made of its title, that is not among those taken."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(title))[: SLUG_LENGTH - 4].strip("-") or "chuyen-de"
    return next(slug for n in count(1) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


def begin_topic(
    session: Session, cell_id: int, slug: str, parts: Iterable[Part], by: int, now: datetime
) -> OwnTopic:
    """Begin a topic with these parts, which include what it is about.

    Raises TooManyTopics and TooManyParts.
    """
    parts = list(parts)
    held = session.scalars(
        select(func.count()).select_from(OwnTopic).where(OwnTopic.cell_id == cell_id)
    ).one()
    if held >= MOST_TOPICS:
        raise TooManyTopics
    about = next(part.table for part in parts if part.id == ABOUT)
    title = str(about["title"])[:TITLE_LENGTH]
    topic = OwnTopic(cell_id=cell_id, slug=slug, title=title, created_by=by, created_at=now)
    session.add(topic)
    session.flush()
    add_parts(session, topic, parts, by, now)
    return topic


def about_of(title: str) -> Part:
    """Return what a topic is about when it has no more than a title."""
    table = {"title": title, "summary": title, "order": _USUAL_ORDER, "sources": [], "quiz_title": title}
    return Part("about", ABOUT, table)


def new_question_id(topic: OwnTopic, taken: Collection[str]) -> str:
    """Return an id that no question of the topic has or had."""
    while True:
        found = f"cau-{topic.next_number}"
        topic.next_number += 1
        if found not in taken:
            return found


def add_parts(session: Session, topic: OwnTopic, parts: Iterable[Part], by: int, now: datetime) -> list[Part]:
    """Add parts at the end of their kind; one whose id is taken gets a new one. Raises TooManyParts.

    Returned are the parts as they were added, questions first, which keep their ids before lessons do: a
    lesson names its questions. The id of a removed part is taken, too.
    """
    own = (DraftPart.cell_id == topic.cell_id, DraftPart.slug == topic.slug)
    rows = session.execute(select(DraftPart.id, DraftPart.position).where(*own)).all()
    taken = {row.id for row in rows}
    first = max((row.position for row in rows), default=-1) + 1
    added: list[Part] = []
    questions_first = sorted(parts, key=lambda part: part.kind not in QUESTIONS)
    for position, part in enumerate(questions_first, start=first):
        if len(taken) >= MOST_PARTS:
            raise TooManyParts
        added.append(_with_free_id(topic, part, taken))
        taken.add(added[-1].id)
        session.add(_row(topic, added[-1], position, by, now))
    _touch(topic)
    return added


def _with_free_id(topic: OwnTopic, part: Part, taken: Collection[str]) -> Part:
    if part.id and part.id not in taken:
        return part
    if part.kind not in QUESTIONS:
        return Part(part.kind, free_slug(part.id or part.kind, taken), part.table)
    question_id = new_question_id(topic, taken)
    return Part(part.kind, question_id, {**part.table, "id": question_id})


def save(
    session: Session,
    topic: OwnTopic,
    part: DraftPart,
    table: Values,
    *,
    opened_revision: int,
    by: int,
    now: datetime,
) -> None:
    """Save what an author wrote into a part they opened at this revision.

    The same text again changes nothing. Raises EditedMeanwhile where somebody else saved another text since;
    the author's own later save, from a second tab say, is somebody else's too.
    """
    text = text_of(table)
    if text == part.text:
        return
    if part.revision != opened_revision:
        raise EditedMeanwhile(part)
    _keep_earlier(session, part, by, now)
    part.text = text
    part.revision += 1
    part.changed_by, part.changed_at = by, now
    if part.id == ABOUT:
        topic.title = str(table.get("title", ""))[:TITLE_LENGTH]
    _touch(topic)


def _keep_earlier(session: Session, part: DraftPart, by: int, now: datetime) -> None:
    earlier = _last_earlier(session, part)
    is_same_step = part.changed_by == by and now - part.changed_at < ONE_STEP and earlier is not None
    if not is_same_step:
        session.add(
            EarlierText(
                cell_id=part.cell_id,
                slug=part.slug,
                part_id=part.id,
                revision=part.revision,
                text=part.text,
                changed_by=part.changed_by,
                changed_at=part.changed_at,
            )
        )


def _last_earlier(session: Session, part: DraftPart) -> EarlierText | None:
    return session.scalar(
        select(EarlierText)
        .where(
            EarlierText.cell_id == part.cell_id,
            EarlierText.slug == part.slug,
            EarlierText.part_id == part.id,
        )
        .order_by(EarlierText.revision.desc())
        .limit(1)
    )


def undo(session: Session, topic: OwnTopic, part: DraftPart, by: int, now: datetime) -> bool:
    """Put back what stood in a part a step ago; False where there is no step to take back."""
    earlier = _last_earlier(session, part)
    if earlier is None:
        return False
    part.text = earlier.text
    part.revision += 1
    part.changed_by, part.changed_at = by, now
    session.delete(earlier)
    _touch(topic)
    return True


def remove(topic: OwnTopic, part: DraftPart, by: int, now: datetime) -> None:
    """Take a part out of the draft; it can be put back."""
    part.removed_at = part.changed_at = now
    part.changed_by = by
    _touch(topic)


def put_back(topic: OwnTopic, part: DraftPart, by: int) -> None:
    """Put a removed part back where it was."""
    part.removed_at = None
    part.changed_by = by
    _touch(topic)


def move(topic: OwnTopic, parts: Iterable[DraftPart], part: DraftPart, step: int) -> None:
    """Move a part by so many places among `parts`, all of its kind in their order; the ends stop it."""
    row = list(parts)
    place = row.index(part)
    row.insert(max(0, min(len(row) - 1, place + step)), row.pop(place))
    for position, each in enumerate(row):
        each.position = position
    _touch(topic)


def _touch(topic: OwnTopic) -> None:
    topic.draft_revision += 1


def _row(topic: OwnTopic, part: Part, position: int, by: int, now: datetime) -> DraftPart:
    return DraftPart(
        cell_id=topic.cell_id,
        slug=topic.slug,
        id=part.id,
        kind=part.kind,
        position=position,
        text=text_of(part.table),
        changed_by=by,
        changed_at=now,
    )
