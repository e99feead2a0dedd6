"""A file marked as a state secret is refused; a question about secrecy is not."""

import pytest

from quizzes.formats.exchange import Report
from quizzes.formats.secrecy import is_mark_of_secrecy, refuse_secret


@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "  [ TUYỆT  MẬT ]",
        "T Ố I  M Ậ T",
        "Độ mật: Tối mật",
        "Mức độ mật: MẬT",
        "TUYE\u0302\u0323T MA\u0302\u0323T",
        "*MẬT*",
    ],
)
def test_a_mark_alone_on_its_line_is_found(line: str):
    assert is_mark_of_secrecy(line)


@pytest.mark.parametrize(
    "line",
    [
        "Câu 3. Tài liệu MẬT do ai quản lý?",
        "A. Tối mật",
        "Mật",
        "BẢO MẬT",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Độ mật gồm mấy mức?",
        "=TỐI MẬT cũng là một mức",
        "",
    ],
)
def test_a_sentence_about_secrecy_is_no_mark(line: str):
    assert not is_mark_of_secrecy(line)


def test_the_refusal_names_the_line_and_the_mark():
    report = Report()
    assert refuse_secret("ĐẢNG BỘ XÃ\n\nTỐI MẬT\nCâu 1. …", report)
    (entry,) = report.entries
    assert (entry.outcome, entry.where, entry.place, entry.values["mark"]) == (
        "left_out",
        "line",
        "3",
        "TỐI MẬT",
    )
    assert not refuse_secret("Câu 1. Bí mật nhà nước có mấy độ?\nA. Mật\nB. Tối mật", report)
