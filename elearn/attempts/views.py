"""A quiz taken alone: start, one question at a time, the overview before handing in, the result."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts.access import viewer
from elearn.answer_forms import AnswerForm, form_for
from elearn.attempts import actions, polls, queries
from elearn.attempts.access import access_own_attempt
from elearn.attempts.correcting import corrected_in
from elearn.attempts.dropping import dropped_in
from elearn.attempts.queries import OpenedAttempt
from elearn.attempts.settling import settle_ended
from elearn.errors import Refused
from elearn.shell import day
from elearn.topics.library import access_topic
from quizzes.attempt import Decision, feedback_is_shown
from quizzes.questions import Marking, PollResult
from quizzes.quiz import Mode

blueprint = Blueprint("attempts", __name__)

# How many questions with their explanations one page of a result shows.
QUESTIONS_A_PAGE = 12


def _posted_mode() -> Mode:
    mode = request.form.get("mode", "")
    if mode == "practice":
        return "practice"
    if mode == "exam":
        return "exam"
    abort(400)


@blueprint.post("/chuyen-de/<slug>/lam-bai")
def start(slug: str) -> ResponseReturnValue:
    """Begin an attempt, or go on with the one that is open."""
    offered = access_topic(slug)
    mode = _posted_mode()
    ordinal = request.form.get("ordinal", 0, type=int)
    session, now = db.session(), clock.now()
    terms = queries.terms_for(session, viewer().cell_id, viewer().id, offered)
    if mode == "exam" and terms.assignment and not terms.is_open(clock.vietnam_day(now)):
        raise Refused(
            _(
                "This exam is open from %(opens)s to %(closes)s. You can go on practising.",
                opens=day(terms.assignment.opens_on),
                closes=day(terms.assignment.closes_on),
            )
        )
    try:
        attempt = actions.start(
            session,
            viewer().cell_id,
            viewer().id,
            offered,
            mode,
            ordinal,
            terms,
            now,
            secrets.token_hex(8),
        )
    except actions.NoTriesLeft:
        raise Refused(
            _(
                "You have used all %(tries)d tries of this exam. You can go on practising.",
                tries=terms.policy.tries,
            )
        ) from None
    opened = queries.open_attempt(session, attempt)
    db.commit(session)
    if opened.is_over(now):
        return redirect(url_for("attempts.result", attempt_id=attempt.id), 303)
    number = (opened.unanswered() or [1])[0]
    return redirect(url_for("attempts.question", attempt_id=attempt.id, number=number), 303)


def _own(attempt_id: int, *, lock: bool = False) -> OpenedAttempt:
    session = db.session()
    return queries.open_attempt(session, access_own_attempt(session, attempt_id, lock=lock))


def _check_number(attempt: OpenedAttempt, number: int) -> None:
    if not 1 <= number <= len(attempt.order):
        abort(404)


def _to_result(attempt: OpenedAttempt) -> ResponseReturnValue:
    return redirect(url_for("attempts.result", attempt_id=attempt.row.id), 303)


@blueprint.get("/luot/<id:attempt_id>/<int:number>")
def question(attempt_id: int, number: int) -> ResponseReturnValue:
    """Show one question, with what was answered before."""
    attempt = _own(attempt_id)
    _check_number(attempt, number)
    now = clock.now()
    if attempt.is_over(now):
        return _to_result(attempt)
    asked = attempt.question(number)
    given = attempt.given.get(asked.id)
    form = form_for(asked, given.response, given.confidence) if given else form_for(asked)
    return _question_page(attempt, number, form, now)


def _question_page(attempt: OpenedAttempt, number: int, form: AnswerForm, now: datetime) -> str:  # type: ignore[type-arg] # of any question
    asked = form.question
    given = attempt.given.get(asked.id)
    is_answered = attempt.is_answered(asked.id)
    return render_template(
        "attempts/question.html",
        attempt=attempt,
        base=url_for("attempts.overview", attempt_id=attempt.row.id).removesuffix("/nop"),
        number=number,
        question=asked,
        form=form,
        given=given,
        is_answered=is_answered,
        marking=asked.mark(given.response)
        if given and feedback_is_shown(attempt.mode, attempt.row.submitted_at is not None, is_answered)
        else None,
        poll_results=_poll_results(attempt) if asked.id in attempt.voted else {},
        seconds_left=_seconds_left(attempt, now),
        next_number=_next_number(attempt, number),
    )


def _poll_results(attempt: OpenedAttempt) -> Mapping[str, PollResult | None]:
    row = attempt.row
    return polls.results_in(db.session(), row.cell_id, row.topic, attempt.quiz)


def _seconds_left(attempt: OpenedAttempt, now: datetime) -> int | None:
    deadline = attempt.row.deadline
    return None if deadline is None else max(0, int((deadline - now).total_seconds()))


def _next_number(attempt: OpenedAttempt, number: int) -> int | None:
    return number + 1 if number < len(attempt.order) else None


@blueprint.post("/luot/<id:attempt_id>/<int:number>")
def question_submit(attempt_id: int, number: int) -> ResponseReturnValue:
    """Keep the answer, then show what follows: the feedback in practice, the next question in an exam."""
    attempt = _own(attempt_id, lock=True)
    _check_number(attempt, number)
    session, now = db.session(), clock.now()
    asked = attempt.question(number)
    given = attempt.given.get(asked.id)
    # What is kept of a case is needed to add the next part to it.
    form = form_for(asked, given.response if given else ())
    response = form.read(request.form)
    if response is None and not attempt.is_over(now):
        return _question_page(attempt, number, form, now), 422
    decision = actions.answer(session, attempt, asked, response or (), now, form.confidence)
    db.commit(session)
    return _after_answer(attempt, number, decision, is_whole=asked.is_whole(response or ()))


def _after_answer(
    attempt: OpenedAttempt, number: int, decision: Decision, *, is_whole: bool
) -> ResponseReturnValue:
    if decision is Decision.HANDED_IN:
        flash(
            _(
                "This attempt was handed in already: the answer just sent does not count, "
                "the earlier ones do."
            ),
            "error",
        )
        return _to_result(attempt)
    if decision is Decision.TOO_LATE:
        flash(_("The time is up: the answer just sent came too late, the earlier ones count."), "error")
        return _to_result(attempt)
    if decision is Decision.ALREADY_ANSWERED:
        flash(_("You answered this question before; that first answer counts."), "error")
    following = _next_number(attempt, number)
    if attempt.mode == "practice" or not is_whole:
        following = number
    if following is None:
        return redirect(url_for("attempts.overview", attempt_id=attempt.row.id), 303)
    return redirect(url_for("attempts.question", attempt_id=attempt.row.id, number=following), 303)


@blueprint.post("/luot/<id:attempt_id>/<int:number>/danh-dau")
def set_aside(attempt_id: int, number: int) -> ResponseReturnValue:
    """Mark a question for later, or unmark it."""
    attempt = _own(attempt_id, lock=True)
    _check_number(attempt, number)
    session = db.session()
    if not attempt.is_over(clock.now()):
        aside = request.form.get("de-sau") == "1"
        actions.set_aside(session, attempt.row, attempt.order[number - 1], aside)
        db.commit(session)
    return redirect(url_for("attempts.question", attempt_id=attempt_id, number=number), 303)


@blueprint.get("/luot/<id:attempt_id>/nop")
def overview(attempt_id: int) -> ResponseReturnValue:
    """Show what is unanswered and what was marked for later, before handing in."""
    attempt = _own(attempt_id)
    now = clock.now()
    if attempt.is_over(now):
        return _to_result(attempt)
    return render_template(
        "attempts/overview.html",
        attempt=attempt,
        base=request.path.removesuffix("/nop"),
        unanswered=attempt.unanswered(),
        seconds_left=_seconds_left(attempt, now),
    )


@blueprint.post("/luot/<id:attempt_id>/nop")
def hand_in(attempt_id: int) -> ResponseReturnValue:
    """Hand the attempt in; once more changes nothing."""
    session = db.session()
    attempt = access_own_attempt(session, attempt_id, lock=True)
    actions.hand_in(session, attempt.cell_id, attempt.id, clock.now())
    db.commit(session)
    return redirect(url_for("attempts.result", attempt_id=attempt_id), 303)


@blueprint.get("/luot/<id:attempt_id>/ket-qua")
def result(attempt_id: int) -> ResponseReturnValue:
    """Show a member the result of their own attempt: wrong answers first, all on request."""
    settle_ended(viewer().cell_id, clock.now())
    attempt = _own(attempt_id)
    if not attempt.is_over(clock.now()):
        return redirect(url_for("attempts.overview", attempt_id=attempt_id), 303)
    return result_page(attempt, owner=None)


def result_page(attempt: OpenedAttempt, owner: str | None) -> str:
    """Return the page with an attempt's result; `owner` is the member's name when somebody else looks."""
    show_all = "tat-ca" in request.args
    rows = []
    for number, question_id in enumerate(attempt.order, 1):
        given = attempt.given.get(question_id)
        asked = attempt.quiz.question(question_id)
        response = given.response if given else ()
        # What was marked by hand on paper has no response that could be marked again.
        by_hand = given is not None and attempt.mode == "paper" and not response
        marking = Marking(given.mark) if given is not None and by_hand else asked.mark(response)
        rows.append((number, asked, response, marking, given.confidence if given else None))
    dropped = dropped_in(db.session(), attempt.row.cell_id, attempt.row.topic)
    wrong = [row for row in rows if row[1].is_marked and row[3].mark != 1]
    # What somebody is sure of and has wrong is worth another look before all else.
    wrong.sort(key=lambda row: row[4] != "sure")
    shown = rows if show_all or not wrong else wrong
    # A page stays light however long the quiz is; paper takes it whole.
    size = len(shown) if "in" in request.args else QUESTIONS_A_PAGE
    pages = max(1, -(-len(shown) // max(size, 1)))
    page = min(max(request.args.get("trang", 1, type=int), 1), pages)
    return render_template(
        "attempts/result.html",
        attempt=attempt,
        total=attempt.total(dropped),
        dropped=dropped,
        corrected=corrected_in(db.session(), attempt.row.cell_id, attempt.row.topic),
        firmly_wrong=sum(row[4] == "sure" for row in wrong),
        rows=shown[(page - 1) * size : page * size],
        show_all=show_all or not wrong,
        page=page,
        pages=pages,
        owner=owner,
        entered_by=queries.entered_by(db.session(), attempt.row),
        poll_results=_poll_results(attempt),
    )
