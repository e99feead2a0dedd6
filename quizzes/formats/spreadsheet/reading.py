"""From rows to questions, one a row."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from quizzes.formats import intake
from quizzes.formats.building import question_from
from quizzes.formats.choices import choice_question, verdict_of
from quizzes.formats.exchange import Import, Report, Spot
from quizzes.formats.problems import N_
from quizzes.formats.secrecy import is_mark_of_secrecy, refuse
from quizzes.formats.spreadsheet.cells import Sheet, column_name
from quizzes.formats.spreadsheet.columns import Columns, find_columns, named_cells, part_cells
from quizzes.formats.words import BETWEEN_ANSWERS, common_of
from quizzes.questions import Question
from quizzes.questions.base import Common
from quizzes.vietnamese import clean, fold

ARROW: Final = "→"
FEEDBACK: Final = "»"
TYPE_WORDS: Final = {
    "choice": "chọn một",
    "several": "chọn nhiều",
    "true_false": "đúng sai",
    "short_text": "tự gõ",
    "number": "số",
    "match": "ghép đôi",
    "group": "phân nhóm",
    "order": "sắp thứ tự",
}
_TYPES: Final = {fold(word): name for name, word in TYPE_WORDS.items()} | {name: name for name in TYPE_WORDS}
_ARROWS = re.compile(r"[ ]*(?:→|->|=>|⇒)[ ]*")
_NUMBER = re.compile(r"([^\s(]+)(?:[ ]*\(([^\s()]+)[ ]*(?:\.\.|→|đến|;)[ ]*([^\s()]+)\))?(?:[ ]+(.+))?")
# Kahoot's sheet shows these in its first row of questions until somebody writes over them.
_EMPTY_WORDS: Final = ("", "-", "–")


def read_sheets(sheets: Sequence[Sheet], report: Report) -> Import:
    """Return the questions of every sheet that has headings of questions."""
    if _is_secret(sheets, report):
        return intake.refused(report)
    ids = intake.Ids()
    questions: list[Question] = []
    found = [(sheet, columns) for sheet in sheets if (columns := find_columns(sheet))]
    for sheet, columns in found:
        questions += _questions(sheet, columns, ids, report)
    if not found and report.is_whole:
        report.add(
            "left_out",
            "file",
            "",
            N_("No row has headings of questions, such as “Câu hỏi”, “A”, “B”, “Đáp án”."),
            N_("Write the headings above the questions, as in the template."),
        )
    return intake.finished(_title(found), questions, report)


def _is_secret(sheets: Sequence[Sheet], report: Report) -> bool:
    """Refuse a file in which a mark of secrecy stands alone in its row."""
    for sheet in sheets:
        for row in sheet.rows:
            texts = [text for text in row.cells if text]
            if len(texts) == 1 and is_mark_of_secrecy(texts[0]):
                refuse(texts[0], "cell", sheet.place(row, row.cells.index(texts[0])), report)
                return True
    return False


def _title(found: Sequence[tuple[Sheet, Columns]]) -> str:
    for sheet, columns in found:
        for row in sheet.rows:
            if row.number >= columns.row.number:
                break
            if texts := [text for text in row.cells if text]:
                return clean(texts[0])
    return ""


def _questions(sheet: Sheet, columns: Columns, ids: intake.Ids, report: Report) -> list[Question]:
    questions = []
    for row in sheet.rows:
        if row.number <= columns.row.number:
            continue
        named, parts = named_cells(row, columns), part_cells(row, columns)
        if not (set(named) - {"number", "time", "type"}) and not parts:
            continue
        spot = report.at("cell", sheet.place(row, columns.named["prompt"]))
        question = _question(named, parts, ids, spot)
        if question is not None:
            questions.append(question)
            spot.took(question)
    _note_columns(sheet, columns, report)
    return questions


def _question(
    named: Mapping[str, str], parts: Sequence[tuple[int, str]], ids: intake.Ids, spot: Spot
) -> Question | None:
    fields = common_of(
        lambda key: named.get(key, ""),
        clean(named.get("prompt", ""), keep_lines=True),
        clean(named.get("explanation", ""), keep_lines=True),
        ids,
        spot,
    )
    kind = _type(named.get("type", ""), spot)
    texts = [text for _, text in parts]
    if kind in _BY_TYPE:
        values = _BY_TYPE[kind](named.get("right", ""), texts)
        if named.get("tones") and kind == "short_text":
            values["tones"] = "optional"
        return question_from({**_table(fields), "type": kind, **values}, spot)
    if not texts:
        return _open_question(fields, named, spot)
    options = [_option(text) for text in texts]
    right = _right(named.get("right", ""), [text for text, _ in options])
    return choice_question(fields, options, right, spot)


def _type(text: str, spot: Spot) -> str:
    kind = _TYPES.get(fold(text), "")
    if text and not kind:
        spot.changed(
            N_("The type “%(type)s” is not known; it was taken from options and answer."),
            N_("Write one of: %(types)s."),
            type=text[:40],
            types=", ".join(TYPE_WORDS.values()),
        )
    return kind


def _table(fields: Common) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value not in (None, "", False)}


def _option(text: str) -> tuple[str, str]:
    words, _, feedback = text.partition(f"\n{FEEDBACK}")
    return clean(words), clean(feedback)


def _open_question(fields: Common, named: Mapping[str, str], spot: Spot) -> Question | None:
    answer = named.get("right", "")
    verdict = verdict_of(answer) if len(answer) > 1 else ""
    if verdict:
        values: dict[str, object] = {"type": "true_false", "verdict": verdict}
        if verdict == "unknown":
            values["unknown_offered"] = True
    elif answer in _EMPTY_WORDS:
        spot.left_out(
            N_("The question has neither options nor an answer."),
            N_("Add options A, B … or a line “Đáp án: …”."),
        )
        return None
    else:
        values = {"type": "short_text"} | _short_text(answer, ())
        if named.get("tones"):
            values["tones"] = "optional"
    return question_from({**_table(fields), **values}, spot)


def _right(text: str, options: Sequence[str]) -> tuple[int, ...]:
    """Return the places of right options from "B", "A, C", "AC", "2", "1,3", 1.3 or an option's own words."""
    if text in options:
        return (options.index(text),)
    signs = re.findall(r"\d+|[a-z]", text.lower()) if re.fullmatch(r"[A-Za-z\d ,;.&/+]{1,40}", text) else []
    places = {int(sign) - 1 if sign.isdecimal() else ord(sign) - ord("a") for sign in signs}
    if places and all(0 <= place < len(options) for place in places):
        return tuple(sorted(places))
    parts = [clean(part) for part in re.split(r"[;\n|]", text)]
    found = {options.index(part) for part in parts if part in options}
    if found:
        return tuple(sorted(found))
    verdict = verdict_of(text)
    return tuple(place for place, option in enumerate(options) if verdict and verdict_of(option) == verdict)


def _short_text(right: str, parts: Sequence[str]) -> dict[str, object]:
    texts = [clean(text) for text in (right.split(BETWEEN_ANSWERS.strip()) if right else parts)]
    return {"accepted": list(dict.fromkeys(filter(None, texts)))}


def _number(right: str, parts: Sequence[str]) -> dict[str, object]:
    found = _NUMBER.fullmatch(clean(right))
    if found is None:
        return {"value": right}
    value, low, high, unit = found.groups()
    return {"value": value} | ({"low": low, "high": high} if low else {}) | ({"unit": unit} if unit else {})


def _order(right: str, parts: Sequence[str]) -> dict[str, object]:
    return {"items": [{"id": str(n), "text": clean(text)} for n, text in enumerate(parts, 1)]}


def _pairs(parts: Sequence[str]) -> list[tuple[str, str]]:
    split = [_ARROWS.split(text, maxsplit=1) for text in parts if text]
    return [(clean(sides[0]), clean(sides[1]) if len(sides) > 1 else "") for sides in split]


def _match(right: str, parts: Sequence[str]) -> dict[str, object]:
    pairs = _pairs(parts)
    extra = [other for left, other in pairs if not left]
    rows = [
        {"id": str(n), "left": left, "right": other}
        for n, (left, other) in enumerate((pair for pair in pairs if pair[0]), 1)
    ]
    return {"pairs": rows} | ({"extra": extra} if extra else {})


def _group(right: str, parts: Sequence[str]) -> dict[str, object]:
    pairs = _pairs(parts)
    names = {text: f"nhom-{n}" for n, text in enumerate(dict.fromkeys(group for _, group in pairs), 1)}
    return {
        "groups": [{"id": name, "text": text} for text, name in names.items()],
        "items": [
            {"id": str(n), "text": item, "group": names[group]} for n, (item, group) in enumerate(pairs, 1)
        ],
    }


_BY_TYPE: Final[Mapping[str, Callable[[str, Sequence[str]], dict[str, object]]]] = {
    "short_text": _short_text,
    "number": _number,
    "order": _order,
    "match": _match,
    "group": _group,
}


def _note_columns(sheet: Sheet, columns: Columns, report: Report) -> None:
    """Name the columns that were not taken over, where anything stands in them."""
    below = [row for row in sheet.rows if row.number > columns.row.number]
    dropped = [*columns.unknown, *(columns.named[name] for name in ("time",) if name in columns.named)]
    for column in dropped:
        if any(column < len(row.cells) and row.cells[column] for row in below):
            report.add(
                "changed",
                "cell",
                sheet.place(columns.row, column),
                N_("Column %(column)s (“%(heading)s”) was not taken over."),
                N_("Nothing is to be done unless a question needs it."),
                column=column_name(column),
                heading=columns.row.cells[column][:80],
            )
