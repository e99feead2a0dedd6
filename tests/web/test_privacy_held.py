"""What is held about a member: shown whole, taken along, and erased so that only counts stay."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.accounts.models import AccessRecord, Device
from elearn.attempts.models import Attempt
from elearn.models import Base
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.held import RESPONSE, kept, rows, study
from tests.web.reading import MOST_STATEMENTS, read_to_its_end, statements


@pytest.fixture
def dinh(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> FlaskClient:
    """Đồng chí Dính, who has studied, on his phone."""
    study(app, cell, cell.dinh, the_clock)
    return signed_in(cell.dinh)


def test_every_table_about_people_is_thought_of_here() -> None:
    """Who adds a table shows it in privacy/queries.py, and erases it in privacy/actions.py."""
    about_people = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(
            key.referred_table.name in ("members", "attempts", "rounds")
            for key in table.foreign_key_constraints
        )
    }
    assert about_people == {
        "access_records", "assignments", "attempts", "ballots", "ballots_cast", "bookmarks", "check_answers",
        "devices", "draft_parts", "dropped_questions", "earlier_texts", "extensions", "hands", "idea_votes",
        "ideas", "key_corrections", "live_sessions", "meetings", "own_topics", "postponements",
        "preparation_answers", "presences", "printings", "quiz_ballots_cast", "responses", "role_grants",
        "set_aside", "topic_pictures", "topic_versions", "votes",
    }  # fmt: skip


# Seeing it


def test_everything_is_shown_in_plain_words(dinh: FlaskClient) -> None:
    page = dinh.get("/toi/du-lieu").text
    for words in ("Sùng Mí Dính", "Chi bộ Tổ 5", "Chuyên đề thử nghiệm", "4/6", "91/2025/QH15", "23/11/2026"):
        assert words in page


def test_the_page_tells_who_looked_and_when(cell: TestCell, dinh: FlaskClient) -> None:
    page = dinh.get("/toi/du-lieu").text
    who = page.split("<h2>")[-4]
    assert who.count("Nguyễn Văn An") == 2
    assert "Trần Thị Chi" not in who


def test_looking_at_one_s_own_things_leaves_no_record(app: Flask, cell: TestCell, dinh: FlaskClient) -> None:
    for path in ("/toi/du-lieu", "/toi/du-lieu.json", "/toi/du-lieu/chu"):
        dinh.get(path)
    assert len(rows(app, AccessRecord, cell.dinh)) == 2


def test_a_leader_sees_what_stands_under_their_name(
    cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    office = signed_in(cell.secretary).get("/toi/du-lieu.json").json["done_for_the_cell"]
    assert office == {
        "topics_assigned": 0, "extensions_given": 1, "quizzes_printed": 0, "sheets_entered": 0,
        "looks_at_results_of_others": 2, "meetings_planned": 0,
        "meetings_moved": 0, "meetings_hosted": 0, "answers_entered_for_others": 0, "presences_confirmed": 0,
        "questions_dropped": 0, "topics_begun": 0, "parts_of_topics_written": 0, "versions_published": 0,
        "drafts_checked": 0, "pictures_added": 0, "keys_put_right": 0,
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/toi/du-lieu", "/toi/du-lieu.json", "/toi/du-lieu/chu", "/toi/xoa"])
def test_the_number_of_statements_does_not_grow(
    app: Flask, cell: TestCell, dinh: FlaskClient, the_clock: TestClock, path: str
) -> None:
    dinh.get(path)
    with statements(app) as few:
        assert dinh.get(path).status_code == 200
    with app.extensions["database"].writing() as session:
        for n in range(2, 12):
            session.add(
                Attempt(
                    cell_id=cell.id, member_id=cell.dinh.id, topic=TOPIC, mode="practice", ordinal=n,
                    quiz_digest="d", seed="s", started_at=the_clock() + timedelta(hours=n),
                )
            )  # fmt: skip
        session.commit()
    with statements(app) as many:
        assert dinh.get(path).status_code == 200
    assert len(few) == len(many) <= MOST_STATEMENTS, many


# Taking it along


def test_the_file_holds_everything(cell: TestCell, dinh: FlaskClient) -> None:
    answer = dinh.get("/toi/du-lieu.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    taken = answer.json
    assert (taken["name"], taken["sign_in_code"]) == ("Sùng Mí Dính", cell.dinh.code)
    assert taken["bookmarks"][0]["finished_at"] == "2026-11-23T08:00:00+07:00"
    assert taken["check_answers"][0]["response"] == [RESPONSE]
    assert taken["attempts"][0]["responses"][0]["response"] == [RESPONSE]
    assert (taken["attempts"][0]["right"], taken["attempts"][0]["asked"]) == (4, 6)
    assert taken["questions_marked_for_later"] == 1
    assert taken["extensions"][0]["given_by"] == "Nguyễn Văn An"
    assert [look["what"] for look in taken["who_looked"]] == ["attempt", "results"]


def test_the_file_holds_no_secret_and_nothing_of_anybody_else(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn, the_clock: TestClock
) -> None:
    text = signed_in(cell.binh).get("/toi/du-lieu.json").text
    assert RESPONSE not in text
    assert "Sùng" not in text
    own = dinh.get("/toi/du-lieu.json").text
    me = kept(app, cell.dinh)
    assert me.pin_hash
    assert me.pin_hash not in own
    for device in rows(app, Device, cell.dinh):
        assert device.token_digest not in own


def test_the_same_can_be_copied_where_downloads_fail(dinh: FlaskClient) -> None:
    page = dinh.get("/toi/du-lieu/chu").text
    assert 'data-behaviour="copy"' in page
    assert RESPONSE in page


def test_the_text_to_copy_is_written_for_people(cell: TestCell, dinh: FlaskClient, signed_in: SignIn) -> None:
    page = dinh.get("/toi/du-lieu/chu").text
    for words in (
        "Sùng Mí Dính", f"{cell.dinh.code[:4]} {cell.dinh.code[4:]}", "Chuyên đề thử nghiệm", "4/6",
        "67\u00a0%",
        "08:00, 23/11/2026", "Nguyễn Văn An",
    ):  # fmt: skip
        assert words in page
    for sign_of_a_computer in ("{", "mark_in_thousandths", "+07:00", "null", "signed_in_at", "&#34;"):
        assert sign_of_a_computer not in page.split("<textarea")[1].split("</textarea>")[0]


def test_the_text_says_questions_and_answers_in_words(cell: TestCell, signed_in: SignIn) -> None:
    binh = signed_in(cell.binh)
    read_to_its_end(binh)
    text = binh.get("/toi/du-lieu/chu").text.split("<textarea")[1]
    assert "kiem-tra-1" not in text
    assert "100\u00a0%" in text


def test_the_text_follows_the_language_of_the_pages(dinh: FlaskClient) -> None:
    dinh.post("/toi/hien-thi", data={"language": "en"})
    text = dinh.get("/toi/du-lieu/chu").text.split("<textarea")[1].split("</textarea>")[0]
    assert "WHO LOOKED AT IT" in text
    assert "Kết quả" not in text


# Erasing it
