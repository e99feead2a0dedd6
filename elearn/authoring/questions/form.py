"""A question's form: what it shows of an author's table, and the table that was written with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from elearn.authoring.questions.fields import Field, RowsField, Sent, filled
from elearn.authoring.questions.specs import PROMPT, SPECS, TYPES_OF_PARTS, fields_after, fields_of_part
from quizzes.formats.parts import Values

MOST_PARTS: Final = 4
"""Questions of a case."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A field as a page draws it: the name under which it is sent, and its value."""

    field: Field
    name: str
    value: Any


def fields_of(kind: str) -> tuple[Field, ...]:
    """Return all fields of a type, in the order in which they are filled in."""
    return (PROMPT, *SPECS[kind].fields, *fields_after(kind))


def drawn(table: Values, more: Mapping[str, int]) -> list[Drawn]:
    """Return the fields of a question as they are drawn; `more` asks for empty rows, by a list's name."""
    kind = str(table["type"])
    return list(_drawn(fields_of(kind), table, "", more))


def drawn_parts(table: Values, more: Mapping[str, int]) -> list[tuple[Values, str, list[Drawn]]]:
    """Return the questions of a case, each with the prefix of its fields and the fields."""
    parts = cast("Sequence[Values]", table.get("part", ()))
    found = []
    for number, part in enumerate(parts):
        prefix = f"part-{number}-"
        found.append((part, prefix, list(_drawn(fields_of_part(str(part["type"])), part, prefix, more))))
    return found


def _drawn(fields: Sequence[Field], table: Values, prefix: str, more: Mapping[str, int]) -> Iterator[Drawn]:
    for field in fields:
        value = table.get(field.key)
        if isinstance(field, RowsField):
            rows = cast("Sequence[Values]", value or ())
            if field.key == "items" and "groups" in table:
                rows = _with_numbers(rows, cast("Sequence[Values]", table["groups"]))
            value = field.shown(rows, more.get(prefix + field.key, 0))
        yield Drawn(field, prefix + field.key, value)


def read(sent: Sent, before: Values) -> dict[str, object]:
    """Return the table that was written; what the form does not ask stays as it was before."""
    kind = str(before["type"])
    table = _read(fields_of(kind), sent, "", before)
    if kind == "case":
        table["part"] = list(_read_parts(sent, cast("Sequence[Values]", before.get("part", ()))))
    return table


def _read(fields: Sequence[Field], sent: Sent, prefix: str, before: Values) -> dict[str, object]:
    asked = {field.key for field in fields}
    kept = {key: value for key, value in before.items() if key not in asked}
    values = filled({field.key: field.read(sent, prefix) for field in fields})
    if "[[" in str(values.get("text", "")):
        kept.pop("gaps", None)  # Gaps that are marked in the sentence need no list.
    if "groups" in values and "items" in values:
        values["items"] = _with_ids(cast("Sequence[Values]", values["items"]), sent, prefix)
    return {**kept, **values}


def _read_parts(sent: Sent, before: Sequence[Values]) -> Iterator[dict[str, object]]:
    known = {str(part["id"]): part for part in before}
    for number in range(MOST_PARTS):
        prefix = f"part-{number}-"
        part_id, kind = sent.get(prefix + "id", ""), sent.get(prefix + "type", "")
        if part_id and kind in TYPES_OF_PARTS and not sent.get(prefix + "gone"):
            part = known.get(part_id, {"id": part_id, "type": kind})
            yield _read(fields_of_part(str(part["type"])), sent, prefix, part)


def _with_numbers(items: Sequence[Values], groups: Sequence[Values]) -> list[Values]:
    """Return items that name their group by its place, as people do."""
    places = {str(group["id"]): str(number) for number, group in enumerate(groups, start=1)}
    return [{**item, "group": places.get(str(item.get("group")), "")} for item in items]


def _with_ids(items: Sequence[Values], sent: Sent, prefix: str) -> list[Values]:
    found: list[Values] = []
    for item in items:
        number = str(item.get("group", ""))
        group_id = sent.get(f"{prefix}groups-{int(number) - 1}-id", "") if number.isdecimal() else ""
        found.append(filled({**item, "group": group_id}))
    return found
