"""Reports of one page, on a topic and on a quarter: text to copy, and a Party document in Word's format."""

import re
from typing import Final

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from elearn import clock, db
from elearn.accounts.access import leaders_only, viewer
from elearn.accounts.actions import record_access
from elearn.accounts.queries import members_in
from elearn.attempts.progress import progress_of
from elearn.attempts.settling import settle_ended
from elearn.scores import queries
from elearn.scores.analysis import analysis_of
from elearn.scores.forms import ReportForm
from elearn.scores.report import Quarter, quarter_report, topic_report
from elearn.shell import in_quotes
from elearn.topics.library import access_topic, topics_on_offer
from elearn.topics.queries import assignment_of_topic

blueprint = Blueprint("reports", __name__)

# Words of a Party document's form are Vietnamese and no messages.
KIND_OF_DOCUMENT: Final = "Báo cáo"
SIGNATURES: Final = ("Người lập", "Bí thư")
QUARTER: Final = re.compile(r"(20\d\d)-([1-4])")


@blueprint.get("/ket-qua/<slug>/bao-cao")
@leaders_only
def topic(slug: str) -> ResponseReturnValue:
    """Show the report on a topic as text to change, copy or take along; names only when asked for."""
    return _topic_page(slug, ReportForm(MultiDict(), text=_topic_text(slug)))


def _topic_text(slug: str) -> str:
    session, now, cell_id = db.session(), clock.now(), viewer().cell_id
    offered = access_topic(slug)
    settle_ended(cell_id, now)
    progress = progress_of(session, cell_id, topics=[slug])
    return topic_report(
        offered,
        queries.lines_of(members_in(session, cell_id), offered, progress),
        assignment_of_topic(session, cell_id, slug),
        analysis_of(session, cell_id, offered).quiz,
        queries.figures_of(session, cell_id, offered),
        clock.vietnam_day(now),
        "ten" in request.args,
    )


def _topic_page(slug: str, form: ReportForm) -> str:
    return render_template(
        "scores/report.html",
        title=_("Report on a topic"),
        subject=access_topic(slug).topic.title,
        back=url_for("scores.topic", slug=slug),
        here=url_for("reports.topic", slug=slug),
        action=url_for("reports.topic_docx", slug=slug),
        with_names="ten" in request.args,
        form=form,
    )


@blueprint.post("/ket-qua/<slug>/bao-cao.docx")
@leaders_only
def topic_docx(slug: str) -> ResponseReturnValue:
    """Send the report as it was changed on the page; taking it along is recorded for each member."""
    title = access_topic(slug).topic.title
    form = ReportForm()
    if not form.validate():
        return _topic_page(slug, form), 422
    return _document(form, f"Kết quả học tập chuyên đề {in_quotes(title)}", f"bao-cao-{slug}")


@blueprint.get("/ket-qua/bao-cao")
@leaders_only
def quarter() -> ResponseReturnValue:
    """Show the report on a quarter, this one unless another is named; names only when asked for."""
    session, now, cell_id = db.session(), clock.now(), viewer().cell_id
    wanted = _wanted_quarter()
    settle_ended(cell_id, now)
    text = quarter_report(
        wanted,
        topics_on_offer(),
        members_in(session, cell_id),
        queries.taken_between(session, cell_id, wanted.first_day, wanted.after.first_day),
        "ten" in request.args,
    )
    return _quarter_page(wanted, ReportForm(MultiDict(), text=text))


def _wanted_quarter() -> Quarter:
    given = request.args.get("quy", "")
    if not given:
        return Quarter.of(clock.today())
    found = QUARTER.fullmatch(given)
    if found is None:
        abort(404)
    return Quarter(int(found[1]), int(found[2]))


def _quarter_page(wanted: Quarter, form: ReportForm) -> str:
    return render_template(
        "scores/report.html",
        title=_("Report on a quarter"),
        subject=_("Quarter %(number)d of %(year)d", number=wanted.number, year=wanted.year),
        back=url_for("scores.overview"),
        here=url_for("reports.quarter", quy=wanted.code),
        before=url_for("reports.quarter", quy=wanted.before.code),
        action=url_for("reports.quarter_docx", quy=wanted.code),
        with_names="ten" in request.args,
        form=form,
    )


@blueprint.post("/ket-qua/bao-cao.docx")
@leaders_only
def quarter_docx() -> ResponseReturnValue:
    """Send the report as it was changed on the page; taking it along is recorded for each member."""
    wanted = _wanted_quarter()
    form = ReportForm()
    if not form.validate():
        return _quarter_page(wanted, form), 422
    subject = f"Kết quả học tập quý {wanted.number} năm {wanted.year}"
    return _document(form, subject, f"bao-cao-quy-{wanted.code}")


def _document(form: ReportForm, subject: str, name: str) -> Response:
    session, today = db.session(), clock.today()
    # Word's library and lxml take 6 MB of every process, and a cell reports once a quarter.
    from elearn.meetings.party_document import DOCX, PartyDocument, docx_of

    content = docx_of(
        PartyDocument(
            cell=viewer().cell_name,
            superior=form.superior.data or "",
            place=form.place.data or "",
            day=today,
            kind=KIND_OF_DOCUMENT,
            subject=subject,
            paragraphs=tuple(line for line in (form.text.data or "").split("\n") if line.strip()),
            signatures=SIGNATURES,
        )
    )
    members = [member.id for member in members_in(session, viewer().cell_id)]
    record_access(session, viewer().cell_id, members, viewer().id, "export", today)
    db.commit(session)
    response = Response(content, content_type=DOCX)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.docx")
    return response
