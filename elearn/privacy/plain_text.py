"""What is held about a member as plain text that a person can read, for browsers that keep no file."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from elearn.accounts.devices import kind_in_words
from elearn.cells.forms import ROLE_NAMES
from elearn.privacy.actions import NO_RESPONSE, name_in_words
from elearn.privacy.plain_meetings import (
    meeting_lines,
    meetings_in_office,
    question_and_response,
    title_of_meeting,
)
from elearn.privacy.queries import Held, Office, TakenAttempt
from elearn.shell import day, days, moment, percent
from quizzes.confidence import LEVELS
from quizzes.questions.base import Question

Titles = Callable[[str], str]
QuestionOf = Callable[[str, str], Question | None]

_LOOKED_AT = {
    "paper": _l("your answer sheet, entered or corrected"),
    "results": _l("the list with your results"),
    "attempt": _l("an attempt of yours, answer by answer"),
    "export": _l("a file with your results, taken along"),
}


def text_of(held: Held, cell_name: str, title_of: Titles, question_of: QuestionOf, now: datetime) -> str:
    """Return everything that is held in the reader's language, one thing a line."""
    parts = (
        (_("What is held about me"), [moment(now)]),
        (_("Who you are here"), _person(held, cell_name)),
        (_("How you sign in"), _sign_in(held)),
        (_("Lessons opened"), _lessons(held, title_of)),
        (_("Check questions"), _checks(held, title_of, question_of)),
        *(
            (_title_of_attempt(attempt, title_of), _attempt(attempt, question_of))
            for attempt in held.attempts
        ),
        *(
            (title_of_meeting(title, starts_at), meeting_lines(deeds, question_of))
            for (title, starts_at), deeds in held.by_meeting().items()
        ),
        (_("More time or tries that you were given"), _extensions(held, title_of)),
        (_("What you did for the cell"), _office(held)),
        (_("Who looked at it"), _looks(held)),
    )
    return "\n\n".join(_part(title, lines) for title, lines in parts)


def _part(title: str, lines: Iterable[str]) -> str:
    return "\n".join((title.upper(), *(list(lines) or [_("Nothing yet.")])))


def _line(label: str, value: str) -> str:
    return f"- {label}: {value}"


def _person(held: Held, cell_name: str) -> Iterator[str]:
    yield _line(_("Name"), held.member.name)
    if held.member.note:
        yield _line(_("Note of the cell"), held.member.note)
    yield _line(_("Cell"), cell_name)
    yield _line(_("On the list since"), day(held.member.joined_at))
    for role, term in held.roles:
        yield _line(_("Role"), f"{ROLE_NAMES[role]}, {days(term.since, term.until)}")


def _sign_in(held: Held) -> Iterator[str]:
    yield _line(_("Sign-in code"), f"{held.member.code[:4]} {held.member.code[4:]}")
    yield _line(_("PIN"), _("only a scrambled form that nobody can read back"))
    for device in held.devices:
        came = _("signed in %(day)s", day=moment(device.signed_in_at))
        seen = _("last seen %(day)s", day=day(device.last_seen_on))
        yield _line(_("Device"), f"{kind_in_words(device.kind)}, {came}, {seen}")


def _lessons(held: Held, title_of: Titles) -> Iterator[str]:
    for mark in held.bookmarks:
        state = (
            _("read to the end %(day)s", day=moment(mark.finished_at))
            if mark.finished_at
            else _("next card: %(n)d, last read %(day)s", n=mark.card, day=moment(mark.moved_at))
        )
        opened = _("opened %(day)s", day=moment(mark.opened_at))
        yield _line(f"{title_of(mark.topic)}, {mark.lesson}", f"{opened}, {state}")


def _checks(held: Held, title_of: Titles, question_of: QuestionOf) -> Iterator[str]:
    for check in held.checks:
        asked, said = question_and_response(
            question_of(check.topic, check.question), check.question, check.response
        )
        first = _("first answer %(share)s right", share=percent(check.first_mark / 1000))
        judged = "; ".join((_share(check.mark), first, *_surety(check.confidence)))
        yield _line(f"{title_of(check.topic)}, {asked}", f"{said} ({judged})")


def _share(mark: int) -> str:
    return str(_("%(share)s right", share=percent(mark / 1000)))


def _surety(confidence: str | None) -> list[str]:
    """Return how sure the member said they were, if they did."""
    return [str(_(LEVELS[confidence])).lower()] if confidence else []


def _title_of_attempt(attempt: TakenAttempt, title_of: Titles) -> str:
    row = attempt.row
    if row.mode == "paper":
        kind = _("on paper, entered by %(name)s", name=name_in_words(attempt.entered_by or ""))
    elif row.mode == "exam":
        kind = _("exam, try %(n)d", n=row.ordinal)
    else:
        kind = _("practice, round %(n)d", n=row.ordinal)
    return f"{title_of(row.topic)}: {kind}"


def _attempt(attempt: TakenAttempt, question_of: QuestionOf) -> Iterator[str]:
    row = attempt.row
    yield _line(_("Begun"), moment(row.started_at))
    if row.deadline:
        yield _line(_("Time until"), moment(row.deadline))
    if row.submitted_at:
        yield _line(_("Handed in"), moment(row.submitted_at))
    if row.asked is not None:
        right = _("%(right)d/%(asked)d questions right", right=row.right, asked=row.asked)
        yield _line(_("Result"), right if row.mark is None else f"{right}, {percent(row.mark / 1000)}")
    for given in attempt.responses:
        asked, said = question_and_response(
            question_of(row.topic, given.question), given.question, given.response
        )
        if row.mode == "paper" and given.response == NO_RESPONSE:
            said = str(_("marked by hand on paper"))
        judged = "; ".join((_share(given.mark), *_surety(given.confidence)))
        yield _line(asked, f"{said} ({judged})")


def _extensions(held: Held, title_of: Titles) -> Iterator[str]:
    for more in held.extensions:
        amount = _("%(minutes)d minutes, %(tries)d tries", minutes=more.minutes, tries=more.tries)
        yield _line(title_of(more.topic), f"{amount} ({name_in_words(more.given_by)}, {day(more.given_at)})")


def _office(held: Held) -> list[str]:
    office, found = held.office, []
    if office.set_aside:
        found.append(
            ngettext(
                "%(num)d question is marked for later.",
                "%(num)d questions are marked for later.",
                office.set_aside,
            )
        )
    if office.polls:
        found.append(voted_in_words(office.polls))
    if office.assignments:
        found.append(ngettext("%(num)d topic assigned", "%(num)d topics assigned", office.assignments))
    if office.extensions:
        found.append(ngettext("%(num)d extension given", "%(num)d extensions given", office.extensions))
    if office.printings:
        found.append(
            ngettext("%(num)d quiz printed on paper", "%(num)d quizzes printed on paper", office.printings)
        )
    if office.entered:
        found.append(
            ngettext("%(num)d answer sheet entered", "%(num)d answer sheets entered", office.entered)
        )
    found += _decisions(office)
    if office.looks:
        found.append(
            ngettext(
                "%(num)d record that you looked at a comrade's results; they see it, too",
                "%(num)d records that you looked at comrades' results; they see them, too",
                office.looks,
            )
        )
    return [f"- {line}" for line in (*found, *writing_in_office(office), *meetings_in_office(office))]


def _decisions(office: Office) -> list[str]:
    if not office.questions_dropped:
        return []
    return [
        ngettext(
            "%(num)d decision about a question that does not count in the scores",
            "%(num)d decisions about questions that do not count in the scores",
            office.questions_dropped,
        )
    ]


def writing_in_office(office: Office) -> list[str]:
    """Return what a member wrote at the author's table, counted."""
    begun, written, published = office.topics_begun, office.parts_written, office.versions_published
    checked, pictures, keys = office.drafts_checked, office.pictures_added, office.keys_put_right
    lines = (
        (begun, ngettext("%(num)d topic begun", "%(num)d topics begun", begun)),
        (written, ngettext("%(num)d part of a topic written", "%(num)d parts of topics written", written)),
        (published, ngettext("%(num)d version published", "%(num)d versions published", published)),
        (checked, ngettext("%(num)d draft checked", "%(num)d drafts checked", checked)),
        (pictures, ngettext("%(num)d picture added", "%(num)d pictures added", pictures)),
        (keys, ngettext("%(num)d wrong key put right", "%(num)d wrong keys put right", keys)),
    )
    return [line for number, line in lines if number]


def voted_in_words(polls: int) -> str:
    """Say in how many polls a member voted, and that nobody holds how."""
    voted = ngettext("You voted in %(num)d poll.", "You voted in %(num)d polls.", polls)
    chosen = _("What you chose is not held under your name: a ballot bears no name and no time.")
    return f"{voted} {chosen}"


def _looks(held: Held) -> Iterator[str]:
    for look in held.looks:
        yield _line(name_in_words(look.viewer), f"{day(look.day)} · {_LOOKED_AT[look.what]}")
