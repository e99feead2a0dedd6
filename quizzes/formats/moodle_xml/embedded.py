"""Moodle's embedded answers: {1:SHORTANSWER:=right~%0%wrong#feedback} in the text.

Source: Moodle documentation, "Embedded answers (Cloze) question type".
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from quizzes.formats.choices import note_feedback
from quizzes.formats.decimals import number_of
from quizzes.formats.foreign import LeftOut, Scribe
from quizzes.formats.moodle_xml.answers import Answer, accepted_texts, single_right
from quizzes.formats.problems import N_
from quizzes.formats.sentences import chosen_gap, cloze
from quizzes.formats.xml import Node
from quizzes.numbers import written_number
from quizzes.questions import Gap, Question
from quizzes.questions.base import Common
from quizzes.vietnamese import clean

_GAP = re.compile(r"\{(\d{0,3}):([A-Z_]{2,20}):((?:\\.|[^\\{}])*+)\}", re.DOTALL)
_BETWEEN = re.compile(r"(?<!\\)~")
_SHARE = re.compile(r"=|%(-?\d{1,3}(?:\.\d{1,9})?)%")
_ESCAPED = re.compile(r"\\([\\~#}{\"/])")
_TYPED: Final = frozenset(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"))
_NUMBERS: Final = frozenset(("NUMERICAL", "NM"))
_CHOSEN = re.compile(r"(?:MULTICHOICE(?:_[VHS]{1,2})?|MC[VHS]{0,2})")


def embedded(node: Node, fields: Common, scribe: Scribe) -> Question:
    """Return a sentence with gaps."""
    text = fields["prompt"]
    found = list(_GAP.finditer(text))
    if not found:
        raise LeftOut(
            N_("The text has no gap that can be read."), N_("Write gaps as in {1:SHORTANSWER:=answer}.")
        )
    if len({gap[1] or "1" for gap in found}) > 1:
        scribe.changed(
            N_("Gaps were worth different points; now each is worth the same."),
            N_("Make two questions of it where one gap matters more."),
        )
    made = tuple(_gap(str(number), gap, scribe) for number, gap in enumerate(found, start=1))
    numbers = iter(range(1, len(found) + 1))
    return cloze(fields, _GAP.sub(lambda _: f"{{{next(numbers)}}}", text), made)


def _gap(gap_id: str, found: re.Match[str], scribe: Scribe) -> Gap:
    kind, answers = found[2], list(_answers(found[3]))
    if kind in _TYPED:
        note_feedback((answer.feedback for answer in answers), scribe.spot)
        return Gap(gap_id, accepted_texts(answers, scribe))
    if kind in _NUMBERS:
        note_feedback((answer.feedback for answer in answers), scribe.spot)
        return Gap(gap_id, _numbers(answers, scribe))
    if not _CHOSEN.fullmatch(kind):
        raise LeftOut(
            N_("Gaps of the type %(type)s are not read."),
            N_("Use SHORTANSWER, NUMERICAL or MULTICHOICE."),
            type=kind,
        )
    right = single_right(answers, scribe)
    made = chosen_gap(gap_id, [answer.text for answer in answers], next(iter(right), -1))
    return Gap(
        gap_id,
        options=tuple(
            type(option)(option.id, option.text, answer.feedback)
            for option, answer in zip(made.options, answers, strict=True)
        ),
        right_id=made.right_id,
    )


def _answers(text: str) -> Iterator[Answer]:
    for part in _BETWEEN.split(text):
        share, rest = _SHARE.match(part), part
        worth = Fraction(0)
        if share is not None:
            rest = part[share.end() :]
            worth = Fraction(share[1]) if share[1] else Fraction(100)
        said, *feedback = re.split(r"(?<!\\)#", rest, maxsplit=1)
        words = clean(_ESCAPED.sub(r"\1", said))
        if words:
            yield Answer(words, clean(_ESCAPED.sub(r"\1", "".join(feedback))), worth, Node("answer", {}))


def _numbers(answers: Sequence[Answer], scribe: Scribe) -> tuple[str, ...]:
    """Return the right number, written with comma and with dot."""
    values = []
    for answer in answers:
        value, _, tolerance = answer.text.partition(":")
        number = number_of(value)
        if number is not None and answer.share == 100:
            values.append(number)
            if number_of(tolerance or "0") != 0:
                scribe.changed(
                    N_("Only the exact number %(value)s is accepted in a gap; its tolerance is dropped."),
                    N_("Ask for it in a question of the type “number”."),
                    value=value[:40],
                )
    if not values:
        raise LeftOut(
            N_("No number earns the full mark."),
            N_("Give the whole mark (fraction 100) to the right number."),
        )
    return tuple(
        dict.fromkeys(
            written_number(value, locale, grouped=False) for value in values for locale in ("vi", "en")
        )
    )
