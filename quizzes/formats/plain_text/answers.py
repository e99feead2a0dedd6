"""Which answer is right: what the question says itself, then the table, then ticks, then emphasis."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from quizzes.formats.choices import LETTERS, verdict_of
from quizzes.formats.exchange import Spot
from quizzes.formats.plain_text.draft import Draft
from quizzes.formats.plain_text.key import KeyEntry
from quizzes.formats.plain_text.options import Choice, emphasised
from quizzes.formats.problems import N_

_ONLY_LETTERS: Final = re.compile(
    r"[(\[]?([A-J](?:[ \t]?(?:[,;&+/]|và)?[ \t]?[A-J]){0,9})[)\]]?[ \t]?[.;]?", re.IGNORECASE
)
_LETTER_AND_TEXT: Final = re.compile(r"\(?([A-J])[ \t]?[.):/–-]", re.IGNORECASE)
_VERDICTS: Final = re.compile(r"[a-j][ \t]?[-.:)–][ \t]?(đúng|sai|đ|s)\b[,;. \t]*", re.IGNORECASE)
_ROW_OF_VERDICTS: Final = re.compile(r"(?:[ĐS][ ,;-]?){2,10}")


class Key:
    """The table of answers, looked up by number and, where numbering begins anew, by part."""

    def __init__(self, entries: Sequence[KeyEntry], drafts: Sequence[Draft]) -> None:
        """Index the entries; with one run on either side the numbers alone decide."""
        self._by_run = {draft.run for draft in drafts} != {0} and any(entry.run for entry in entries)
        self._entries: dict[tuple[int, int], KeyEntry] = {}
        for entry in entries:
            self._entries.setdefault((entry.run if self._by_run else 0, entry.number), entry)
        self._unused = set(self._entries)
        # One table for several parts that count alike could mean any of them.
        self._is_unclear = not self._by_run and len({draft.run for draft in drafts}) > 1

    def entry(self, draft: Draft) -> KeyEntry | None:
        """Return what the table says of a question."""
        if self._is_unclear:
            return None
        place = (draft.run if self._by_run else 0, draft.number)
        self._unused.discard(place)
        return self._entries.get(place)

    @property
    def unused(self) -> list[str]:
        """The numbers in the table that belong to no question."""
        return [str(number) for _, number in sorted(self._unused)]


@dataclass(frozen=True, slots=True)
class _Said:
    """The places of right options, by who says so."""

    how: str
    right: tuple[int, ...]


def right_places(draft: Draft, texts: Sequence[str], entry: KeyEntry | None, spot: Spot) -> tuple[int, ...]:
    """Return the places of the right options, which have these texts, noting where two marks disagree."""
    said = [
        _Said("answer", _from_texts(draft.answers, texts, draft.choices)),
        _Said("table", _from_letters(entry.letters, draft.choices) if entry else ()),
        _Said("star", tuple(place for place, choice in enumerate(draft.choices) if choice.is_ticked)),
        _Said("emphasis", emphasised(draft.choices)),
    ]
    given = [each for each in said if each.right]
    if not given:
        return ()
    first, *others = given
    # Emphasis is often left over; a tick or a table that disagrees is somebody's mistake.
    for other in others:
        if other.right != first.right and other.how != "emphasis":
            spot.changed(
                N_("Two answers disagree: %(kept)s was kept, %(other)s was not."),
                N_("Look which answer is right."),
                kept=_letters(first.right),
                other=_letters(other.right),
            )
            break
    return first.right


def _letters(places: Sequence[int]) -> str:
    return ", ".join(LETTERS[place] for place in places)


def _from_texts(answers: Sequence[str], texts: Sequence[str], choices: Sequence[Choice]) -> tuple[int, ...]:
    for answer in answers:
        for place, text in enumerate(texts):
            if text in (answer, answer.strip(" .")):
                return (place,)
        if only := _ONLY_LETTERS.fullmatch(answer):
            return _from_letters("".join(re.findall("[A-J]", only[1].upper())), choices)
        if verdicts := verdicts_of(answer):
            return tuple(place for place, is_right in enumerate(verdicts) if is_right)
        if found := _LETTER_AND_TEXT.match(answer):
            return _from_letters(found[1].upper(), choices)
        verdict = verdict_of(answer)
        places = tuple(place for place, text in enumerate(texts) if verdict_of(text) == verdict)
        if verdict and len(places) == 1:
            return places
    return ()


def verdicts_of(answer: str) -> tuple[bool, ...]:
    """Return right or wrong for each statement of "a) Đúng b) Sai" or "ĐSĐĐ"; empty for another answer."""
    words = _VERDICTS.findall(answer)
    if len(words) >= 2 and not _VERDICTS.sub("", answer).strip():
        return tuple(word.lower().startswith("đ") for word in words)
    if _ROW_OF_VERDICTS.fullmatch(answer):
        return tuple(sign == "Đ" for sign in answer if sign in "ĐS")
    return ()


def _from_letters(letters: str, choices: Sequence[Choice]) -> tuple[int, ...]:
    """Return the places of letters, by the labels as written, else by counting; unknown letters are none."""
    labels = [choice.letter for choice in choices]
    places = {labels.index(letter) if letter in labels else LETTERS.index(letter) for letter in set(letters)}
    return tuple(sorted(places)) if all(place < len(labels) for place in places) else ()
