"""What meetings hold about a member, in words: for the page, and for the text to copy."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from elearn.privacy.actions import name_in_words
from elearn.privacy.meetings import Deed, prompt_of_ballot
from elearn.privacy.queries import Office
from elearn.shell import day, in_words, moment, percent
from quizzes.questions.base import InvalidResponse, Question

QuestionOf = Callable[[str, str], Question | None]


def question_and_response(question: Question | None, question_id: str, response: str) -> tuple[str, str]:
    """Say a question and its response in words; by their ids where the text has changed since."""
    given = tuple(json.loads(response))
    if question is None:
        return question_id, ", ".join(given)
    asked = " ".join(question.prompt.split())
    try:
        return asked, ", ".join(in_words(part) for part in question.answer_texts(given))
    except InvalidResponse:
        return asked, ", ".join(given)


def title_of_meeting(title: str, starts_at: datetime) -> str:
    """Return how a meeting is called in the text to copy."""
    return str(_("%(title)s, meeting on %(day)s", title=title, day=day(starts_at)))


def meeting_lines(deeds: Sequence[Deed], question_of: QuestionOf) -> Iterator[str]:
    """Return what a member did in one meeting, one thing a line."""
    for deed in deeds:
        yield f"- {_LINES[deed.kind](deed, question_of)}"


def _presence(deed: Deed, _question_of: QuestionOf) -> str:
    parts = []
    if deed.at is not None:
        parts.append(_("your phone came in at %(moment)s", moment=moment(deed.at)))
    if deed.number is not None:
        parts.append(
            _("present in the secretary's word") if deed.number else _("absent in the secretary's word")
        )
    return ", ".join(parts)


def _asked(deed: Deed, question_of: QuestionOf) -> tuple[str, str]:
    question = question_of(deed.topic or "", deed.question or "")
    asked, said = question_and_response(question, deed.question or "", deed.text or "[]")
    right = _("%(share)s right", share=percent((deed.mark or 0) / 1000))
    return asked, f"{said} ({right})"


def _prepared(deed: Deed, question_of: QuestionOf) -> str:
    asked, said = _asked(deed, question_of)
    return str(_("prepared: %(question)s: %(answer)s", question=asked, answer=said))


def _vote(deed: Deed, question_of: QuestionOf) -> str:
    asked, said = _asked(deed, question_of)
    vote = _("first answer") if deed.number == 1 else _("answer after the discussion")
    line = f"{vote}: {asked}: {said}"
    if deed.by is None:
        return line
    entered = _("entered for you by %(name)s", name=name_in_words(deed.by))
    return f"{line}, {entered}"


def _ballot(deed: Deed, _question_of: QuestionOf) -> str:
    asked = prompt_of_ballot(deed)
    return str(_("voted in a poll: %(question)s; what you chose is kept without you", question=asked))


def _idea(deed: Deed, _question_of: QuestionOf) -> str:
    return " ".join((_("under your name:"), deed.text or ""))


def _agreed(deed: Deed, _question_of: QuestionOf) -> str:
    return " ".join((_("you found good:"), deed.text or ""))


_LINES: dict[str, Callable[[Deed, QuestionOf], str]] = {
    "presence": _presence,
    "prepared": _prepared,
    "vote": _vote,
    "ballot": _ballot,
    "idea": _idea,
    "agreed": _agreed,
}


def meetings_in_office(office: Office) -> list[str]:
    """Return what a member did for the cell's meetings, counted."""
    planned, moved, hosted = office.meetings_planned, office.meetings_moved, office.meetings_hosted
    entered, confirmed = office.entered_for_others, office.presences_confirmed
    lines = (
        (planned, ngettext("%(num)d meeting planned", "%(num)d meetings planned", planned)),
        (moved, ngettext("a meeting moved %(num)d time", "meetings moved %(num)d times", moved)),
        (hosted, ngettext("%(num)d meeting hosted", "%(num)d meetings hosted", hosted)),
        (
            entered,
            ngettext(
                "%(num)d answer entered for a comrade without a phone",
                "%(num)d answers entered for comrades without a phone",
                entered,
            ),
        ),
        (
            confirmed,
            ngettext("presence confirmed %(num)d time", "presence confirmed %(num)d times", confirmed),
        ),
    )
    return [line for number, line in lines if number]
