"""What each audience of a room sees: the only place that decides which facts go to which screen.

An outcome is for the room when its state is `result`, and for the host from `counted` on: in a round that is
open it is given to nobody. Fragments are rendered for an audience, not for a person: nothing of a member is
in them, and whoever asks gets the same bytes.
"""

import hashlib
import hmac
import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from flask import current_app, render_template
from sqlalchemy.orm import Session

from elearn import shell
from elearn.answer_forms import form_for
from elearn.meetings import judging
from elearn.meetings.counts import Counts, counts_of, expected
from elearn.meetings.ideas import Said, ideas_of
from elearn.meetings.preparation import tallies_of
from elearn.meetings.results import Outcome, cast_in, choices_of, mark_of, outcome_of
from elearn.meetings.rooms import LiveRoom
from elearn.meetings.words import COMMANDS, STEP_KINDS, next_in_words
from quizzes.live import commands
from quizzes.live_names import MARKED, State
from quizzes.questions import Question, Response
from quizzes.statistics.analysis import FEWEST_PEOPLE
from quizzes.votes import Tally, advice

Audience = Literal["member", "observer", "projector", "host"]
AUDIENCES: Final = ("member", "observer", "projector", "host")
# From then on the host may know how the votes fell.
_TOLD_TO_THE_HOST: Final = frozenset(
    {State.COUNTED, State.EXPLAINING, State.DISCUSSING, State.RESULT, State.ENDED}
)
# How many ideas fit on a wall, and on a phone without scrolling for long.
IDEAS_ON_THE_WALL: Final = 5
IDEAS_ON_A_PHONE: Final = 30
SHAPES: Final = "●■▲◆★✚⬟⬢♥♣"


def outcome_for(session: Session, live: LiveRoom, audience: str) -> Outcome | None:
    """Return what the votes came to if this audience may know it now."""
    told = _TOLD_TO_THE_HOST if audience == "host" else frozenset({State.RESULT})
    return outcome_of(session, live) if live.room.state in told else None


def facts_for(session: Session, live: LiveRoom, audience: str) -> dict[str, Any]:
    """Return what the fragment of an audience is rendered from."""
    outcome = outcome_for(session, live, audience)
    facts: dict[str, Any] = {
        "live": live,
        "question": live.question,
        "choices": choices_of(live.question) if live.question is not None else (),
        "shapes": SHAPES,
        "outcome": outcome,
        "ideas": _ideas(session, live, audience),
        "form": form_for(live.question) if live.question is not None else None,
        "own": None,
        "counts": None,
    }
    if audience in ("host", "projector"):
        told = advice(outcome.first.share if outcome is not None else None).value
        facts |= {
            "advice": told,
            "may": {command.value for command in commands(live.room)},
            "commands": COMMANDS,
            "step_kinds": STEP_KINDS,
            # On the wall the button must not tell how the votes fell.
            "next_words": next_in_words(live, told if audience == "host" else ""),
        }
    if audience == "host":
        facts["judged"] = judging.in_words(judging.judged_so_far(session, live))
        facts["prepared"] = _prepared(session, live)
    return facts


def _prepared(session: Session, live: LiveRoom) -> Tally | None:
    """Return how the question was answered at home; None where fewer than five prepared it."""
    if live.question is None or live.step is None or live.room.kind not in MARKED:
        return None
    found = tallies_of(session, live.cell_id, live.meeting_id).get(live.step.id)
    return found if found is not None and found.answered >= FEWEST_PEOPLE else None


def _ideas(session: Session, live: LiveRoom, audience: str) -> Sequence[Said]:
    if live.room.kind != "ideas" or live.step is None:
        return ()
    most = IDEAS_ON_THE_WALL if audience == "projector" else IDEAS_ON_A_PHONE
    shown = ideas_of(session, live.cell_id, live.meeting_id, shown_only=True, step_id=live.step.id)
    return shown[:most]


def look_of(live: LiveRoom, audience: str) -> Hashable | None:
    """Return all that decides the fragment of an audience in this room, None where more decides it.

    Of ideas what was said decides; those who run the meeting see more than the room.
    """
    state, kind = live.room.state, live.room.kind
    if audience not in ("member", "observer") or kind == "ideas":
        return None
    # What the votes of a step came to is settled for as long as no vote is open: for a version.
    result = live.room.version if state is State.RESULT else None
    return live.step, state, live.room.paused_at is None, live.open_round, result


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a page that changes, for all of an audience; of a result also what each answer earned."""

    html: str
    marks: Mapping[str, int] | None


def fragment_of(session: Session, live: LiveRoom, audience: str) -> Fragment:
    """Return what an audience sees of the room; wants a context that names the language."""
    html = render_template(f"meetings/live/_{audience}.html", **facts_for(session, live, audience))
    if audience != "member" or live.room.state is not State.RESULT or live.question is None:
        return Fragment(html, None)
    return Fragment(html, _marks(session, live, live.question))


def message_of(live: LiveRoom, fragment: Fragment) -> dict[str, Any]:
    """Return what a screen is sent when the room has changed: its fragment, and what its script needs."""
    message: dict[str, Any] = {
        "v": live.room.version,
        # Tells this room from one of the same ids in another database.
        "at": live.started_at.isoformat(),
        "state": live.state,
        "round": live.open_round,
        "rounds": list(live.rounds.values()),
        "html": fragment.html,
    }
    return message if fragment.marks is None else message | {"marks": fragment.marks}


def _marks(session: Session, live: LiveRoom, question: Question) -> Mapping[str, int]:
    """Return how right each answer that was given is, by its key: each phone finds its own."""
    given: set[tuple[int, Response]] = set()
    if live.is_secret:
        return {}
    for vote, cast in cast_in(session, live).items():
        given |= {(live.rounds[vote], response) for response in cast.by_member.values()}
    return {
        own_key(round_id, response): round(float(mark_of(question, response)) * 100)
        for round_id, response in given
    }


def own_key(round_id: int, response: Response) -> str:
    """Return the key under which a phone finds how right its own answer was; it tells nobody the answer."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    text = f"{round_id}:{json.dumps(response)}".encode()
    return hmac.new(secret, text, hashlib.sha256).hexdigest()[:12]


def in_words(question: Question, response: Response) -> str:
    """Return a response for its owner, with the letters of the wall where it has any."""
    letters = {choice.id: choice.letter for choice in choices_of(question)}
    texts = [shell.in_words(text) for text in question.answer_texts(response)]
    if len(texts) == len(response) and all(part in letters for part in response):
        return "; ".join(f"{letters[part]}. {text}" for part, text in zip(response, texts, strict=True))
    return "; ".join(texts)


def counts_for(session: Session, live: LiveRoom, *, with_names: bool) -> dict[str, Any]:
    """Return the numbers a screen is sent when somebody came in or answered; names are for the host alone."""
    counts = counts_of(session, live)
    message: dict[str, Any] = {"answered": counts.answered, "present": counts.present}
    if with_names:
        message["html"] = render_template("meetings/live/_waiting.html", **waiting_for(session, live, counts))
    return message


def waiting_for(session: Session, live: LiveRoom, counts: Counts) -> dict[str, Any]:
    """Return what the host waits for: in a round that is open who has not answered; ideas to show or hide."""
    people = expected(session, live) if live.open_round is not None else ()
    silent = [person for person in people if not person.has_answered]
    return {
        "live": live,
        "there": counts.present,
        "missing": sum(person.is_present for person in silent),
        # Those in the room first, each by given name.
        "silent": sorted(silent, key=lambda person: not person.is_present),
        "said": ideas_of(session, live.cell_id, live.meeting_id, shown_only=False),
    }


def sse(message: Mapping[str, Any], event: str = "") -> bytes:
    """Return a message as a server-sent event; the version is its id."""
    lines: Iterable[str] = (
        *([f"event: {event}"] if event else []),
        *([f"id: {message['v']}"] if "v" in message else []),
        f"data: {json.dumps(message, ensure_ascii=False, separators=(',', ':'))}",
    )
    return ("\n".join(lines) + "\n\n").encode()
