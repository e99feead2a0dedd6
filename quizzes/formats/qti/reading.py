"""From a QTI file to questions: one item, or a package of items and a test."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import replace

from quizzes.formats.archive import MOST_ITEMS, Archive, is_archive, open_archive
from quizzes.formats.decimals import Exact
from quizzes.formats.exchange import Import, Report
from quizzes.formats.foreign import Intake
from quizzes.formats.intake import Ids, refused
from quizzes.formats.pictures import MOST_PICTURES, picture
from quizzes.formats.problems import N_
from quizzes.formats.qti.item import question_of
from quizzes.formats.qti.labels import id_of
from quizzes.formats.qti.names import as_qti_2
from quizzes.formats.qti.package import package_of
from quizzes.formats.xml import Node, read_root
from quizzes.questions import Question
from quizzes.vietnamese import clean


def read_any(data: bytes, report: Report, known: Mapping[str, Question]) -> Import:
    """Return the questions of a package or of a single item; known are those of which it was written."""
    if is_archive(data):
        archive = open_archive(data, report, most_entries=MOST_ITEMS)
        return _read_package(archive, Intake(report, known)) if archive is not None else refused(report)
    root = read_root(data, report, as_qti_2)
    if root is None:
        return refused(report)
    intake = Intake(report, known)
    _take(intake, root, "", None, Ids())
    return intake.done(clean(root.get("title")))


def _read_package(archive: Archive, intake: Intake) -> Import:
    report, ids = intake.report, Ids()
    package = package_of(archive, report)
    if package is None:
        return refused(report)
    # Without another file than those of XML, no item has to be searched for pictures.
    has_pictures = not all(name.endswith(".xml") for name in archive.names)
    for name, weight in package.weights.items():
        data = archive.read(name)
        own = Report()
        root = read_root(data, own, as_qti_2) if data is not None else None
        for entry in own.entries:
            report.entries.append(replace(entry, where="element", place=f"{name} › {entry.place}"))
        if root is not None:
            if has_pictures:
                _keep_pictures(intake, archive, name, root.iter("img", "object"))
            _take(intake, root, name, weight, ids)
    return intake.done(package.title)


def _take(intake: Intake, root: Node, name: str, weight: Exact | None, ids: Ids) -> None:
    own = root.get("identifier")
    place = " › ".join(part for part in (name, own[:80] or root.tag) if part)
    if root.tag != "assessmentItem":
        intake.report.add(
            "left_out",
            "element",
            place,
            N_("<%(tag)s> is no item of QTI 2 or 3 that stands alone."),
            N_("Export the whole as a content package (.zip) of QTI 2.1, 2.2 or 3.0."),
            tag=root.tag[:80],
        )
        return
    question_id = ids.next(id_of(own))
    intake.take(
        intake.report.at("element", place), lambda scribe: question_of(root, question_id, weight, scribe)
    )


def _keep_pictures(intake: Intake, archive: Archive, beside: str, nodes: Iterable[Node]) -> None:
    for node in nodes:
        name = posixpath.normpath(
            posixpath.join(posixpath.dirname(beside), node.get("src") or node.get("data"))
        )
        if name not in archive or len(intake.pictures) >= MOST_PICTURES:
            continue
        found = picture(posixpath.basename(name), archive.read(name) or b"")
        if found is not None:
            intake.pictures.setdefault(name, found)
