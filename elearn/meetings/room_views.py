"""A member's way through a meeting: into the room, the page that changes, answers and ideas."""

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from elearn import clock, db
from elearn.accounts import remembered
from elearn.accounts.access import to_sign_in, viewer
from elearn.answer_form import AnswerForm
from elearn.answer_forms import form_for
from elearn.errors import Refused
from elearn.meetings import ideas, room_actions, screens, streams
from elearn.meetings.access import access_room, access_round, writes_elsewhere
from elearn.meetings.counts import own_response
from elearn.meetings.forms import IdeaForm
from elearn.meetings.gathering import arrived_at
from elearn.meetings.intake import Sent, SignedOut
from elearn.meetings.rooms import LiveRoom
from elearn.meetings.words import refusal_in_words
from quizzes.questions import Question
from quizzes.questions import Response as Given
from quizzes.votes import Decision

blueprint = Blueprint("meetings", __name__)

# A script sends this, and gets what became of its post as JSON instead of the next page.
BY_SCRIPT = "live"


def is_by_script() -> bool:
    """Whether the post was sent by our script rather than by the browser's own form."""
    return request.headers.get("X-Requested-With") == BY_SCRIPT


@blueprint.post("/buoi/<id:meeting_id>/vao")
def come_in(meeting_id: int) -> ResponseReturnValue:
    """Come into the room with one tap; once more changes nothing."""
    session = db.session()
    live = access_room(session, meeting_id)
    if room_actions.join(session, live, viewer().id, clock.now()):
        streams.announce(live, streams.COUNTED)
    db.commit(session)
    return redirect(url_for("meetings.room", meeting_id=meeting_id), 303)


@blueprint.get("/buoi/<id:meeting_id>/phong")
def room(meeting_id: int) -> ResponseReturnValue:
    """Show a member what the room is at, with their own answer."""
    session = db.session()
    live = access_room(session, meeting_id)
    # Whoever opens the page is there: somebody sent the address around, or the phone was restarted.
    with db.writing_beside() as writer:
        if room_actions.join(writer, live, viewer().id, clock.now()):
            streams.bus().announce(live.key, streams.COUNTED)
    return _room_page(live)


def _room_page(live: LiveRoom, form: object = None, status: int = 200) -> ResponseReturnValue:
    session = db.session()
    facts = screens.facts_for(session, live, "member")
    own = own_response(session, live, viewer().id)
    if own is not None and live.question is not None and own[0]:
        facts["own"] = _own(live, own[0])
        facts["own_mark"] = own[1] if facts["outcome"] is not None else None
        facts["form"] = form_for(live.question, own[0])
    facts["has_answered"] = own is not None
    if form is not None:
        facts["form"] = form
    left = live.room.seconds_left(clock.now())
    return render_template("meetings/live/room.html", **facts, left=left), status


def _own(live: LiveRoom, response: Given) -> dict[str, str]:
    """Return what a phone keeps of its own answer: its key, and its words."""
    last = live.open_round or live.rounds[max(live.rounds)]
    words = screens.in_words(live.question, response) if live.question is not None else ""
    return {"key": screens.own_key(last, response), "text": words}


@blueprint.post("/buoi/<id:meeting_id>/tra-loi/<id:round_id>")
@writes_elsewhere
def answer(meeting_id: int, round_id: int) -> ResponseReturnValue:
    """Take an answer; until the round closes another one takes its place."""
    live = access_round(meeting_id, round_id)
    form = form_for(live.question) if live.question is not None else None
    response = form.read(MultiDict(request.form)) if form is not None else None
    if round_id not in live.rounds.values() or response is None:
        return _not_taken(live, round_id, form)
    # The connection goes back before the wait: others that answer now need one, too.
    db.give_back()
    who = viewer()
    sent = Sent(live.cell_id, meeting_id, round_id, who.id, response, arrived_at(), device_id=who.device_id)
    try:
        decision = streams.intake().take(sent)
    except SignedOut:
        remembered.forget()
        return to_sign_in()
    if not decision.is_allowed:
        return _refused(live, decision)
    return _saved(live, round_id, response)


def _not_taken(live: LiveRoom, round_id: int, form: AnswerForm[Question] | None) -> ResponseReturnValue:
    """Say why an answer was not even handed to the intake."""
    if not remembered.is_still_signed_in():
        return to_sign_in()
    if form is None or round_id not in live.rounds.values():
        return _refused(live, Decision.CLOSED)
    if is_by_script():
        return jsonify(words=form.error), 422
    return _room_page(live, form, 422)


def _saved(live: LiveRoom, round_id: int, response: Given) -> ResponseReturnValue:
    if not is_by_script():
        return redirect(url_for("meetings.room", meeting_id=live.meeting_id), 303)
    if live.is_secret or live.question is None:
        return jsonify(round=round_id)
    return jsonify(
        round=round_id,
        key=screens.own_key(round_id, response),
        text=screens.in_words(live.question, response),
    )


def _refused(live: LiveRoom, decision: Decision) -> ResponseReturnValue:
    words = refusal_in_words(decision)
    if is_by_script():
        return jsonify(words=words), 409
    flash(words, "error")
    return redirect(url_for("meetings.room", meeting_id=live.meeting_id), 303)


@blueprint.post("/buoi/<id:meeting_id>/y-kien")
def idea_submit(meeting_id: int) -> ResponseReturnValue:
    """Take a sentence to the room; the host decides when it is shown."""
    session = db.session()
    live = access_room(session, meeting_id)
    form = IdeaForm()
    if live.is_over:
        return _idea_reply(live, _("The meeting is over; nothing more is taken."), 409)
    if not form.validate():
        words = next(iter(form.errors.values()))[0]
        return _idea_reply(live, str(words), 422)
    author = viewer().id if form.named.data else None
    try:
        ideas.send_idea(session, live, form.text.data, form.kind.data, author)
    except ideas.TooManyIdeas:
        return _idea_reply(live, _("The room has all the ideas it can take. Say it aloud."), 409)
    streams.announce(live, streams.COUNTED)
    db.commit(session)
    return _idea_reply(live, _("Sent. The host decides when the room sees it."), 200)


def _idea_reply(live: LiveRoom, words: str, status: int) -> ResponseReturnValue:
    if is_by_script():
        return jsonify(words=words), status
    if status == 422:
        raise Refused(words, status)
    flash(words, "done" if status == 200 else "error")
    return redirect(url_for("meetings.room", meeting_id=live.meeting_id), 303)


@blueprint.post("/buoi/<id:meeting_id>/y-kien/<id:idea_id>/ung-ho")
def idea_good(meeting_id: int, idea_id: int) -> ResponseReturnValue:
    """Find an idea good; once more changes nothing."""
    session = db.session()
    live = access_room(session, meeting_id)
    if live.is_over:
        return _idea_reply(live, _("The meeting is over; nothing more is taken."), 409)
    if not ideas.find_good(session, live, idea_id, viewer().id):
        abort(404)
    streams.announce(live, streams.COUNTED)
    db.commit(session)
    return _idea_reply(live, _("Counted."), 200)


@blueprint.get("/buoi/<id:meeting_id>/luong")
def stream(meeting_id: int) -> Response:
    """Send a member's phone every change of the room as it comes."""
    session = db.session()
    live = access_room(session, meeting_id)
    return streams.stream_response(session, live, "member", f"d{viewer().device_id}")


@blueprint.get("/buoi/<id:meeting_id>/trang-thai")
def state(meeting_id: int) -> Response:
    """Tell a phone without a stream what the room is at, if it has another version."""
    session = db.session()
    return streams.state_response(session, access_room(session, meeting_id), "member")
