"""A quiz on paper: what was printed, and the sheets to print."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from elearn import clock, db
from elearn.accounts.access import leaders_only, viewer
from elearn.paper import actions, queries
from elearn.paper.access import access_printing
from elearn.topics.library import access_topic
from elearn.topics.queries import pinned_quiz
from quizzes.paper import VERSIONS

blueprint = Blueprint("paper", __name__)

ID_DIGITS = len(str(db.LARGEST_ID))
# The parts of a printing that can be printed alone, because each is wanted in a number of its own.
PARTS = ("de", "phieu", "dap-an")


@blueprint.get("/chuyen-de/<slug>/tren-giay")
@leaders_only
def printings(slug: str) -> ResponseReturnValue:
    """Show what was printed of a topic's quiz, and offer a new printing."""
    topic = access_topic(slug).topic
    return render_template(
        "paper/printings.html",
        topic=topic,
        printings=queries.printings_of(db.session(), viewer().cell_id, slug),
        has_polls=any(not question.is_marked for question in topic.quiz.questions),
        versions=VERSIONS,
        number=db.new_id(),
    )


@blueprint.post("/chuyen-de/<slug>/tren-giay")
@leaders_only
def print_anew(slug: str) -> ResponseReturnValue:
    """Keep a new printing and lead to its sheets; a second tap leads to the same."""
    offered = access_topic(slug)
    number = request.form.get("number", "")
    if not (number.isascii() and number.isdecimal() and 0 < len(number) <= ID_DIGITS) or not int(number):
        abort(400)
    printing_id = min(int(number), db.LARGEST_ID)
    session = db.session()
    actions.keep_printing(session, viewer().cell_id, printing_id, offered, viewer().id, clock.now())
    db.commit(session)
    return redirect(url_for("paper.sheets", printing_id=printing_id), 303)


@blueprint.get("/tren-giay/<id:printing_id>/in")
@leaders_only
def sheets(printing_id: int) -> ResponseReturnValue:
    """Show the versions of a printing with answer sheets and keys, or one part of one version."""
    session = db.session()
    printing = access_printing(session, printing_id)
    part, letter = request.args.get("phan", ""), request.args.get("ma-de", "")
    return render_template(
        "paper/sheets.html",
        printing=printing,
        title=pinned_quiz(session, printing.quiz_digest).title,
        versions=[queries.version_of(session, printing, one) for one in VERSIONS if letter in ("", one)]
        or abort(404),
        parts=(part,) if part in PARTS else PARTS,
        every_version=VERSIONS,
        part=part,
        letter=letter,
    )
