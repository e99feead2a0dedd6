"""GIFT, its whole grammar: on examples in the manner of Moodle's documentation and on what people send."""

from fractions import Fraction

import pytest

from quizzes.formats.convert import recognise
from quizzes.formats.exchange import Import
from quizzes.formats.gift import read, write
from quizzes.formats.intake import common
from quizzes.questions import (
    Cloze,
    Group,
    Match,
    MultipleChoice,
    Number,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from quizzes.questions.cloze import Gap
from quizzes.quiz import Quiz
from tests.engine.formats.reports import places, said


def gift(text: str) -> Import:
    return read(text.encode())


def only(text: str) -> Question:
    imported = gift(text)
    assert len(imported.questions) == 1, said(imported.report, "left_out")
    return imported.questions[0]


def right_texts(question: Question) -> tuple[str, ...]:
    return question.answer_texts(question.right_response)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_questions_are_parted_by_empty_lines_with_any_line_ends(ends: str):
    text = "Một?{=a ~b}\n\n\n// ghi chú\nHai?{\n~a\n=b\n}\n  \nBa?{T}".replace("\n", ends)
    assert recognise(text.encode()) == "gift"
    assert [question.type for question in gift(text).questions] == ["choice", "choice", "true_false"]


def test_one_choice_has_feedback_for_each_option_and_for_all():
    question = only("::q1::Chọn?{\n~sai#chưa đúng\n=đúng#rất tốt\n####Vì thế.\n}")
    assert isinstance(question, SingleChoice)
    assert (question.id, right_texts(question), question.explanation) == ("q1", ("đúng",), "Vì thế.")
    assert [option.feedback for option in question.options] == ["chưa đúng", "rất tốt"]


@pytest.mark.parametrize(
    "answers",
    ["~%50%một ~hai ~%50%ba", "~%50%một ~%-50%hai ~%50%ba", "~%50%một ~%-100%hai ~%50%ba", "=một ~hai =ba"],
)
def test_several_right_answers_share_the_whole(answers: str):
    imported = gift(f"Chọn?{{{answers}}}")
    (question,) = imported.questions
    assert isinstance(question, MultipleChoice)
    assert right_texts(question) == ("một", "ba")
    assert not [message for message in said(imported.report, "changed") if "Weights" in message]


@pytest.mark.parametrize(
    "answers", ["~%75%một ~hai ~%25%ba", "~%25%một =hai ~ba", "~%33.33333%một ~%66.66667%hai ~ba"]
)
def test_weights_that_we_do_not_have_are_named(answers: str):
    imported = gift(f"Chọn?{{{answers}}}")
    assert len(imported.questions) == 1
    assert said(imported.report, "changed")[0].startswith("Weights of answers were not taken over")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("T", "true"), ("TRUE", "true"), ("F", "false"), ("FALSE", "false"), (" true ", "true")],
)
def test_a_statement_is_true_or_false(answer: str, verdict: str):
    question = only(f"Một nhỏ hơn hai.{{{answer}}}")
    assert isinstance(question, TrueFalse)
    assert question.verdict == verdict


def test_feedback_of_a_verdict_explains_it():
    assert only("42.{FALSE#Sai rồi.#Đúng rồi.}").explanation == "Đúng rồi.\nSai rồi."
    imported = gift("42.{FALSE#Sai rồi.\n####Vì thế.}")
    assert imported.questions[0].explanation == "Vì thế."
    assert said(imported.report, "left_out") == ["Feedback for single answers was left out."]


def test_words_to_type_are_those_that_earn_everything():
    imported = gift("Quê?{=Nazareth#Đúng! =%100%Na-da-rét =%75%Nazereth#sai chính tả =%0%*#sai}")
    (question,) = imported.questions
    assert isinstance(question, ShortText)
    assert (question.accepted, question.explanation) == (("Nazareth", "Na-da-rét"), "Đúng!")
    assert [message[:23] for message in said(imported.report, "left_out")] == [
        "The answer “Nazereth” w",
        "The answer “*” was left",
    ]


@pytest.mark.parametrize(
    ("answer", "low", "value", "high"),
    [
        ("#1822", 1822, 1822, 1822),
        ("#1822:5", 1817, 1822, 1827),
        ("#3.1415:0.0005", Fraction(3141, 1000), Fraction(31415, 10000), Fraction(3142, 1000)),
        ("#3.141..3.142", Fraction(3141, 1000), Fraction(31415, 10000), Fraction(3142, 1000)),
        ("#-5..-1", -5, -3, -1),
        ("#\n=1822:0#Đúng\n", 1822, 1822, 1822),
        ("#3:2~#Hoàn toàn sai", 1, 3, 5),
        ("#1e3", 1000, 1000, 1000),
    ],
)
def test_numbers_are_exact_or_in_a_range(answer: str, low: Fraction, value: Fraction, high: Fraction):
    question = only(f"Bao nhiêu?{{{answer}}}")
    assert isinstance(question, Number)
    assert (question.low, question.value, question.high) == (low, value, high)


def test_a_number_that_earns_a_part_is_left_out_and_named():
    imported = gift("Năm?{#=1822:0 =%50%1822:2}")
    number = imported.questions[0]
    assert isinstance(number, Number)
    assert number.low == number.high == 1822
    assert said(imported.report, "left_out") == ["Numbers that earn only a part were left out."]


def test_pairs_are_matched_with_rights_to_spare():
    question = only("Ghép.{=Canada -> Ottawa =Italy  ->  Rome =Japan->Tokyo = -> Paris}")
    assert isinstance(question, Match)
    assert right_texts(question) == ("Canada → Ottawa", "Italy → Rome", "Japan → Tokyo")
    assert [right.text for right in question.rights][-1] == "Paris"


def test_pairs_with_one_right_for_several_are_groups():
    question = only("Xếp.{=một -> lẻ =hai -> chẵn =ba -> lẻ}")
    assert isinstance(question, Group)
    assert right_texts(question) == ("một → lẻ", "hai → chẵn", "ba → lẻ")


def test_a_missing_word_leaves_a_blank():
    assert (
        only("Grant is {~buried =entombed ~living} in Grant's tomb.").prompt
        == "Grant is _____ in Grant's tomb."
    )
    assert only("Hai cộng hai là {=bốn =4}.").prompt == "Hai cộng hai là _____."


def test_signs_that_are_escaped_mean_nothing():
    question = only("Cái nào \\{không\\} là dấu\\: \\#?{~\\= 2 + 2 =\\= 2 + 3 ~\\~ ~\\\\ ~ a\\}}")
    assert question.prompt == "Cái nào {không} là dấu: #?"
    assert [option.text for option in question.choices] == ["= 2 + 2", "= 2 + 3", "~", "\\", "a}"]
    assert only("Một\\nhai?{T}").prompt == "Một\nhai?"


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("[html]<p>Một <b>hai</b>?</p><p>Ba &lt; bốn</p>", "Một hai?\nBa < bốn"),
        ("[markdown]Một **hai**?", "Một **hai**?"),
        ("[plain]Một <b>hai</b>?", "Một <b>hai</b>?"),
        ("[moodle]Một <b>hai</b>?", "Một hai?"),
        ("[chú ý] Một?", "[chú ý] Một?"),
    ],
)
def test_formats_of_text_are_taken_off(text: str, prompt: str):
    assert only(f"{text}{{=a ~b}}").prompt == prompt


def test_an_option_may_have_a_format_of_its_own():
    question = only("[html]<i>Chọn</i>?{=[plain]<a> ~[html]<b>b</b> ~<u>c</u>}")
    assert [option.text for option in question.choices] == ["<a>", "b", "c"]


def test_a_picture_in_html_is_named():
    imported = gift('[html]Hình <img src="a.png"/>?{=a ~b}')
    assert said(imported.report, "left_out") == ["A picture, drawing or formula object was left out."]


def test_ids_tags_and_titles_are_taken():
    imported = gift("// [id:mã 1] [tag:vận dụng] [tag:lạ]\n::Tên::Một?{=a ~b}\n\n::Tên hai::Hai?{=a ~b}")
    assert [(question.id, question.skill) for question in imported.questions] == [
        ("ma-1", "application"),
        ("ten-hai", "recall"),
    ]
    assert said(imported.report, "left_out") == ["Tags were not taken over: lạ."]


def test_the_first_category_names_the_quiz():
    imported = gift("$CATEGORY: $course$/top/Chi bộ\n\nMột?{=a ~b}\n\n$CATEGORY: khác\n\nHai?{=a ~b}")
    assert (imported.title, len(imported.questions)) == ("Chi bộ", 2)
    assert said(imported.report, "changed")[0] == "2 categories became one list of questions: Chi bộ, khác."


def test_what_is_no_question_here_is_left_out_with_its_line():
    imported = gift("Chỉ là lời dẫn\n\nViết bài {}\n\nHỏng { =a\n\nHai {=a ~b} chỗ {=c ~d}\n\nTốt?{=a ~b}")
    assert len(imported.questions) == 1
    assert list(zip(places(imported.report, "left_out"), said(imported.report, "left_out"), strict=True)) == [
        (("line", "1"), "The text has no answer between braces: it is no question."),
        (("line", "3"), "The question wants an essay, which nobody here can mark."),
        (("line", "5"), "A brace is open or closed alone."),
        (("line", "7"), "The question has more than one section in braces."),
    ]


def test_a_sentence_with_one_gap_is_written_as_a_missing_word():
    cloze = Cloze(**common("mot", "Điền từ"), text="Hai cộng {1} là bốn.", gaps=(Gap("1", ("hai",)),))
    export = write(Quiz("T", (cloze,)))
    assert "Hai cộng {\n\t=hai\n} là bốn." in export.data.decode().replace("\\n", "\n")
    assert "It will be read otherwise than it is written here" in said(export.report, "changed")[0]
