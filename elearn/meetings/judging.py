"""How well a room tells real from false: its hits, its false alarms, and which way it leans.

Judged is what was answered in the first vote of each real/false item, when everybody still answered alone:
after a discussion the answers are no longer each member's own, and the measure asks for that. An item counts
from the moment the room saw its result.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import BigInteger, Text, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from elearn.meetings.answer_models import Hands, Round, Vote
from elearn.meetings.results import Cast
from elearn.meetings.rooms import LiveRoom, question_of
from quizzes.discernment import LEANING_WORDS, TELLING_WORDS, Discernment, discern
from quizzes.live_names import State
from quizzes.questions import Question, Response
from quizzes.questions.base import InvalidResponse, Judgement
from quizzes.statistics.analysis import FEWEST_ANSWERS, FEWEST_PEOPLE

KIND: Final = "real_or_false"


def judged(items: Iterable[tuple[Question, Cast]]) -> Discernment:
    """Return how the first votes on real/false items, taken together, tell real from false.

    Raised hands have no names: the first hand of each item is taken for the same person, and so on, so that
    there are never more people than were in the room.
    """
    return discern(_judgements(items))


def _judgements(items: Iterable[tuple[Question, Cast]]) -> Iterator[tuple[str, Judgement]]:
    for question, given in items:
        people = [(str(member), response) for member, response in given.by_member.items()]
        raised = (response for response, hands in given.nameless.items() for _hand in range(hands))
        people += [(f"hand {n}", response) for n, response in enumerate(raised)]
        for who, response in people:
            try:
                judgement = question.judgement(response)
            except InvalidResponse:
                continue
            if judgement is not None:
                yield who, judgement


def judged_so_far(session: Session, live: LiveRoom) -> Discernment | None:
    """Return how the room has told real from false up to the result it sees now; one statement.

    None unless the result of a real/false item is on the wall.
    """
    if live.room.state is not State.RESULT or live.room.kind != KIND or live.room.at is None:
        return None
    at = live.room.shown | {live.room.at}
    steps = [step for n, step in enumerate(live.agenda) if n in at and step.kind == KIND]
    casts = _first_votes(session, live, [step.id for step in steps])
    questions = {step.id: question_of(session, step, live.meeting_id) for step in steps if step.id in casts}
    return judged(
        (question, casts[step_id]) for step_id, question in questions.items() if question is not None
    )


def _first_votes(session: Session, live: LiveRoom, steps: list[int]) -> Mapping[int, Cast]:
    here = (
        Round.cell_id == live.cell_id,
        Round.meeting_id == live.meeting_id,
        Round.step_id.in_(steps),
        Round.vote == 1,
    )
    votes = select(Round.step_id, Vote.member_id, Vote.response, literal(1)).join(
        Vote, (Vote.cell_id == Round.cell_id) & (Vote.round_id == Round.id)
    )
    hands = select(Round.step_id, cast(null(), BigInteger), cast(Hands.option, Text), Hands.hands).join(
        Hands, (Hands.cell_id == Round.cell_id) & (Hands.round_id == Round.id)
    )
    everything: Any = union_all(votes.where(*here), hands.where(*here))
    named: dict[int, dict[int, Response]] = {}
    nameless: dict[int, dict[Response, int]] = {}
    for step_id, member_id, response, people in session.execute(everything):
        if member_id is None:
            nameless.setdefault(step_id, {})[(response,)] = people
        else:
            named.setdefault(step_id, {})[member_id] = tuple(json.loads(response))
    return {step: Cast(named.get(step, {}), nameless.get(step, {})) for step in {*named, *nameless}}


def in_words(found: Discernment | None) -> list[str]:
    """Say what a room took for real, a sentence a line; nothing below five people.

    How well it tells the two apart and which way it leans is said from ten judgements of what is real and
    ten of what is false; below that there are plain counts, and what is missing.
    """
    if found is None or found.people < FEWEST_PEOPLE:
        return []
    lines = _counts(found)
    if found.telling is not None and found.leaning is not None:
        return [*lines, _(TELLING_WORDS[found.telling]), _(LEANING_WORDS[found.leaning])]
    few = _(
        "How well the room tells real from false and which way it leans is said from %(fewest)d answers each "
        "to what is real and to what is false.",
        fewest=FEWEST_ANSWERS,
    )
    return [*lines, few]


def _counts(found: Discernment) -> list[str]:
    hits, alarms, unsure = found.hits, found.false_alarms, found.unsure
    real = _("Real items: %(hits)d of %(all)d answers took them for real.", hits=hits, all=found.real)
    false = _("False items: %(n)d of %(all)d answers took them for real.", n=alarms, all=found.false)
    neither = ngettext(
        "%(num)d answer said “not enough evidence”.", "%(num)d answers said “not enough evidence”.", unsure
    )
    counted = ((found.real, real), (found.false, false), (unsure, neither))
    return [line for number, line in counted if number]
