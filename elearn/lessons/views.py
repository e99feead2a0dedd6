"""Reading a lesson: one card at a time, a check question among the cards, and what comes after the last."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from elearn import clock, db
from elearn.accounts.access import viewer
from elearn.answer_forms import AnswerForm, form_for
from elearn.lessons import actions, queries
from elearn.lessons.access import OpenedCard, access_card, access_lesson, access_question
from quizzes.questions import Question, Response

blueprint = Blueprint("lessons", __name__)

LESSON = "/chuyen-de/<slug>/bai/<lesson>"
CARD = LESSON + "/<int:number>"


@blueprint.get(LESSON)
def lesson(slug: str, lesson: str) -> ResponseReturnValue:
    """Lead to the card where the member left off, on whichever phone that was."""
    _topic, opened = access_lesson(slug, lesson)
    bookmark = queries.bookmark_in(db.session(), viewer().cell_id, viewer().id, slug, lesson)
    number = queries.card_to_resume(opened, bookmark)
    return redirect(url_for("lessons.card", slug=slug, lesson=lesson, number=number))


@blueprint.get(CARD)
def card(slug: str, lesson: str, number: int) -> ResponseReturnValue:
    """Show one card."""
    place = access_card(slug, lesson, number)
    today = clock.today()
    return render_template("lessons/card.html", place=place, needs_a_look=place.needs_a_look(today))


@blueprint.post(CARD + "/xong")
def passed(slug: str, lesson: str, number: int) -> ResponseReturnValue:
    """Move the bookmark past this card and lead on; a question that waits for its answer comes first."""
    place = access_card(slug, lesson, number)
    session, now = db.session(), clock.now()
    whose = (viewer().cell_id, viewer().id, slug)
    waits = (
        place.card.question is not None
        and queries.check_answer_to(session, *whose, place.card.question.id) is None
    )
    actions.move_bookmark(session, *whose, lesson, card=number if waits else number + 1, now=now)
    if place.is_last and not waits:
        actions.finish_lesson(session, *whose, lesson, now)
    db.commit(session)
    if waits:
        return redirect(url_for("lessons.check", slug=slug, lesson=lesson, number=number), 303)
    if place.is_last:
        return redirect(url_for("lessons.done", slug=slug, lesson=lesson), 303)
    return redirect(url_for("lessons.card", slug=slug, lesson=lesson, number=number + 1), 303)


def _shown(question: Question) -> Question:
    # Each member has an order of their own, the same on every phone and every day.
    return question.shown(f"{viewer().cell_id}:{viewer().id}")


@blueprint.get(CARD + "/cau-hoi")
def check(slug: str, lesson: str, number: int) -> ResponseReturnValue:
    """Ask a card's check question, or show how the answer was; `?lai=1` asks once more."""
    place, question = access_question(slug, lesson, number)
    question = _shown(question)
    kept = queries.check_answer_to(db.session(), viewer().cell_id, viewer().id, slug, question.id)
    given = () if "lai" in request.args else queries.response_in(kept, question)
    said = kept.confidence if kept is not None and given else None
    return _check_page(place, form_for(question, (), said), given)


def _check_page(place: OpenedCard, form: AnswerForm, given: Response) -> str:  # type: ignore[type-arg] # of any question
    return render_template(
        "lessons/check.html",
        place=place,
        question=form.question,
        form=form,
        given=given,
        marking=form.question.mark(given) if given else None,
        again="lai" in request.args,
    )


@blueprint.post(CARD + "/cau-hoi")
def check_submit(slug: str, lesson: str, number: int) -> ResponseReturnValue:
    """Keep the answer to a check question, then show whether it is right, and why."""
    place, question = access_question(slug, lesson, number)
    form = form_for(_shown(question))
    response = form.read(request.form)
    if response is None:
        return _check_page(place, form, ()), 422
    session = db.session()
    whose = (viewer().cell_id, viewer().id, slug)
    actions.answer_check(session, *whose, question, response, clock.now(), form.confidence)
    db.commit(session)
    return redirect(url_for("lessons.check", slug=slug, lesson=lesson, number=number), 303)


@blueprint.get(LESSON + "/xong")
def done(slug: str, lesson: str) -> ResponseReturnValue:
    """Say that a lesson is read to its end, and what comes next."""
    topic, opened = access_lesson(slug, lesson)
    session, whose = db.session(), (viewer().cell_id, viewer().id, slug)
    bookmarks = {row.lesson: row for row in queries.bookmarks_of(session, *whose)}
    here = bookmarks.get(lesson)
    if here is None or here.finished_at is None:
        return redirect(url_for("lessons.lesson", slug=slug, lesson=lesson))
    asked = {question.id for question in opened.questions}
    answers = queries.check_answers_of(session, *whose)
    return render_template(
        "lessons/done.html",
        topic=topic,
        lesson=opened,
        following=queries.next_lesson(topic, opened, bookmarks),
        asked=len(asked),
        right=sum(answer.mark == 1000 for answer in answers if answer.question in asked),
    )
