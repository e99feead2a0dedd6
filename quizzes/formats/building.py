"""A question from the table of keys that a topic's author would write, read by the type's own rules."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from quizzes.formats.exchange import Spot
from quizzes.formats.problems import Ledger
from quizzes.formats.quiz import read_question
from quizzes.formats.table import Table
from quizzes.questions import Question

# Stand-ins for what a foreign file may lack and a topic must have; none reaches the question.
_LACKING: Final = {"explanation": "-", "source": "-", "skill": "recall"}


def question_from(values: Mapping[str, object], spot: Spot) -> Question | None:
    """Return the question of a table such as written() makes, or None after noting all that is wrong in it.

    Unlike in a topic, explanation and source may be missing or empty.
    """
    lacking = {key: word for key, word in _LACKING.items() if values.get(key, "") == ""}
    ledger = Ledger("")
    table = Table({**values, **lacking}, ledger)
    question = read_question(table)
    table.finish()
    for problem in ledger.problems:
        place = f"{spot.place} › {problem.place}" if problem.place else spot.place
        spot.report.add("left_out", spot.where, place, problem.message, problem.remedy, **problem.values)
    if question is None or ledger.problems:
        return None
    if "explanation" in lacking:
        question = replace(question, explanation="")
    return replace(question, source="") if "source" in lacking else question
