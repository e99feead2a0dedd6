"""Packed files from strangers: what is safe is read, everything else is refused with its name."""

import stat
import struct
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats import archive
from quizzes.formats.archive import names_of, open_archive
from quizzes.formats.exchange import Report
from tests.engine.formats.reports import said


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.filename = name
            info.compress_type = method
            file.writestr(info, data)
    return out.getvalue()


def refusal(data: bytes, most_entries: int = archive.MOST_ENTRIES) -> str:
    report = Report()
    assert open_archive(data, report, most_entries) is None
    (message,) = said(report, "left_out")
    return message


def test_files_are_read_by_their_names():
    opened = open_archive(packed({"a.xml": b"<a/>", "folder/": b"", "folder/b.png": b"\x89PNG"}), Report())
    assert opened is not None
    assert opened.names == ("a.xml", "folder/b.png")
    assert opened.read("folder/b.png") == b"\x89PNG"
    assert "a.xml" in opened
    assert (opened.size("a.xml"), opened.size("none")) == (4, 0)


def test_a_part_that_is_not_there_is_said_by_name():
    report = Report()
    opened = open_archive(packed({"a.xml": b"<a/>"}), report)
    assert opened is not None
    assert opened.read("b.xml") is None
    assert [entry.place for entry in report.of("left_out")] == ["b.xml"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "a/../b", "C:/Windows/a", "a\\b", "..\\b", "./a", "a//b", ".."],
)
def test_a_name_that_points_outside_is_refused(name: str):
    assert refusal(packed({name: b"x"})) == "A name in the packed file points outside of it."


def test_two_parts_of_one_name_are_refused_whatever_their_case():
    assert refusal(packed({"a.xml": b"1", "A.xml": b"2"})) == "Two parts of the packed file have this name."


def test_a_link_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        info = zipfile.ZipInfo("link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
    assert refusal(out.getvalue()) == "A part of the packed file is a link, not a file."


def test_a_locked_archive_is_refused():
    data = bytearray(packed({"a": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "The packed file is locked with a password."


def test_a_way_of_packing_that_swells_more_is_refused():
    data = packed({"a": b"x"}, zipfile.ZIP_LZMA)
    assert refusal(data) == "A part of the packed file is packed in a way that is not read here."


def test_an_archive_that_would_swell_is_refused():
    data = packed({"a.xml": bytes(archive.FREE_OF_RATIO * 2)})
    assert refusal(data) == "A part of the packed file would unpack to more than 200 times its size."


def test_too_many_files_too_much_inside_and_too_large_a_file_are_refused(monkeypatch: pytest.MonkeyPatch):
    data = packed({str(number): b"1234567890" for number in range(9)})
    monkeypatch.setattr(archive, "MOST_UNPACKED", 80)
    assert refusal(data) == "Unpacked, the files would take more than 0 MB."
    assert refusal(data, 8) == "The packed file holds more than 8 files."
    monkeypatch.setattr(archive, "MOST_PACKED", 10)
    assert refusal(data) == "The packed file is larger than 0 MB."


def test_a_part_that_declares_less_than_it_holds_is_damaged():
    data = bytearray(packed({"a.xml": b"x" * 1000}))
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, directory + 24, 10)
    report = Report()
    opened = open_archive(bytes(data), report)
    assert opened is not None
    assert opened.read("a.xml") is None
    assert said(report, "left_out") == ["This part of the packed file is damaged."]


def test_a_part_that_declares_less_than_it_holds_is_never_unpacked_whole():
    data = bytearray(packed({"a.xml": bytes(32 * 1024 * 1024)}))
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 10)
    opened = open_archive(bytes(data), Report())
    assert opened is not None
    tracemalloc.start()
    assert opened.read("a.xml") is None
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1024 * 1024


def test_what_is_no_archive_is_refused():
    assert refusal(b"PK\x03\x04 but nothing more") == "The file is not a packed file, or it is damaged."
    assert names_of(b"text") == ()


@given(st.data())
def test_a_damaged_archive_is_read_or_refused_but_never_crashes(data: st.DataObject):
    whole = packed({"a.xml": b"<a>text</a>" * 20, "b/c.png": b"\x89PNG"})
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    report = Report()
    opened = open_archive(bytes(broken[: data.draw(st.integers(0, len(whole)))]), report)
    if opened is None:
        assert not report.is_whole
        return
    for name in opened.names:
        content = opened.read(name)
        assert content is None or len(content) == opened.size(name)
