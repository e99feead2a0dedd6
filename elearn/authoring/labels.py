"""What authors call the keys of their tables."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _

from quizzes.formats.problems import N_

_LABELS: Final = {
    "title": N_("Title"),
    "summary": N_("In one or two sentences"),
    "sources": N_("Sources"),
    "quiz_title": N_("Title of the quiz"),
    "tries": N_("Exam tries"),
    "minutes": N_("Minutes"),
    "meeting_title": N_("Title of the questions for the meeting"),
    "text": N_("Text"),
    "prompt": N_("Question"),
    "options": N_("Option"),
    "right": N_("right"),
    "feedback": N_("Feedback"),
    "explanation": N_("Why"),
    "source": N_("Source"),
    "skill": N_("Asks for"),
    "points": N_("Weight"),
    "valid_until": N_("True until"),
    "discussion": N_("For the discussion"),
    "verdict": N_("Right answer"),
    "reasons": N_("Reason"),
    "accepted": N_("Accepted answer"),
    "refused": N_("Refused answer"),
    "pairs": N_("Pair"),
    "left": N_("on the left"),
    "items": N_("Item"),
    "groups": N_("Group"),
    "group": N_("Group"),
    "checks": N_("First check"),
    "parts": N_("Part"),
    "gaps": N_("Gap"),
    "value": N_("Right number"),
    "tolerance": N_("Tolerance"),
    "unit": N_("Unit"),
    "questions": N_("Question"),
}


def label_of(path: Sequence[str]) -> str:
    """Return a key's path as authors would say it: "Lựa chọn › b › Nội dung"."""
    words = [_(_LABELS[part]) if part in _LABELS else part for part in path]
    return " › ".join(words)
