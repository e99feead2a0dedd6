"""`elearn statistics`: Vietnamese to read, JSON to compute with, and a plain sentence for a bad file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from elearn.cli import main
from tests.conftest import TOPIC, TOPICS

ANSWERS = [
    f"{number:06b}"
    for number in (0b111111, 0b111110, 0b111100, 0b111000, 0b110000, 0b100000, 0, 0b111011, 52, 42, 24, 61)
]


def table(answers: list[str]) -> str:
    """Return a table of answers as Vietnamese Excel saves it."""
    lines = ["member;question;mark;max;response"]
    for person, line in enumerate(answers):
        lines += [f"Đồng chí {person};câu {n};{mark};1;{'ab'[int(mark)]}" for n, mark in enumerate(line, 1)]
    return "\ufeff" + "\r\n".join(lines)


@pytest.fixture
def run(tmp_path: Path):
    """Run the command on a table."""

    def on(text: str | bytes, *options: str) -> Result:
        file = tmp_path / "rows.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return CliRunner().invoke(main, ["statistics", str(file), *options])

    return on


def test_it_prints_every_figure_in_vietnamese(run):
    done = run(table(ANSWERS))
    assert done.exit_code == 0, done.output
    for word in (
        "12 lượt làm của 12 người",
        "Điểm trung bình",
        "Trung vị",
        "Độ lệch chuẩn",
        "Độ xiên",
        "Độ nhọn",
        "Hệ số nhất quán nội tại",
        "Tỷ số sai số",
        "Sai số chuẩn",
        "phân biệt",
        "t.số thực",
        "câu 6",
        "nhỏ hơn sai số, không nên xếp hạng",
    ):
        assert word in done.output
    assert "chưa đủ số liệu” " not in done.output


def test_json_has_the_same_figures_under_stable_keys(run):
    found = json.loads(run(table(ANSWERS), "--json").stdout)
    assert found.keys() == {"format", "tries", "fewest", "quiz", "questions", "slots", "discernment"}
    assert found["quiz"].keys() >= {
        "attempts", "people", "mean", "median", "deviation", "skewness", "kurtosis", "consistency",
        "error_ratio", "standard_error", "ranking", "words",
    }  # fmt: skip
    assert found["questions"][0].keys() >= {
        "name", "answers", "people", "unanswered", "partly_answered", "facility", "deviation", "guess",
        "intended_weight", "effective_weight", "discrimination", "efficiency", "wrong",
    }  # fmt: skip
    assert found["questions"][0]["facility"] == pytest.approx(100 * 10 / 12)


def test_too_few_answers_are_said_to_be_too_few(run):
    done = run(table(ANSWERS[:4]))
    assert done.exit_code == 0
    assert done.output.count("chưa đủ số liệu") > 10
    assert json.loads(run(table(ANSWERS[:4]), "--json").stdout)["quiz"]["mean"] is None


def test_questions_that_contradict_each_other_are_not_ranked(run):
    assert "hệ số nhất quán âm" in run(table([f"{n % 2}{(n + (n < 11)) % 2}" for n in range(12)])).output


def test_a_topic_adds_what_guessing_earns_and_the_texts_of_wrong_options(run):
    topic = TOPICS / TOPIC
    lines = [f"m{n},mot,{int(n % 2)},1,{'a' if n % 2 else 'b'}\nm{n},dung-sai,0,1,true" for n in range(12)]
    rows = "member,question,mark,max,response\n" + "\n".join(lines)
    done = run(rows, "--topic", str(topic))
    assert done.exit_code == 0, done.output
    assert "THẬT HAY GIẢ" in done.output
    assert "Điều giả: 12 trên 12 lượt tin nhầm là thật" in done.output
    found = json.loads(run(rows, "--topic", str(topic), "--json").stdout)
    assert all(one["guess"] > 0 for one in found["questions"])
    assert found["discernment"]["false_alarms"] == 12
    assert found["discernment"]["d_prime"] is None


def test_later_attempts_count_only_when_wanted(run):
    rows = "member,question,mark,max,attempt\n" + "".join(
        f"m{n},q,{int(attempt == 2)},1,{attempt}\n" for n in range(12) for attempt in (1, 2)
    )
    assert json.loads(run(rows, "--json").stdout)["quiz"]["mean"] == 0
    assert json.loads(run(rows, "--json", "--all-attempts").stdout)["quiz"]["mean"] == 50


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "không có dòng trả lời nào"),
        ("member;question;mark\na;b;1", "thiếu tên các cột: max"),
        ("member;question;mark;max\na;b;một;1", ":2: “một” ở cột “mark” không phải là số"),
        ("member;question;mark;max\na;b;1;1\na;c;3;1", ":3: Điểm 3 vượt mức tối đa 1"),
        ("member;question;mark;max\na;b;1;1\na;b;1;1", ":3: Câu trả lời này đã có ở dòng 2"),
        ("member;question;mark;max;slot\na;b;1;1;x\na;c;1;1;x", "hai câu ở cùng một vị trí"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_status_two(run, text, says):
    done = run(text)
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.output
