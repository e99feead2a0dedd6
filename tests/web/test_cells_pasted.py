"""A pasted list of names: what is understood of it."""

import unicodedata

import pytest

from elearn.cells.pasted import MAX_LINES, NAME_LENGTH, counts_of, filled_lines, key_of, signs_in, understand


@pytest.mark.parametrize(
    "line",
    [
        "Nguyễn Văn Bảy",
        "  Nguyễn   Văn Bảy  ",
        "1. Nguyễn Văn Bảy",
        "2)Nguyễn Văn Bảy",
        "(3) Nguyễn Văn Bảy",
        "04 - Nguyễn Văn Bảy",
        "- Nguyễn Văn Bảy",
        "• 5. đ/c Nguyễn Văn Bảy,",
        "Đồng chí Nguyễn Văn Bảy",
        "Đ/c: Nguyễn Văn Bảy;",
        "đ/c Nguyễn Văn Bảy.",
        "Đ.c Nguyễn Văn Bảy",
        "6\tNguyễn Văn Bảy",
        unicodedata.normalize("NFD", "7. Đồng chí Nguyễn Văn Bảy"),
    ],
)
def test_numbering_titles_and_spaces_are_no_part_of_a_name(line: str) -> None:
    (found,) = understand(line, frozenset())
    assert (found.name, found.note, found.state) == ("Nguyễn Văn Bảy", "", "new")


def test_a_surname_that_begins_like_a_title_stays() -> None:
    (found,) = understand("Đặng Chí Hiếu", frozenset())
    assert found.name == "Đặng Chí Hiếu"


def test_a_note_follows_a_semicolon() -> None:
    (found,) = understand("1. Lê Thị Bình; tổ 2", frozenset())
    assert (found.name, found.note) == ("Lê Thị Bình", "tổ 2")


def test_empty_lines_and_the_heading_of_a_table_are_skipped_but_counted_as_lines() -> None:
    lines = understand("STT\tHọ và tên\n\n1\tLê Thị Bình\n \n", frozenset())
    assert [(line.number, line.name) for line in lines] == [(3, "Lê Thị Bình")]


def test_of_a_table_only_the_names_are_taken() -> None:
    (found,) = understand("1\tLê Thị Bình\t03/02/1960\t0912345678", frozenset())
    assert (found.name, found.note, found.columns_left_out) == ("Lê Thị Bình", "", True)


def test_who_is_there_already_is_not_added() -> None:
    lines = understand("LÊ THỊ BÌNH\nLê Thị Bình; tổ 2", {key_of("Lê Thị Bình", "")})
    assert [line.state for line in lines] == ["there", "new"]


def test_who_left_is_not_added_a_second_time() -> None:
    (found,) = understand("Lê Thị Bình", frozenset(), {key_of("Lê Thị Bình", "")})
    assert found.state == "left"


def test_a_name_that_stands_twice_is_added_once() -> None:
    lines = understand("Lê Thị Bình\n2. Lê Thị Bình", frozenset())
    assert [line.state for line in lines] == ["new", "repeated"]


@pytest.mark.parametrize(
    ("line", "name", "note"),
    [
        ("3. Lò Thị Hoà (bí thư đoàn)", "Lò Thị Hoà", "bí thư đoàn"),
        ("Lò Thị Hoà [tổ 2]", "Lò Thị Hoà", "tổ 2"),
        ("Lò Thị Hoà (tổ 2", "Lò Thị Hoà", "tổ 2"),
        ("Lò Thị Hoà (bí thư đoàn); tổ 2", "Lò Thị Hoà", "bí thư đoàn, tổ 2"),
        ("(3) Lò Thị Hoà", "Lò Thị Hoà", ""),
    ],
)
def test_words_in_brackets_after_a_name_are_a_note(line: str, name: str, note: str) -> None:
    (found,) = understand(line, frozenset())
    assert (found.name, found.note, found.state) == (name, note, "new")
    assert not found.was_in_capitals


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("1. LÒ THỊ HOÀ", "Lò Thị Hoà"),
        ("ĐẶNG ƯỚC (TỔ 2)", "Đặng Ước"),
        (unicodedata.normalize("NFD", "NGUYỄN VĂN ĐỨC"), "Nguyễn Văn Đức"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Y MOAN", "Y Moan"),
        ("A-LĂNG", "A-Lăng"),
    ],
)
def test_a_name_in_capitals_is_written_as_names_are_and_marked_for_checking(line: str, name: str) -> None:
    (found,) = understand(line, frozenset())
    assert (found.name, found.state, found.was_in_capitals) == (name, "new", True)


@pytest.mark.parametrize(
    "name", ["Y", "Lò Thị Hoà", "H'Hen Niê", "K’Brêu", "Nguyễn Văn A.", "Ma-ri-a Hoà", "lò thị hoà"]
)
def test_any_other_name_stays_as_it_was_written(name: str) -> None:
    (found,) = understand(name, frozenset())
    assert (found.name, found.state, found.was_in_capitals) == (name.rstrip("."), "new", False)


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("<b>Hoà</b>", "< > /"),
        ("=HYPERLINK(Hoà) x", "= ( )"),
        ('Lò "Hoà"', '"'),
        ("hoa@example.vn", "@"),
        ("Lò Hoà | tổ", "|"),
        ("Lò\\Hoà", "\\"),
        ("Lò Thị Hoà 2", "2"),
        ("Lò Thị Hoà, tổ trưởng", ","),
    ],
)
def test_a_sign_that_no_name_has_is_refused_with_its_line(line: str, signs: str) -> None:
    (found,) = understand(f"\n{line}", frozenset())
    assert (found.number, found.state) == (2, "sign")
    assert signs_in(found.name) == signs


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("A" * (NAME_LENGTH + 1), "too_long"),
        ("Lê Thị Bình; " + "a" * 81, "too_long"),
        ("NguyÔn V¨n An", "old_font"),
        ("Nguyeãn Vaên An", "old_font"),
        ("Nguy\N{REPLACEMENT CHARACTER}n Văn An", "broken"),
        ("12. ---", "no_letters"),
        ("; tổ 2", "no_letters"),
        ("Lê Thị Bình 0912 345 678", "number"),
        ("Lê Thị Bình; 001160012345", "number"),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_its_line(line: str, state: str) -> None:
    (found,) = understand(f"\n{line}", frozenset())
    assert (found.number, found.state) == (2, state)


def test_a_refused_line_does_not_keep_the_others_out() -> None:
    lines = understand("Lê Thị Bình\n???\nSùng Mí Dính", frozenset())
    assert counts_of(lines) == {"added": 2, "already": 0, "refused": 1}


def test_only_lines_with_something_in_them_count_against_the_limit() -> None:
    assert len(filled_lines("Lê Thị Bình\n\n" * MAX_LINES)) == MAX_LINES
