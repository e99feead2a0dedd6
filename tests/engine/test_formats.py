"""Reading what authors write: everything that is wrong is said at once, and nothing crashes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats.topic import (
    UnreadableText,
    digest,
    meeting_reading,
    quiz_reading,
    read_folder,
    read_meeting,
    read_quiz,
    read_topic,
    read_topic_folder,
)
from quizzes.quiz import Policy
from tests.engine.examples import (
    BODIES,
    COMMON,
    FILES,
    LESSON,
    MEETING,
    TOPIC,
    messages,
    problems_of,
    question_text,
    quiz_text,
    reading_with,
)


def test_a_whole_topic_is_read():
    reading = reading_with()
    assert reading.problems == ()
    topic = reading.topic
    assert topic is not None
    assert (topic.slug, topic.order, topic.meeting_title, topic.meeting_minutes) == (
        "tin-gia",
        2,
        "Trao đổi",
        15,
    )
    assert [question.type for question in topic.quiz.questions] == list(BODIES)


def test_a_topic_without_lessons_or_meeting_can_be_read():
    reading = read_topic({"topic.toml": TOPIC, "quiz.toml": FILES["quiz.toml"]}, "tin-gia")
    assert reading.topic is not None
    assert reading.topic.meeting.questions == ()


def test_the_exam_has_its_tries_and_minutes():
    assert read_quiz(FILES["quiz.toml"]).policy == Policy(None, None)
    text = 'title = "T"\n[exam]\ntries = 2\nminutes = 20\n' + question_text(BODIES["choice"])
    assert read_quiz(text).policy == Policy(2, 20)
    assert "“hours” is not known here." in messages(quiz_reading(text.replace("minutes", "hours")).problems)


def test_a_byte_order_mark_does_not_matter():
    assert read_quiz("\ufeff" + FILES["quiz.toml"]) == read_quiz(FILES["quiz.toml"])
    assert reading_with(topic="\ufeff" + TOPIC, lesson="\ufeff" + LESSON.replace("\n", "\r\n")).problems == ()


def test_text_is_stored_clean_whatever_the_author_typed():
    text = quiz_text(question_text(BODIES["choice"])).replace("Chọn gì?", "Cho\u0323n  gì\u200b?")
    assert read_quiz(text).questions[0].prompt == "Chọn gì?"


def test_a_pinned_text_is_known_by_its_digest():
    assert digest("Đảng") == hashlib.sha256("Đảng".encode()).hexdigest()


def test_pinned_text_that_cannot_be_read_says_why():
    with pytest.raises(UnreadableText) as caught:
        read_quiz("title = 1")
    assert messages(caught.value.problems) == ["“title” must be text.", "“question” is missing."]
    assert read_meeting(MEETING).questions[0].discussion == "Vì sao đồng chí nghĩ thế?"


COMMON_FAULTS = {
    "no type": ("", "“type” is missing."),
    "unknown type": ('type = "essay"', "“type” cannot be “essay”."),
    "points": (BODIES["choice"] + "points = 11", "“points” must be a whole number from 1 to 10."),
    "points true": (BODIES["choice"] + "points = true", "“points” must be a whole number from 1 to 10."),
    "day in words": (BODIES["choice"] + 'valid_until = "2026-12-31"', "“valid_until” must be a date."),
    "day with hour": (
        BODIES["choice"] + "valid_until = 2026-12-31T10:00:00",
        "“valid_until” must be a date.",
    ),
    "unknown key": (BODIES["choice"] + 'promt = "x"', "“promt” is not known here."),
    "options no list": ('type = "choice"\noptions = "a"', "“options” must be a list."),
    "bad toml": (BODIES["choice"] + "points = ", "The text is not valid TOML (line"),
    "endless number": (BODIES["choice"] + f"points = {'1' * 5000}", "The text is not valid TOML (line ?)"),
    "endless nesting": (BODIES["choice"] + f"points = {'[' * 10000}", "The text is not valid TOML (line ?)"),
}


@pytest.mark.parametrize(("body", "message"), COMMON_FAULTS.values(), ids=COMMON_FAULTS.keys())
def test_a_faulty_question_is_explained(body, message):
    assert any(line.startswith(message) for line in problems_of(body))


@pytest.mark.parametrize("key", ["id", "skill", "prompt", "explanation", "source"])
def test_what_every_question_needs_is_missed(key):
    text = quiz_text(question_text(BODIES["choice"]))
    lines = [line for line in text.splitlines() if not line.startswith(f"{key} =")]
    assert messages(quiz_reading("\n".join(lines)).problems) == [f"“{key}” is missing."]


def test_all_problems_are_told_at_once_each_at_its_place():
    first = question_text(BODIES["choice"].replace('"Hỏi thêm qua chính số ấy"', "7"), "a")
    second = question_text('type = "order"\n', "b")
    reading = quiz_reading(quiz_text(first, second))
    assert reading.quiz is None
    assert [(problem.file, problem.place) for problem in reading.problems] == [
        ("quiz.toml", "question › a › options › c"),
        ("quiz.toml", "question › b"),
    ]


def test_an_id_is_used_once_in_a_topic():
    twice = quiz_text(question_text(BODIES["choice"], "a"), question_text(BODIES["order"], "a"))
    assert messages(quiz_reading(twice).problems) == ["The id “a” belongs to another question of this topic."]
    reading = reading_with(meeting=MEETING.replace("trao-doi", "hoi-lai"))
    assert [(problem.file, problem.place) for problem in reading.problems] == [("meeting.toml", "hoi-lai")]


def test_a_meetings_question_needs_something_to_discuss():
    text = 'title = "T"\n' + question_text(BODIES["choice"])
    assert messages(meeting_reading(text).problems) == ["The meeting's question has no “discussion”."]


TOPIC_FAULTS = {
    "no topic": ({"topic.toml": None}, "The file topic.toml is missing."),
    "no quiz": ({"quiz.toml": None}, "The file quiz.toml is missing."),
    "misspelt": ({"quizz.toml": ""}, "The file quizz.toml is not part of a topic."),
    "unnumbered": ({"lessons/dung-lai.md": LESSON}, "The file lessons/dung-lai.md is not part of a topic."),
    "same lesson": ({"lessons/2-dung-lai.md": LESSON}, "Two lessons have the name “dung-lai”."),
    "order": ({"topic.toml": TOPIC.replace("2", '"2"', 1)}, "“order” must be a whole number from 0 to 9999."),
    "sources": ({"topic.toml": 'title="a"\nsummary="b"\norder=1\nsources="c"'}, "“sources” must be a list."),
    "empty": ({"topic.toml": 'title=""\nsummary="b"\norder=1'}, "“title” is empty."),
}


@pytest.mark.parametrize(("change", "message"), TOPIC_FAULTS.values(), ids=TOPIC_FAULTS.keys())
def test_a_faulty_topic_is_explained(change, message):
    files = {name: text for name, text in {**FILES, **change}.items() if text is not None}
    reading = read_topic(files, "tin-gia")
    assert reading.topic is None
    assert message in messages(reading.problems)


def test_the_folders_name_is_the_slug_and_must_be_one():
    assert messages(read_topic(FILES, "Tin giả").problems) == [
        "“Tin giả” cannot be the name of a topic's folder."
    ]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tin-gia" / "lessons").mkdir(parents=True)
    for name, text in FILES.items():
        (tmp_path / "tin-gia" / name).write_text(text, encoding="utf-8")
    return tmp_path / "tin-gia"


def test_a_folder_is_read_with_or_without_a_byte_order_mark(folder):
    (folder / "quiz.toml").write_text(FILES["quiz.toml"], encoding="utf-8-sig", newline="\r\n")
    (folder / "README.txt").write_text("không đọc")
    assert read_folder(folder) == FILES
    assert read_topic_folder(folder).topic == reading_with().topic


def test_files_in_another_encoding_are_all_named(folder):
    (folder / "quiz.toml").write_bytes(b'title = "a"\n\xff')
    (folder / "topic.toml").write_text(TOPIC, encoding="utf-16")
    reading = read_topic_folder(folder)
    assert [problem.file for problem in reading.problems] == ["quiz.toml", "topic.toml"]
    assert messages(reading.problems) == [
        "The file is not UTF-8 text but Windows-1258 / TCVN3 / VNI (line 2).",
        "The file is not UTF-8 text but UTF-16 (line 1).",
    ]


def test_a_folder_in_place_of_a_file_is_named(folder):
    (folder / "x.toml").mkdir()
    assert messages(read_topic_folder(folder).problems)[0].startswith("The file cannot be opened:")


def test_a_folder_that_is_not_there_lacks_its_files(tmp_path):
    assert "The file topic.toml is missing." in messages(read_topic_folder(tmp_path / "khong-co").problems)


KEYS = st.sampled_from(
    [
        "id",
        "skill",
        "prompt",
        "source",
        "options",
        "right",
        "reasons",
        "verdict",
        "accepted",
        "pairs",
        "items",
    ]
)
TYPE_LINES = st.sampled_from([f'type = "{kind}"' for kind in BODIES])
VALUES = st.sampled_from(
    [
        "1",
        "true",
        '""',
        '"a"',
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "[1]",
        "[{}, {}, {}]",
        "2026-01-01",
        "1.5",
        "nan",
        "'''a\nb'''",
    ]
)
LINES = st.lists(
    st.builds("{} = {}".format, KEYS, VALUES), max_size=6, unique_by=lambda line: line.split()[0]
)


@given(TYPE_LINES, LINES)
def test_no_value_of_a_wrong_type_is_a_crash(type_line, lines):
    text = quiz_text("[[question]]\n" + "\n".join([type_line, *lines]))
    reading = quiz_reading(text)
    assert reading.quiz is None
    assert messages(reading.problems)


@given(st.text())
def test_no_text_is_a_crash(text):
    for reading in (quiz_reading(text), meeting_reading(text), read_topic(dict.fromkeys(FILES, text), text)):
        assert messages(reading.problems)


@given(st.data())
def test_no_damage_to_a_file_is_a_crash(data):
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 40))
    damaged = text[:start] + data.draw(st.text(max_size=5)) + text[start + length :]
    reading = read_topic({**FILES, name: damaged}, "tin-gia")
    assert (reading.topic is None) == bool(messages(reading.problems))


def test_the_example_of_what_every_question_has_is_complete():
    assert all(key in COMMON for key in ("skill", "prompt", "explanation", "source"))
