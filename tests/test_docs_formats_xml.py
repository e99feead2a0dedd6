"""docs/formats-xml.md: each line that readers of XML formats and H5P report, its remedy, and the limits."""

import re
from pathlib import Path

import pytest

from quizzes.formats import archive, encoding, h5p, pictures, xml
from tests.test_docs_formats import said_in

ROOT = Path(__file__).resolve().parent.parent
# Signs that Markdown would take for its own are written with a backslash.
GUIDE = re.sub(r"\\([<>*\[\]])", r"\1", (ROOT / "docs" / "formats-xml.md").read_text("utf-8"))
REPORTING = (
    *("foreign", "h5p", "notes", "xml"),
    *(f"moodle_xml/{name}" for name in ("answers", "embedded", "gaps", "parts", "reading", "writing")),
    *(f"qti/{name}" for name in ("body", "choices", "declarations", "expressions", "gaps", "item", "keys")),
    *(f"qti/{name}" for name in ("package", "reading", "writing")),
)


@pytest.mark.parametrize("module", REPORTING)
def test_every_line_of_a_report_and_its_remedy_stand_in_the_guide(module: str):
    assert [text for text in said_in(module) if text not in GUIDE] == []


def test_no_module_that_reports_is_missing_here():
    folder = ROOT / "quizzes" / "formats"
    files = [folder / "h5p.py", folder / "xml.py", folder / "foreign.py", folder / "notes.py"]
    files += [*(folder / "qti").glob("*.py"), *(folder / "moodle_xml").glob("*.py")]
    speaking = {
        path.relative_to(folder).with_suffix("").as_posix() for path in files if "N_(" in path.read_text()
    }
    assert speaking == set(REPORTING)


def test_the_limits_in_the_guide_are_those_in_the_code():
    limits = (
        f"{encoding.MOST_TEXT // 1024**2} MB; lồng nhau {xml.DEEPEST} tầng",
        f"{archive.MOST_ITEMS:,} tệp, {archive.MOST_PACKED // 1024**2} MB đóng gói".replace(",", " ", 1),
        f"{archive.MOST_UNPACKED // 1024**2} MB mở ra",
        f"`content.json` | {h5p.MOST_JSON // 1024**2} MB",
        f"{pictures.MOST_BYTES // 1024**2} MB một ảnh",
        f"{pictures.MOST_PICTURES:,} ảnh".replace(",", " "),
    )
    assert [limit for limit in limits if limit not in GUIDE] == []
