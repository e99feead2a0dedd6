"""QTI 2.1, 2.2 and 3.0: single items and content packages (docs/formats-xml.md).

Source: 1EdTech, "QTI Assessment Test, Section and Item Information Model" 2.2 and 3.0, "Content Packaging".
"""

from collections.abc import Callable

from quizzes.formats.exchange import Export, Import, Report
from quizzes.formats.proof import by_id, proved
from quizzes.formats.qti.reading import read_any
from quizzes.formats.qti.writing import write_item, write_package
from quizzes.quiz import Quiz


def read(data: bytes) -> Import:
    """Return the questions of an item or a package, of any of the three versions; never raises."""
    return read_any(data, Report(), {})


def write(quiz: Quiz) -> Export:
    """Return a quiz as a package of QTI 2.2; what reading it does not bring back is in the report."""
    return _written(quiz, "2.2", write_package)


def write_3(quiz: Quiz) -> Export:
    """Return a quiz as a package of QTI 3.0; what reading it does not bring back is in the report."""
    return _written(quiz, "3.0", write_package)


def write_alone(quiz: Quiz) -> Export:
    """Return a quiz's first question as a single item of QTI 2.2; the others are in the report."""
    return _written(quiz, "2.2", write_item)


def write_alone_3(quiz: Quiz) -> Export:
    """Return a quiz's first question as a single item of QTI 3.0; the others are in the report."""
    return _written(quiz, "3.0", write_item)


def _written(quiz: Quiz, version: str, write_as: Callable[[Quiz, str, Report], bytes]) -> Export:
    report = Report()
    data = write_as(quiz, version, report)
    return proved(quiz, data, lambda again: read_any(again, Report(), by_id(quiz)), report)
