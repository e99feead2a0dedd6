"""Questions that ask the same twice, word for word or nearly."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from quizzes.questions import Question
from quizzes.vietnamese import fold

ALIKE: Final = 0.6
"""Share of the shorter text's runs of words that the other has too, from which two are told as alike."""
_WORD: Final = re.compile(r"\w+")
_RUN: Final = 3
# A run that half the bank has ("đồng chí nên làm gì") says nothing about two questions.
_MOST_COMMON: Final = 12

Key = tuple[str, str]
"""The topic's slug and the question's id."""


@dataclass(frozen=True, slots=True)
class Alike:
    """That two questions ask nearly the same; `share` is from ALIKE to 1."""

    one: Key
    other: Key
    share: float


def alike(questions: Mapping[Key, Question], among: Iterable[Key]) -> tuple[Alike, ...]:
    """Return the pairs of which at least one stands in `among`, the most alike first.

    Compared are the question and its right answer, without tone marks, signs and case, by runs of three
    words. Texts of which all runs are common ones are compared as a whole.
    """
    runs = {key: _runs(question) for key, question in questions.items()}
    holders: dict[str, list[Key]] = defaultdict(list)
    for key, found in runs.items():
        for run in found:
            holders[run].append(key)
    pairs = {pair for key in among for pair in _pairs_of(key, runs, holders)}
    return tuple(sorted(pairs, key=lambda pair: (-pair.share, pair.one, pair.other)))


def _pairs_of(
    key: Key, runs: Mapping[Key, frozenset[str]], holders: Mapping[str, list[Key]]
) -> Iterator[Alike]:
    telling = [run for run in runs[key] if len(holders[run]) <= _MOST_COMMON]
    met = Counter(other for run in telling for other in holders[run] if other != key)
    for other in met:
        shared = len(runs[key] & runs[other])
        share = shared / min(len(runs[key]), len(runs[other]))
        if share >= ALIKE:
            one, two = sorted((key, other))
            yield Alike(one, two, share)


def _runs(question: Question) -> frozenset[str]:
    right = " ".join(question.answer_texts(question.right_response)) if question.is_marked else ""
    words = _WORD.findall(fold(f"{question.prompt} {right}"))
    if len(words) <= _RUN:
        return frozenset({" ".join(words)})
    return frozenset(" ".join(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1))
