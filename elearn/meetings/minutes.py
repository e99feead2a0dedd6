"""The insert for the minutes: what the meeting came to, counted, with nobody's name.

The secretary changes it on the page and takes it away as text or as a Party document. Nothing of it is kept:
minutes are the cell's own paper (docs/privacy.md). It is Vietnamese whatever the page's language is.
"""

from collections.abc import Iterator
from typing import Final

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from elearn.meetings.after_queries import AskedStep, Summary
from elearn.shell import day, in_words, percent
from quizzes.votes import Tally

MOST_IDEAS: Final = 3
DOTS: Final = "……………………………………………………"


def insert_of(summary: Summary) -> str:
    """Return the insert, one paragraph a line; figures are left out below five people."""
    with force_locale("vi"):
        return "\n".join(
            [
                *_what_was_done(summary),
                *_who_took_part(summary),
                *_results(summary),
                *_polls(summary),
                *_ideas(summary),
                _("The chair concluded: %(dots)s", dots=DOTS),
            ]
        )


def subject_of(summary: Summary) -> str:
    """Return the subject under which the insert stands as a document."""
    with force_locale("vi"):
        return str(
            _(
                "Meeting of the cell on %(day)s (studying and discussing)",
                day=day(summary.listed.row.starts_at),
            )
        )


def _what_was_done(summary: Summary) -> Iterator[str]:
    titles = list(dict.fromkeys(one.step.topic_title for one in summary.asked if one.is_marked))
    marked = sum(one.is_marked for one in summary.asked)
    asked = ngettext("%(num)d question was answered", "%(num)d questions were answered", marked)
    if titles:
        names = "; ".join(title if title.startswith("“") else f"“{title}”" for title in titles)
        yield _(
            "Content: studying and discussing %(titles)s; %(asked)s in the meeting.",
            titles=names,
            asked=asked,
        )
    else:
        yield _("Content: %(title)s; %(asked)s in the meeting.", title=summary.listed.row.title, asked=asked)


def _who_took_part(summary: Summary) -> Iterator[str]:
    activity = summary.listed.activity
    yield _(
        "Present: %(present)d/%(all)d comrades; "
        "%(people)d/%(all)d comrades took part in answering and discussing.",
        present=summary.present,
        people=activity.took_part,
        all=len(summary.attendance),
    )
    if summary.observers:
        yield ngettext(
            "%(num)d guest of the superior committee attended.",
            "%(num)d guests of the superior committee attended.",
            summary.observers,
        )
    if activity.active_s:
        yield _(
            "Comrades answered and discussed for about %(minutes)d minutes.",
            minutes=max(1, round(activity.active_s / 60)),
        )


def _share(tally: Tally) -> str:
    return percent(tally.share or 0)


def _results(summary: Summary) -> Iterator[str]:
    shown = [one for one in summary.asked if one.is_marked and one.is_enough]
    if not shown:
        return
    first, last = _together([one.first for one in shown]), _together([one.last for one in shown])
    if any(one.was_asked_twice for one in shown):
        yield _(
            "Result: %(before)s of the answers were right before the discussion, %(after)s after it.",
            before=_share(first),
            after=_share(last),
        )
    else:
        yield _("Result: %(after)s of the answers were right.", after=_share(last))
    wrong = summary.stayed_wrong
    if wrong:
        yield _("Content that many comrades still got wrong:")
        yield from (f"- {_wrong(one)}" for one in wrong)
    else:
        yield _("No content was left that many comrades got wrong.")


def _together(tallies: list[Tally]) -> Tally:
    return Tally(sum(one.answered for one in tallies), sum(one.right for one in tallies))


def _prompt(one: AskedStep) -> str:
    return " ".join(one.step.question.prompt.split()) if one.step.question else one.step.row.title


def _wrong(one: AskedStep) -> str:
    line = _(
        "“%(question)s”: %(right)d/%(answered)d comrades answered rightly",
        question=_prompt(one),
        right=one.last.right,
        answered=one.last.answered,
    )
    drawn = one.most_drawn
    if drawn is None:
        return f"{line};"
    text = in_words(drawn.choice.text)
    return str(_("%(line)s; the usual mistake was “%(text)s”;", line=line, text=text))


def _polls(summary: Summary) -> Iterator[str]:
    for one in summary.asked:
        if not one.is_marked and one.is_enough:
            votes = "; ".join(f"{in_words(bar.choice.text)}: {bar.people}" for bar in one.bars if bar.people)
            yield _(
                "Opinions without names on “%(question)s”: %(votes)s.", question=_prompt(one), votes=votes
            )


def _ideas(summary: Summary) -> Iterator[str]:
    found = [idea for idea in summary.ideas if idea.kind == "idea"][:MOST_IDEAS]
    if found:
        yield _("Ideas that most comrades agreed with:")
    for idea in found:
        agreed = ngettext("%(num)d comrade agrees", "%(num)d comrades agree", idea.votes)
        yield f"- {idea.text} ({agreed});" if idea.votes else f"- {idea.text};"
