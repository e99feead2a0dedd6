"""The roster: who is listed, adding one by one and from a list, the cell's name."""

import pytest
from flask import Flask
from sqlalchemy import event

from elearn.cells.pasted import MAX_LINES
from tests.conftest import SignIn, TestCell
from tests.web.cells_hands import cell_name, names_in, page_of, text_of

LIST = "1. Đồng chí Vàng Thị Mỷ\n2) đ/c Hoàng Văn Thụ; tổ 2\n3. Lê Thị Bình\n4. ???"


def test_members_are_listed_by_given_name(cell: TestCell, signed_in: SignIn) -> None:
    text = text_of(signed_in(cell.secretary), "/chi-bo")
    in_order = ["Nguyễn Văn An", "Lê Thị Bình", "Trần Thị Chi", "Sùng Mí Dính"]
    places = [text.index(name) for name in in_order]
    assert places == sorted(places)


def test_each_line_says_how_a_member_signs_in_and_what_they_do(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.secretary)
    browser.post("/chi-bo/them", data={"name": "Vàng Thị Mỷ"})
    rows = text_of(browser, "/chi-bo")
    assert "Vàng Thị Mỷ" in rows
    assert [text_of(browser, f"/chi-bo?tim={who}").count("PIN") for who in ("dinh", "my")] == [1, 0]


@pytest.mark.parametrize("wanted", ["dinh", "Dính", "DÍNH sung", "mi di"])
def test_a_member_is_found_without_tone_marks(cell: TestCell, signed_in: SignIn, wanted: str) -> None:
    text = text_of(signed_in(cell.secretary), f"/chi-bo?tim={wanted}")
    assert "Sùng Mí Dính" in text
    assert "Lê Thị Bình" not in text


def test_what_is_not_found_is_said(cell: TestCell, signed_in: SignIn) -> None:
    answer = signed_in(cell.secretary).get("/chi-bo?tim=<b>khong co</b>")
    assert answer.status_code == 200
    assert "<b>khong co" not in answer.text
    assert 'class="row"' not in answer.text


def test_who_left_is_folded_away(cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.secretary)
    browser.post(f"{page_of(cell.dinh)}/chuyen-di", follow_redirects=True)
    page = browser.get("/chi-bo").text
    assert page.index("<details") < page.index("Sùng Mí Dính")
    assert page.index("Lê Thị Bình") < page.index("<details")


@pytest.mark.parametrize(
    "path",
    ["/chi-bo", "/chi-bo/them", "/chi-bo/them-danh-sach", "/chi-bo/the-dang-nhap", "/chi-bo/ten"],
)
def test_only_the_secretary_and_deputies_open_the_roster(
    cell: TestCell, signed_in: SignIn, path: str
) -> None:
    assert signed_in(cell.dinh).get(path).status_code == 403
    assert signed_in(cell.deputy).get(path).status_code == 200


def test_another_cells_people_are_not_listed(cell: TestCell, other_cell: TestCell, signed_in: SignIn) -> None:
    page = signed_in(cell.secretary).get("/chi-bo").text
    assert str(other_cell.dinh.id) not in page


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("get", "/sua"),
        ("post", "/sua"),
        ("post", "/lien-ket-moi"),
        ("get", "/dat-lai-pin"),
        ("post", "/dat-lai-pin"),
        ("get", "/chuyen-di"),
        ("post", "/chuyen-di"),
        ("post", "/tro-lai"),
        ("get", "/vai-tro"),
        ("post", "/vai-tro"),
    ],
)
def test_another_cells_member_does_not_exist(
    cell: TestCell, other_cell: TestCell, signed_in: SignIn, method: str, path: str
) -> None:
    own = signed_in(cell.secretary).open(page_of(cell.binh) + path, method=method)
    others = signed_in(cell.secretary).open(page_of(other_cell.binh) + path, method=method)
    assert own.status_code in (200, 303, 422)
    assert others.status_code == 404


def test_one_member_is_added_and_their_link_shown(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    answer = signed_in(cell.secretary).post(
        "/chi-bo/them", data={"name": " Vàng  Thị Mỷ ", "note": "tổ 2"}, follow_redirects=True
    )
    assert answer.status_code == 200
    assert "Vàng Thị Mỷ" in names_in(app, cell.id)
    assert "http://localhost/vao/" in answer.text


def test_a_second_tap_on_add_adds_nobody(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.secretary)
    answers = [browser.post("/chi-bo/them", data={"name": "Vàng Thị Mỷ", "note": ""}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 422]
    assert names_in(app, cell.id).count("Vàng Thị Mỷ") == 1


def test_two_people_of_one_name_are_told_apart_by_a_note(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    answer = signed_in(cell.secretary).post("/chi-bo/them", data={"name": "Lê Thị Bình", "note": "tổ 2"})
    assert answer.status_code == 303
    assert names_in(app, cell.id).count("Lê Thị Bình") == 2


@pytest.mark.parametrize(
    "name",
    ["", "   ", "123", "A" * 81, "NguyÔn V¨n An", "Bình 0912345678", "<b>Bình</b>",
     "Bình @ tổ", "Lê Thị Bình 2"],
)  # fmt: skip
def test_what_is_no_name_is_refused_and_kept_in_the_form(
    app: Flask, cell: TestCell, signed_in: SignIn, name: str
) -> None:
    before = names_in(app, cell.id)
    answer = signed_in(cell.secretary).post("/chi-bo/them", data={"name": name, "note": "tổ 9"})
    assert answer.status_code == 422
    assert 'value="tổ 9"' in answer.text
    assert names_in(app, cell.id) == before


def test_a_list_is_shown_before_anything_is_saved(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    before = names_in(app, cell.id)
    answer = signed_in(cell.secretary).post("/chi-bo/them-danh-sach", data={"people": LIST})
    assert answer.status_code == 200
    assert "Vàng Thị Mỷ" in answer.text
    assert names_in(app, cell.id) == before


def test_confirming_adds_the_new_ones_only(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    before = names_in(app, cell.id)
    answer = signed_in(cell.secretary).post("/chi-bo/them-danh-sach/luu", data={"people": LIST})
    assert answer.status_code == 303
    assert names_in(app, cell.id) == sorted([*before, "Vàng Thị Mỷ", "Hoàng Văn Thụ"])


def test_confirming_twice_adds_nobody_twice(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.secretary)
    for _ in range(2):
        assert browser.post("/chi-bo/them-danh-sach/luu", data={"people": LIST}).status_code == 303
    assert names_in(app, cell.id).count("Vàng Thị Mỷ") == 1


def test_the_list_comes_back_whole_to_be_corrected(cell: TestCell, signed_in: SignIn) -> None:
    text = "\n\nVàng Thị Mỷ\n<script>Hoàng"
    page = signed_in(cell.secretary).post("/chi-bo/them-danh-sach", data={"people": text}).text
    assert "<script>Hoàng" not in page
    assert page.count("\n\n\nVàng Thị Mỷ\n&lt;script&gt;Hoàng") == 2


@pytest.mark.parametrize("people", ["", "\n \n", "x\n" * (MAX_LINES + 1)])
@pytest.mark.parametrize("path", ["/chi-bo/them-danh-sach", "/chi-bo/them-danh-sach/luu"])
def test_an_empty_list_and_one_that_is_too_long_are_refused(
    app: Flask, cell: TestCell, signed_in: SignIn, path: str, people: str
) -> None:
    before = names_in(app, cell.id)
    assert signed_in(cell.secretary).post(path, data={"people": people}).status_code == 422
    assert names_in(app, cell.id) == before


def test_the_limit_is_named_before_one_runs_into_it(cell: TestCell, signed_in: SignIn) -> None:
    assert str(MAX_LINES) in text_of(signed_in(cell.secretary), "/chi-bo/them-danh-sach")


def test_a_list_as_long_as_allowed_is_added(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    people = "\n".join(f"Nguyễn Văn An; số {number}" for number in range(MAX_LINES))
    answer = signed_in(cell.secretary).post("/chi-bo/them-danh-sach/luu", data={"people": people})
    assert answer.status_code == 303
    assert len(names_in(app, cell.id)) == MAX_LINES + 4


def test_the_cell_is_renamed(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.secretary)
    assert browser.post("/chi-bo/ten", data={"name": "Chi bộ Tổ 6"}).status_code == 303
    assert cell_name(app, cell.id) == "Chi bộ Tổ 6"
    assert browser.post("/chi-bo/ten", data={"name": " "}).status_code == 422
    assert "Chi bộ Tổ 6" in text_of(browser, "/chi-bo")


@pytest.mark.parametrize("path", ["/chi-bo", "/chi-bo/the-dang-nhap"])
def test_a_longer_roster_asks_the_database_no_more_often(
    app: Flask, cell: TestCell, signed_in: SignIn, path: str
) -> None:
    browser = signed_in(cell.secretary)
    browser.get(path)
    statements: list[str] = []
    event.listen(
        app.extensions["database"].reader,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_more: (
            statements.append(statement) if "SELECT" in statement else None
        ),
    )
    browser.get(path)
    few = len(statements)
    names = "\n".join(f"Lê Văn Ba; tổ {number}" for number in range(20))
    browser.post("/chi-bo/them-danh-sach/luu", data={"people": names})
    statements.clear()
    browser.get(path)
    # One for who is signed in, one for the page.
    assert (few, len(statements)) == (2, 2)


def test_a_single_name_is_read_by_the_same_rules_as_a_list(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.secretary)
    assert browser.post("/chi-bo/them", data={"name": "LÒ THỊ HOÀ (bí thư đoàn)"}).status_code == 303
    assert "Lò Thị Hoà" in names_in(app, cell.id)
    assert "bí thư đoàn" in text_of(browser, "/chi-bo")


def test_the_preview_says_what_was_changed_and_what_is_refused(cell: TestCell, signed_in: SignIn) -> None:
    listed = {"people": "LÒ THỊ HOÀ\nVàng Thị Mỷ\nhoa@example.vn"}
    page = signed_in(cell.secretary).post("/chi-bo/them-danh-sach", data=listed).text
    first, second, third = page.split('<ol class="list">')[1].split("</ol>")[0].split("</li>")[:3]
    assert "Lò Thị Hoà" in first
    assert "viết toàn chữ in" in first
    assert "viết toàn chữ in" not in second
    assert "field__error" in third
    assert "Dòng 3" in third
