"""A QTI content package: which items it holds, in which order, and what each is worth."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from quizzes.formats.archive import Archive
from quizzes.formats.decimals import Exact, exact, number_of
from quizzes.formats.exchange import Report
from quizzes.formats.problems import N_
from quizzes.formats.qti.names import as_qti_2
from quizzes.formats.xml import Node, read_root
from quizzes.vietnamese import clean

MANIFEST: Final = "imsmanifest.xml"
_NOT_KEPT: Final = ("selection", "ordering", "branchRule", "preCondition", "timeLimits", "testFeedback")


@dataclass(slots=True)
class Package:
    """The title of the test, and the items' file names with their weights in the order of the test."""

    title: str = ""
    weights: dict[str, Exact | None] = field(default_factory=dict)


def manifest_of(archive: Archive) -> str | None:
    """Return the name of the manifest, at the top or one folder below it, or None."""
    names = [name for name in archive.names if posixpath.basename(name) == MANIFEST and name.count("/") <= 1]
    return min(names, key=len, default=None)


def package_of(archive: Archive, report: Report) -> Package | None:
    """Return what a package holds, or None after noting that its manifest cannot be read."""
    name = manifest_of(archive)
    if name is None:
        report.add(
            "left_out",
            "file",
            MANIFEST,
            N_("The package has no imsmanifest.xml."),
            N_("Export it again as a QTI content package."),
        )
        return None
    data = archive.read(name)
    manifest = read_root(data, report) if data is not None else None
    if manifest is None:
        return None
    package, items = Package(), []
    for kind, href in _resources(manifest):
        path = _path(name, href)
        if "_test" in kind:
            _add_test(archive, path, package, report)
        elif "item" in kind or "xmlv3" in kind:
            items.append(path)
    for path in items:
        package.weights.setdefault(path, None)
    return package


def _resources(manifest: Node) -> Iterator[tuple[str, str]]:
    for resources in manifest.all("resources"):
        for resource in resources.all("resource"):
            kind, href = resource.get("type").lower(), resource.get("href")
            if href and kind.startswith("imsqti_"):
                yield kind, href


def _path(beside: str, href: str) -> str:
    """Return a name in the archive; one that leads outside names nothing that is there."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(beside), unquote(href)))


def _add_test(archive: Archive, name: str, package: Package, report: Report) -> None:
    data = archive.read(name)
    own = Report()
    test = read_root(data, own, as_qti_2) if data is not None else None
    if test is None:
        for entry in own.entries:
            report.add(
                entry.outcome,
                "element",
                f"{name} › {entry.place}",
                entry.message,
                entry.remedy,
                **entry.values,
            )
        return
    package.title = package.title or clean(test.get("title"))
    for reference in test.iter("assessmentItemRef"):
        weight = reference.child("weight")
        worth = number_of(weight.get("value")) if weight is not None else None
        path = _path(name, reference.get("href"))
        package.weights.setdefault(path, exact(worth) if worth is not None else None)
    found = list(dict.fromkeys(node.tag for node in test.iter(*_NOT_KEPT)))
    if found:
        report.add(
            "changed",
            "element",
            name,
            N_("The test's rules are not kept: %(tags)s."),
            N_("Set tries and minutes in the quiz; all its questions are asked."),
            tags=", ".join(f"<{tag}>" for tag in found),
        )
