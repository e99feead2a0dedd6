"""What the views of the author's table share: the blueprint, beginning a topic, saving, and being full."""

from collections.abc import Iterable

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from elearn import clock
from elearn.accounts.access import viewer
from elearn.authoring import actions, pictures, queries
from elearn.authoring.models import DraftPart
from elearn.topics.library import library
from elearn.topics.models import OwnTopic
from quizzes.formats.parts import Part, Values

blueprint = Blueprint("authoring", __name__)

# A topic called like one of these would share an address with something else.
_WORDS_OF_ADDRESSES = ("chep", "nhan")


def begun(session: Session, name: str, parts: Iterable[Part]) -> OwnTopic:
    """Return a new topic of the cell with these parts; raises TooManyTopics and TooManyParts."""
    own = (topic.slug for topic in queries.topics_of(session, viewer().cell_id))
    taken = {*own, *library().offered(), *_WORDS_OF_ADDRESSES}
    slug = actions.free_slug(name, taken)
    return actions.begin_topic(session, viewer().cell_id, slug, parts, viewer().id, clock.now())


def saved(session: Session, own: OwnTopic, row: DraftPart, table: Values) -> bool:
    """Save a part as it was sent; False where somebody else saved it since the form's `revision`."""
    opened = request.form.get("revision", 0, int)
    try:
        actions.save(session, own, row, table, opened_revision=opened, by=viewer().id, now=clock.now())
    except actions.EditedMeanwhile:
        return False
    return True


@blueprint.errorhandler(actions.TooManyTopics)
def too_many_topics(_error: Exception) -> ResponseReturnValue:
    """Say that the cell has no room for another topic."""
    flash(_("There is no room for another topic: at most %(most)d.", most=actions.MOST_TOPICS), "error")
    return redirect(url_for("authoring.topics"), 303)


@blueprint.errorhandler(actions.TooManyParts)
def too_many_parts(_error: Exception) -> ResponseReturnValue:
    """Say that the topic has no room for so many parts."""
    return _full(_("There is no room for another part: at most %(most)d.", most=actions.MOST_PARTS))


@blueprint.errorhandler(pictures.TooManyPictures)
def too_many_pictures(_error: Exception) -> ResponseReturnValue:
    """Say that the topic has no room for so many pictures."""
    return _full(_("A topic has at most %(most)d pictures.", most=pictures.MOST_PICTURES))


def _full(message: str) -> ResponseReturnValue:
    # Nothing was committed: a topic that was about to begin is not there to go to.
    flash(f"{message} {_('Nothing was saved.')}", "error")
    slug = (request.view_args or {}).get("slug")
    return redirect(url_for("authoring.topic", slug=slug) if slug else url_for("authoring.topics"), 303)
