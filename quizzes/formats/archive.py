"""Opening a packed file (.docx, .xlsx, a QTI package, .h5p) that somebody sent: nothing in it is trusted.

An archive is refused whole when it is too large, when it would unpack to far more than it says, or when a
name in it points outside. Nothing is ever written to disk.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from quizzes.formats.exchange import Report
from quizzes.formats.problems import N_

MOST_PACKED: Final = 64 * 1024 * 1024
"""Bytes of the largest archive."""
MOST_ENTRIES: Final = 5000
"""Files in an archive, folders included."""
MOST_ITEMS: Final = 25000
"""The same where each question is a file: ten thousand, a picture for each, and some more."""
MOST_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes of all its files together."""
MOST_RATIO: Final = 200
"""How many times its packed size a file above FREE_OF_RATIO may have."""
FREE_OF_RATIO: Final = 1024 * 1024

_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_REPACK = N_("Pack the file again with the program that made it, and try again.")


class Archive:
    """The files of a packed file that passed every check, by their names with "/"."""

    def __init__(self, packed: zipfile.ZipFile, report: Report) -> None:
        """Keep the open file; open_archive() makes archives."""
        self._packed = packed
        self._report = report
        self._entries = {entry.filename: entry for entry in packed.infolist() if not entry.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, folders left out, in the order of the archive."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        """Tell whether the archive has a file of this name."""
        return name in self._entries

    def size(self, name: str) -> int:
        """Return how many bytes a file unpacks to; 0 for a file that is not there."""
        return self._entries[name].file_size if name in self._entries else 0

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, at most as many as it declares, or None after noting why there are none."""
        entry = self._entries.get(name)
        if entry is None:
            self._report.add(
                "left_out", "element", name, N_("The packed file has no part of this name."), _REPACK
            )
            return None
        try:
            # Not ZipFile.read(): that unpacks all there is before it cuts it to the declared size.
            with self._packed.open(entry) as file:
                data = file.read(entry.file_size)
                if len(data) == entry.file_size and not file.read(1):
                    return data
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            pass
        self._report.add("left_out", "element", name, N_("This part of the packed file is damaged."), _REPACK)
        return None


def open_archive(data: bytes, report: Report, most_entries: int = MOST_ENTRIES) -> Archive | None:
    """Return the archive these bytes are, or None after noting the first reason to refuse it.

    A format that has a file for each question allows more entries than others need.
    """
    if len(data) > MOST_PACKED:
        _refuse(report, "", N_("The packed file is larger than %(most)s MB."), most=_mega(MOST_PACKED))
        return None
    try:
        packed = zipfile.ZipFile(BytesIO(data))
        entries = packed.infolist()
    # A damaged directory of the archive lets several errors of the standard library through.
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, OverflowError):
        _refuse(report, "", N_("The file is not a packed file, or it is damaged."))
        return None
    for place, message, values in _faults(entries, most_entries):
        _refuse(report, place, message, **values)
        return None
    return Archive(packed, report)


def is_archive(data: bytes) -> bool:
    """Tell whether the bytes begin like a packed file."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def names_of(data: bytes) -> tuple[str, ...]:
    """Return the names in an archive, for recognising its format; empty for one that would be refused."""
    if not is_archive(data):
        return ()
    archive = open_archive(data, Report(), MOST_ITEMS)
    return archive.names if archive is not None else ()


_Fault = tuple[str, str, dict[str, str]]


def _faults(entries: list[zipfile.ZipInfo], most: int) -> Iterator[_Fault]:
    if len(entries) > most:
        yield "", N_("The packed file holds more than %(most)s files."), {"most": str(most)}
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        yield "", N_("Unpacked, the files would take more than %(most)s MB."), {"most": _mega(MOST_UNPACKED)}
    seen: set[str] = set()
    for entry in entries:
        yield from _faults_of_entry(entry)
        # Two names that differ in case are one file on Windows.
        if entry.filename.casefold() in seen:
            yield entry.filename, N_("Two parts of the packed file have this name."), {}
        seen.add(entry.filename.casefold())


def _faults_of_entry(entry: zipfile.ZipInfo) -> Iterator[_Fault]:
    name = entry.orig_filename
    if not _is_safe(name):
        yield name, N_("A name in the packed file points outside of it."), {}
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield name, N_("A part of the packed file is a link, not a file."), {}
    if entry.flag_bits & _ENCRYPTED:
        yield name, N_("The packed file is locked with a password."), {}
    elif entry.compress_type not in _METHODS:
        yield name, N_("A part of the packed file is packed in a way that is not read here."), {}
    if entry.file_size > FREE_OF_RATIO and entry.file_size > MOST_RATIO * entry.compress_size:
        yield (
            name,
            N_("A part of the packed file would unpack to more than %(most)s times its size."),
            {"most": str(MOST_RATIO)},
        )


def _is_safe(name: str) -> bool:
    parts = name.removesuffix("/").split("/")
    has_drive = name[1:2] == ":"
    return not (has_drive or "\\" in name or "\0" in name or any(part in ("", ".", "..") for part in parts))


def _mega(size: int) -> str:
    return str(size // 1024**2)


def _refuse(report: Report, place: str, message: str, **values: str) -> None:
    report.add("left_out", "element" if place else "file", place, message, _REPACK, **values)
