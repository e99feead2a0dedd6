"""The topics on offer: read from folders, re-read when a file changes, never broken by a broken file.

To these a cell adds the topics that it wrote itself (own.py).

A topic whose files have an error stays on offer as it was last read without one; that reading is kept
in the database, so a restart does not lose it either. The problems are listed for the secretary.
"""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from flask import Flask, abort, current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.accounts.access import viewer
from elearn.config import Settings
from elearn.db import Database
from elearn.paths import shipped_topics_folder
from elearn.topics import own
from elearn.topics.models import TopicSnapshot
from elearn.topics.offered import OfferedTopic, in_order, offered_of
from quizzes.formats.problems import Problem
from quizzes.formats.topic import TopicReading, UnreadableText, digest, read_folder, read_topic

# How often, at most, the folders are looked at for a change.
LOOK_EVERY_S = 5.0


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells that a folder changed: each file's name, size and time of change."""

    files: tuple[tuple[str, int, int], ...]


def _stamp_of(folder: Path) -> _Stamp:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return _Stamp(tuple((str(f), f.stat().st_size, f.stat().st_mtime_ns) for f in files))


class Library:
    """All topics by their slug, and the problems found while reading them."""

    def __init__(self, database: Database, folders: Iterable[Path], the_clock: clock.Clock) -> None:
        self._database = database
        self._folders = tuple(folder for folder in folders if folder.is_dir())
        self._clock = the_clock
        self._stamps: dict[Path, _Stamp] = {}
        self._offered: dict[str, OfferedTopic] = {}
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._looked_at = float("-inf")
        self._lock = Lock()

    def offered(self) -> Mapping[str, OfferedTopic]:
        """Return the topics on offer to every cell, in their order."""
        return self._offered

    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """Return what is wrong in the files of each topic that has something wrong."""
        return self._problems

    def look_again(self) -> None:
        """Read what has changed in the folders; must not be called while a writing session is open."""
        if time.monotonic() - self._looked_at < LOOK_EVERY_S or not self._lock.acquire(blocking=False):
            return
        try:
            folders = self._topic_folders()
            names = {folder.name for folder in folders}
            self._offered = {slug: topic for slug, topic in self._offered.items() if slug in names}
            self._stamps = {folder: stamp for folder, stamp in self._stamps.items() if folder in folders}
            for folder in folders:
                stamp = _stamp_of(folder)
                if self._stamps.get(folder) != stamp:
                    self._read(folder)
                    self._stamps[folder] = stamp
            self._looked_at = time.monotonic()
        finally:
            self._lock.release()

    def _topic_folders(self) -> list[Path]:
        # A topic in the configured folder takes the place of a shipped one with the same name.
        named = {
            child.name: child for folder in self._folders for child in folder.iterdir() if child.is_dir()
        }
        return [named[name] for name in sorted(named)]

    def _read(self, folder: Path) -> None:
        slug = folder.name
        try:
            files: Mapping[str, str] = read_folder(folder)
            reading = _parsed(slug, _as_text(files))
        except UnreadableText as error:
            files, reading = {}, TopicReading(None, error.problems)
        self._problems = _without(self._problems, slug)
        if reading.problems:
            self._problems[slug] = reading.problems
        with self._database.writing() as session:
            if reading.topic is not None:
                _keep(session, slug, files, self._clock)
            else:
                kept = session.get(TopicSnapshot, slug)
                text = kept.files if kept else "{}"
                files, reading = json.loads(text), _parsed(slug, text)
            session.commit()
        if reading.topic is not None:
            self._offered = in_order({**self._offered, slug: offered_of(reading.topic, files)})


def _without(problems: dict[str, tuple[Problem, ...]], slug: str) -> dict[str, tuple[Problem, ...]]:
    return {key: value for key, value in problems.items() if key != slug}


def _as_text(files: Mapping[str, str]) -> str:
    return json.dumps(files, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=64)
def _parsed(slug: str, text: str) -> TopicReading:
    return read_topic(json.loads(text), slug)


def _keep(session: Session, slug: str, files: Mapping[str, str], the_clock: clock.Clock) -> None:
    text = _as_text(files)
    known = session.scalar(select(TopicSnapshot.digest).where(TopicSnapshot.slug == slug))
    if known == digest(text):
        return
    snapshot = TopicSnapshot(slug=slug, digest=digest(text), files=text, read_at=the_clock())
    try:
        with session.begin_nested():
            session.merge(snapshot)
    except IntegrityError:
        # Another process read the same folder at the same moment and kept it.
        return


def init_app(app: Flask, settings: Settings) -> None:
    """Give `app` the shipped topics and those of the configured folder; the database must be ready."""
    folders = [shipped_topics_folder()]
    if settings.topics_folder is not None:
        folders.append(settings.topics_folder)
    library = Library(app.extensions["database"], folders, app.extensions["clock"])
    library.look_again()
    app.extensions["library"] = library
    own.init_app(app)
    # Before each request, because nothing is written yet then.
    app.before_request(library.look_again)


def library() -> Library:
    """Return the topics that every cell is offered."""
    found: Library = current_app.extensions["library"]
    return found


def topics_on_offer() -> Mapping[str, OfferedTopic]:
    """Return the topics on offer to the viewer's cell by slug, in their order: everybody's and its own."""
    everybodys = library().offered()
    if not viewer().topics_revision:
        return everybodys
    its_own = own.own_topics(db.session(), viewer().cell_id, viewer().topics_revision)
    return in_order({**everybodys, **its_own}) if its_own else everybodys


def access_topic(slug: str) -> OfferedTopic:
    """Return a topic on offer to the viewer's cell, or 404."""
    topic = topics_on_offer().get(slug)
    if topic is None:
        abort(404)
    return topic
