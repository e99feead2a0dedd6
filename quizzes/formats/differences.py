"""What changed between two states of a topic, part by part, readable word by word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from quizzes.formats.parts import Kind, Part, Values

How = Literal["added", "removed", "changed"]

_WORDS: Final = re.compile(r"\S+\s*|\s+")
# Comparing takes the square of it; what is longer is shown as taken out and put in.
_MOST_WORDS: Final = 3000


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, were taken out, or were put in."""

    how: Literal["same", "out", "in"]
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """What changed under one key: "prompt", or "options", "b", "text"."""

    path: tuple[str, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PartDifference:
    """What happened to one part; `after` is the part as it is now, or as it was before it was removed."""

    how: How
    part: Part
    fields: tuple[FieldDifference, ...]


def differences(before: Iterable[Part], after: Iterable[Part]) -> tuple[PartDifference, ...]:
    """Return the parts that changed, in their order after, then those that were removed.

    A part that only moved is none of them.
    """
    old: dict[tuple[Kind, str], Part] = {(part.kind, part.id): part for part in before}
    new = {(part.kind, part.id): part for part in after}
    found = [_difference(old.get(key), part) for key, part in new.items()]
    gone = [PartDifference("removed", part, ()) for key, part in old.items() if key not in new]
    return (*(each for each in found if each is not None), *gone)


def _difference(before: Part | None, after: Part) -> PartDifference | None:
    if before is None:
        return PartDifference("added", after, ())
    old, new = _fields(before.table), _fields(after.table)
    paths = dict.fromkeys([*new, *old])
    fields = tuple(
        FieldDifference(path, runs_between(old.get(path, ""), new.get(path, "")))
        for path in paths
        if old.get(path, "") != new.get(path, "")
    )
    return PartDifference("changed", after, fields) if fields else None


def runs_between(before: str, after: str) -> tuple[Run, ...]:
    """Return the words of two texts as runs, what was taken out before what was put in."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return _filled(Run("out", before), Run("in", after))
    runs: list[Run] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(new[k:m])))
        else:
            runs += _filled(Run("out", "".join(old[i:j])), Run("in", "".join(new[k:m])))
    return tuple(runs)


def _filled(*runs: Run) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.text)


def _fields(table: Values) -> dict[tuple[str, ...], str]:
    """Return every text of a table by its path; rows with an id are named by it, others by their number."""
    found: dict[tuple[str, ...], str] = {}
    for key, value in table.items():
        if key not in ("id", "type"):
            _collect(value, (key,), found)
    return found


def _collect(value: object, path: tuple[str, ...], found: dict[tuple[str, ...], str]) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key != "id":
                _collect(inner, (*path, str(key)), found)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, inner in enumerate(value, start=1):
            name = str(inner["id"]) if isinstance(inner, Mapping) and "id" in inner else str(number)
            _collect(inner, (*path, name), found)
    else:
        found[path] = str(value)
