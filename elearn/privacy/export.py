"""What is held about a member as JSON to take along; its keys are the same in every language."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from elearn.accounts.devices import kind_in_words
from elearn.clock import VIETNAM
from elearn.privacy.actions import name_in_words
from elearn.privacy.meetings import Deed, prompt_of_ballot
from elearn.privacy.queries import Held, TakenAttempt

Titles = Callable[[str], str]


def json_of(held: Held, cell_name: str, title_of: Titles, now: datetime) -> str:
    """Return everything that is held as indented JSON text."""
    plain = {"taken_at": _moment(now), **_person(held, cell_name), **_study(held, title_of)}
    plain["meetings"] = [_meeting(key, deeds, title_of) for key, deeds in held.by_meeting().items()]
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(VIETNAM).isoformat(timespec="seconds")


def _person(held: Held, cell_name: str) -> dict[str, Any]:
    member, office = held.member, held.office
    return {
        "cell": cell_name,
        "name": member.name,
        "note": member.note,
        "sign_in_code": member.code,
        "pin": _("only a scrambled form that nobody can read back") if member.pin_hash else None,
        "joined_at": _moment(member.joined_at),
        "roles": [
            {"role": role, "since": term.since.isoformat(), "until": term.until and term.until.isoformat()}
            for role, term in held.roles
        ],
        "devices": [
            {
                "kind": kind_in_words(device.kind),
                "signed_in_at": _moment(device.signed_in_at),
                "last_seen_on": device.last_seen_on.isoformat(),
            }
            for device in held.devices
        ],
        "done_for_the_cell": {
            "topics_assigned": office.assignments,
            "extensions_given": office.extensions,
            "quizzes_printed": office.printings,
            "sheets_entered": office.entered,
            "looks_at_results_of_others": office.looks,
            "meetings_planned": office.meetings_planned,
            "meetings_moved": office.meetings_moved,
            "meetings_hosted": office.meetings_hosted,
            "answers_entered_for_others": office.entered_for_others,
            "presences_confirmed": office.presences_confirmed,
            "questions_dropped": office.questions_dropped,
            "topics_begun": office.topics_begun,
            "parts_of_topics_written": office.parts_written,
            "versions_published": office.versions_published,
            "drafts_checked": office.drafts_checked,
            "pictures_added": office.pictures_added,
            "keys_put_right": office.keys_put_right,
        },
        "who_looked": [
            {"name": name_in_words(look.viewer), "what": look.what, "day": look.day.isoformat()}
            for look in held.looks
        ],
    }


def _study(held: Held, title_of: Titles) -> dict[str, Any]:
    return {
        "bookmarks": [
            {
                "topic": title_of(mark.topic),
                "lesson": mark.lesson,
                "next_card": mark.card,
                "opened_at": _moment(mark.opened_at),
                "moved_at": _moment(mark.moved_at),
                "finished_at": _moment(mark.finished_at),
            }
            for mark in held.bookmarks
        ],
        "check_answers": [
            {
                "topic": title_of(check.topic),
                "question": check.question,
                "response": json.loads(check.response),
                "mark_in_thousandths": check.mark,
                "first_mark_in_thousandths": check.first_mark,
                "answered_at": _moment(check.answered_at),
                "confidence": check.confidence,
            }
            for check in held.checks
        ],
        "attempts": [_attempt(attempt, title_of) for attempt in held.attempts],
        "questions_marked_for_later": held.office.set_aside,
        "polls_voted_in": held.office.polls,
        "votes_in_polls": _("not held under your name: a ballot bears no name and no time"),
        "extensions": [
            {
                "topic": title_of(more.topic),
                "minutes": more.minutes,
                "tries": more.tries,
                "given_by": name_in_words(more.given_by),
                "given_at": _moment(more.given_at),
            }
            for more in held.extensions
        ],
    }


def _attempt(attempt: TakenAttempt, title_of: Titles) -> dict[str, Any]:
    row = attempt.row
    return {
        "topic": title_of(row.topic),
        "mode": row.mode,
        "entered_by": name_in_words(attempt.entered_by) if attempt.entered_by else None,
        "number": row.ordinal,
        "started_at": _moment(row.started_at),
        "deadline": _moment(row.deadline),
        "submitted_at": _moment(row.submitted_at),
        "right": row.right,
        "asked": row.asked,
        "mark_in_thousandths": row.mark,
        "responses": [
            {
                "question": given.question,
                "response": json.loads(given.response),
                "mark_in_thousandths": given.mark,
                "points": given.points,
                "answered_at": _moment(given.answered_at),
                "confidence": given.confidence,
            }
            for given in attempt.responses
        ],
    }


def _meeting(key: tuple[str, datetime], deeds: Sequence[Deed], title_of: Titles) -> dict[str, Any]:
    title, starts_at = key
    came = next((deed for deed in deeds if deed.kind == "presence"), None)
    return {
        "title": title,
        "starts_at": _moment(starts_at),
        "came_in_at": _moment(came.at) if came else None,
        "confirmed_as_present": None if came is None or came.number is None else bool(came.number),
        "answers_for_preparation": [_answer(deed, title_of) for deed in deeds if deed.kind == "prepared"],
        "votes": [
            _answer(deed, title_of) | {"vote": deed.number, "entered_by": deed.by and name_in_words(deed.by)}
            for deed in deeds
            if deed.kind == "vote"
        ],
        "polls_voted_in": [prompt_of_ballot(deed) for deed in deeds if deed.kind == "ballot"],
        "ideas_under_my_name": [deed.text for deed in deeds if deed.kind == "idea"],
        "ideas_found_good": [deed.text for deed in deeds if deed.kind == "agreed"],
    }


def _answer(deed: Deed, title_of: Titles) -> dict[str, Any]:
    return {
        "topic": title_of(deed.topic or ""),
        "question": deed.question,
        "response": json.loads(deed.text or "[]"),
        "mark_in_thousandths": deed.mark,
        "answered_at": _moment(deed.at),
    }
