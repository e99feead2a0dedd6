"""Answer sheets typed into the grid: drafts, what cannot be read, what counts, and who sees it."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.accounts.models import AccessRecord, Member
from elearn.attempts.models import Attempt, GivenResponse
from elearn.paper.queries import version_of
from elearn.topics.models import Printing
from quizzes.paper import key_of, kind_of
from quizzes.questions import Question
from tests.conftest import PIN, TOPIC, SignIn, TestCell, TestClock
from tests.web.cells_hands import text_of
from tests.web.paper_hands import printing_of
from tests.web.planning_hands import crowd
from tests.web.taking import start

Fields = dict[str, str]


@dataclass
class Desk:
    """The secretary's browser with a printing on the desk."""

    app: Flask
    browser: FlaskClient
    printing: int

    def address(self, letter: str = "A") -> str:
        """Return the address of a version's grid."""
        return f"/tren-giay/{self.printing}/nhap/{letter}"

    def questions(self, letter: str = "A") -> tuple[Question, ...]:
        """Return the questions of a version in the order printed."""
        with self.app.app_context(), self.app.extensions["database"].reading() as session:
            printing = session.scalars(select(Printing).filter_by(id=self.printing)).one()
            return version_of(session, printing, letter).questions

    def row(self, member: Member, cells: list[str], before: list[str] | None = None) -> Fields:
        """Return what a row of the grid posts."""
        fields = {f"o{member.id}-{n}": cell for n, cell in enumerate(cells, 1)}
        return fields | {f"b{member.id}": "|".join(before or [""] * len(cells))}

    def right(self, letter: str = "A") -> list[str]:
        """Return the cells of a sheet on which everything is right."""
        return [key_of(question) or "1" for question in self.questions(letter)]

    def attempts(self, member: Member) -> list[Attempt]:
        """Return a member's attempts."""
        with self.app.extensions["database"].reading() as session:
            return list(session.scalars(select(Attempt).filter_by(member_id=member.id)))

    def responses(self) -> dict[str, tuple[str, int]]:
        """Return every response that is kept: question → response and mark."""
        with self.app.extensions["database"].reading() as session:
            return {g.question: (g.response, g.mark) for g in session.scalars(select(GivenResponse))}


@pytest.fixture
def desk(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> Desk:
    """The secretary with a freshly printed quiz."""
    return Desk(app, signed_in(cell.secretary), printing_of(app, cell, the_clock))


COUNT = {"tinh": "1"}


def test_a_sheet_that_is_all_right_counts_as_an_attempt_on_paper(desk: Desk, cell: TestCell) -> None:
    answer = desk.browser.post(desk.address(), data=desk.row(cell.dinh, desk.right()) | COUNT)
    assert answer.status_code == 303
    (attempt,) = desk.attempts(cell.dinh)
    assert (attempt.mode, attempt.right, attempt.asked, attempt.mark) == ("paper", 6, 6, 1000)
    assert attempt.entered_by == cell.secretary.id


def test_whoever_wrote_nothing_has_no_attempt(desk: Desk, cell: TestCell) -> None:
    empty = [""] * len(desk.questions())
    desk.browser.post(desk.address(), data=desk.row(cell.binh, empty) | COUNT)
    assert desk.attempts(cell.binh) == []


def test_a_mark_by_hand_is_kept_without_a_response(desk: Desk, cell: TestCell) -> None:
    cells = ["5" if kind_of(question) == "hand" else "" for question in desk.questions()]
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, cells) | COUNT)
    kept = desk.responses()
    assert set(kept.values()) == {("[]", 500)}
    assert len(kept) == cells.count("5") == 3


def test_a_draft_stays_after_a_reload_and_counts_nowhere(
    desk: Desk, cell: TestCell, signed_in: SignIn
) -> None:
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, desk.right()))
    page = desk.browser.get(desk.address()).text
    for number, typed in enumerate(desk.right(), 1):
        assert f'name="o{cell.dinh.id}-{number}" value="{typed}"' in page
    (attempt,) = desk.attempts(cell.dinh)
    assert attempt.submitted_at is None
    member = signed_in(cell.dinh)
    assert "trên giấy" not in member.get(f"/chuyen-de/{TOPIC}").text
    assert member.get(f"/luot/{attempt.id}/1").status_code == 404
    assert member.post(f"/luot/{attempt.id}/nop").status_code == 404
    assert desk.browser.get(f"/ket-qua/luot/{attempt.id}").status_code == 404


def test_the_same_post_once_more_changes_nothing(desk: Desk, cell: TestCell, the_clock: TestClock) -> None:
    fields = desk.row(cell.dinh, desk.right()) | COUNT
    desk.browser.post(desk.address(), data=fields)
    (first,) = desk.attempts(cell.dinh)
    the_clock.forward(hours=1)
    desk.browser.post(desk.address(), data=fields)
    (second,) = desk.attempts(cell.dinh)
    assert (first.id, first.submitted_at, first.mark) == (second.id, second.submitted_at, second.mark)
    with desk.app.extensions["database"].reading() as session:
        assert {given.answered_at for given in session.scalars(select(GivenResponse))} == {first.started_at}


def test_what_cannot_be_read_is_named_and_nothing_else_is_lost(desk: Desk, cell: TestCell) -> None:
    cells = desk.right()
    wrong = next(n for n, question in enumerate(desk.questions()) if question.type == "choice")
    cells[wrong] = "X"
    fields = desk.row(cell.dinh, cells) | desk.row(cell.binh, desk.right()) | COUNT
    answer = desk.browser.post(desk.address(), data=fields)
    assert answer.status_code == 422
    assert f"Sùng Mí Dính, câu {wrong + 1}: không đọc được “X”" in answer.text
    assert f'name="o{cell.dinh.id}-{wrong + 1}" value="X"' in answer.text
    assert len(desk.responses()) == 6
    # Nothing counts before all of it can be read.
    assert [attempt.submitted_at for attempt in desk.attempts(cell.binh)] == [None]


def test_a_sheet_of_the_other_version_is_refused_in_words(desk: Desk, cell: TestCell) -> None:
    desk.browser.post(desk.address("A"), data=desk.row(cell.dinh, desk.right("A")) | COUNT)
    answer = desk.browser.post(desk.address("B"), data=desk.row(cell.dinh, desk.right("B")))
    assert answer.status_code == 422
    assert "Sùng Mí Dính: đã nhập ở mã đề A." in answer.text
    assert len(desk.attempts(cell.dinh)) == 1
    assert "đã nhập ở mã đề A" in desk.browser.get(desk.address("B")).text


def test_a_correction_replaces_and_is_summed_up_anew(desk: Desk, cell: TestCell) -> None:
    right = desk.right()
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, right) | COUNT)
    hand = next(n for n, question in enumerate(desk.questions()) if kind_of(question) == "hand")
    corrected = [*right[:hand], "0", *right[hand + 1 :]]
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, corrected, before=right))
    (attempt,) = desk.attempts(cell.dinh)
    assert (attempt.right, attempt.asked) == (5, 6)


def test_an_emptied_row_is_no_result_any_more(desk: Desk, cell: TestCell) -> None:
    right = desk.right()
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, right) | COUNT)
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, [""] * len(right), before=right))
    assert desk.attempts(cell.dinh) == []
    assert desk.responses() == {}


def test_another_person_s_entries_stay_when_an_old_page_is_saved(
    desk: Desk, cell: TestCell, signed_in: SignIn
) -> None:
    signed_in(cell.deputy).post(desk.address(), data=desk.row(cell.dinh, desk.right()))
    # The secretary's page was loaded before: Dính's row is empty there.
    empty = desk.row(cell.dinh, [""] * 6)
    desk.browser.post(desk.address(), data=empty | desk.row(cell.binh, desk.right()))
    assert len(desk.attempts(cell.dinh)) == 1
    assert len(desk.attempts(cell.binh)) == 1


def test_the_member_sees_it_marked_on_paper_with_who_entered_it(
    desk: Desk, cell: TestCell, signed_in: SignIn
) -> None:
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, desk.right()) | COUNT)
    (attempt,) = desk.attempts(cell.dinh)
    member = signed_in(cell.dinh)
    assert "trên giấy" in member.get(f"/chuyen-de/{TOPIC}").text
    result = member.get(f"/luot/{attempt.id}/ket-qua?tat-ca").text
    assert "trên giấy, nhập bởi Nguyễn Văn An" in result
    assert "6/6" in result
    assert "chấm tay" in result
    for path in ("/toi/du-lieu", "/toi/du-lieu/chu"):
        # Headings of the plain text stand in capitals.
        assert "trên giấy, nhập bởi nguyễn văn an" in member.get(path).text.lower()
    held = member.get("/toi/du-lieu.json").json
    assert (held["attempts"][0]["mode"], held["attempts"][0]["entered_by"]) == ("paper", "Nguyễn Văn An")
    assert {"name": "Nguyễn Văn An", "what": "paper", "day": "2026-11-23"} in held["who_looked"]
    assert "phiếu trả lời của đồng chí, được nhập hoặc sửa" in member.get("/toi/du-lieu").text


def test_looking_at_the_grid_is_on_the_access_record(desk: Desk, cell: TestCell) -> None:
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, desk.right()))
    desk.browser.get(desk.address())
    with desk.app.extensions["database"].reading() as session:
        looks = {(look.member_id, look.what) for look in session.scalars(select(AccessRecord))}
    assert looks == {(cell.dinh.id, "paper"), (cell.dinh.id, "attempt")}


def test_results_on_paper_stand_in_scores_and_exports(desk: Desk, cell: TestCell) -> None:
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, desk.right()) | COUNT)
    assert "6/6 câu (trên giấy)" in desk.browser.get(f"/ket-qua/{TOPIC}").text
    assert "trên giấy" in desk.browser.get(f"/ket-qua/{TOPIC}.csv").text
    (attempt,) = desk.attempts(cell.dinh)
    assert "nhập bởi Nguyễn Văn An" in desk.browser.get(f"/ket-qua/luot/{attempt.id}").text


def test_an_erased_member_s_letters_go_and_the_count_stays(
    desk: Desk, cell: TestCell, signed_in: SignIn
) -> None:
    desk.browser.post(desk.address(), data=desk.row(cell.dinh, desk.right()) | COUNT)
    signed_in(cell.dinh).post("/toi/xoa", data={"pin": PIN})
    kept = desk.responses()
    assert {response for response, _mark in kept.values()} == {"[]"}
    assert {mark for _response, mark in kept.values()} == {1000}


def test_another_cell_s_members_are_never_entered(desk: Desk, other_cell: TestCell) -> None:
    answer = desk.browser.post(desk.address(), data=desk.row(other_cell.dinh, desk.right()) | COUNT)
    assert answer.status_code == 303
    assert desk.attempts(other_cell.dinh) == []


def on_paper(app: Flask, desk: Desk, people: list[Member], wrong: bool = False) -> None:
    """Enter the sheets of so many people, all right or, in every question of letters, wrong."""
    cells = desk.right()
    if wrong:
        cells = [
            next(letter for letter in "ABCD" if letter != key) if kind_of(question) == "one" else key
            for question, key in zip(desk.questions(), cells, strict=True)
        ]
    fields: Fields = {}
    for person in people:
        fields |= desk.row(person, cells)
    assert desk.browser.post(desk.address(), data=fields | COUNT).status_code == 303


def test_sheets_alone_are_enough_for_a_questions_figures_and_advice(
    app: Flask, desk: Desk, cell: TestCell, the_clock: TestClock
) -> None:
    people = crowd(app, cell, the_clock, 10)
    on_paper(app, desk, people[:3])
    on_paper(app, desk, people[3:], wrong=True)
    page = text_of(desk.browser, f"/ket-qua/{TOPIC}/cau/mot")
    assert "3/10 câu trả lời đúng" in page
    assert "10 câu trả lời của 10 đồng chí" in page
    assert "Nên làm:" in page


def test_a_sheet_is_compared_beside_the_same_members_practice_and_exam(
    app: Flask, desk: Desk, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    people = crowd(app, cell, the_clock, 5)
    for person in people:
        for mode in ("practice", "exam"):
            taking = start(app, signed_in(person), mode)
            taking.answer_all()
            taking.hand_in()
    on_paper(app, desk, people, wrong=True)
    page = text_of(desk.browser, f"/ket-qua/{TOPIC}/cau/mot")
    assert "10/15 câu trả lời đúng" in page
    # The same three attempts of each, so the paper stands in the analysis and replaces none of the others.
    assert "15 câu trả lời của 5 đồng chí" in page
    assert "từ 15 lượt làm của 5 đồng chí" in text_of(desk.browser, f"/ket-qua/{TOPIC}/so-sanh")


def test_sheets_that_are_being_entered_are_in_no_figure(
    app: Flask, desk: Desk, cell: TestCell, the_clock: TestClock
) -> None:
    people = crowd(app, cell, the_clock, 10)
    for person in people:
        desk.browser.post(desk.address(), data=desk.row(person, desk.right()))
    assert "lượt làm của" not in text_of(desk.browser, f"/ket-qua/{TOPIC}/so-sanh")
    assert "chưa đủ" in text_of(desk.browser, f"/ket-qua/{TOPIC}/cau/mot").lower()
