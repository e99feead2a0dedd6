"""From a sorted draft to a question, or to the reason why there is none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from quizzes.formats import intake
from quizzes.formats.choices import LETTERS, choice_question, verdict_of
from quizzes.formats.exchange import Spot
from quizzes.formats.plain_text.answers import right_places, verdicts_of
from quizzes.formats.plain_text.draft import Draft
from quizzes.formats.plain_text.key import KeyEntry
from quizzes.formats.problems import N_
from quizzes.formats.words import BETWEEN_ANSWERS, common_of, points_of, skill_of
from quizzes.questions import Question, ShortText, TrueFalse
from quizzes.questions.base import Common
from quizzes.questions.short_text import LONGEST_RESPONSE
from quizzes.vietnamese import clean, comparable, fold

_POINTS_FIRST: Final = re.compile(r"[ \t]*[(\[]([^()\[\]]{1,20})[)\]][:.]?[ \t]*")


def question_of(draft: Draft, entry: KeyEntry | None, ids: intake.Ids, spot: Spot) -> Question | None:
    """Return the question of a draft, noted as read; None after noting why there is none."""
    _take_note(draft)
    fields = _fields(draft, entry, ids, spot)
    if draft.choices:
        texts = [choice.text for choice in draft.choices]
        right = right_places(draft, texts, entry, spot)
        _note_verdicts(draft, spot)
        feedback = {letter: _joined(lines) for letter, lines in draft.other.items() if len(letter) == 1}
        options = [
            (text, feedback.get(letter, "")) for letter, text in zip(LETTERS + " " * 99, texts, strict=False)
        ]
        question = choice_question(fields, options, right, spot)
    else:
        question = _open_question(fields, draft, spot)
    if question is not None:
        spot.took(question)
    return question


def _fields(draft: Draft, entry: KeyEntry | None, ids: intake.Ids, spot: Spot) -> Common:
    prompt = clean("\n".join(line.text for line in draft.prompt), keep_lines=True)
    why = draft.explanation or (entry.why if entry else [])
    explanation = clean("\n".join(why), keep_lines=True)
    return common_of(lambda key: "\n".join(draft.other.get(key, ())), prompt, explanation, ids, spot)


def _take_note(draft: Draft) -> None:
    """Take what stands in brackets behind the number: points, a level; other words go to the prompt."""
    note = draft.note.strip(" \t")
    first = draft.prompt[0] if draft.prompt else None
    found = _POINTS_FIRST.match(first.text) if first is not None and not note else None
    if found and first is not None and points_of(found[1]) is not None and not found[1].isdecimal():
        note, first = found[0].strip(" \t:."), first.cut(found.end())
        draft.prompt[0] = first
    inside = note.strip("()[]").strip()
    if not inside:
        return
    if points_of(inside) is not None:
        draft.other.setdefault("points", []).append(inside)
    elif skill_of(inside):
        draft.other.setdefault("skill", []).append(inside)
    elif first is not None:
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
