"""What a shipped question of one type must be besides readable: nothing gives its answer away."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from quizzes.formats.problems import N_, Ledger
from quizzes.questions import Cloze, Group, Number, Question, ShortText
from quizzes.vietnamese import comparable

_SIDE_BY_SIDE: Final = re.compile(r"\}\s*\{")


def check_type(question: Question, ledger: Ledger) -> None:
    """Note where a typed answer stands in its own question, gaps touch, or one group holds nearly all."""
    for answer in _answers_shown(question):
        ledger.add(
            question.id,
            N_("The answer “%(answer)s” stands in the question itself."),
            N_("Ask in other words, or ask for something else."),
            answer=answer,
        )
    if isinstance(question, Cloze):
        _check_gaps(question, ledger)
    if isinstance(question, Group):
        _check_groups(question, ledger)


def _answers_shown(question: Question) -> Iterator[str]:
    """Return the accepted answers that whoever reads the question could copy."""
    if isinstance(question, ShortText):
        yield from (text for text in question.accepted if _stands_in(text, question.prompt))
    elif isinstance(question, Number):
        yield from (text for text in question.right_response if _stands_in(text, question.prompt))
    elif isinstance(question, Cloze):
        shown = f"{question.prompt} {' '.join(piece for piece in question.pieces if isinstance(piece, str))}"
        accepted = (text for gap in question.gaps for text in gap.accepted)
        yield from (text for text in accepted if _stands_in(text, shown))


def _stands_in(answer: str, text: str) -> bool:
    return f" {comparable(answer)} " in f" {comparable(text)} "


def _check_gaps(question: Cloze, ledger: Ledger) -> None:
    if _SIDE_BY_SIDE.search(question.text):
        ledger.add(
            question.id,
            N_("Two gaps stand side by side."),
            N_("Put words between them, or make them one gap: nobody can tell what belongs where."),
        )
    for gap in question.gaps:
        lengths = [len(option.text) for option in gap.options]
        if lengths and 10 * max(lengths) > 16 * min(lengths) + 200:
            ledger.add(
                f"{question.id} › {gap.id}",
                N_("The longest option has %(longest)s characters, the shortest %(shortest)s."),
                N_("Bring them nearer: the longest may have 1.6 times the shortest and 20 more."),
                longest=str(max(lengths)),
                shortest=str(min(lengths)),
            )


def _check_groups(question: Group, ledger: Ledger) -> None:
    group, count = Counter(group for _, group in question.key).most_common(1)[0]
    if 3 * count > 2 * len(question.key):
        ledger.add(
            question.id,
            N_("The group “%(group)s” holds %(count)s of %(all)s items."),
            N_(
                "Share them out: a group holds at most two thirds, or choosing it every time is no bad guess."
            ),
            group=group,
            count=str(count),
            all=str(len(question.key)),
        )
