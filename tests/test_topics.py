"""The topics that ship: readable, whole, with sources, and nothing from memory."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from elearn.paths import shipped_topics_folder
from quizzes.formats.checks import check_shipped
from quizzes.formats.topic import read_folder, read_topic_folder
from quizzes.questions import TYPES, Case, Poll, Post, TrueFalse
from quizzes.quiz import Topic

FOLDERS = sorted(path for path in shipped_topics_folder().iterdir() if path.is_dir())
WANTED = {"tu-luc-tu-cuong", "tin-gia", "danh-du"}
MOST_WORDS = 80


def topic_in(folder: Path) -> Topic:
    """Return the topic of a folder that has no problem."""
    reading = read_topic_folder(folder)
    assert reading.problems == ()
    assert reading.topic is not None
    return reading.topic


every_topic = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def test_the_first_three_topics_ship():
    assert {folder.name for folder in FOLDERS} >= WANTED


@every_topic
def test_it_reads_without_a_problem_and_passes_every_check(folder: Path):
    assert check_shipped(topic_in(folder), read_folder(folder)) == ()


@every_topic
def test_it_has_the_counts_that_the_issue_asks_for(folder: Path):
    topic = topic_in(folder)
    assert 4 <= len(topic.lessons) <= 6
    assert 15 <= len(topic.quiz.questions) <= 25
    assert 4 <= len(topic.meeting_questions) <= 6
    thinking = [question for question in topic.quiz.questions if question.skill != "recall"]
    assert 2 * len(thinking) >= len(topic.quiz.questions)


@every_topic
def test_every_card_is_short_and_every_part_has_its_source(folder: Path):
    topic = topic_in(folder)
    assert topic.sources
    for lesson in topic.lessons:
        for card in lesson.cards:
            assert len(card.body.split()) <= MOST_WORDS, card.title
            assert card.source, card.title
    for question in topic.questions:
        assert question.source or not question.is_marked, question.id
        assert question.explanation, question.id


@every_topic
def test_a_check_question_follows_every_card_or_two(folder: Path):
    for lesson in topic_in(folder).lessons:
        asks = [card.question is not None for card in lesson.cards]
        assert asks[-1], lesson.file
        assert not [pair for pair in pairwise(asks) if pair == (False, False)], lesson.file


@every_topic
def test_nothing_is_from_memory_alone(folder: Path):
    for name, text in read_folder(folder).items():
        assert not re.search(r"\[memory\]|\[from memory\]|TODO|FIXME|XXX", text), name


@every_topic
def test_people_are_addressed_as_the_product_does(folder: Path):
    for name, text in read_folder(folder).items():
        # «Bạn» inside a quotation of somebody else's words stays as it was said.
        own = re.sub(r"[“\"«‘'][^”\"»’']*[”\"»’']", "", text) if name.endswith(".md") else ""
        assert not re.search(r"\b[Cc]ác bạn\b|\b[Bb]ạn (?:hãy|có thể|nên|cần|phải)\b", own), name


@every_topic
def test_discussion_hints_stand_at_every_meeting_question(folder: Path):
    assert not [question.id for question in topic_in(folder).meeting_questions if not question.discussion]


def test_topics_are_ordered_one_by_one():
    orders = [topic_in(folder).order for folder in FOLDERS]
    assert len(set(orders)) == len(orders)


def test_together_they_use_every_type():
    used = {question.type for folder in FOLDERS for question in topic_in(folder).questions}
    assert used == set(TYPES)


def test_in_the_topic_on_false_news_verdicts_are_balanced_and_doubt_is_sometimes_right():
    topic = topic_in(shipped_topics_folder() / "tin-gia")
    posts = [question for question in topic.questions if isinstance(question, Post)]
    judged = [question for question in topic.questions if isinstance(question, TrueFalse | Post)]
    assert len(posts) >= 8
    for questions in (posts, judged):
        verdicts = [question.verdict for question in questions]
        assert abs(verdicts.count("true") - verdicts.count("false")) <= 1
        assert "unknown" in verdicts


def test_posts_stand_in_lessons_quiz_and_meeting_of_the_topic_on_false_news():
    topic = topic_in(shipped_topics_folder() / "tin-gia")
    checks = tuple(question for lesson in topic.lessons for question in lesson.questions)
    for questions in (checks, topic.quiz.questions, topic.meeting_questions):
        assert any(isinstance(question, Post) for question in questions)
    assert any(isinstance(question, Case) for question in topic.quiz.questions)
    assert any(isinstance(question, Poll) for question in topic.meeting_questions)
