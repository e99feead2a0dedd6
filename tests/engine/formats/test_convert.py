"""The formats by name, told apart by what files hold, and from one to another."""

import gc
from collections.abc import Iterator

import pytest

from quizzes.formats.convert import (
    FORMATS,
    UnknownFormat,
    convert,
    format_of_name,
    read_file,
    recognise,
    write_file,
)
from tests.engine.formats.hands import BOTH_WAYS, good_file, one_of_each
from tests.engine.formats.reports import said


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_every_file_we_write_is_recognised_without_its_name(name: str):
    # Kahoot's template is a workbook like ours and both QTIs are packages: their readers tell which it is.
    assert recognise(good_file(name)) == {"kahoot": "xlsx", "qti3": "qti"}.get(name, name)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_a_file_is_read_the_same_whether_its_format_is_named_or_not(name: str):
    data = good_file(name)
    assert read_file(data).questions == read_file(data, source=name).questions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Câu 1. Một?\nA. a\nB. b\nĐáp án: A", "text"),
        ("1. Một?\na) a\nb) b\n1-A", "text"),
        ("Một?{=a ~b}", "gift"),
        ("// chú thích\n::a::Một?{T}", "gift"),
        ("Một?\nA. a\nB. b\nANSWER: A\n", "aiken"),
        ("Câu hỏi;A;B;Đáp án\nMột?;a;b;A\n", "csv"),
        ('title = "T"\n[[question]]\nid = "a"\n', "topic"),
        ("Chỉ là một lá thư.", None),
        ("", None),
    ],
)
def test_texts_are_told_apart(text: str, name: str | None):
    assert recognise(text.encode()) == name
    assert recognise(text.encode("utf-16")) == name


def test_the_ending_decides_only_where_the_content_says_nothing():
    assert recognise(b"???", "a.GIFT") == "gift"
    assert recognise("Một?{=a ~b}".encode(), "a.txt") == "gift"
    assert recognise(b"???", "a.xyz") is None


@pytest.mark.parametrize(
    ("filename", "name"),
    [("a.toml", "topic"), ("a.txt", "text"), ("a.docx", "docx"), ("a.xlsx", "xlsx"), ("a.csv", "csv"),
     ("a.gift", "gift"), ("a.aiken", "aiken"), ("a", None), ("a.pdf", None)],
)  # fmt: skip
def test_a_name_stands_for_a_format(filename: str, name: str | None):
    assert format_of_name(filename) == name


def test_a_file_of_no_known_format_says_which_there_are():
    imported = read_file(b"???", "a.xyz")
    assert imported.questions == ()
    assert said(imported.report, "left_out") == ["It is not known which format the file has."]


def test_names_that_are_no_formats_are_errors():
    for use in (
        lambda: read_file(b"", source="word"),
        lambda: write_file(one_of_each(), "word"),
        lambda: convert(b"", "word"),
    ):
        with pytest.raises(UnknownFormat):
            use()


def test_converting_gives_the_file_and_both_reports():
    done = convert("Câu 1. Một?\nA. a\nB. b\nĐáp án: A".encode(), "aiken")
    assert (done.source, done.target) == ("text", "aiken")
    assert done.export is not None
    assert done.export.data.decode() == "Một?\nA. a\nB. b\nANSWER: A\n"
    assert done.imported.report.is_whole
    assert done.export.report.is_whole


def test_nothing_is_written_of_a_file_without_questions():
    assert convert(b"", "gift").export is None


def test_every_format_has_a_reader_or_a_writer_that_is_there():
    for name, each in FORMATS.items():
        assert each.read or each.write
        assert each.write is None or write_file(one_of_each(), name).data


@pytest.fixture(params=[True, False], ids=["collecting", "not collecting"])
def is_collecting(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Set whether Python collects cycles, and put that back."""
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("name", ["qti", "nothing"])
def test_the_collector_is_left_as_it_was_whatever_comes_of_reading(is_collecting: bool, name: str):
    try:
        read_file(good_file("qti"), source=name)
    except UnknownFormat:
        assert name == "nothing"
    assert gc.isenabled() is is_collecting
