"""A lesson's text while it is written: its cards, and lines that are put on one of them."""

import pytest

from quizzes.formats.lesson import read_lesson
from quizzes.formats.lesson_pictures import names_in, picture_line, picture_name
from quizzes.formats.lesson_text import NoSuchCard, cards_in, with_check, with_picture
from quizzes.formats.problems import Ledger
from tests.engine.examples import LESSON

TEXT = """## Một
Hai chữ.

Nguồn: sách, 2026

Câu hỏi: cau-1

## Hai
Ba chữ đây.
"""
NAME = picture_name("3f2a9c0b1d2e" + "0" * 52, 640, 360)
LINE = picture_line(NAME, "Bản đồ xã")


def test_cards_say_their_words_without_source_and_question():
    assert [(card.title, card.words, card.checks) for card in cards_in(TEXT)] == [
        ("Một", 2, ("cau-1",)),
        ("Hai", 3, ()),
    ]


def test_a_text_without_a_heading_has_no_card():
    assert cards_in("Chưa có tiêu đề.\n") == ()


@pytest.mark.parametrize("card", [1, 2])
def test_a_picture_stands_on_the_card_it_was_put_on_and_changes_no_word(card: int):
    changed = with_picture(TEXT, card, LINE)
    assert names_in(changed) == (NAME,)
    assert [each.words for each in cards_in(changed)] == [each.words for each in cards_in(TEXT)]
    assert changed.index(LINE) < changed.index("## Hai") or card == 2


def test_a_second_picture_takes_the_place_of_the_first():
    other = picture_line("000000000000-10x10", "Khác")
    assert with_picture(with_picture(TEXT, 1, other), 1, LINE) == with_picture(TEXT, 1, LINE)


def test_a_check_question_stands_at_the_end_of_its_card():
    assert [card.checks for card in cards_in(with_check(TEXT, 2, "cau-2"))] == [("cau-1",), ("cau-2",)]


@pytest.mark.parametrize("card", [0, 3, -1])
def test_a_card_that_is_not_there_is_refused(card: int):
    with pytest.raises(NoSuchCard):
        with_check(TEXT, card, "cau-2")
    with pytest.raises(NoSuchCard):
        with_picture(TEXT, card, LINE)


def read(*lines: str):
    ledger = Ledger("lessons/01-a.md")
    text = LESSON.replace("\nNguồn: CafeF", "\n" + "\n".join(lines) + "\n\nNguồn: CafeF", 1)
    assert text != LESSON
    return read_lesson(text, "a", ledger).cards[0], [problem.message for problem in ledger.problems]


def test_a_card_has_the_picture_its_line_names():
    card, problems = read(LINE)
    assert problems == []
    assert card.picture is not None
    assert (card.picture.name, card.picture.alt) == (NAME, "Bản đồ xã")
    assert (card.picture.width, card.picture.height) == (640, 360)
    assert "Hình" not in card.body


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Hình: anh.png | Bản đồ", "names no picture"),
        ("Hình: ../../etc | Bản đồ", "names no picture"),
        (f"Hình: {NAME}", "does not say in words"),
        (f"Hình: {NAME} | {'a' * 301}", "does not say in words"),
    ],
)
def test_a_line_that_names_no_picture_or_says_nothing_is_a_problem(line: str, message: str):
    card, problems = read(line)
    assert card.picture is None
    assert any(message in problem for problem in problems)


def test_a_second_picture_on_a_card_is_a_problem():
    _, problems = read(LINE, LINE)
    assert problems == ["The card has more than one picture."]
