"""Moodle's gapselect ("select missing words") and ddwtos ("drag and drop into text"): [[1]] in the text."""

import re
from collections.abc import Sequence

from quizzes.formats.foreign import FILL_IN, LeftOut, Scribe
from quizzes.formats.moodle_xml.parts import html_of
from quizzes.formats.problems import N_
from quizzes.formats.xml import Node
from quizzes.questions import Cloze, Gap, Option, Question
from quizzes.questions.base import Common

_GAP = re.compile(r"\[\[(\d{1,3})\]\]")
_OURS = re.compile(r"\{\d{1,2}\}")


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


def chosen_gap(gap_id: str, texts: Sequence[str], right: int) -> Gap:
    """Return a gap to choose; a place of -1 makes one that no author could have written."""
    options = tuple(Option(f"{chr(ord('a') + place)}" if place < 26 else str(place), text) for place, text in enumerate(texts))
    return Gap(gap_id, options=options, right_id=options[right].id if right >= 0 else "")


def cloze(fields: Common, text: str, made: tuple[Gap, ...]) -> Question:
    """Return the sentence with its gaps; the paragraphs before the first gap are the prompt."""
    first = _OURS.search(text)
    begin = text.rfind("\n\n", 0, first.start()) if first is not None else -1
    prompt, sentence = (text[:begin], text[begin + 2 :]) if begin >= 0 else (FILL_IN, text)
    return Cloze(**(fields | {"prompt": prompt}), text=sentence, gaps=made)
