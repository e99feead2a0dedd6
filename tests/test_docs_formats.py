"""docs/formats.md, the authors' guide: each line of a report with its remedy, each format, each limit."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from elearn.paths import translations_folder
from quizzes.formats import archive, encoding
from quizzes.formats.aiken import read as read_aiken
from quizzes.formats.choices import MOST_OPTIONS
from quizzes.formats.convert import FORMATS
from quizzes.formats.gift import read as read_gift
from quizzes.formats.plain_text import read_text
from quizzes.formats.spreadsheet.cells import MOST_COLUMNS, MOST_ROWS
from quizzes.formats.spreadsheet.kahoot import LONGEST_ANSWER, LONGEST_QUESTION, SECONDS

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "formats.md").read_text("utf-8")
# Modules whose messages are an author's report; those of topics stand in docs/topic-format.md's command.
REPORTING = (
    *("aiken", "archive", "choices", "encoding", "exchange", "intake", "proof", "secrecy", "toml", "words"),
    *("docx/document", "docx/__init__", "gift/answers", "gift/reading", "gift/texts", "plain_text/answers"),
    *("plain_text/question", "plain_text/reading", "spreadsheet/__init__", "spreadsheet/cells"),
    *("spreadsheet/kahoot", "spreadsheet/reading"),
)


def said_in(module: str) -> list[str]:
    """Return the messages of a module in Vietnamese, as the guide writes them: … for what is filled in."""
    with (translations_folder() / "vi" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    with (ROOT / "quizzes" / "formats" / f"{module}.py").open("rb") as file:
        ids = [message for _, message, _, _ in extract("python", file, keywords={"N_": None})]
    texts = [str(catalogue[each].string) for each in ids]
    return [re.sub(r"%\(\w+\)s", "…", text).replace("%%", "%").replace("|", "\\|") for text in texts]


@pytest.mark.parametrize("module", REPORTING)
def test_every_line_of_a_report_and_its_remedy_stand_in_the_guide(module: str):
    assert [text for text in said_in(module) if text not in GUIDE] == []


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.read or each.write])
def test_every_format_has_its_word_in_the_guide(name: str):
    assert f"`{name}`" in GUIDE


def examples(heading: str) -> str:
    """Return the example below a heading of the guide."""
    section = GUIDE.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    return section.split("```text\n", 1)[1].split("```", 1)[0]


def test_the_guides_examples_are_read_whole():
    text = examples("Văn bản thường").replace("← dòng đầu là tên bài", "")
    imported = read_text(text)
    kinds = ["choice", "several", "true_false", "short_text"]
    assert [question.type for question in imported.questions] == kinds
    assert imported.report.is_whole
    gift = read_gift(examples("GIFT").encode())
    assert [question.type for question in gift.questions] == [*kinds, "number", "match"]
    assert gift.report.is_whole
    assert len(read_aiken(examples("Aiken").encode()).questions) == 1


def test_the_limits_in_the_guide_are_those_in_the_code():
    limits = (
        f"nhiều nhất {encoding.MOST_TEXT // 1024**2} MB",
        f"nhiều nhất {archive.MOST_PACKED // 1024**2} MB",
        f"{archive.MOST_ENTRIES:,} tệp bên trong".replace(",", "."),
        f"{archive.MOST_UNPACKED // 1024**2} MB khi bung ra",
        f"nhiều nhất {archive.MOST_RATIO} lần",
        f"{MOST_ROWS:,} hàng mỗi trang".replace(",", "."),
        f"{MOST_COLUMNS} cột",
        f"2 đến {MOST_OPTIONS} phương án",
        f"mỗi câu {SECONDS} giây",
        f"{LONGEST_QUESTION} ký tự",
        f"{LONGEST_ANSWER} ký tự",
    )
    assert [limit for limit in limits if limit not in GUIDE] == []
