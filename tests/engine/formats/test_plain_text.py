"""Questions as people type them in Word and paste them, with all the ways of saying which answer is right."""

import pytest

from quizzes.formats.plain_text import read_text
from quizzes.questions import MultipleChoice, Question, ShortText, SingleChoice, TrueFalse
from tests.engine.formats.reports import places, said


def only(text: str) -> Question:
    """Return the one question of a text."""
    imported = read_text(text)
    assert len(imported.questions) == 1, said(imported.report, "left_out")
    return imported.questions[0]


def right_texts(question: Question) -> tuple[str, ...]:
    return question.answer_texts(question.right_response)


OPTIONS = "A. Một\nB. Hai\nC. Ba\nD. Bốn\n"


@pytest.mark.parametrize(
    "label",
    [
        "Câu 1.",
        "Câu 1:",
        "CÂU 1)",
        "Câu hỏi 1:",
        "Câu 1 -",
        "Câu  1",
        "Câu số 1:",
        "1.",
        "1)",
        "1/",
        "Bài 1:",
        "Bài tập 1.",
        "Question 1:",
        "**Câu 1.**",
        "Câu\xa01.",
        "\tCâu 1:",
        "Câu 1：",
        "Ca\u0302u 1:",
    ],
)
def test_a_question_begins_with_its_number(label: str):
    question = only(f"{label} 1 + 1 bằng mấy?\n{OPTIONS}Đáp án: B")
    assert question.prompt == "1 + 1 bằng mấy?"
    assert right_texts(question) == ("Hai",)


@pytest.mark.parametrize(
    "options",
    [
        OPTIONS,
        "a) Một\nb) Hai\nc) Ba\nd) Bốn\n",
        "A: Một\nB: Hai\nC: Ba\nD: Bốn\n",
        "A/ Một\nB/ Hai\nC/ Ba\nD/ Bốn\n",
        "(A) Một\n(B) Hai\n(C) Ba\n(D) Bốn\n",
        "A.Một\nB.Hai\nC.Ba\nD.Bốn\n",
        "A - Một\nB - Hai\nC - Ba\nD - Bốn\n",
        "A. Một\tB. Hai\tC. Ba\tD. Bốn\n",
        "A. Một   B. Hai   C. Ba   D. Bốn\n",
        "A. Một B. Hai C. Ba D. Bốn\n",
        "A. Một\tB. Hai\nC. Ba\tD. Bốn\n",
        "\xa0\xa0A. Một\n\xa0\xa0B. Hai\nC.\nBa\nD. Bốn\n",
        "A. Một\n\nB. Hai\n\nC. Ba\n\nD. Bốn\n",
    ],
)
def test_options_stand_on_lines_of_their_own_or_share_them(options: str):
    question = only(f"Câu 1. Chọn số?\n{options}Đáp án: C")
    assert isinstance(question, SingleChoice)
    assert [option.text for option in question.options] == ["Một", "Hai", "Ba", "Bốn"]
    assert right_texts(question) == ("Ba",)


def test_options_on_the_line_of_the_question_are_found():
    question = only("Câu 1. Chọn số? A. Một B. Hai C. Ba D. Bốn\nĐáp án: A")
    assert (question.prompt, right_texts(question)) == ("Chọn số?", ("Một",))


def test_a_letter_inside_an_option_begins_no_other_option():
    question = only("Câu 1. Thiếu gì?\nA. Vitamin A, vitamin B. Cả hai\nB. Vitamin C.\nC. Không\nĐáp án: A")
    assert isinstance(question, SingleChoice)
    assert [option.text for option in question.options] == [
        "Vitamin A, vitamin B. Cả hai",
        "Vitamin C.",
        "Không",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "Đáp án: B",
        "Đáp án B",
        "ĐÁP ÁN: B.",
        "Đáp án đúng: B",
        "Đáp án đúng là: B",
        "Đáp án: B. Hai",
        "ĐA: B",
        "Đ/a: b",
        "=> Đáp án: B",
        "Chọn B",
        "Chọn đáp án B.",
        "→ Chọn B",
        "Answer: B",
        "Trả lời: B",
        "Key: B",
        "Đáp án: Hai",
        "Đáp án:\nB",
        "Đáp án: (B)",
        "- Đáp án: B",
    ],
)
def test_the_right_answer_is_said_in_many_ways(answer: str):
    assert right_texts(only(f"Câu 1. 1 + 1?\n{OPTIONS}{answer}")) == ("Hai",)


@pytest.mark.parametrize(
    "options",
    [
        "A. Một\n*B. Hai\nC. Ba",
        "A. Một\nB*. Hai\nC. Ba",
        "A. Một\nB. Hai (đúng)\nC. Ba",
        "A. Một\nB. Hai ✓\nC. Ba",
        "A. Một\n**B. Hai**\nC. Ba",
        "A. Một\nB. Hai *\nC. Ba",
    ],
)
def test_the_right_option_is_marked_in_place(options: str):
    question = only(f"Câu 1. 1 + 1?\n{options}")
    assert right_texts(question) == ("Hai",)


def test_labels_that_are_all_bold_say_nothing():
    imported = read_text("Câu 1. 1 + 1?\n**A.** Một\n**B.** Hai")
    assert said(imported.report, "left_out") == ["It does not say which option is right."]


@pytest.mark.parametrize(
    "answer", ["Đáp án: A, C", "Đáp án: AC", "Đáp án: A và C", "Đáp án: A; C", "Đáp án: A C", "Đáp án: C,A"]
)
def test_several_right_answers_make_a_question_with_several(answer: str):
    question = only(f"Câu 1. Số lẻ?\n{OPTIONS}{answer}")
    assert isinstance(question, MultipleChoice)
    assert right_texts(question) == ("Một", "Ba")


@pytest.mark.parametrize(
    "label", ["Lời giải:", "Giải thích:", "Hướng dẫn giải:", "Lời giải chi tiết:", "HD:", "Lời giải\n"]
)
def test_an_explanation_runs_over_several_lines(label: str):
    question = only(f"Câu 1. 1 + 1?\n{OPTIONS}Đáp án: B\n{label} Vì một\nvà một là hai.\n\nA sai vì thiếu.")
    assert question.explanation.strip() == "Vì một\nvà một là hai.\n\nA sai vì thiếu."


def test_an_answer_at_the_end_of_the_explanation_counts():
    question = only(f"Câu 1. 1 + 1?\n{OPTIONS}Lời giải\nMột và một là hai.\nChọn B")
    assert (right_texts(question), question.explanation) == (("Hai",), "Một và một là hai.")


def test_a_prompt_keeps_its_lines_and_its_own_lists():
    question = only("Câu 1. Xét:\n1. Một\n2. Hai\na) lớn\nb) nhỏ\nA. Chỉ 1\nB. Chỉ 2\nC. Cả hai\nĐáp án: C")
    assert question.prompt == "Xét:\n1. Một\n2. Hai\na) lớn\nb) nhỏ"
    assert right_texts(question) == ("Cả hai",)


def test_two_to_ten_options_are_taken_and_eleven_are_not():
    letters = "ABCDEFGHIJ"
    ten = "".join(f"{letter}. Số {letter}\n" for letter in letters)
    assert len(only(f"Câu 1. Chọn?\n{ten}Đáp án: J").choices) == 10
    assert said(read_text("Câu 1. Chọn?\nA. Một\nĐáp án: A").report, "left_out") == [
        "The question has 1 options."
    ]


@pytest.mark.parametrize(
    ("answer", "verdict"), [("Đúng", "true"), ("Sai", "false"), ("Chưa đủ căn cứ", "unknown")]
)
def test_a_statement_is_judged_by_words_or_by_options(answer: str, verdict: str):
    by_words = only(f"Câu 1. Một lớn hơn hai.\nĐáp án: {answer}")
    by_options = only(f"Câu 1. Một lớn hơn hai.\nA. Đúng\nB. Sai\nC. Chưa đủ căn cứ\nĐáp án: {answer}")
    for question in (by_words, by_options):
        assert isinstance(question, TrueFalse)
        assert question.verdict == verdict


def test_right_and_wrong_for_each_statement_become_a_choice_of_the_right_ones():
    imported = read_text("Câu 1. Xét:\na) Một\nb) Hai\nc) Ba\nĐáp án: a) Đúng, b) Sai, c) Đúng")
    assert right_texts(imported.questions[0]) == ("Một", "Ba")
    assert "Right and wrong for each statement became: choose every right statement." in said(
        imported.report, "changed"
    )


def test_words_to_type_follow_the_answer():
    question = only("Câu 1. Điền từ: … giữ mình.\nĐáp án: đảng viên | người đảng viên")
    assert isinstance(question, ShortText)
    assert question.accepted == ("đảng viên", "người đảng viên")


def test_points_levels_and_other_lines_are_taken():
    question = only(
        f"Câu 7 (2 điểm). 1 + 1?\n{OPTIONS}Đáp án: B\nNguồn: Sách, 2/2026\nMã: so-hai\nMức độ: Vận dụng\n"
        "Đúng đến: 31/12/2026\nTrao đổi: Vì sao?\nPhản hồi A: Thiếu một."
    )
    assert (question.points, question.source, question.id) == (2, "Sách, 2/2026", "so-hai")
    assert (question.skill, str(question.valid_until), question.discussion) == (
        "application",
        "2026-12-31",
        "Vì sao?",
    )
    assert question.choices[0].feedback == "Thiếu một."


def test_points_that_are_not_whole_are_changed_and_named():
    imported = read_text(f"Câu 1. (0,5 điểm) 1 + 1?\n{OPTIONS}Đáp án: B")
    assert imported.questions[0].points == 1
    assert "The question was worth 0,5 points and is now worth 1." in said(imported.report, "changed")


def test_two_ways_that_disagree_are_named():
    imported = read_text("Câu 1. 1 + 1?\nA. Một\n*B. Hai\nC. Ba\nĐáp án: C")
    assert "Two answers disagree: C was kept, B was not." in said(imported.report, "changed")


def test_text_without_numbers_is_read_by_its_empty_lines():
    imported = read_text(f"1 + 1 bằng mấy?\n{OPTIONS}Đáp án: B\n\nHai bớt một còn?\n{OPTIONS}Đáp án: A\n")
    assert [question.prompt for question in imported.questions] == ["1 + 1 bằng mấy?", "Hai bớt một còn?"]


def test_headings_are_named_once_and_the_first_line_is_the_title():
    imported = read_text(
        f"ĐỀ ÔN TẬP\nThời gian: 15 phút\nPHẦN I. TRẮC NGHIỆM\nCâu 1. 1 + 1?\n{OPTIONS}Đáp án: B\n"
        "-- HẾT --\nChúc làm bài tốt!"
    )
    assert imported.title == "ĐỀ ÔN TẬP"
    assert imported.report.is_whole
    assert said(imported.report, "changed")[0] == (
        "3 headings were not taken over, the first of them “Thời gian: 15 phút”."
    )


def test_what_cannot_be_read_is_left_out_with_its_line_and_the_rest_is_read():
    imported = read_text(
        f"Câu 1. Nêu ý nghĩa?\nCâu 2. 1 + 1?\n{OPTIONS}Đáp án: B\n\nDòng lạc\nCâu 3. Chọn?\n{OPTIONS}"
    )
    assert [question.id for question in imported.questions] == ["cau-2"]
    assert list(zip(places(imported.report, "left_out"), said(imported.report, "left_out"), strict=True)) == [
        (("line", "1"), "The question has neither options nor an answer."),
        (("line", "9"), "This line belongs to no question: “Dòng lạc”."),
        (("line", "10"), "It does not say which option is right."),
    ]


def test_a_letter_out_of_order_is_read_and_named():
    imported = read_text("Câu 1. 1 + 1?\nA. Một\nB. Hai\nB. Ba\nD. Bốn\nĐáp án: D")
    assert right_texts(imported.questions[0]) == ("Bốn",)
    assert said(imported.report, "changed")[0].startswith("The letter B is out of order")


def test_a_file_with_a_mark_of_secrecy_is_refused():
    imported = read_text(f"TỐI MẬT\nCâu 1. 1 + 1?\n{OPTIONS}Đáp án: B")
    assert imported.questions == ()
    assert "mark of secrecy" in said(imported.report, "left_out")[0]
