"""Quizzes to write, files to break, and small helpers that the tests of formats share."""

from functools import cache

from hypothesis import strategies as st

from quizzes.formats.convert import FORMATS, write_file
from quizzes.formats.exchange import Import, Report
from quizzes.formats.intake import common
from quizzes.questions import MultipleChoice, Option, Question, ShortText, SingleChoice, TrueFalse
from quizzes.quiz import Quiz
from quizzes.vietnamese import clean, comparable
from tests.engine.examples import BODIES, question

BOTH_WAYS = sorted(name for name, each in FORMATS.items() if each.read and each.write)
READERS = sorted(name for name, each in FORMATS.items() if each.read)

# Signs that mean something to one format or another, among words of every day.
PIECES = st.sampled_from(
    [
        *(
            "Đảng",
            "chi bộ",
            "a",
            "A.",
            "B)",
            "Câu 2.",
            "1.",
            "Đáp án: B",
            "ANSWER: A",
            "=",
            "~",
            "#",
            "{",
            "}",
        ),
        *("\\", "->", "::", "[html]", "<b>", "&amp;", "//", "%50%", "'", '"', ";", ",", "|", "»", "→", "1,5"),
        *("HẾT", "Phần I", "*", "**", "Nguồn: x", "Giải thích:", "$CATEGORY: c", "TRUE", "=1+1", "@x", "-"),
        *("\t", "T", "Đúng", "½", "…", "😀"),
    ]
)
WORDS = st.lists(PIECES, min_size=1, max_size=6).map(lambda parts: clean(" ".join(parts))).filter(bool)
LINES = st.lists(WORDS, min_size=1, max_size=3).map(lambda lines: clean("\n".join(lines), keep_lines=True))
PLAIN = st.sampled_from(["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "đảng viên"])


@st.composite
def questions(draw: st.DrawFn, question_id: str, words: st.SearchStrategy[str] = WORDS) -> Question:
    """Return any question with options or typed words, its texts drawn from words."""
    fields = common(question_id, draw(words), draw(st.just("") | words), draw(st.integers(1, 10)))
    fields["source"] = draw(st.just("") | words)
    fields["skill"] = draw(st.sampled_from(["recall", "judgement", "application"]))
    kind = draw(st.sampled_from(["choice", "several", "true_false", "short_text"]))
    if kind == "true_false":
        unknown_offered = draw(st.booleans())
        verdict = draw(
            st.sampled_from(["true", "false", "unknown"] if unknown_offered else ["true", "false"])
        )
        return TrueFalse(**fields, verdict=verdict, unknown_offered=unknown_offered)
    if kind == "short_text":
        accepted = draw(st.lists(words.filter(comparable), min_size=1, max_size=3, unique=True))
        return ShortText(**fields, accepted=tuple(accepted))
    texts = draw(st.lists(words, min_size=3, max_size=10, unique=True))
    options = tuple(
        Option(letter, text, draw(st.just("") | words))
        for letter, text in zip("abcdefghij", texts, strict=False)
    )
    if kind == "choice":
        return SingleChoice(**fields, options=options, right_id=draw(st.sampled_from(options)).id)
    right = draw(st.integers(2, len(options) - 1))
    return MultipleChoice(**fields, options=options, right_ids=frozenset(each.id for each in options[:right]))


@st.composite
def quizzes(draw: st.DrawFn, words: st.SearchStrategy[str] = WORDS) -> Quiz:
    """Return a quiz of a few such questions."""
    count = draw(st.integers(1, 4))
    return Quiz(draw(words), tuple(draw(questions(f"q-{n}", words)) for n in range(count)))


def one_of_each() -> Quiz:
    """Return a quiz with the documented example of every type."""
    named = (question(body, f"q-{kind.replace('_', '-')}") for kind, body in BODIES.items())
    return Quiz("Trắc nghiệm", tuple(named))


# Word's and Excel's files carry the time at which they were written, and examples must not change.
@cache
def good_file(name: str) -> bytes:
    """Return a file of a format that holds everything the format can carry."""
    return write_file(one_of_each(), name).data


def named_in(report: Report) -> dict[str, set[str]]:
    """Return, by question, the keys that an export's report names; {"*"} where it is all of the question."""
    found: dict[str, set[str]] = {}
    for entry in report.entries:
        keys = set(entry.values["keys"].split(", ")) if "keys" in entry.values else {"*"}
        found.setdefault(entry.place, set()).update(keys)
    return found


def by_id_or_place(written: tuple[Question, ...], imported: Import) -> list[tuple[Question, Question | None]]:
    """Return each question with what came back of it: by id, or by place where ids do not travel."""
    read = {question.id: question for question in imported.questions}
    if len(written) == len(imported.questions) and not {question.id for question in written} <= read.keys():
        return list(zip(written, imported.questions, strict=True))
    return [(question, read.get(question.id)) for question in written]
