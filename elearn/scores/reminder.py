"""A reminder for the cell's Zalo group that shames nobody: it counts, it does not name."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from elearn.attempts.progress import State
from elearn.shell import day
from elearn.topics.offered import OfferedTopic


def reminder_for(
    offered: OfferedTopic, counts: Mapping[State, int], closes_on: date | None, address: str
) -> str:
    """Return the text to copy: the topic, how many have finished, until when, and where."""
    everybody = sum(counts.values())
    lines = [
        _("Dear comrades,"),
        _(
            "The cell is studying “%(topic)s”. %(done)d of %(all)d comrades have finished.",
            topic=offered.topic.title,
            done=counts["finished"],
            all=everybody,
        ),
    ]
    left = everybody - counts["finished"]
    if left:
        lines.append(
            ngettext(
                "One comrade still has a part to study; five minutes at a time are enough.",
                "%(num)d comrades still have a part to study; five minutes at a time are enough.",
                left,
            )
        )
    if closes_on is not None:
        lines.append(_("Please finish by %(day)s.", day=day(closes_on)))
    lines.append(_("Open it here: %(address)s", address=address))
    return "\n".join(lines)
