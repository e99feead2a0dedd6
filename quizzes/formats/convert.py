"""The formats by name, and from one to another: FORMATS, recognise(), read_file(), write_file(), convert().

A format's reader and writer are imported when they are first used, so that listing formats loads no library.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Final

from quizzes.formats import recognition
from quizzes.formats.encoding import decode
from quizzes.formats.exchange import Export, Import, Report
from quizzes.formats.intake import refused
from quizzes.formats.problems import N_
from quizzes.formats.uncollected import uncollected
from quizzes.quiz import Quiz

Reader = Callable[[bytes], Import]
Writer = Callable[[Quiz], Export]


class UnknownFormat(LookupError):
    """No format has this name, or it cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `title` is a msgid, `extensions` have their dot; a reader or writer it lacks is None."""

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Reader | None
    write: Writer | None
    recognise: Callable[[bytes], bool]
    write_alone: Writer | None = None
    """Writes one question alone, to a file that ends in the second extension."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was read, and the file made of it; `export` is None where no question could be read."""

    source: str
    target: str
    imported: Import
    export: Export | None


def _reader(module: str, name: str = "read") -> Reader:
    def read(data: bytes) -> Import:
        found: Reader = getattr(import_module(f"quizzes.formats.{module}"), name)
        return found(data)

    return read


def _writer(module: str, name: str = "write") -> Writer:
    def write(quiz: Quiz) -> Export:
        found: Writer = getattr(import_module(f"quizzes.formats.{module}"), name)
        return found(quiz)

    return write


# In the order in which they are tried: what is told apart surely comes first, plain text last.
_ALL: Final = (
    Format(
        "docx",
        N_("Word document"),
        (".docx",),
        _reader("docx"),
        _writer("docx"),
        recognition.is_docx,
    ),
    Format(
        "xlsx",
        N_("Spreadsheet (our template or Kahoot's)"),
        (".xlsx",),
        _reader("spreadsheet"),
        _writer("spreadsheet"),
        recognition.is_xlsx,
    ),
    Format(
        "kahoot",
        N_("Spreadsheet for Kahoot"),
        (".xlsx",),
        _reader("spreadsheet"),
        _writer("spreadsheet", "write_kahoot"),
        recognition.is_xlsx,
    ),
    Format(
        "topic",
        N_("Topic (TOML)"),
        (".toml",),
        _reader("toml"),
        _writer("toml"),
        recognition.is_topic,
    ),
    Format(
        "aiken", N_("Aiken"), (".aiken", ".txt"), _reader("aiken"), _writer("aiken"), recognition.is_aiken
    ),
    Format(
        "moodle",
        N_("Moodle XML"),
        (".xml",),
        _reader("moodle_xml"),
        _writer("moodle_xml"),
        recognition.is_moodle,
    ),
    Format(
        "qti",
        N_("QTI 2.2 package"),
        (".zip", ".xml"),
        _reader("qti"),
        _writer("qti"),
        recognition.is_qti,
        _writer("qti", "write_alone"),
    ),
    Format(
        "qti3",
        N_("QTI 3.0 package"),
        (".zip", ".xml"),
        _reader("qti"),
        _writer("qti", "write_3"),
        recognition.is_qti_3,
        _writer("qti", "write_alone_3"),
    ),
    Format("h5p", N_("H5P"), (".h5p",), _reader("h5p"), None, recognition.is_h5p),
    Format(
        "csv",
        N_("Spreadsheet as text (CSV)"),
        (".csv",),
        _reader("spreadsheet", "read_csv"),
        _writer("spreadsheet", "write_csv"),
        recognition.is_csv,
    ),
    Format("gift", N_("GIFT"), (".gift", ".txt"), _reader("gift"), _writer("gift"), recognition.is_gift),
    Format(
        "text",
        N_("Vietnamese plain text"),
        (".txt",),
        _reader("plain_text"),
        _writer("plain_text"),
        recognition.is_plain_text,
    ),
)
FORMATS: Final = {each.name: each for each in _ALL}


def recognise(data: bytes, filename: str = "") -> str | None:
    """Return the name of the format a file has by its content, else by its name's ending, else None."""
    ending = PurePath(filename).suffix.lower()
    fitting = [each.name for each in _ALL if each.read is not None and each.recognise(data)]
    # An ending that only one format has decides between several that the content allows.
    for name in fitting:
        if FORMATS[name].extensions[:1] == (ending,):
            return name
    if fitting:
        return fitting[0]
    return format_of_name(filename)


def format_of_name(filename: str) -> str | None:
    """Return the name of the first format whose files end like this one, or None."""
    ending = PurePath(filename).suffix.lower()
    for place in (0, 1):
        for each in _ALL:
            if ending and ending == (each.extensions[place : place + 1] or ("",))[0]:
                return each.name
    return None


@uncollected()
def read_file(data: bytes, filename: str = "", source: str | None = None) -> Import:
    """Return what a file holds, its format recognised where `source` names none; never raises for content.

    Raises UnknownFormat for a `source` that is not in FORMATS or cannot be read.
    """
    name = source or recognise(data, filename)
    if name is None:
        return _unknown(data)
    read = _format(name).read
    if read is None:
        raise UnknownFormat(name)
    return read(data)


def _unknown(data: bytes) -> Import:
    """Return an import without questions that says what the file is instead, as an old Word document."""
    report = Report()
    if decode(data, report) is not None:
        report = Report()
        report.add(
            "left_out",
            "file",
            "",
            N_("It is not known which format the file has."),
            N_("Name it: %(formats)s."),
            formats=", ".join(FORMATS),
        )
    return refused(report)


@uncollected()
def write_file(quiz: Quiz, target: str, filename: str = "") -> Export:
    """Return a quiz as a file of this format; raises UnknownFormat for a target that cannot be written.

    The name's ending decides where a format has two kinds of files: QTI is a package, or in an .xml one item.
    """
    each = _format(target)
    if each.write is None:
        raise UnknownFormat(target)
    if each.write_alone is not None and PurePath(filename).suffix.lower() == each.extensions[1]:
        return each.write_alone(quiz)
    return each.write(quiz)


def convert(
    data: bytes, target: str, *, filename: str = "", source: str | None = None, target_filename: str = ""
) -> Conversion:
    """Return a file turned into another format; both reports say what was changed or left out.

    Raises UnknownFormat for a source or target that is not in FORMATS or lacks that direction.
    """
    if _format(target).write is None:
        raise UnknownFormat(target)
    imported = read_file(data, filename, source)
    export = None
    if imported.questions:
        quiz = Quiz(imported.title, imported.questions, imported.policy)
        export = write_file(quiz, target, target_filename)
    return Conversion(source or recognise(data, filename) or "", target, imported, export)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownFormat(name)
    return FORMATS[name]
