"""What a machine can say about a topic that a cell wrote, before somebody reads it: each with its reason."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from quizzes.formats.checks import all_questions, check_written
from quizzes.formats.duplicates import Key, alike
from quizzes.formats.problems import N_, Ledger, Problem
from quizzes.questions import Question
from quizzes.quiz import Topic

SOON: Final = timedelta(days=30)
"""How long before its last day a fact is told as growing old."""


def check_authored(topic: Topic, bank: Mapping[Key, Question], today: date) -> tuple[Problem, ...]:
    """Return what to look at in a topic; `bank` holds the questions of the other topics.

    Nothing of it stops a topic from being published: what is told may be meant.
    """
    ledger = Ledger("")
    _check_age(topic, today, ledger)
    _check_alike(topic, bank, ledger)
    return (*check_written(topic), *ledger.problems)


def _check_age(topic: Topic, today: date, ledger: Ledger) -> None:
    for place, last in _last_days(topic):
        if last < today:
            message = N_("This held until %(day)s: it may be out of date.")
        elif last - today <= SOON:
            message = N_("This holds until %(day)s only.")
        else:
            continue
        ledger.add(
            place,
            message,
            N_("Look at the source again, and write the new last day."),
            day=f"{last.day}/{last.month}/{last.year}",
        )


def _last_days(topic: Topic) -> Iterator[tuple[str, date]]:
    for lesson in topic.lessons:
        for card in lesson.cards:
            if card.valid_until is not None:
                yield f"{lesson.file} › ## {card.title}", card.valid_until
    for _, question in all_questions(topic):
        if question.valid_until is not None:
            yield question.id, question.valid_until


def _check_alike(topic: Topic, bank: Mapping[Key, Question], ledger: Ledger) -> None:
    own = {(topic.slug, question.id): question for _, question in all_questions(topic)}
    ids = {question_id for _, question_id in own}
    # A copied topic keeps the ids of its questions: the original asks the same, and may.
    everything = {**{key: each for key, each in bank.items() if key[1] not in ids}, **own}
    for pair in alike(everything, own):
        one, other = (pair.one, pair.other) if pair.one in own else (pair.other, pair.one)
        ledger.add(
            one[1],
            N_("This asks nearly the same as “%(text)s”."),
            N_("Keep one of the two, or ask for something else."),
            text=everything[other].prompt,
        )
