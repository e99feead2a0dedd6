"""Twenty rosters as cells keep them, with what to find: rows of cells, and the people in them.

The names are made up. `Case.left_out` holds texts of columns or rows that must be named as left out.
"""

from dataclasses import dataclass, field
from io import BytesIO

from openpyxl import Workbook

Cell = str | int | float | None


@dataclass(frozen=True)
class Case:
    """A roster: its rows, the people in it as (name, note), and the headings not to take."""

    name: str
    rows: list[list[Cell]]
    people: list[tuple[str, str]]
    left_out: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    more_sheets: dict[str, list[list[Cell]]] = field(default_factory=dict)


AN, BINH, CHI = ("Nguyễn Văn An", ""), ("Lê Thị Bình", ""), ("Trần Thị Chi", "")
THREE = [AN, BINH, CHI]
TITLE: list[list[Cell]] = [
    ["ĐẢNG BỘ XÃ NÀ CHÌ", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ["CHI BỘ THÔN BẢN PHÙNG", None, None, "Nà Chì, ngày 3 tháng 2 năm 2026"],
    [],
    [None, "DANH SÁCH ĐẢNG VIÊN CHI BỘ"],
    [None, "(Tính đến ngày 01/01/2026)"],
]

CASES = [
    Case("names alone", [["Họ và tên"], ["Nguyễn Văn An"], ["Lê Thị Bình"], ["Trần Thị Chi"]], THREE),
    Case(
        "numbered",
        [["STT", "Họ và tên"], [1, "Nguyễn Văn An"], [2, "Lê Thị Bình"], [3, "Trần Thị Chi"]],
        THREE,
    ),
    Case(
        "rows of titles above, a sum and signatures below",
        [
            *TITLE,
            ["STT", "Họ và tên", "Chức vụ", "Ghi chú"],
            [1, "Nguyễn Văn An", "Bí thư", None],
            [2, "Lê Thị Bình", "Phó bí thư", None],
            [3, "Trần Thị Chi", None, None],
            ["Tổng cộng: 03 đảng viên"],
            [],
            [None, "NGƯỜI LẬP BIỂU", None, "T/M CHI BỘ"],
            [None, "Nguyễn Văn Lập", None, "Nguyễn Văn An"],
        ],
        THREE,
        ("Chức vụ",),
        ("A1:C1", "B4:D4"),
    ),
    Case(
        "columns in another order",
        [
            ["Ghi chú", "Chức vụ", "Họ và tên", "TT"],
            ["tổ 2", "Bí thư", "Nguyễn Văn An", 1],
            [None, None, "Lê Thị Bình", 2],
        ],
        [("Nguyễn Văn An", "tổ 2"), BINH],
        ("Chức vụ",),
    ),
    Case(
        "data that must not be kept",
        [
            ["STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Số CCCD", "Điện thoại", "Ngày vào Đảng"],
            [1, "Nguyễn Văn An", "03/02/1960", "Tày", "001060012345", "0912345678", "19/05/1985"],
            [2, "Lê Thị Bình", "1971", "Mông", "001071012345", "0987654321", "02/09/1999"],
        ],
        [AN, BINH],
        ("Ngày sinh", "Dân tộc", "Số CCCD", "Điện thoại", "Ngày vào Đảng"),
    ),
    Case(
        "headings over two rows, merged",
        [
            ["STT", "Họ và tên", "Năm sinh", None, "Ghi chú"],
            [None, None, "Nam", "Nữ", None],
            [1, "Nguyễn Văn An", 1960, None, "tổ 1"],
            [2, "Lê Thị Bình", None, 1971, None],
        ],
        [("Nguyễn Văn An", "tổ 1"), BINH],
        ("Nam", "Nữ"),
        ("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    ),
    Case(
        "columns numbered below the headings",
        [["STT", "HỌ VÀ TÊN", "CHỨC VỤ"], [1, 2, 3], [1, "NGUYỄN VĂN AN", "Bí thư"], [2, "LÊ THỊ BÌNH", ""]],
        [AN, BINH],
        ("CHỨC VỤ",),
    ),
    Case(
        "family names apart from given names",
        [["TT", "Họ đệm", "Tên"], [1, "Nguyễn Văn", "An"], [2, "Lê Thị", "Bình"], [3, "Trần Thị", "Chi"]],
        THREE,
    ),
    Case(
        "one heading over two columns of names",
        [["TT", "Họ và tên", None, "Tuổi"], [1, "Nguyễn Văn", "An", 60], [2, "Lê Thị", "Bình", 55]],
        [AN, BINH],
        ("Tuổi",),
        ("B1:C1",),
    ),
    Case(
        "homonyms told apart by their post",
        [
            ["STT", "Họ và tên", "Chức vụ"],
            [1, "Nguyễn Văn An", "Bí thư"],
            [2, "Nguyễn Văn An", "Đảng viên, tổ 3"],
            [3, "Lê Thị Bình", "Phó bí thư"],
        ],
        [("Nguyễn Văn An", "Bí thư"), ("Nguyễn Văn An", "Đảng viên, tổ 3"), BINH],
        ("Chức vụ",),
    ),
    Case(
        "groups with headings of their own",
        [
            ["STT", "Họ và tên", "Ghi chú"],
            ["I. TỔ ĐẢNG SỐ 1"],
            [1, "Nguyễn Văn An"],
            ["II. TỔ ĐẢNG SỐ 2"],
            [1, "Lê Thị Bình"],
            [2, "Trần Thị Chi", "miễn sinh hoạt"],
        ],
        [AN, BINH, ("Trần Thị Chi", "miễn sinh hoạt")],
        ("I. TỔ ĐẢNG SỐ 1", "II. TỔ ĐẢNG SỐ 2"),
        ("A2:C2",),
    ),
    Case(
        "empty rows within",
        [["Họ tên"], [], ["Nguyễn Văn An"], [], [], ["Lê Thị Bình"], []],
        [AN, BINH],
    ),
    Case(
        "titles before names",
        [["STT", "Họ và tên đảng viên"], ["1.", "Đ/c Nguyễn Văn An"], ["2.", "Đồng chí Lê Thị Bình"]],
        [AN, BINH],
    ),
    Case(
        "a line break in the heading and words in brackets",
        [
            ["Số\nTT", "Họ và tên\n(chữ in hoa)", "Ghi chú"],
            [1.0, "NGUYỄN VĂN AN", None],
            [2.0, "LÊ THỊ BÌNH", None],
        ],
        [AN, BINH],
    ),
    Case(
        "the list on the second sheet",
        [["HƯỚNG DẪN"], ["Điền vào trang Danh sách"]],
        [AN, BINH],
        more_sheets={"Danh sách": [["STT", "Họ và tên"], [1, "Nguyễn Văn An"], [2, "Lê Thị Bình"]]},
    ),
    Case(
        "letters of an old keyboard",
        [["STT", "Ho\u0323 va\u0300 te\u0302n"], [1, "Nguye\u0302\u0303n Va\u0306n An"], [2, "Lê Thị Bình"]],
        [AN, BINH],
    ),
    Case(
        "a sum in words",
        [
            ["STT", "Họ và tên"],
            [1, "Nguyễn Văn An"],
            [2, "Lê Thị Bình"],
            ["Danh sách này có 02 đồng chí./."],
            [None, "BÍ THƯ"],
            [None, "Nguyễn Văn An"],
        ],
        [AN, BINH],
    ),
    Case(
        "Mông names",
        [
            ["TT", "Họ tên", "Ghi chú"],
            [1, "Sùng Mí Dính", None],
            [2, "Vàng A Y", "bản Phùng"],
            [3, "GIÀNG THỊ MỶ", ""],
        ],
        [("Sùng Mí Dính", ""), ("Vàng A Y", "bản Phùng"), ("Giàng Thị Mỷ", "")],
    ),
    Case(
        "notes in brackets after the name",
        [["Họ và tên"], ["Nguyễn Văn An (Bí thư)"], ["Lê Thị Bình (tổ 2)"]],
        [("Nguyễn Văn An", "Bí thư"), ("Lê Thị Bình", "tổ 2")],
    ),
    Case(
        "a table far to the right, signed within",
        [
            [None, None, "ĐẢNG ỦY XÃ"],
            [None, None, "Số TT", "Họ và tên khai sinh", "Giới tính", "Ghi chú"],
            [None, None, 1, "Nguyễn Văn An", "Nam", None],
            [None, None, 2, "Lê Thị Bình", "Nữ", "dự bị"],
            [None, None, None, "Cộng: 2"],
        ],
        [AN, ("Lê Thị Bình", "dự bị")],
        ("Giới tính",),
    ),
]


def workbook_of(case: Case) -> bytes:
    """Return a roster as the bytes of an .xlsx file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in case.rows:
        sheet.append(row)
    for area in case.merged:
        sheet.merge_cells(area)
    for title, rows in case.more_sheets.items():
        more = book.create_sheet(title)
        for row in rows:
            more.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_of(case: Case, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """Return a roster's first sheet as the bytes of a .csv file, as a Vietnamese Excel saves it."""
    lines = [delimiter.join(f'"{cell}"' if cell is not None else "" for cell in row) for row in case.rows]
    return "\r\n".join(lines).encode(encoding)
