"""Moodle's gapselect ("select missing words") and ddwtos ("drag and drop into text"): [[1]] in the text."""

import re
from collections.abc import Sequence

from quizzes.formats.foreign import LeftOut, Scribe
from quizzes.formats.moodle_xml.parts import html_of
from quizzes.formats.problems import N_
from quizzes.formats.sentences import chosen_gap, cloze
from quizzes.formats.xml import Node
from quizzes.questions import Gap, Question
from quizzes.questions.base import Common

_GAP = re.compile(r"\[\[(\d{1,3})\]\]")


def gaps(node: Node, fields: Common, scribe: Scribe) -> Question:
    """Return a sentence whose gaps are chosen, each among the choices of its group."""
    choices = [
        (scribe.line(html_of(choice)), choice.text_of("group") or "1")
        for choice in node.all("selectoption", "dragbox")
    ]
    places = [int(place) for place in _GAP.findall(fields["prompt"])]
    if not all(1 <= place <= len(choices) for place in places):
        raise LeftOut(
            N_("A gap names a choice that is not there."), N_("Number the gaps by the choices, from [[1]].")
        )
    made = tuple(_gap(number, place, choices) for number, place in enumerate(places, start=1))
    numbers = iter(range(1, len(places) + 1))
    return cloze(fields, _GAP.sub(lambda _: f"{{{next(numbers)}}}", fields["prompt"]), made)


def _gap(number: int, place: int, choices: Sequence[tuple[str, str]]) -> Gap:
    right, group = choices[place - 1]
    texts = list(dict.fromkeys(text for text, its in choices if its == group and text))
    return chosen_gap(str(number), texts, texts.index(right) if right in texts else -1)
