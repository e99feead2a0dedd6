"""Building a question from a prompt, options and the right ones, as most foreign formats have them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from quizzes.formats.exchange import Spot
from quizzes.formats.problems import N_
from quizzes.questions import MultipleChoice, Option, Question, SingleChoice, TrueFalse
from quizzes.questions.base import Common
from quizzes.vietnamese import fold

LETTERS: Final = "ABCDEFGHIJ"
MOST_OPTIONS: Final = len(LETTERS)

_WORDS: Final = {"true": "Đúng", "false": "Sai", "unknown": "Chưa đủ căn cứ"}
_VERDICTS: Final = {
    "true": ("dung", "true", "right", "d"),
    "false": ("sai", "false", "wrong", "s"),
    "unknown": ("chua du can cu",),
}


def verdict_of(text: str) -> str:
    """Return the verdict that a word names, as in "Đúng" → "true"; "" for any other text."""
    word = fold(text).strip(" .")
    return next((verdict for verdict, words in _VERDICTS.items() if word in words), "")


def verdict_options(question: TrueFalse) -> tuple[Option, ...]:
    """Return the verdicts a question offers, in the words that verdict_of() reads."""
    return tuple(Option(verdict.id, _WORDS[verdict.id]) for verdict in question.verdicts)


def choice_question(
    fields: Common,
    options: Sequence[tuple[str, str]],
    right: Collection[int],
    spot: Spot,
) -> Question | None:
    """Return a question from (text, feedback) of each option and the places of the right ones.

    One right makes a choice, several make `several`; Đúng and Sai alone make a statement to judge. Where
    that is not possible the report says why and None comes back.
    """
    texts = [text for text, _ in options]
    if refusal := _refusal(fields["prompt"], texts, right):
        spot.left_out(*refusal[:2], **refusal[2])
        return None
    verdicts = tuple(map(verdict_of, texts)) if len(texts) <= 3 else ()
    if len(right) == 1 and verdicts in (("true", "false"), ("true", "false", "unknown")):
        (only,) = right
        note_feedback((feedback for _, feedback in options), spot)
        return TrueFalse(**fields, verdict=verdicts[only], unknown_offered=len(verdicts) == 3)
    made = tuple(
        Option(letter.lower(), text, feedback)
        for letter, (text, feedback) in zip(LETTERS, options, strict=False)
    )
    if len(right) == 1:
        (only,) = right
        return SingleChoice(**fields, options=made, right_id=made[only].id)
    return MultipleChoice(**fields, options=made, right_ids=frozenset(made[place].id for place in right))


def note_feedback(feedback: Iterable[str], spot: Spot) -> None:
    """Note what answers say to whoever gave them, where our type has no place for it."""
    texts = list(filter(None, feedback))
    if texts:
        spot.changed(
            N_("Feedback for single answers is not kept for this type: %(texts)s."),
            N_("Write what it says into the explanation."),
            texts="; ".join(texts)[:200],
        )


def _refusal(
    prompt: str, texts: Sequence[str], right: Collection[int]
) -> tuple[str, str, dict[str, str]] | None:
    if not prompt:
        return N_("The question has no text."), N_("Write the question before its options."), {}
    if not 2 <= len(texts) <= MOST_OPTIONS:
        return (
            N_("The question has %(count)s options."),
            N_("Give it from 2 to %(most)s options."),
            {"count": str(len(texts)), "most": str(MOST_OPTIONS)},
        )
    if not all(texts):
        return N_("An option is empty."), N_("Write it, or remove its letter."), {}
    if len(set(texts)) < len(texts):
        return N_("Two options are the same."), N_("Change or remove one of the two."), {}
    if not right:
        return N_("It does not say which option is right."), N_("Mark the right option, then try again."), {}
    if len(right) == len(texts):
        return (
            N_("Every option is marked right."),
            N_("Add at least one wrong option, so that there is a choice."),
            {},
        )
    return None
