"""A topic as one file to take along: a zip of its texts, and of its pictures under media/."""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from quizzes.formats.archive import Archive, open_archive
from quizzes.formats.exchange import Report
from quizzes.formats.lesson_pictures import is_picture_name, names_in
from quizzes.formats.problems import N_
from quizzes.formats.secrecy import refuse_secret
from quizzes.formats.topic import read_topic

MOST_PICTURE_BYTES: Final = 30 * 1024
"""Of a picture, as the author's table makes them."""

_TEXT: Final = re.compile(r"(?:topic|quiz|meeting)\.toml|lessons/[0-9]+-[^/]+\.md")
_PICTURE: Final = re.compile(r"media/([^/]+)\.webp")
# Two packings of the same topic are the same bytes.
_ALWAYS: Final = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class TopicZip:
    """A topic's texts by file name, and its pictures by name."""

    files: Mapping[str, str]
    pictures: Mapping[str, bytes]


def write_zip(topic: TopicZip) -> bytes:
    """Return a topic as one file; the same topic gives the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in sorted(topic.files.items()):
            packed.writestr(zipfile.ZipInfo(name, _ALWAYS), text.encode(), zipfile.ZIP_DEFLATED)
        for name, picture in sorted(topic.pictures.items()):
            packed.writestr(zipfile.ZipInfo(f"media/{name}.webp", _ALWAYS), picture)
    return data.getvalue()


def read_zip(data: bytes, report: Report) -> TopicZip | None:
    """Return the topic of such a file, or None after noting why it is refused.

    Refused are damaged and hostile archives, texts that make no topic, and a mark of secrecy in any of them.
    Files that are no part of a topic are left out, each named.
    """
    archive = open_archive(data, report)
    if archive is None:
        return None
    files = _texts(archive, report)
    if files is None or any(refuse_secret(text, report) for text in files.values()):
        return None
    problems = read_topic(files, "chuyen-de").problems
    for problem in problems:
        place = " › ".join(part for part in (problem.file, problem.place) if part)
        report.add("left_out", "element", place, problem.message, problem.remedy, **problem.values)
    if problems:
        return None
    wanted = {name for text in files.values() for name in names_in(text)}
    return TopicZip(files, _pictures(archive, wanted, report))


def _texts(archive: Archive, report: Report) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for name in archive.names:
        if not _TEXT.fullmatch(name):
            if not _PICTURE.fullmatch(name):
                message = N_("The file %(name)s is not part of a topic.")
                report.add("left_out", "element", name, message, name=name)
            continue
        content = archive.read(name)
        if content is None:
            return None
        try:
            found[name] = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            message = N_("The file is not UTF-8 text.")
            report.add("left_out", "element", name, message, N_("Save it again as UTF-8."))
            return None
    return found


def _pictures(archive: Archive, wanted: set[str], report: Report) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in sorted(wanted):
        path = f"media/{name}.webp"
        content = archive.read(path) if path in archive else None
        if content is not None and _is_its_own(name, content):
            found[name] = content
        else:
            message = N_("A card's picture is missing or is not the one it names.")
            report.add("left_out", "element", path, message, N_("Put the picture on the card again."))
    return found


def _is_its_own(name: str, content: bytes) -> bool:
    return (
        is_picture_name(name)
        and len(content) <= MOST_PICTURE_BYTES
        and content[:4] == b"RIFF"
        and content[8:12] == b"WEBP"
        and hashlib.sha256(content).hexdigest().startswith(name.partition("-")[0])
    )
