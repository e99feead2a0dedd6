"""What readers of foreign formats say alike about marks that our types do not have."""

from collections.abc import Sequence

from quizzes.formats.foreign import Scribe
from quizzes.formats.problems import N_


def note_all_or_nothing(scribe: Scribe) -> None:
    """Note that a question was all right or wrong, and that parts of it count here."""
    scribe.changed(
        N_("Only the whole answer earned the mark; here a part that is right earns its share."),
        N_("Nothing is to be done unless parts must not count."),
    )


def note_parts(texts: Sequence[str], scribe: Scribe) -> None:
    """Note answers that earned something, but not all."""
    if texts:
        scribe.changed(
            N_("Answers that earned a part of the mark now earn none: %(texts)s."),
            N_("Accept them, or say in the explanation why they fall short."),
            texts="; ".join(texts)[:200],
        )
