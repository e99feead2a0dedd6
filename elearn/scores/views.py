"""What the secretary and deputies review: topics, members, questions, exports."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from elearn import clock, db
from elearn.accounts import actions as accounts_actions
from elearn.accounts.access import access_member, leaders_only, viewer
from elearn.accounts.queries import members_in
from elearn.attempts import actions as attempts_actions
from elearn.attempts.access import access_result
from elearn.attempts.places import NOWHERE, places_of
from elearn.attempts.polls import polls_in, results_in
from elearn.attempts.progress import Progress, progress_of
from elearn.attempts.queries import open_attempt
from elearn.attempts.settling import settle_ended
from elearn.attempts.standing import FEWEST_ANSWERS, standing_of
from elearn.attempts.views import result_page
from elearn.meetings.own_queries import OwnMeeting, own_meetings_of
from elearn.scores import exports, queries
from elearn.scores.forms import ExtensionForm
from elearn.scores.reminder import reminder_for
from elearn.shell import site_address
from elearn.topics.library import access_topic, library, topics_on_offer
from elearn.topics.offered import OfferedTopic
from elearn.topics.queries import assignment_of_topic, assignments_of

blueprint = Blueprint("scores", __name__)

Lines = list[queries.MemberLine]
Meetings = list[OwnMeeting]

ID_DIGITS = len(str(db.LARGEST_ID))


@blueprint.get("/ket-qua")
@leaders_only
def overview() -> ResponseReturnValue:
    """Show each topic with how many finished, are studying, have not opened it; what was assigned leads."""
    session, now = db.session(), clock.now()
    settle_ended(viewer().cell_id, now)
    offered = topics_on_offer()
    members = members_in(session, viewer().cell_id)
    places = places_of(session, viewer().cell_id, offered)
    counts = {
        slug: queries.count_states(places.get((member.id, slug), NOWHERE).state for member in members)
        for slug in offered
    }
    assignments = {row.topic: row for row in assignments_of(session, viewer().cell_id)}
    return render_template(
        "scores/overview.html",
        offered=dict(sorted(offered.items(), key=lambda one: one[0] not in assignments)),
        counts=counts,
        assignments=assignments,
        number_of_members=len(members),
        problems=library().problems(),
        today=clock.vietnam_day(now),
    )


def _lines(offered: OfferedTopic) -> list[queries.MemberLine]:
    session = db.session()
    members = members_in(session, viewer().cell_id)
    progress = progress_of(session, viewer().cell_id, topics=[offered.topic.slug])
    return queries.lines_of(members, offered, progress)


@blueprint.get("/ket-qua/<slug>")
@leaders_only
def topic(slug: str) -> ResponseReturnValue:
    """Show who has not opened a topic, who is half way, who finished and how well; and what is wrong."""
    offered = access_topic(slug)
    settle_ended(viewer().cell_id, clock.now())
    lines = _lines(offered)
    return render_template(
        "scores/topic.html",
        offered=offered,
        topic=offered.topic,
        lines=lines,
        counts=queries.count_states(line.state for line in lines),
        figures=queries.figures_of(db.session(), viewer().cell_id, offered),
        polls=polls_in(offered.topic.quiz),
        poll_results=results_in(db.session(), viewer().cell_id, slug, offered.topic.quiz),
        assignment=assignment_of_topic(db.session(), viewer().cell_id, slug),
        fewest_people=queries.FEWEST_PEOPLE,
        fewest_answers=queries.FEWEST_ANSWERS,
    )


@blueprint.get("/ket-qua/<slug>/nhac")
@leaders_only
def reminder(slug: str) -> ResponseReturnValue:
    """Show a text to copy into the cell's Zalo group: it names nobody."""
    offered = access_topic(slug)
    lines = _lines(offered)
    assignment = assignment_of_topic(db.session(), viewer().cell_id, slug)
    text = reminder_for(
        offered,
        queries.count_states(line.state for line in lines),
        assignment.closes_on if assignment else None,
        site_address() + url_for("study.topic", slug=slug),
    )
    return render_template("scores/reminder.html", topic=offered.topic, text=text)


@blueprint.get("/ket-qua/dang-vien/<id:member_id>")
@leaders_only
def member(member_id: int) -> ResponseReturnValue:
    """Show what a member did; that somebody looked is recorded and the member sees it."""
    db.write_on_get()
    session, now = db.session(), clock.now()
    person = access_member(session, member_id)
    settle_ended(viewer().cell_id, now)
    _record([person.id], "results")
    page = _member_page(person.id, person.name, ExtensionForm(number=str(db.new_id())))
    db.commit(session)
    return page


def _member_page(member_id: int, name: str, form: ExtensionForm) -> str:
    offered = topics_on_offer()
    progress = progress_of(db.session(), viewer().cell_id, member_id=member_id)
    form.topic.choices = _topic_choices()
    return render_template(
        "scores/member.html",
        member_id=member_id,
        name=name,
        offered=offered,
        progress={slug: progress.get((member_id, slug), Progress()) for slug in offered},
        standing=standing_of(db.session(), viewer().cell_id, member_id, offered),
        fewest=FEWEST_ANSWERS,
        meetings=own_meetings_of(db.session(), viewer().cell_id, member_id=member_id),
        form=form,
    )


def _topic_choices() -> list[SelectChoice]:
    return [SelectChoice(slug, item.topic.title) for slug, item in topics_on_offer().items()]


@blueprint.post("/ket-qua/dang-vien/<id:member_id>/gia-han")
@leaders_only
def extend(member_id: int) -> ResponseReturnValue:
    """Give a member more time or tries for a topic's exam; a second tap gives nothing more."""
    session = db.session()
    person = access_member(session, member_id)
    form = ExtensionForm()
    form.topic.choices = _topic_choices()
    number = form.number.data or ""
    if not form.validate() or not (number.isascii() and number.isdecimal() and len(number) <= ID_DIGITS):
        return _member_page(person.id, person.name, form), 422
    if form.minutes.data or form.tries.data:
        attempts_actions.extend(
            session,
            viewer().cell_id,
            person.id,
            form.topic.data,
            extension_id=min(int(number), db.LARGEST_ID),
            minutes=form.minutes.data,
            tries=form.tries.data,
            given_by=viewer().id,
            now=clock.now(),
        )
        db.commit(session)
        flash(_("The extension is given; it holds at once, also in an exam that is going on."))
    return redirect(url_for("scores.member", member_id=person.id), 303)


@blueprint.get("/ket-qua/luot/<id:attempt_id>")
@leaders_only
def attempt(attempt_id: int) -> ResponseReturnValue:
    """Show the result of a member's attempt; that somebody looked is recorded."""
    db.write_on_get()
    session = db.session()
    row = access_result(session, attempt_id)
    opened = open_attempt(session, row)
    if not opened.is_over(clock.now()):
        abort(404)
    person = access_member(session, row.member_id)
    _record([person.id], "attempt")
    page = result_page(opened, owner=person.name)
    db.commit(session)
    return page


def _record(member_ids: list[int], what: str) -> None:
    today = clock.today()
    accounts_actions.record_access(db.session(), viewer().cell_id, member_ids, viewer().id, what, today)


@blueprint.get("/ket-qua/<slug>.xlsx")
@leaders_only
def xlsx(slug: str) -> ResponseReturnValue:
    """Send a topic's results as a workbook; taking them along is recorded for each member."""
    return _export(slug, "xlsx", exports.XLSX, _workbook)


def _workbook(offered: OfferedTopic, lines: Lines, meetings: Meetings) -> bytes:
    return exports.xlsx_of(
        offered.topic.title,
        exports.members_table(lines, meetings),
        exports.questions_table(queries.figures_of(db.session(), viewer().cell_id, offered)),
        exports.meetings_table(lines, meetings),
    )


@blueprint.get("/ket-qua/<slug>.csv")
@leaders_only
def csv(slug: str) -> ResponseReturnValue:
    """Send a topic's results as CSV; taking them along is recorded for each member."""
    return _export(slug, "csv", exports.CSV, _csv)


def _csv(_offered: OfferedTopic, lines: Lines, meetings: Meetings) -> bytes:
    return exports.csv_of(exports.members_table(lines, meetings))


def _export(
    slug: str, ending: str, kind: str, make: Callable[[OfferedTopic, Lines, Meetings], bytes]
) -> ResponseReturnValue:
    offered = access_topic(slug)
    settle_ended(viewer().cell_id, clock.now())
    db.write_on_get()
    lines = _lines(offered)
    content = make(offered, lines, own_meetings_of(db.session(), viewer().cell_id, topic=slug))
    _record([line.member.id for line in lines], "export")
    db.commit(db.session())
    response = Response(content, content_type=kind)
    response.headers.set("Content-Disposition", "attachment", filename=f"ket-qua-{slug}.{ending}")
    return response
