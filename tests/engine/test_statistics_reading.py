"""Rows as a spreadsheet saves them: read exactly, or refused with the line and what to do."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.statistics import Row
from quizzes.statistics.reading import MOST_PROBLEMS, read_rows
from tests.engine.formats.reports import places, said

HEAD = "member,question,mark,max\n"


def rows(text: str, encoding: str = "utf-8") -> tuple[Row, ...]:
    """Return the rows of a text that has no problem."""
    reading = read_rows(text.encode(encoding))
    assert reading.report.is_whole, said(reading.report, "left_out")
    return reading.rows


def problem(text: str) -> tuple[str, str]:
    """Return place and message of the only problem of a text."""
    reading = read_rows(text.encode())
    assert reading.rows == ()
    ((_, place),) = places(reading.report, "left_out")
    (message,) = said(reading.report, "left_out")
    return place, message


def test_a_line_is_an_answer():
    assert rows(HEAD + "An,q1,1,2\n") == (Row("An", "q1", 1, 2),)


def test_columns_come_in_any_order_among_others():
    assert rows("max,note,Question,MARK,member\n2,x,q1,1,An") == (Row("An", "q1", 1, 2),)


def test_columns_may_be_named_in_vietnamese():
    text = "Đảng viên;Câu hỏi;Điểm;Điểm tối đa;Trả lời;Lượt\nAn;q1;0,5;1;a|b;2"
    assert rows(text) == (Row("An", "q1", 0.5, 1, ("a", "b"), 2),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("divider", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_save_is_read(encoding, divider, end):
    lines = ["member,question,mark,max", "Đỗ Thị Hoà,q1,1,1", "Bùi Văn Á,q1,0,1"]
    found = rows(end.join(lines).replace(",", divider), encoding)
    assert [row.member for row in found] == ["Đỗ Thị Hoà", "Bùi Văn Á"]


@pytest.mark.parametrize("written", ["0.5", "0,5", "1/2", "+0,50"])
def test_numbers_have_a_decimal_comma_or_point_or_are_shares(written):
    assert rows(f"member;question;mark;max\nAn;q;{written};1")[0].mark == 0.5
    assert float(Fraction(1, 3)) == rows("member;question;mark;max\nAn;q;1/3;1")[0].mark


def test_excel_names_its_divider_in_a_line_of_its_own():
    assert rows("sep=;\r\nmember;question;mark;max\r\nAn;q;1;1\r\n") == (Row("An", "q", 1, 1),)
    assert problem("sep=;\nmember;question;mark;max\nAn;q;x;1")[0] == "3"


def test_an_empty_mark_was_left_unanswered():
    assert rows(HEAD + "An,q,,1")[0].mark is None


def test_an_empty_response_is_unanswered_unless_it_earned_something():
    text = "member,question,mark,max,response\nAn,a,0,1,\nAn,b,1,1,\nAn,c,0,1,x|"
    assert [row.response for row in rows(text)] == [(), None, ("x", "")]


def test_one_name_written_in_two_ways_of_unicode_is_one_person():
    assert len({row.member for row in rows(HEAD + "Hoà,a,1,1\nHoa\u0300,b,1,1")}) == 1


def test_empty_lines_are_no_answers():
    assert len(rows(HEAD + "\nAn,q,1,1\n\n,,,\n")) == 1


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("An,q,2,1", "beyond"),
        ("An,q,-2,1", "beyond"),
        ("An,q,một,1", "not a number"),
        ("An,q,nan,1", "not a number"),
        ("An,q,1e9,1", "not a number"),
        ("An,q,1/0,1", "not a number"),
        ("An,q,1.000.000,1", "not a number"),
        ("An,q,1,0", "above 0"),
        ("An,q,1,", "not a number"),
        (",q,1,1", "empty"),
        ("An, ,1,1", "empty"),
        ("An,q", "fewer"),
        ("Bình,q,1,1", "already"),
    ],
)
def test_a_wrong_line_is_named_with_its_number(line, part):
    place, message = problem(f"{HEAD}Bình,q,1,1\n{line}\n")
    assert place == "3"
    assert part in message


@pytest.mark.parametrize("attempt", ["0", "-1", "hai", "1.5", "²"])
def test_attempts_are_numbered_from_one(attempt):
    assert problem(f"member,question,mark,max,attempt\nAn,q,1,1,{attempt}")[0] == "2"


def test_a_response_without_a_mark_is_refused():
    assert "no mark" in problem("member,question,mark,max,response\nAn,q,,1,a")[1]


def test_missing_columns_are_all_named():
    assert "mark, max" in problem("member,question\nAn,q")[1]


@pytest.mark.parametrize("text", ["", "\n", HEAD, HEAD + "\n\n"])
def test_a_file_without_answers_says_so(text):
    assert "no row" in problem(text)[1]


def test_a_quotation_mark_that_is_never_closed_is_no_table():
    assert "never closed" in problem(HEAD + 'An,"q,1,1')[1]


def test_a_file_wrong_in_every_line_stops_complaining():
    reading = read_rows((HEAD + "An,q,x,1\n" * 100).encode())
    assert len(said(reading.report, "left_out")) == MOST_PROBLEMS


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 zip", b"\x00\x01\x02", b"\xff\xfe\xff", "Đảng viªn".encode("cp1258", "replace")]
)
def test_what_is_no_text_table_is_refused_without_an_error(data):
    reading = read_rows(data)
    assert reading.rows == ()
    assert not reading.report.is_whole


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data):
    reading = read_rows(data)
    assert bool(reading.rows) == reading.report.is_whole
    reading = read_rows(HEAD.encode() + data)
    assert bool(reading.rows) == reading.report.is_whole


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    reading = read_rows(
        ("member;question;mark;max;response;attempt;slot\n" + text).encode("utf-8", "replace")
    )
    assert bool(reading.rows) == reading.report.is_whole
