"""`elearn convert`: what was read and written, what was left out, in Vietnamese and by exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from elearn.cli import main
from quizzes.formats.convert import read_file

GOOD = "Câu 1. 1 + 1?\nA. Một\nB. Hai\nĐáp án: B\nGiải thích: Đếm.\nNguồn: Sách\n"
ESSAY = "Câu 2. Nêu ý nghĩa?\n"


def converted(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["convert", *map(str, arguments)])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "cau-hoi.txt"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.mark.parametrize("target", ["a.toml", "a.docx", "a.xlsx", "a.csv", "a.gift"])
def test_a_file_that_is_read_whole_ends_with_nought(source: Path, tmp_path: Path, target: str) -> None:
    done = converted(source, tmp_path / target)
    assert done.exit_code == 0, done.output
    assert "Đã đọc 1 câu" in done.output
    assert len(read_file((tmp_path / target).read_bytes(), target).questions) == 1


def test_what_is_left_out_is_named_in_vietnamese_and_ends_with_one(source: Path, tmp_path: Path) -> None:
    source.write_text(GOOD + ESSAY, "utf-8")
    done = converted(source, tmp_path / "a.gift")
    assert done.exit_code == 1
    assert "dòng 7: Câu hỏi không có phương án cũng không có đáp án." in done.output
    assert (tmp_path / "a.gift").is_file()


def test_what_the_target_cannot_carry_is_named_too(source: Path, tmp_path: Path) -> None:
    done = converted(source, tmp_path / "a.txt", "--to", "aiken")
    assert done.exit_code == 1
    assert "explanation, source" in done.output


def test_a_file_without_questions_ends_with_two_and_writes_nothing(source: Path, tmp_path: Path) -> None:
    source.write_text("Một lá thư.", "utf-8")
    done = converted(source, tmp_path / "a.gift", "--report", tmp_path / "r.json")
    assert done.exit_code == 2
    assert "Không đọc được câu hỏi nào" in done.output
    assert not (tmp_path / "a.gift").exists()
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["status"] == 2


def test_the_report_file_holds_every_line(source: Path, tmp_path: Path) -> None:
    source.write_text(GOOD + ESSAY * 9, "utf-8")
    done = converted(source, tmp_path / "a.gift", "--report", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (report["from"], report["to"], report["status"], report["questions"]) == ("text", "gift", 1, 1)
    left_out = [line for line in report["import"] if line["outcome"] == "left_out"]
    assert len(left_out) == 9
    assert left_out[0]["where"] == "line"
    assert left_out[0]["remedy"]
    assert "và 4 chỗ nữa" in done.output


def test_formats_can_be_named(source: Path, tmp_path: Path) -> None:
    source.write_text("Một?{=a ~b}\n", "utf-8")
    assert converted(source, tmp_path / "a.bin", "--from", "gift", "--to", "topic").exit_code == 0
    assert converted(source, tmp_path / "b.toml", "--from", "aiken").exit_code == 2


def test_a_target_without_a_known_ending_asks_for_its_format(source: Path, tmp_path: Path) -> None:
    done = converted(source, tmp_path / "a.bin")
    assert done.exit_code == 2
    assert "--to" in done.output


def test_a_file_is_never_converted_over_itself(source: Path) -> None:
    done = converted(source, source, "--to", "gift")
    assert done.exit_code == 2
    assert source.read_text("utf-8") == GOOD


def test_a_folder_that_is_not_there_is_said_in_a_sentence(source: Path, tmp_path: Path) -> None:
    done = converted(source, tmp_path / "khong" / "a.gift")
    assert done.exit_code != 0
    assert "Traceback" not in done.output
