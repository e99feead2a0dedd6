"""From a sorted draft to a question, or to the reason why there is none."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final, TypeVar

from quizzes.formats import intake
from quizzes.formats.choices import LETTERS, choice_question, verdict_of
from quizzes.formats.exchange import Spot
from quizzes.formats.plain_text.answers import right_places, verdicts_of
from quizzes.formats.plain_text.draft import Draft
from quizzes.formats.plain_text.key import KeyEntry
from quizzes.formats.problems import N_
from quizzes.questions import Question, ShortText, Skill, TrueFalse
from quizzes.questions.base import Common
from quizzes.questions.short_text import LONGEST_RESPONSE
from quizzes.vietnamese import clean, comparable, fold

BETWEEN_ANSWERS: Final = " | "
SKILL_WORDS: Final[dict[Skill, str]] = {
    "recall": "nhớ",
    "judgement": "nhận định",
    "application": "vận dụng",
}
T = TypeVar("T")
_SKILLS: Final[dict[str, Skill]] = {
    **{word: "recall" for word in ("nho", "recall", "nhan biet", "nb", "biet")},
    **{word: "judgement" for word in ("nhan dinh", "judgement", "thong hieu", "th", "hieu")},
    **{word: "application" for word in ("van dung", "application", "vd", "van dung cao", "vdc")},
}
_POINTS = re.compile(
    r"[ \t]*[(\[]?[ \t]*(\d{1,3}(?:[.,]\d{1,3})?)[ \t]*(?:điểm|đ)[ \t]*[)\]]?[:.]?[ \t]*", re.I
)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def question_of(draft: Draft, entry: KeyEntry | None, ids: intake.Ids, spot: Spot) -> Question | None:
    """Return the question of a draft, noted as read; None after noting why there is none."""
    _take_note(draft)
    fields = _fields(draft, entry, ids, spot)
    if draft.choices:
        right = right_places(draft, entry, spot)
        _note_verdicts(draft, spot)
        feedback = {letter: _joined(lines) for letter, lines in draft.other.items() if len(letter) == 1}
        options = [
            (choice.text, feedback.get(letter, ""))
            for letter, choice in zip(LETTERS + " " * 99, draft.choices, strict=False)
        ]
        question = choice_question(fields, options, right, spot)
    else:
        question = _open_question(fields, draft, spot)
    if question is not None:
        spot.took(question)
    return question


def _fields(draft: Draft, entry: KeyEntry | None, ids: intake.Ids, spot: Spot) -> Common:
    def other(key: str) -> str:
        return _joined(draft.other.get(key, ()))

    prompt = clean("\n".join(line.text for line in draft.prompt), keep_lines=True)
    why = draft.explanation or (entry.why if entry else [])
    points = _points(other("points"), spot)
    fields = intake.common(
        ids.next(other("id")), prompt, clean("\n".join(why), keep_lines=True), points, other("source")
    )
    fields["discussion"] = clean("\n".join(draft.other.get("discussion", ())), keep_lines=True)
    fields["skill"] = _known(other("skill"), lambda text: _SKILLS.get(fold(text)), spot) or "recall"
    fields["valid_until"] = _known(other("valid_until"), _day, spot)
    return fields


def _known(text: str, read: Callable[[str], T | None], spot: Spot) -> T | None:
    value = read(text) if text else None
    if text and value is None:
        spot.left_out(
            N_("“%(text)s” is not understood here."),
            N_("Write it as the guide shows it."),
            text=text[:80],
        )
    return value


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _points(text: str, spot: Spot) -> int:
    found = _POINTS.fullmatch(f"{text} điểm") if text else None
    if found is None:
        return 1
    return intake.whole_points(Fraction(found[1].replace(",", ".")), spot)


def _take_note(draft: Draft) -> None:
    """Take what stands in brackets behind the number: points, a level; other words go to the prompt."""
    note = draft.note.strip(" \t")
    inside = note.strip("()[]").strip()
    if not inside:
        return
    if found := _POINTS.fullmatch(inside):
        draft.other.setdefault("points", []).append(found[1])
    elif fold(inside) in _SKILLS:
        draft.other.setdefault("skill", []).append(inside)
    elif draft.prompt:
        first = draft.prompt[0]
        draft.prompt[0] = replace(first, text=f"{note} {first.text}", marks=())


def _joined(lines: Sequence[str]) -> str:
    return clean(" ".join(lines))


def _note_verdicts(draft: Draft, spot: Spot) -> None:
    if any(map(verdicts_of, draft.answers)):
        spot.changed(
            N_("Right and wrong for each statement became: choose every right statement."),
            N_("Divide it into several questions if each statement should count alone."),
        )


def _open_question(fields: Common, draft: Draft, spot: Spot) -> Question | None:
    """Return a question without options: true or false, or words to type."""
    answer = draft.answers[0] if draft.answers else ""
    accepted = tuple(dict.fromkeys(filter(None, map(clean, answer.split(BETWEEN_ANSWERS)))))
    if verdict := verdict_of(answer) if len(fold(answer)) > 1 else "":
        return TrueFalse(**fields, verdict=verdict, unknown_offered=verdict == "unknown")
    if not fields["prompt"]:
        message, remedy = N_("The question has no text."), N_("Write the question before its options.")
    elif not accepted:
        message = N_("The question has neither options nor an answer.")
        remedy = N_("Add options A, B … or a line “Đáp án: …”.")
    elif any(len(text) > LONGEST_RESPONSE or not comparable(text) for text in accepted):
        message = N_("The answer is too long to be typed, or has no letter or digit.")
        remedy = N_("Give it options, or a short answer.")
    else:
        return ShortText(**fields, accepted=accepted)
    spot.left_out(message, remedy)
    return None
