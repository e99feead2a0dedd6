"""Thirty texts with all the mess of life: 95 of 100 lines are read right, and every other one is named."""

import io

import docx
import pytest
from docx.document import Document

from quizzes.formats.convert import read_file
from quizzes.formats.exchange import Import
from tests.engine.formats.thirty_pasted import TEXTS, Pasted
from tests.engine.formats.thirty_word import PAPERS, Word

WANTED = 0.95


def readings(imported: Import) -> list[str]:
    """Return what was read, in the form in which the texts say what a person reads."""
    lines = []
    for question in imported.questions:
        right = set(question.answer_texts(question.right_response))
        options = " / ".join(
            f"{each.text}*" if each.text in right else each.text for each in question.choices
        )
        lines.append(f"{' '.join(question.prompt.split())} | {options}")
    return lines


def wanted(read: str) -> list[str]:
    return [line for line in read.split("\n") if line]


def of_word(word: Word) -> bytes:
    document: Document = docx.Document()
    word.write(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


EVERYTHING = [
    *((each.name, each.text.encode(), each.read) for each in TEXTS),
    *((each.name, of_word(each), each.read) for each in PAPERS),
]


def test_there_are_thirty_or_more():
    assert len(EVERYTHING) >= 30


def test_nearly_every_line_is_read_as_a_person_reads_it():
    right = everything = 0
    for _, data, read in EVERYTHING:
        found, expected = readings(read_file(data)), wanted(read)
        lines = [1 + line.count(" / ") + line.count(" | ") for line in expected]
        everything += sum(lines)
        right += sum(count for line, count in zip(expected, lines, strict=True) if line in found)
    assert right / everything >= WANTED, f"{right} of {everything}"


@pytest.mark.parametrize(
    ("data", "read"), [row[1:] for row in EVERYTHING], ids=[row[0] for row in EVERYTHING]
)
def test_nothing_is_read_that_does_not_stand_there(data: bytes, read: str):
    assert set(readings(read_file(data))) <= set(wanted(read))


@pytest.mark.parametrize(
    "pasted", [each for each in TEXTS if "without any key" in each.name or "without options" in each.name]
)
def test_a_question_that_cannot_be_read_is_named_with_its_line(pasted: Pasted):
    report = read_file(pasted.text.encode()).report
    line = next(n for n, text in enumerate(pasted.text.split("\n"), 1) if text.startswith("Câu 2"))
    assert str(line) in [entry.place for entry in report.of("left_out")]


def test_a_reason_behind_the_key_is_kept():
    (pasted,) = (each for each in TEXTS if "reason behind the key" in each.name)
    assert read_file(pasted.text.encode()).questions[1].explanation == "cộng lại"


def test_a_page_number_is_named_and_a_signature_counted_among_what_was_not_taken():
    (pasted,) = (each for each in TEXTS if "page number" in each.name)
    report = read_file(pasted.text.encode()).report
    assert [entry.place for entry in report.of("left_out")] == ["3"]
    assert any(entry.values.get("count") == "3" for entry in report.of("changed"))
