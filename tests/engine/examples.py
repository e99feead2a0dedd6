"""One question of each type, as an author writes it, and small helpers that read text into values."""

from quizzes.formats.problems import Problem
from quizzes.formats.quiz import quiz_reading
from quizzes.formats.topic import TopicReading, read_topic
from quizzes.questions import Question

BODIES = {
    "choice": """
type = "choice"
options = [
  { id = "a", text = "Gọi lại số đã biết từ trước", right = true },
  { id = "b", text = "Chuyển một nửa số tiền trước", feedback = "Chuyển rồi thì rất khó lấy lại." },
  { id = "c", text = "Hỏi thêm qua chính số ấy" },
]
""",
    "several": """
type = "several"
options = [
  { id = "a", text = "Dừng lại", right = true },
  { id = "b", text = "Soi nguồn", right = true },
  { id = "c", text = "Chia sẻ ngay" },
  { id = "d", text = "Tìm thêm", right = true },
  { id = "e", text = "Đoán" },
]
""",
    "true_false": """
type = "true_false"
verdict = "unknown"
unknown_offered = true
reasons = [
  { id = "a", text = "Chưa có cơ quan nào xác nhận", right = true },
  { id = "b", text = "Nhiều người đã chia sẻ" },
]
""",
    "short_text": """
type = "short_text"
accepted = ["đảng viên", "các đảng viên"]
tones = "optional"
""",
    "number": """
type = "number"
value = "1.000,5"
tolerance = "0,5"
unit = "km"
confidence = true
""",
    "cloze": """
type = "cloze"
text = "Trước khi chia sẻ: {1}, {2}, rồi tìm {3} bản tin."
gaps = [
  { options = [{ id = "a", text = "dừng lại", right = true }, { id = "b", text = "chuyển tiếp" }] },
  { accepted = ["soi nguồn", "xem nguồn"], tones = "optional" },
  { accepted = ["2", "hai"] },
]
""",
    "group": """
type = "group"
groups = [{ id = "dau-hieu", text = "Dấu hiệu tin giả" }, { id = "viec-lam", text = "Việc cần làm" }]
items = [
  { id = "a", text = "Không nêu nguồn", group = "dau-hieu" },
  { id = "b", text = "Tìm thêm nơi khác", group = "viec-lam" },
  { id = "c", text = "Thúc giục chia sẻ ngay", group = "dau-hieu" },
  { id = "d", text = "Lần về bản gốc", group = "viec-lam" },
]
""",
    "match": """
type = "match"
pairs = [
  { id = "a", left = "T.L.", right = "Nâng cao đạo đức cách mạng (1969)" },
  { id = "b", left = "C.B.", right = "Tự phê bình và phê bình (1952)" },
  { id = "c", left = "X.Y.Z.", right = "Sửa đổi lối làm việc (1947)" },
]
extra = ["Đường Kách mệnh (1927)"]
""",
    "order": """
type = "order"
items = [
  { id = "a", text = "Dừng" },
  { id = "b", text = "Soi nguồn" },
  { id = "c", text = "Tìm thêm" },
  { id = "d", text = "Lần về gốc" },
  { id = "e", text = "Chia sẻ" },
]
""",
    "post": """
type = "post"
verdict = "false"
parts = [
  { id = "nguoi", kind = "sender", text = "«Tin nhanh 24»", suspicious = true, feedback = "Là ai?" },
  { id = "gio", kind = "time", text = "17:38 · 27/7/2025" },
  { id = "loi", kind = "text", text = "Vỡ đập rồi, chạy đi!", suspicious = true, feedback = "Ai thấy?" },
  { id = "anh", kind = "picture", text = "Ảnh chụp bầu trời tối đen", feedback = "Trời tối không sai." },
  { id = "so", kind = "counts", text = "2.300 lượt chia sẻ" },
]
checks = [
  { id = "xa", text = "Gọi hỏi trực ban xã", right = true, feedback = "Xã biết việc và trả lời được ngay." },
  { id = "dem", text = "Đếm lượt chia sẻ", feedback = "Lượt chia sẻ không cho biết đúng hay sai." },
  { id = "cho", text = "Chờ thêm người nói" },
]
""",
    "case": """
type = "case"
points = 2

[[question.part]]
id = "viec-dau"
type = "choice"
prompt = "Việc đầu tiên?"
explanation = "Hỏi đúng nơi."
options = [{ id = "a", text = "Gọi xã", right = true }, { id = "b", text = "Chia sẻ" }]

[[question.part]]
id = "sau-do"
type = "several"
skill = "application"
prompt = "Xã nói chưa có gì. Sau đó?"
explanation = "Báo lại và theo dõi."
points = 2
options = [
  { id = "a", text = "Báo lại nhóm", right = true },
  { id = "b", text = "Theo dõi tiếp", right = true },
  { id = "c", text = "Mắng người đăng" },
]

[[question.part]]
id = "ai-noi"
type = "short_text"
prompt = "Ai là nơi trả lời?"
explanation = "Trực ban."
source = "Tài liệu riêng (https://example.org/b)"
accepted = ["trực ban xã"]
""",
    "poll": """
type = "poll"
many = true
options = [
  { id = "toi", text = "Buổi tối" },
  { id = "sang", text = "Sáng chủ nhật" },
  { id = "khac", text = "Lúc khác" },
]
""",
}

COMMON = """
skill = "recall"
prompt = "Chọn gì?"
explanation = "Vì thế."
source = "CafeF, 28/7/2025 (https://cafef.vn/a.chn)"
"""


def question_text(body: str, question_id: str = "mot", common: str = COMMON) -> str:
    """Return the TOML of one question inside a quiz or meeting."""
    return f'[[question]]\nid = "{question_id}"\n{common}{body}\n'


def quiz_text(*questions: str) -> str:
    """Return the TOML of a quiz with these questions."""
    return 'title = "Trắc nghiệm"\n' + "".join(questions)


def question(body: str, question_id: str = "mot") -> Question:
    """Return the question an author wrote; the text must have no problem."""
    reading = quiz_reading(quiz_text(question_text(body, question_id)))
    assert reading.quiz is not None, reading.problems
    return reading.quiz.questions[0]


def example(kind: str) -> Question:
    """Return the example of a type."""
    return question(BODIES[kind])


def problems_of(body: str) -> list[str]:
    """Return the messages, filled in, that a question's text gives."""
    return messages(quiz_reading(quiz_text(question_text(body))).problems)


def messages(problems: tuple[Problem, ...]) -> list[str]:
    """Return the filled messages; filling message and remedy proves that every placeholder has its value."""
    for problem in problems:
        assert problem.remedy % problem.values
    return [problem.message % problem.values for problem in problems]


LESSON = (
    """+++
title = "Dừng lại"
minutes = 5
+++

## Tiếng hô không phải là nguồn tin

Chiều 27/7/2025, một **tiếng hô** lan đi.

Nguồn: CafeF, 28/7/2025 (https://cafef.vn/a.chn)
Đúng đến: 31/12/2026

## Hỏi lại

Ai nói? Nói ở đâu?

Nguồn: CafeF, 28/7/2025 (https://cafef.vn/a.chn)

```question
id = "hoi-lai"
"""
    + COMMON
    + BODIES["choice"]
    + "```\n"
)

TOPIC = """
title = "Nhận diện tin giả"
summary = "Bốn bước kiểm chứng."
order = 2
sources = ["Luật An ninh mạng số 116/2025/QH15 (https://vanban.chinhphu.vn)"]
"""

MEETING = 'title = "Trao đổi"\nminutes = 15\n' + question_text(
    BODIES["true_false"] + 'discussion = "Vì sao đồng chí nghĩ thế?"\n', "trao-doi"
)

FILES = {
    "topic.toml": TOPIC,
    "lessons/01-dung-lai.md": LESSON,
    "quiz.toml": quiz_text(
        *(question_text(body, f"q-{kind.replace('_', '-')}") for kind, body in BODIES.items())
    ),
    "meeting.toml": MEETING,
}


def reading_with(**changed: str) -> TopicReading:
    """Read the example topic with some files changed: topic, quiz, meeting or lesson."""
    names = {
        "topic": "topic.toml",
        "quiz": "quiz.toml",
        "meeting": "meeting.toml",
        "lesson": "lessons/01-dung-lai.md",
    }
    return read_topic({**FILES, **{names[key]: text for key, text in changed.items()}}, "tin-gia")
