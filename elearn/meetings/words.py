"""What the room's rules are called in words for people."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from elearn.meetings.rooms import LiveRoom
from quizzes.live_names import Command, State
from quizzes.votes import Decision

STEP_KINDS = {
    "reading": _l("Reading together"),
    "question": _l("Question"),
    "real_or_false": _l("Real or false"),
    "poll": _l("Poll"),
    "ideas": _l("Ideas"),
    "story": _l("Story"),
    "discussion": _l("Discussion"),
    "conclusion": _l("Conclusion"),
}


def refusal_in_words(decision: Decision) -> str:
    """Say why an answer was not taken, and what holds instead."""
    words = {
        Decision.NOT_YET: _("This question is not open yet. Wait for the host."),
        Decision.CLOSED: _(
            "This vote is closed: the answer just sent does not count, an earlier one to it does."
        ),
        Decision.TOO_LATE: _("The time is up: the answer just sent came too late, an earlier one counts."),
        Decision.ENDED: _("The meeting is over; nothing more is taken."),
    }
    return str(words[decision])


def next_in_words(live: LiveRoom, told: str) -> str:
    """Say what the button Next does now; `told` is the advice after a first vote, blank where hidden."""
    state = live.room.state
    if state is State.COUNTED:
        return _advised_in_words(told, live.room.kind)
    by_state = {
        State.LOBBY: _("Begin"),
        State.READING: _("Open the vote"),
        State.VOTING: _("Close the vote"),
        State.EXPLAINING: _("Ask again"),
        State.DISCUSSING: _("Ask again"),
        State.REVOTING: _("Close and show the result"),
        State.COLLECTING: _("Close and show the ideas"),
    }
    after = _("Next step") if live.next_step is not None else _("End the meeting")
    return str(by_state.get(state, after))


def _advised_in_words(told: str, kind: str | None) -> str:
    if kind == "poll":
        return str(_("Show the result"))
    advised = {
        "": _("Next"),
        "explain_first": _("Explain, then ask again"),
        "discuss": _("Let neighbours discuss"),
    }
    return str(advised.get(told, _("Show the result")))


COMMANDS = {
    Command.BACK: _l("Back"),
    Command.SKIP: _l("Skip this step"),
    Command.RESULT: _l("Show the result now"),
    Command.EXPLAIN: _l("Explain first, then ask again"),
    Command.DISCUSS: _l("Let neighbours discuss, then ask again"),
    Command.REOPEN: _l("Open again"),
    Command.PAUSE: _l("Pause"),
    Command.RESUME: _l("Go on after the pause"),
    Command.MORE_TIME: _l("+30 seconds"),
    Command.END: _l("End the meeting"),
}
