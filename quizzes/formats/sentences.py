"""Sentences with gaps, as readers of foreign formats build them."""

import re
from collections.abc import Sequence
from typing import Final

from quizzes.formats.choices import LETTERS
from quizzes.questions import Cloze, Gap, Option, Question
from quizzes.questions.base import Common

FILL_IN: Final = "Điền vào chỗ trống."
"""The prompt of a question whose text has gaps and nothing else."""

_GAP = re.compile(r"\{\d{1,2}\}")


def chosen_gap(gap_id: str, texts: Sequence[str], right: int) -> Gap:
    """Return a gap to choose; a place of -1 makes one that no author could have written."""
    names = [*LETTERS.lower(), *(str(place) for place in range(len(LETTERS), len(texts)))]
    options = tuple(Option(name, text) for name, text in zip(names, texts, strict=False))
    return Gap(gap_id, options=options, right_id=options[right].id if right >= 0 else "")


def cloze(fields: Common, text: str, made: tuple[Gap, ...]) -> Question:
    """Return the sentence with its gaps; the paragraphs before the first gap are the prompt."""
    first = _GAP.search(text)
    begin = text.rfind("\n\n", 0, first.start()) if first is not None else -1
    prompt, sentence = (text[:begin], text[begin + 2 :]) if begin >= 0 else (FILL_IN, text)
    return Cloze(**(fields | {"prompt": prompt}), text=sentence, gaps=made)
