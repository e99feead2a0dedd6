"""`elearn convert` from every format to every other: what comes out is equal, or the report names it."""

import json
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from elearn.cli import main
from quizzes.formats.convert import FORMATS, read_file
from tests.engine.formats.hands import BOTH_WAYS, by_id_or_place, good_file
from tests.engine.formats.test_xml_fuzz import GOOD

SOURCES = {name: good_file(name) for name in BOTH_WAYS} | {"h5p": GOOD["h5p"]}
UNREADABLE = {
    "tcvn3.txt": "C©u 1. ViÖc ®Çu tiªn cÇn lµm lµ g×?\nA. Dõng l¹i\nB. Chia sÎ".encode(),
    "vni.txt": "Caâu 1. Vieäc ñaàu tieân caàn laøm laø gì?\nA. Döøng laïi".encode(),
    "cu.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "khoa.zip": b"PK\x03\x04" + b"\0" * 40,
    "rong.txt": b"",
}


def convert(source: Path, target: Path, *more: str) -> dict[str, object]:
    """Return the report, after holding that status, report and file say the same."""
    report_file = target.with_suffix(".json")
    done = CliRunner().invoke(
        main, ["convert", str(source), str(target), "--report", str(report_file), *more]
    )
    report = json.loads(report_file.read_text("utf-8"))
    lines = report["import"] + report["export"]
    left_out = any(line["outcome"] == "left_out" for line in lines)
    assert done.exit_code == report["status"] == (2 if not report["questions"] else int(left_out)), (
        done.output
    )
    assert target.exists() == (report["questions"] > 0)
    assert all(line["message"] and (line["remedy"] or line["outcome"] == "read") for line in lines)
    return report


@pytest.mark.parametrize("target", BOTH_WAYS)
@pytest.mark.parametrize("source", SOURCES)
def test_each_pair_of_formats(source: str, target: str, tmp_path: Path):
    given = tmp_path / f"vao{FORMATS[source].extensions[0]}"
    given.write_bytes(SOURCES[source])
    made = tmp_path / f"ra{FORMATS[target].extensions[0]}"
    report = convert(given, made, "--to", target)
    # Two names for files that are read alike: Kahoot's template and ours, packages of QTI 2 and 3.
    assert report["from"] == {"kahoot": "xlsx", "qti3": "qti"}.get(source, source)
    questions = read_file(SOURCES[source], source=source).questions
    named = {line["place"] for line in report["export"]}
    whole = {line["place"] for line in report["export"] if line["outcome"] == "left_out"}
    kept = tuple(each for each in questions if each.id not in whole)
    for question, back in by_id_or_place(kept, read_file(made.read_bytes(), source=target)):
        assert back == question or question.id in named


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_named_and_ends_with_two(name: str, tmp_path: Path):
    given = tmp_path / name
    given.write_bytes(UNREADABLE[name])
    report = convert(given, tmp_path / "ra.toml")
    assert report["status"] == 2
    words = {"tcvn3.txt": "TCVN3", "vni.txt": "VNI", "cu.doc": "kiểu cũ"}.get(name, "")
    assert words in " ".join(line["message"] for line in report["import"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_a_text_is_read_in_each_encoding_that_people_have(encoding: str, tmp_path: Path):
    text = "Câu 1. Đồng chí làm gì trước?\nA. Dừng lại\nB. Chia sẻ\nĐáp án: A\n"
    given = tmp_path / "de.txt"
    given.write_bytes(vietnamese_1258(text) if encoding == "cp1258" else text.encode(encoding))
    assert convert(given, tmp_path / "ra.toml")["questions"] == 1
    (question,) = read_file((tmp_path / "ra.toml").read_bytes(), source="topic").questions
    assert question.prompt == "Đồng chí làm gì trước?"


def vietnamese_1258(text: str) -> bytes:
    """Return text as Windows writes it in this code page: letters with their shape, tones behind them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in tones)
        out += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tone
    return out.encode("cp1258")
