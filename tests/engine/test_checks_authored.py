"""What is told about a topic that a cell wrote: wording, age, and questions that ask the same."""

from datetime import date

import pytest

from quizzes.formats.checks import check_written
from quizzes.formats.checks_authored import check_authored
from quizzes.formats.checks_of_wording import check_wording
from quizzes.formats.duplicates import alike
from quizzes.formats.problems import Ledger
from quizzes.questions import Option, Question, SingleChoice, TrueFalse
from quizzes.quiz import Lesson, Quiz, Topic

TODAY = date(2026, 11, 26)


def statement(prompt: str, question_id: str = "cau-1", **more: object) -> TrueFalse:
    fields = {
        "explanation": "Sách ghi vậy.",
        "source": "https://a.vn/b",
        "skill": "recall",
    }
    return TrueFalse(id=question_id, prompt=prompt, verdict="true", **{**fields, **more})  # type: ignore[arg-type]


def choice(prompt: str, *texts: str, question_id: str = "cau-1") -> SingleChoice:
    options = tuple(Option(letter, text) for letter, text in zip("abcdefghij", texts, strict=False))
    return SingleChoice(
        id=question_id,
        prompt=prompt,
        explanation="Sách ghi vậy.",
        source="https://a.vn/b",
        skill="recall",
        options=options,
        right_id="a",
    )


def topic(*questions: Question, lessons: tuple[Lesson, ...] = ()) -> Topic:
    return Topic(
        slug="thu",
        title="Thử",
        summary="",
        order=1,
        sources=(),
        lessons=lessons,
        quiz=Quiz("Thử", questions),
        meeting_questions=(),
        meeting_title="",
        meeting_minutes=None,
    )


def wording(question: Question) -> list[str]:
    ledger = Ledger("quiz.toml")
    check_wording(question, ledger)
    return [problem.message for problem in ledger.problems]


@pytest.mark.parametrize(
    "prompt",
    [
        "Đảng viên không được không đóng đảng phí.",
        "Không phải tin nào chưa kiểm tra cũng chia sẻ.",
        "Việc nào không nên làm khi chưa có nghị quyết?",
    ],
)
def test_a_clause_that_says_no_twice_is_told(prompt: str):
    assert wording(statement(prompt)) == ["“%(clause)s” says no twice."]


@pytest.mark.parametrize(
    "prompt",
    [
        "Chi bộ có cần họp không?",
        "Đồng chí không biết tin ấy có đúng hay không?",
        "Không khí ở thôn không vui.",
        "Chưa rõ thì hỏi, không đoán.",
        "Bác viết: «Không có gì quý hơn độc lập, không ai được quên». Câu ấy ở đâu?",
        "Ai không đóng thì nhắc.",
    ],
)
def test_a_question_or_two_clauses_or_a_quotation_are_no_double_negative(prompt: str):
    assert wording(statement(prompt)) == []


def test_a_no_in_the_question_and_in_an_option_is_told():
    asked = choice("Việc nào không đúng với quy định?", "Không đóng đảng phí", "Họp đúng kỳ")
    assert wording(asked) == ["The question asks what is not so, and this option begins with a no as well."]


@pytest.mark.parametrize(
    ("words", "told"), [(70, []), (71, ["“%(start)s…” has %(count)s words."])], ids=["at most", "one more"]
)
def test_a_question_longer_than_a_phone_shows_is_told(words: int, told: list[str]):
    assert wording(statement("chữ " * words)) == told


def test_a_long_option_and_a_long_explanation_are_told():
    long = choice("Chọn một ý.", "chữ " * 31, "Ngắn")
    assert len(wording(long)) == 1
    assert len(wording(statement("Đúng không?", explanation="chữ " * 121))) == 1


def test_questions_that_ask_nearly_the_same_are_told_whatever_their_marks_and_case():
    one = choice("Chi bộ họp thường kỳ mỗi tháng mấy lần theo Điều lệ?", "Một lần", "Hai lần")
    two = choice("CHI BO họp thường kỳ mỗi tháng mấy lần, theo Điều lệ Đảng?", "Một lần", "Ba lần")
    found = alike({("a", "1"): one, ("b", "2"): two}, [("a", "1")])
    assert [(pair.one, pair.other) for pair in found] == [(("a", "1"), ("b", "2"))]


def test_questions_that_share_a_few_words_are_not_alike():
    one = choice("Chi bộ họp thường kỳ mỗi tháng mấy lần?", "Một lần", "Hai lần")
    two = choice("Chi bộ bầu bí thư mỗi nhiệm kỳ mấy năm?", "Năm năm", "Hai năm")
    assert alike({("a", "1"): one, ("a", "2"): two}, [("a", "1")]) == ()


def test_two_pairs_elsewhere_in_the_bank_are_not_told():
    one = choice("Chi bộ họp thường kỳ mỗi tháng mấy lần?", "Một lần", "Hai lần")
    assert alike({("a", "1"): one, ("b", "1"): one, ("c", "1"): statement("Khác hẳn.")}, [("c", "1")]) == ()


def test_a_question_that_stands_in_another_topic_too_is_told_once():
    one = choice("Chi bộ họp thường kỳ mỗi tháng mấy lần?", "Một lần", "Hai lần")
    told = check_authored(topic(one), {("khac", "cau-9"): one}, TODAY)
    assert [(problem.place, problem.values["text"]) for problem in told if "nearly" in problem.message] == [
        ("cau-1", one.prompt)
    ]


@pytest.mark.parametrize(
    ("last", "message"),
    [
        (date(2026, 11, 25), "This held until %(day)s: it may be out of date."),
        (date(2026, 11, 26), "This holds until %(day)s only."),
        (date(2026, 12, 26), "This holds until %(day)s only."),
    ],
)
def test_a_fact_that_grows_old_is_told(last: date, message: str):
    told = check_authored(topic(statement("Đúng.", valid_until=last)), {}, TODAY)
    assert [
        problem.message for problem in told if "hold" in problem.message or "held" in problem.message
    ] == [message]


def test_a_fact_that_holds_for_long_is_not_told():
    told = check_authored(topic(statement("Đúng.", valid_until=date(2026, 12, 27))), {}, TODAY)
    assert not any("hold" in problem.message or "held" in problem.message for problem in told)


def test_wording_is_told_with_the_rest():
    assert any(
        "says no twice" in problem.message
        for problem in check_written(topic(statement("Không ai không biết.")))
    )
