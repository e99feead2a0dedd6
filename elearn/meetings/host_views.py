"""The host's screens and presses: the projector, the remote control, timer, hands, and entries for others."""

from collections.abc import Callable

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from elearn import clock, db
from elearn.accounts.access import access_member, viewer
from elearn.answer_forms import form_for
from elearn.errors import Refused
from elearn.meetings import hands, ideas, room_actions, screens, streams
from elearn.meetings.access import access_meeting, access_room, hosts_only
from elearn.meetings.codes import draw_codes
from elearn.meetings.counts import counts_of
from elearn.meetings.door import door_of
from elearn.meetings.intake import Sent
from elearn.meetings.results import choices_of
from elearn.meetings.room_views import blueprint, is_by_script
from elearn.meetings.rooms import LiveRoom
from elearn.meetings.words import refusal_in_words
from quizzes.live import NotNow, Stale
from quizzes.live_names import Command

# Seconds for an answer that the host may choose; 0 turns the timer off.
TIMERS = (0, 30, 60, 90, 120, 180)
MOST_HANDS = 200


@blueprint.post("/buoi/<id:meeting_id>/mo")
@hosts_only
def open_room(meeting_id: int) -> ResponseReturnValue:
    """Open the meeting's room, or come back to it; then the projector's page."""
    session = db.session()
    meeting = access_meeting(session, meeting_id)
    if meeting.cancelled_at is not None:
        raise Refused(_("This meeting was cancelled. Plan it anew to run it."))
    try:
        room_actions.open_the_room(session, meeting, viewer().id, clock.now(), draw_codes())
    except room_actions.NothingPlanned:
        raise Refused(_("The agenda has no step yet. Add one, then open the room.")) from None
    db.commit(session)
    page = "meetings.remote" if request.form.get("may") == "dien-thoai" else "meetings.projector"
    return redirect(url_for(page, meeting_id=meeting_id), 303)


def _page(template: str, audience: str, meeting_id: int) -> str:
    session = db.session()
    live = access_room(session, meeting_id)
    facts = screens.facts_for(session, live, audience)
    facts["counts"] = counts_of(session, live)
    if audience == "host":
        facts |= screens.waiting_for(session, live, facts["counts"]) | {"timers": TIMERS}
    left = live.room.seconds_left(clock.now())
    return render_template(template, **facts, left=left, door=door_of(live))


@blueprint.get("/buoi/<id:meeting_id>/man-chieu")
@hosts_only
def projector(meeting_id: int) -> ResponseReturnValue:
    """Show what hangs on the wall: never a name, never a result before the host shows it."""
    return _page("meetings/live/projector.html", "projector", meeting_id)


@blueprint.get("/buoi/<id:meeting_id>/dieu-khien")
@hosts_only
def remote(meeting_id: int) -> ResponseReturnValue:
    """Show the host's own screen: the step now and next, one large button, who has not answered."""
    return _page("meetings/live/host.html", "host", meeting_id)


@blueprint.post("/buoi/<id:meeting_id>/lenh")
@hosts_only
def press(meeting_id: int) -> ResponseReturnValue:
    """Move the room; a press that was made at an earlier version changes nothing."""
    session = db.session()
    live = access_room(session, meeting_id, lock=True)
    try:
        command = Command(request.form.get("lenh", ""))
    except ValueError:
        abort(400)
    version = request.form.get("v", 0, type=int)
    return _moving(
        live, lambda: room_actions.press(session, live, command, version, clock.now(), draw_codes())
    )


def _moving(live: LiveRoom, move: Callable[[], LiveRoom]) -> ResponseReturnValue:
    """Move a locked room, commit, and tell its screens; what comes too late is answered with the state."""
    try:
        moved = move()
    except (Stale, NotNow):
        # Somebody pressed a moment before: the screen shows what that made of the room.
        return _pressed(live, 409)
    streams.announce(moved)
    db.commit(db.session())
    return _pressed(moved, 200)


def _pressed(live: LiveRoom, status: int) -> ResponseReturnValue:
    if is_by_script():
        return jsonify(v=live.room.version), status
    page = "meetings.projector" if request.form.get("tu") == "man-chieu" else "meetings.remote"
    return redirect(url_for(page, meeting_id=live.meeting_id), 303)


@blueprint.post("/buoi/<id:meeting_id>/hen-gio")
@hosts_only
def timer(meeting_id: int) -> ResponseReturnValue:
    """Turn the timer on or off, from the next vote on."""
    seconds = request.form.get("giay", 0, type=int)
    if seconds not in TIMERS:
        abort(400)
    session = db.session()
    live = access_room(session, meeting_id, lock=True)
    return _moving(live, lambda: room_actions.set_timer(session, live, seconds or None))


@blueprint.post("/buoi/<id:meeting_id>/y-kien/<id:idea_id>/hien")
@hosts_only
def show_idea(meeting_id: int, idea_id: int) -> ResponseReturnValue:
    """Show an idea to the room, or hide it; once more changes nothing."""
    state = "hidden" if request.form.get("hien") == "0" else "shown"
    session = db.session()
    live = access_room(session, meeting_id, lock=True)
    if not ideas.set_idea_state(session, live, idea_id, state):
        return _pressed(live, 200)
    return _moving(live, lambda: room_actions.touch(session, live))


@blueprint.get("/buoi/<id:meeting_id>/nhap-ho/<id:member_id>")
@hosts_only
def for_another(meeting_id: int, member_id: int) -> ResponseReturnValue:
    """Show the question to enter the answer of a member without a phone."""
    session = db.session()
    live = access_room(session, meeting_id)
    member = access_member(session, member_id)
    if live.open_round is None or live.question is None:
        raise Refused(_("No vote is open now. Open it, then enter the answer."))
    if live.is_secret:
        raise Refused(_("A poll is anonymous: nobody's ballot is entered for them. Count raised hands."))
    return render_template(
        "meetings/live/for_another.html",
        live=live,
        member=member,
        question=live.question,
        choices=choices_of(live.question),
        form=form_for(live.question),
    )


@blueprint.post("/buoi/<id:meeting_id>/nhap-ho/<id:member_id>/<id:round_id>")
@hosts_only
def for_another_submit(meeting_id: int, member_id: int, round_id: int) -> ResponseReturnValue:
    """Enter the answer of a member without a phone, marked with who entered it."""
    session = db.session()
    live = access_room(session, meeting_id)
    member = access_member(session, member_id)
    if round_id not in live.rounds.values() or live.question is None or live.is_secret:
        raise Refused(_("This vote is closed. Nothing was entered."))
    form = form_for(live.question)
    response = form.read(MultiDict(request.form))
    if response is None:
        page = render_template(
            "meetings/live/for_another.html", live=live, member=member, question=live.question,
            choices=choices_of(live.question), form=form,
        )  # fmt: skip
        return page, 422
    sent = Sent(live.cell_id, meeting_id, round_id, member.id, response, clock.now(), entered_by=viewer().id)
    decision = hands.enter_for(session, sent)
    if not decision.is_allowed:
        raise Refused(refusal_in_words(decision))
    streams.announce(live, streams.COUNTED)
    db.commit(session)
    flash(_("Entered for %(name)s.", name=member.name))
    return redirect(url_for("meetings.remote", meeting_id=meeting_id), 303)


@blueprint.post("/buoi/<id:meeting_id>/gio-tay/<id:round_id>")
@hosts_only
def raised_hands(meeting_id: int, round_id: int) -> ResponseReturnValue:
    """Take the number of hands raised for each option by members whose phones do not answer."""
    session = db.session()
    live = access_room(session, meeting_id, lock=True)
    if round_id != live.open_round or live.question is None:
        raise Refused(_("This vote is closed. Nothing was entered."))
    counted = {
        choice.id: request.form.get(f"tay-{choice.id}", 0, type=int) for choice in choices_of(live.question)
    }
    if not all(0 <= people <= MOST_HANDS for people in counted.values()):
        raise Refused(_("Between 0 and %(most)d hands.", most=MOST_HANDS), 422)
    hands.count_hands(session, live, round_id, counted)
    streams.announce(live, streams.COUNTED)
    db.commit(session)
    words = _("The raised hands are counted.")
    if is_by_script():
        return jsonify(words=words)
    flash(words)
    return redirect(url_for("meetings.remote", meeting_id=meeting_id), 303)


@blueprint.get("/buoi/<id:meeting_id>/man-chieu/luong")
@hosts_only
def projector_stream(meeting_id: int) -> Response:
    """Send the projector every change as it comes."""
    session = db.session()
    live = access_room(session, meeting_id)
    return streams.stream_response(session, live, "projector", f"w{viewer().device_id}")


@blueprint.get("/buoi/<id:meeting_id>/man-chieu/trang-thai")
@hosts_only
def projector_state(meeting_id: int) -> Response:
    """Tell a projector without a stream what the room is at."""
    session = db.session()
    return streams.state_response(session, access_room(session, meeting_id), "projector")


@blueprint.get("/buoi/<id:meeting_id>/dieu-khien/luong")
@hosts_only
def remote_stream(meeting_id: int) -> Response:
    """Send the host's screen every change as it comes."""
    session = db.session()
    live = access_room(session, meeting_id)
    return streams.stream_response(session, live, "host", f"h{viewer().device_id}")


@blueprint.get("/buoi/<id:meeting_id>/dieu-khien/trang-thai")
@hosts_only
def remote_state(meeting_id: int) -> Response:
    """Tell a host's screen without a stream what the room is at."""
    session = db.session()
    return streams.state_response(session, access_room(session, meeting_id), "host")
