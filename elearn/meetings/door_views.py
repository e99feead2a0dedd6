"""The door of a room: the code from the wall, a name with its PIN, or a guest who only watches."""

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.accounts import throttle
from elearn.accounts.access import public
from elearn.accounts.models import Member
from elearn.accounts.pins import refusal_of
from elearn.accounts.queries import cell_named, members_in
from elearn.accounts.views import come_in
from elearn.meetings import room_actions, screens, streams
from elearn.meetings.access import observed_room, remember_observer, signed_in_here
from elearn.meetings.codes import typed_code
from elearn.meetings.forms import ByNameForm
from elearn.meetings.room_views import blueprint
from elearn.meetings.rooms import LiveRoom, room_with_code


@blueprint.get("/p")
@public
def door() -> ResponseReturnValue:
    """Ask for the code on the wall, and go to its room."""
    code = typed_code(request.args.get("ma", ""))
    if code:
        return redirect(url_for("meetings.door_of_code", code=code))
    return render_template("meetings/live/door.html", unknown=False)


def _room_of(session: Session, code: str) -> LiveRoom | None:
    """Return the open room of a code; whoever tries many codes has to wait."""
    address = request.remote_addr or "?"
    if throttle.address_has_to_wait(address):
        abort(429)
    live = room_with_code(session, typed_code(code))
    if live is None:
        throttle.count_wrong(address)
    return live


def _unknown() -> ResponseReturnValue:
    return render_template("meetings/live/door.html", unknown=True), 404


@blueprint.get("/p/<code>")
@public
def door_of_code(code: str) -> ResponseReturnValue:
    """Let a member of the cell in with one tap, others by name and PIN, guests to watch."""
    live = _room_of(db.session(), code)
    return _unknown() if live is None else _door_page(live, ByNameForm())


def _door_page(live: LiveRoom, form: ByNameForm, error: str = "", status: int = 200) -> ResponseReturnValue:
    session = db.session()
    here = signed_in_here(live)
    page = render_template(
        "meetings/live/door_of_code.html",
        live=live,
        form=form,
        error=error,
        here=here,
        cell_name=cell_named(session, live.cell_id),
        members=() if here else [m for m in members_in(session, live.cell_id) if m.pin_hash],
    )
    return page, status


@blueprint.post("/p/<code>")
@public
def door_submit(code: str) -> ResponseReturnValue:
    """Sign in by name and PIN, and go into the room."""
    # Nothing is written before the PIN is checked: its hash takes time on purpose.
    with db.database().reading() as reader:
        live = _room_of(reader, code)
        if live is None:
            return _unknown()
        form = ByNameForm()
        valid = form.validate()
        member = reader.get(Member, (live.cell_id, _number(form.member.data))) if valid else None
    if not valid:
        return _door_page(live, form, status=422)
    if member is not None and member.left_at is not None:
        member = None
    refusal = refusal_of(member.code if member else "?", form.pin.data, member)
    if refusal is not None or member is None:
        wrong = _("The name or the PIN is not right. Try again.")
        return _door_page(live, form, refusal.words(wrong) if refusal else wrong, 422)
    session = db.session()
    if room_actions.join(session, live, member.id, clock.now()):
        streams.announce(live, streams.COUNTED)
    return come_in(session, member, url_for("meetings.room", meeting_id=live.meeting_id))


def _number(text: str | None) -> int:
    number = int(text) if text and text.isascii() and text.isdecimal() and len(text) < 20 else 0
    return number if number <= db.LARGEST_ID else 0


@blueprint.post("/p/<code>/khach")
@public
def watch(code: str) -> ResponseReturnValue:
    """Let a guest in who watches and does not vote; no name is asked or kept."""
    session = db.session()
    live = _room_of(session, code)
    if live is None:
        return _unknown()
    known = observed_room(session)
    if known is None or known[0].key != live.key:
        remember_observer(live, room_actions.join_as_observer(session, live, clock.now()))
        db.commit(session)
    return redirect(url_for("meetings.observed"), 303)


def _observed(session: Session) -> tuple[LiveRoom, int]:
    found = observed_room(session)
    if found is None:
        abort(404)
    return found


@blueprint.get("/p/xem")
@public
def observed() -> ResponseReturnValue:
    """Show a guest what the room is at."""
    session = db.session()
    live, _observer = _observed(session)
    facts = screens.facts_for(session, live, "observer")
    return render_template("meetings/live/observer.html", **facts, left=live.room.seconds_left(clock.now()))


@blueprint.get("/p/xem/luong")
@public
def observed_stream() -> Response:
    """Send a guest's screen every change as it comes."""
    session = db.session()
    live, observer = _observed(session)
    return streams.stream_response(session, live, "observer", f"o{observer}")


@blueprint.get("/p/xem/trang-thai")
@public
def observed_state() -> Response:
    """Tell a guest's screen without a stream what the room is at."""
    session = db.session()
    return streams.state_response(session, _observed(session)[0], "observer")
