"""The bank of questions, and quizzes that are built from it by choosing or by drawing."""

import secrets
from collections.abc import Sequence
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts.access import authors_only, viewer
from elearn.authoring import actions, queries
from elearn.authoring.bank import Held, Wanted, found_in
from elearn.authoring.forms import BuildForm
from elearn.authoring.questions.specs import SPECS
from elearn.authoring.shared_views import begun, blueprint
from elearn.topics.library import topics_on_offer
from quizzes.drawing import drawn
from quizzes.formats.parts import Part

A_PAGE: Final = 20
_ASKED = ("words", "topic", "type", "skill", "difficulty", "used")


@blueprint.get("/kho-cau-hoi")
@authors_only
def bank() -> ResponseReturnValue:
    """Show the questions that are looked for, a page at a time."""
    return _bank_page(BuildForm(formdata=None))


def _wanted() -> Wanted:
    return Wanted(**{name: request.values.get(name, "")[:200] for name in _ASKED})


def _found(wanted: Wanted) -> Sequence[Held]:
    return found_in(db.session(), viewer().cell_id, topics_on_offer().values(), wanted, clock.now())


def _bank_page(form: BuildForm) -> str:
    wanted = _wanted()
    found = _found(wanted)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(max(request.args.get("trang", 1, int), 1), pages)
    return render_template(
        "authoring/bank.html",
        wanted=wanted,
        asked={name: value for name in _ASKED if (value := getattr(wanted, name))},
        found=found[(page - 1) * A_PAGE : page * A_PAGE],
        count=len(found),
        page=page,
        pages=pages,
        topics=topics_on_offer(),
        specs=SPECS,
        own=queries.topics_of(db.session(), viewer().cell_id),
        form=form,
        seed=secrets.token_hex(2),
    )


@blueprint.post("/kho-cau-hoi")
@authors_only
def build() -> ResponseReturnValue:
    """Put the chosen questions, or as many as are drawn of those looked for, into a topic of the cell."""
    form = BuildForm()
    own = queries.topics_of(db.session(), viewer().cell_id)
    form.into.choices = ["", *(topic.slug for topic in own)]
    if not form.validate():
        return _bank_page(form), 422
    found = _found(_wanted())
    if form.draws.data:
        chosen = drawn([(held.key, held) for held in found], form.count.data or 0, form.seed.data or "")
    else:
        names = set(request.form.getlist("cau"))
        chosen = [held for held in found if held.key in names]
    if not chosen:
        flash(_("Nothing was chosen: tick questions, or draw some of those found."), "error")
        return _to_bank()
    into = next((topic for topic in own if topic.slug == form.into.data), None)
    built = into or begun(db.session(), form.title.data, [_about(form)])
    parts = [Part("quiz", held.question.id, held.question.written()) for held in chosen]
    actions.add_parts(db.session(), built, parts, viewer().id, clock.now())
    db.commit(db.session())
    flash(_("%(count)d questions stand in this topic's quiz now.", count=len(chosen)))
    return redirect(url_for("authoring.topic", slug=built.slug), 303)


def _asked_again() -> dict[str, str]:
    return {name: request.values[name] for name in _ASKED if request.values.get(name)}


def _to_bank() -> ResponseReturnValue:
    asked: dict[str, Any] = {**_asked_again()}
    return redirect(url_for("authoring.bank", **asked), 303)


def _about(form: BuildForm) -> Part:
    """Return what the new topic is about; how it was drawn stands in its summary, where authors find it."""
    about = actions.about_of(form.title.data)
    if not form.draws.data:
        return about
    asked = ", ".join(_asked_again().values()) or _("all questions")
    how = _(
        "Drawn at random: %(count)d questions of “%(asked)s”, seed %(seed)s.",
        count=form.count.data,
        asked=asked,
        seed=form.seed.data,
    )
    return Part(about.kind, about.id, {**about.table, "summary": how})
