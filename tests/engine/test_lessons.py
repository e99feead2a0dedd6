"""Reading lessons of cards."""

from datetime import date

import pytest

from quizzes.formats.lesson import read_lesson
from quizzes.formats.problems import Ledger
from quizzes.formats.topic import read_topic
from tests.engine.examples import FILES, LESSON, messages, reading_with


def test_a_card_has_its_text_source_last_day_and_question():
    topic = reading_with().topic
    assert topic is not None
    first, second = topic.lessons[0].cards
    assert first.title == "Tiếng hô không phải là nguồn tin"
    assert first.body == "Chiều 27/7/2025, một **tiếng hô** lan đi."
    assert first.source == "CafeF, 28/7/2025 (https://cafef.vn/a.chn)"
    assert first.valid_until == date(2026, 12, 31)
    assert first.question is None
    assert second.question is not None
    assert second.valid_until is None


def test_lessons_stand_in_the_order_of_their_numbers():
    files = {
        **FILES,
        "lessons/10-muoi.md": LESSON.replace("hoi-lai", "x"),
        "lessons/2-hai.md": LESSON.replace("hoi-lai", "y"),
    }
    topic = read_topic(files, "tin-gia").topic
    assert topic is not None
    assert [lesson.slug for lesson in topic.lessons] == ["dung-lai", "hai", "muoi"]


LESSON_FAULTS = {
    "front": (("+++\ntitle", "title"), "The lesson does not begin with its title."),
    "front toml": (("minutes = 5", "minutes ="), "The text is not valid TOML"),
    "minutes": (("minutes = 5", 'minutes = "5"'), "“minutes” must be a whole number from 1 to 60."),
    "words": (("một **tiếng hô** lan đi.", "hô " * 80), "The card has 82 words."),
    "no text": (("Chiều 27/7/2025, một **tiếng hô** lan đi.", ""), "The card has no text."),
    "no heading": (("## Hỏi lại", "## "), "A card has no heading."),
    "no source": (
        ("Nguồn: CafeF, 28/7/2025 (https://cafef.vn/a.chn)\nĐúng", "Đúng"),
        "The card has no source.",
    ),
    "two sources": (("Đúng đến: 31/12/2026", "Nguồn: khác"), "The card has more than one line “Nguồn:”."),
    "day": (("31/12/2026", "31/2/2026"), "“31/2/2026” is not one day."),
    "day in words": (("31/12/2026", "cuối năm"), "“cuối năm” is not one day."),
    "html": (("**tiếng hô**", "<b>tiếng hô</b>"), "The card has HTML."),
    "link": (("**tiếng hô**", "[tiếng](a.vn)"), "The card has a link or an image."),
    "image": (("**tiếng hô**", "![tiếng](a.png)"), "The card has a link or an image."),
    "address": (("**tiếng hô**", "https://a.vn"), "The card has a link or an image."),
    "heading": (("Ai nói?", "### Ai nói?\n"), "The card has a heading or a block of code."),
    "old font": (
        ("Ai nói? Nói ở đâu?", "Ng­êi ®¶ng viªn ViÖt Nam"),
        "The card was typed in an old TCVN3 font",
    ),
    "late": (("Đúng đến: 31/12/2026", "Còn nữa."), "“Còn nữa.” stands below the source or the question."),
    "early": (("## Tiếng hô", "Mở đầu.\n\n## Tiếng hô"), "There is text before the first card."),
    "open block": (("```\n", ""), "The question's block is not closed."),
    "no question": (("```question", "```toml"), "The lesson does not end with a question."),
    "broken question": (('id = "hoi-lai"', "id ="), "The text is not valid TOML"),
    "two questions": (
        ("```question", "```question\n```\n```question"),
        "The card has more than one question.",
    ),
    "no card": (("## ", "# "), "The lesson has no card."),
}


@pytest.mark.parametrize(("change", "message"), LESSON_FAULTS.values(), ids=LESSON_FAULTS.keys())
def test_a_faulty_lesson_is_explained(change, message):
    text = LESSON.replace(*change)
    assert text != LESSON
    reading = reading_with(lesson=text)
    assert reading.topic is None
    assert any(line.startswith(message) for line in messages(reading.problems))


def test_eighty_words_and_a_scheme_spoken_of_are_allowed():
    text = LESSON.replace("một **tiếng hô** lan đi.", "«https://» " + "hô " * 77)
    assert reading_with(lesson=text).problems == ()


def test_a_third_card_without_a_question_is_one_too_many():
    card = "## Thẻ {0}\n\nMột câu.\n\nNguồn: báo (https://a.vn)\n\n"
    start, end = LESSON.split("## Tiếng")
    two = start + card.format(1) + "## Tiếng" + end
    assert messages(reading_with(lesson=two).problems) == []
    three = start + card.format(0) + card.format(1) + card.format(2) + "## Tiếng" + end
    assert messages(reading_with(lesson=three).problems) == ["This is the third card without a question."]


def test_nested_lists_keep_their_depth():
    ledger = Ledger("lessons/1-a.md")
    lesson = read_lesson(LESSON.replace("Ai nói? Nói ở đâu?", "- một\n  - hai  \n\n> ba"), "a", ledger)
    assert lesson.cards[1].body == "- một\n  - hai\n\n> ba"
