"""What a secretary may do about a question: from its figures, in a sentence."""

from typing import Final

from quizzes.formats.problems import N_
from quizzes.statistics import QuestionFigures

# In per cent, as statistics give them.
KNOWN_BY_ALL: Final = 90
KNOWN_BY_FEW: Final = 50
ABOVE_GUESSING: Final = 5

UNCLEAR: Final = N_(
    "This question is very likely hard to understand: those who do well in the rest of the quiz have it "
    "wrong, too. Read it and its key once more; if the fault is the question's, drop it from the scores."
)
GUESSED: Final = N_(
    "The cell does no better here than by guessing: it is not known yet. Talk about it in the next meeting."
)
HARD: Final = N_("Fewer than half of the points are earned here: worth talking about in a meeting.")
KNOWN: Final = N_("Nearly everybody knows it: there is no need to ask it again soon.")
SOUND: Final = N_("Nothing: this question does not stand out.")


def advice_on(figures: QuestionFigures) -> str | None:
    """Return the msgid of the advice; None where there are too few answers to give any."""
    if not figures.enough or figures.facility is None:
        return None
    if _is_unclear(figures):
        return UNCLEAR
    if figures.guess and figures.facility < 100 * figures.guess + ABOVE_GUESSING:
        return GUESSED
    if figures.facility < KNOWN_BY_FEW:
        return HARD
    return KNOWN if figures.facility >= KNOWN_BY_ALL else SOUND


def _is_unclear(figures: QuestionFigures) -> bool:
    opposes = figures.discrimination is not None and figures.discrimination < 0
    return opposes or any(wrong.draws_the_able for wrong in figures.wrong)
