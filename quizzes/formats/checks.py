"""What a topic shipped with the product must be besides readable: last section of topic-format.md."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from quizzes.formats.checks_of_types import check_type
from quizzes.formats.checks_of_wording import check_wording
from quizzes.formats.problems import N_, Ledger, Problem
from quizzes.questions import Case, MultipleChoice, Option, Post, Question, SingleChoice, TrueFalse
from quizzes.quiz import Topic
from quizzes.vietnamese import fold

LESSONS: Final = (4, 6)
QUIZ_QUESTIONS: Final = (15, 25)
MEETING_QUESTIONS: Final = (4, 6)

_ALL_OF_THEM = re.compile(
    r"tat ca (?:cac )?(?:dap an|phuong an|y|cau)\b.*\b(?:tren|deu)"
    r"|\bca [a-h] va [a-h]\b|^[a-h](?:, [a-h])* va [a-h]$"
    r"|\bca (?:hai|ba|bon|2|3|4) (?:dap an|phuong an|y|cau)\b|\b(?:phuong|dap) an [a-h]\b"
)
_BY_LETTER = re.compile(r"\b(?:[Pp]hương|[Đđ]áp) án [A-H]\b")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+|\b(?:[a-z0-9-]+\.)+(?:vn|com|org|net|gov|info)\b")
_NUMBER = re.compile(r"\d+\s*[-/]\s*[A-ZĐ]|\d+/\d{4}/[A-ZĐ]|số\s+\d+", re.IGNORECASE)
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\bngày \d{1,2} tháng \d{1,2},? năm \d{4}\b")


def check_shipped(topic: Topic, files: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """Return where a topic falls short of what ships; with its files, also where they are not NFC."""
    ledger = Ledger("")
    _check_counts(topic, ledger)
    return (*ledger.problems, *check_written(topic), *_not_nfc(files or {}))


def check_written(topic: Topic) -> tuple[Problem, ...]:
    """Return where the wording of a topic falls short: answers given away, no source, hard to read."""
    ledgers = {file: Ledger(file) for file, _ in all_questions(topic)}
    ledger = Ledger("")
    _check_skills(topic, ledger)
    _check_longest(topic, ledger)
    _check_verdicts(topic, ledger)
    _check_card_sources(topic, ledger)
    for file, question in all_questions(topic):
        for check in (_check_source, _check_phrases, _check_lengths, check_type, check_wording):
            check(question, ledgers[file])
    return (*ledger.problems, *(problem for each in ledgers.values() for problem in each.problems))


def all_questions(topic: Topic) -> Iterator[tuple[str, Question]]:
    """Return every question with its file, the parts of a case after the case."""
    for lesson in topic.lessons:
        yield from _with_parts(lesson.file, lesson.questions)
    yield from _with_parts("quiz.toml", topic.quiz.questions)
    yield from _with_parts("meeting.toml", topic.meeting_questions)


def _with_parts(file: str, questions: Iterable[Question]) -> Iterator[tuple[str, Question]]:
    for question in questions:
        yield file, question
        if isinstance(question, Case):
            yield from ((file, part) for part in question.parts)


def _offered(question: Question) -> tuple[Option, ...]:
    """Return the options among which a reader chooses, for the types whose wording can give the key away."""
    match question:
        case SingleChoice() | MultipleChoice():
            return question.options
        case Post():
            return question.checks
    return ()


def _check_counts(topic: Topic, ledger: Ledger) -> None:
    counted = (
        ("lessons", len(topic.lessons), LESSONS),
        ("quiz.toml", len(topic.quiz.questions), QUIZ_QUESTIONS),
        ("meeting.toml", len(topic.meeting_questions), MEETING_QUESTIONS),
    )
    for place, count, (low, high) in counted:
        if not low <= count <= high:
            ledger.add(
                place,
                N_("There are %(count)s."),
                N_("A topic that ships has from %(low)s to %(high)s."),
                count=str(count),
                low=str(low),
                high=str(high),
            )


def _check_skills(topic: Topic, ledger: Ledger) -> None:
    count = sum(question.skill != "recall" for question in topic.quiz.questions)
    if 2 * count < len(topic.quiz.questions):
        ledger.add(
            "quiz.toml",
            N_("Only %(count)s of %(all)s questions ask for more than memory."),
            N_("Make at least half of them “judgement” or “application”."),
            count=str(count),
            all=str(len(topic.quiz.questions)),
        )


def _check_longest(topic: Topic, ledger: Ledger) -> None:
    questions = [
        question for _, question in all_questions(topic) if isinstance(question, SingleChoice | Post)
    ]
    given_away = [question.id for question in questions if _right_is_longest(question)]
    if 5 * len(given_away) > 2 * len(questions):
        ledger.add(
            ", ".join(given_away),
            N_("The right option is the longest in %(count)s of %(all)s questions “choice”."),
            N_("Shorten it, or say more in a wrong option, until at most 40 in a hundred are left."),
            count=str(len(given_away)),
            all=str(len(questions)),
        )


def _right_is_longest(question: SingleChoice | Post) -> bool:
    lengths = {option.id: len(option.text) for option in _offered(question)}
    right = lengths.pop(question.right_check if isinstance(question, Post) else question.right_id)
    return all(right > length for length in lengths.values())


def _check_verdicts(topic: Topic, ledger: Ledger) -> None:
    """Note where more is true than false: in posts, and in statements and posts together."""
    judged = [question for _, question in all_questions(topic) if isinstance(question, TrueFalse | Post)]
    posts = [question for question in judged if isinstance(question, Post)]
    for place, questions in (("true_false, post", judged), ("post", posts)):
        verdicts = [question.verdict for question in questions]
        true, false = verdicts.count("true"), verdicts.count("false")
        if abs(true - false) > 1:
            ledger.add(
                place,
                N_("%(true)s statements are true and %(false)s are false."),
                N_("Turn some around, until the two numbers differ by at most 1."),
                true=str(true),
                false=str(false),
            )


def _check_card_sources(topic: Topic, ledger: Ledger) -> None:
    for lesson in topic.lessons:
        for card in lesson.cards:
            if not _is_source(card.source):
                ledger.add(f"{lesson.file} › ## {card.title}", *_NO_SOURCE, source=card.source)


def _check_source(question: Question, ledger: Ledger) -> None:
    # An opinion has no source.
    if question.is_marked and not _is_source(question.source):
        ledger.add(question.id, *_NO_SOURCE, source=question.source)


def _is_source(text: str) -> bool:
    return bool(_ADDRESS.search(text) or (_NUMBER.search(text) and _DAY.search(text)))


def _check_phrases(question: Question, ledger: Ledger) -> None:
    if _BY_LETTER.search(question.explanation):
        ledger.add(
            question.id,
            N_("The explanation speaks of an option by its letter."),
            N_("Say what the option says: options are shown in another order each time."),
        )
    for option in _offered(question):
        if _ALL_OF_THEM.search(fold(option.text)):
            ledger.add(
                f"{question.id} › {option.id}",
                N_("The option “%(text)s” speaks of the other options, whose order changes."),
                N_("Say the thing itself, or use the type “several”."),
                text=option.text,
            )


def _check_lengths(question: Question, ledger: Ledger) -> None:
    lengths = [len(option.text) for option in _offered(question)]
    if lengths and 10 * max(lengths) > 16 * min(lengths) + 200:
        ledger.add(
            question.id,
            N_("The longest option has %(longest)s characters, the shortest %(shortest)s."),
            N_("Bring them nearer: the longest may have 1.6 times the shortest and 20 more."),
            longest=str(max(lengths)),
            shortest=str(min(lengths)),
        )


def _not_nfc(files: Mapping[str, str]) -> list[Problem]:
    ledger = Ledger("")
    for name, text in files.items():
        for number, line in enumerate(text.split("\n"), start=1):
            if not unicodedata.is_normalized("NFC", line):
                ledger.add(
                    f"{name} › {number}",
                    N_("The line is not in Unicode form NFC."),
                    N_("Save the file again in an editor that writes composed letters."),
                )
    return ledger.problems


_NO_SOURCE: Final = (
    N_("The source “%(source)s” is neither an address nor a text with its number and date."),
    N_("Add the address (https://…), or number and date, as in “21-NQ/TW, 16/6/2022”."),
)
