"""What a topic must be to ship with the product."""

from dataclasses import replace

import pytest

from quizzes.formats.checks import check_shipped
from quizzes.questions import Question, SingleChoice, TrueFalse
from quizzes.quiz import Quiz, Topic
from tests.engine.examples import BODIES, messages, question, reading_with


def topic() -> Topic:
    """Return a topic that may ship."""
    found = reading_with().topic
    assert found is not None
    choices = tuple(
        replace(question(BODIES["choice"], f"c{number}"), skill="judgement") for number in range(15)
    )
    balanced = tuple(
        replace(asked, options=SHORT_RIGHT) for asked in choices if isinstance(asked, SingleChoice)
    )
    return replace(
        found,
        lessons=tuple(replace(found.lessons[0], slug=f"l{number}") for number in range(4)),
        quiz=Quiz("Trắc nghiệm", balanced),
        meeting_questions=found.meeting_questions * 4,
    )


found = question(BODIES["choice"])
assert isinstance(found, SingleChoice)
SHORT_RIGHT = (replace(found.options[0], text="Gọi lại số đã biết"), *found.options[1:])


def changed(**fields: object) -> Topic:
    """Return the topic with every question of its quiz changed."""
    asked = topic().quiz.questions
    return replace(topic(), quiz=Quiz("Trắc nghiệm", tuple(replace(each, **fields) for each in asked)))


def with_option(text: str) -> Topic:
    return changed(options=(SHORT_RIGHT[0], replace(SHORT_RIGHT[1], text=text), SHORT_RIGHT[2]))


def test_a_topic_that_may_ship_has_no_problem():
    assert check_shipped(topic()) == ()


@pytest.mark.parametrize(
    ("short", "place"),
    [
        (replace(topic(), lessons=topic().lessons[:3]), "lessons"),
        (replace(topic(), quiz=Quiz("T", topic().quiz.questions[:14])), "quiz.toml"),
        (replace(topic(), meeting_questions=()), "meeting.toml"),
    ],
)
def test_too_few_or_too_many_of_anything_is_told(short, place):
    assert [problem.place for problem in check_shipped(short)] == [place]


def test_at_least_half_of_the_quiz_asks_for_more_than_memory():
    assert messages(check_shipped(changed(skill="recall"))) == [
        "Only 0 of 15 questions ask for more than memory."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tất cả đáp án trên",
        "Tất cả các phương án trên đều đúng",
        "Cả A và B",
        "A và C",
        "Cả hai phương án trên",
    ],
)
def test_an_option_that_speaks_of_the_others_is_told(text):
    assert any("speaks of the other options" in line for line in messages(check_shipped(with_option(text))))


@pytest.mark.parametrize("text", ["Tất cả đảng viên trong chi bộ", "Cả chi bộ và gia đình", "Ăn và ở"])
def test_an_option_that_only_sounds_like_it_is_left_alone(text):
    assert not any("speaks of" in line for line in messages(check_shipped(with_option(text))))


def test_an_explanation_that_names_an_option_by_its_letter_is_told():
    assert any(
        "by its letter" in line for line in messages(check_shipped(changed(explanation="Phương án A đúng.")))
    )


def test_options_of_very_different_length_are_told():
    assert not check_shipped(with_option("x" * int(1.6 * 18 + 20)))
    assert any("longest option has" in line for line in messages(check_shipped(with_option("x" * 50))))


def test_a_right_option_that_is_the_longest_too_often_is_told():
    given_away = changed(options=found.options)
    longest = len(found.options[0].text) > max(len(option.text) for option in found.options[1:])
    assert longest is False
    wordy = changed(
        options=(replace(SHORT_RIGHT[0], text="Gọi lại số đã biết từ trước cho chắc"), *SHORT_RIGHT[1:])
    )
    assert check_shipped(given_away) == ()
    assert any("is the longest in 15 of" in line for line in messages(check_shipped(wordy)))


def test_true_and_false_statements_are_balanced():
    statement = topic().meeting_questions[0]
    assert isinstance(statement, TrueFalse)
    lopsided = replace(topic(), meeting_questions=(replace(statement, verdict="false"),) * 4)
    assert messages(check_shipped(lopsided)) == ["0 statements are true and 4 are false."]


@pytest.mark.parametrize(
    "source", ["21-NQ/TW, 16/6/2022", "Báo (https://a.vn/b)", "Số 5, ngày 3 tháng 2 năm 2024"]
)
def test_an_address_or_number_and_date_is_a_source(source):
    assert check_shipped(changed(source=source)) == ()


@pytest.mark.parametrize("source", ["Internet", "CafeF, 28/7/2025", "21-NQ/TW"])
def test_anything_less_is_no_source(source):
    assert len(check_shipped(changed(source=source))) == 15


def test_text_that_is_not_nfc_is_told_by_line():
    problems = check_shipped(topic(), {"quiz.toml": "một\nha\u0300i"})
    assert [problem.place for problem in problems] == ["quiz.toml › 2"]


def with_meeting(*asked: Question) -> Topic:
    return replace(topic(), meeting_questions=asked)


def test_real_and_fake_posts_are_balanced_among_themselves_and_with_statements():
    statement, fake = topic().meeting_questions[0], question(BODIES["post"], "bai")
    assert isinstance(statement, TrueFalse)
    fakes = [replace(fake, id=f"bai-{n}") for n in range(2)]
    trues = [replace(statement, id=f"cau-{n}", verdict="true") for n in range(2)]
    lopsided = check_shipped(with_meeting(*fakes, *trues))
    assert [problem.place for problem in lopsided] == ["post"]
    assert messages(lopsided) == ["0 statements are true and 2 are false."]
    together = check_shipped(
        with_meeting(fakes[0], *(replace(one, verdict="false") for one in trues), statement)
    )
    assert [problem.place for problem in together] == ["true_false, post"]


def test_the_parts_of_a_case_are_held_to_the_same_rules():
    case = question(BODIES["case"].replace('text = "Chia sẻ"', 'text = "Cả A và B"'), "tinh-huong")
    statement = topic().meeting_questions[0]
    problems = check_shipped(with_meeting(case, *(replace(statement, id=f"cau-{n}") for n in range(3))))
    assert [problem.place for problem in problems] == ["viec-dau › b"]


def test_a_poll_needs_no_source():
    poll = replace(question(BODIES["poll"], "y-kien"), source="")
    statement = topic().meeting_questions[0]
    assert check_shipped(with_meeting(poll, *(replace(statement, id=f"cau-{n}") for n in range(3)))) == ()
