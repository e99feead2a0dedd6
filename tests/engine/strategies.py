"""Questions as any author might write them, for properties that hold for all of them."""

import string
from collections.abc import Callable

from hypothesis import strategies as st

from quizzes.formats.problems import Ledger
from quizzes.formats.quiz import read_question
from quizzes.formats.table import Table
from quizzes.numbers import written_number
from quizzes.questions import TYPES, Question
from quizzes.questions.case import PART_TYPES
from tests.engine.examples import BODIES, example

IDS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=5).filter(
    lambda text: text not in ("true", "false")
)
SYLLABLES = [
    "a",
    "á",
    "đ",
    "uỷ",
    "ủy",
    "hoà",
    "hòa",
    "kỷ",
    "kỹ",
    "lý",
    "lí",
    "năm",
    "hai",
    "mươi",
    "XX",
    "1945",
]
WORDS = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map(" ".join)
Tables = st.SearchStrategy[dict[str, object]]


def texts(low: int, high: int) -> st.SearchStrategy[list[str]]:
    """Return lists of texts that differ."""
    return st.lists(WORDS, min_size=low, max_size=high, unique=True)


@st.composite
def options(draw: st.DrawFn, low: int, high: int, right: int) -> list[dict[str, object]]:
    """Return options of which so many are right; at least one is not."""
    said = draw(texts(max(low, right + 1), high))
    ids = draw(st.lists(IDS, min_size=len(said), max_size=len(said), unique=True))
    chosen = set(draw(st.permutations(range(len(said))))[:right])
    return [
        {"id": name, "text": text} | ({"right": True} if place in chosen else {})
        for place, (name, text) in enumerate(zip(ids, said, strict=True))
    ]


def choice() -> Tables:
    """Return one right option among some."""
    return st.fixed_dictionaries({"options": options(2, 8, 1)})


def several() -> Tables:
    """Return two to four right options among some."""
    return st.integers(2, 4).flatmap(lambda right: st.fixed_dictionaries({"options": options(3, 8, right)}))


def true_false() -> Tables:
    """Return a verdict, with reasons or without."""
    return st.fixed_dictionaries(
        {"verdict": st.sampled_from(["true", "false", "unknown"]), "unknown_offered": st.just(True)},
        optional={"reasons": options(2, 5, 1)},
    )


def short_text() -> Tables:
    """Return what is accepted, with slips forgiven or not."""
    return st.fixed_dictionaries(
        {"accepted": texts(1, 5)},
        optional={
            "tones": st.sampled_from(["optional", "required"]),
            "one_slip": st.booleans(),
            "names": st.booleans(),
        },
    )


@st.composite
def number(draw: st.DrawFn) -> dict[str, object]:
    """Return a number with its tolerance, as one locale writes it."""
    locale = draw(st.sampled_from(["vi", "en"]))
    places = 10 ** draw(st.integers(0, 4))
    value, tolerance = (
        written_number(draw(st.fractions(low, 10**6, max_denominator=1)) / places, locale)
        for low in (-(10**6), 0)
    )
    unit = draw(st.sampled_from(["", "km", "%", "triệu đồng", "m²"]))
    table: dict[str, object] = {"value": value, "tolerance": tolerance, "locale": locale}
    return table | ({"unit": unit, "unit_needed": draw(st.booleans())} if unit else {})


@st.composite
def cloze(draw: st.DrawFn) -> dict[str, object]:
    """Return a sentence with one to ten gaps."""
    gap = st.fixed_dictionaries({"options": options(2, 5, 1)}) | short_text()
    gaps = draw(st.lists(gap, min_size=1, max_size=10))
    return {"text": " rồi ".join(f"{{{place}}}" for place in range(1, len(gaps) + 1)), "gaps": gaps}


@st.composite
def group(draw: st.DrawFn) -> dict[str, object]:
    """Return items in groups, of which none is empty."""
    names = draw(texts(2, 5))
    items = draw(texts(len(names), 12))
    places = [*range(len(names)), *(draw(st.integers(0, len(names) - 1)) for _ in items[len(names) :])]
    return {
        "groups": [{"id": f"g{place}", "text": text} for place, text in enumerate(names)],
        "items": [
            {"id": str(n), "text": text, "group": f"g{place}"}
            for n, (text, place) in enumerate(zip(items, draw(st.permutations(places)), strict=True))
        ],
    }


@st.composite
def match(draw: st.DrawFn) -> dict[str, object]:
    """Return pairs, perhaps with rights to spare."""
    lefts = draw(texts(2, 8))
    rights = draw(texts(len(lefts), 12))
    pairs = [
        {"id": str(n), "left": left, "right": right}
        for n, (left, right) in enumerate(zip(lefts, rights, strict=False))
    ]
    return {"pairs": pairs, "extra": rights[len(lefts) :][:8]}


def order() -> Tables:
    """Return items to put in order."""
    return texts(3, 8).map(
        lambda said: {"items": [{"id": str(n), "text": text} for n, text in enumerate(said)]}
    )


@st.composite
def post(draw: st.DrawFn) -> dict[str, object]:
    """Return a message of two to eight parts, some of them suspicious unless it is real."""
    verdict = draw(st.sampled_from(["true", "false", "unknown"]))
    said = draw(texts(2, 8))
    kinds = ["sender", "text", *draw(st.permutations(["time", "picture", "counts", "text", "text", "text"]))]
    fewest = 1 if verdict == "false" else 0
    count = 0 if verdict == "true" else draw(st.integers(fewest, len(said) - 1))
    suspicious = set(draw(st.permutations(range(len(said))))[:count])
    why = {"suspicious": True, "feedback": "Vì sao"}
    parts = [
        {"id": f"p{n}", "kind": kind, "text": text} | (why if n in suspicious else {})
        for n, (kind, text) in enumerate(zip(kinds, said, strict=False))
    ]
    checks = [row | ({"feedback": "Vì thế"} if "right" in row else {}) for row in draw(options(2, 5, 1))]
    return {"verdict": verdict, "parts": parts, "checks": checks}


@st.composite
def case(draw: st.DrawFn) -> dict[str, object]:
    """Return two to four parts of other types with weights of their own."""
    parts = []
    for place in range(draw(st.integers(2, 4))):
        kind = draw(st.sampled_from(sorted(PART_TYPES)))
        common = {"id": f"p{place}", "type": kind, "prompt": "P?", "explanation": "E"}
        parts.append({**common, "points": draw(st.integers(1, 10)), **draw(TABLES[kind]())})
    return {"part": parts}


TABLES: dict[str, Callable[[], Tables]] = {
    "choice": choice,
    "several": several,
    "true_false": true_false,
    "short_text": short_text,
    "number": number,
    "cloze": cloze,
    "group": group,
    "match": match,
    "order": order,
    "post": post,
    "case": case,
}


def read(kind: str, table: dict[str, object]) -> Question:
    """Return the question of an author's table; the table must have no problem."""
    common = {"id": "mot", "type": kind, "skill": "recall", "prompt": "P?", "explanation": "E", "source": "S"}
    ledger = Ledger("quiz.toml")
    question = read_question(Table(common | table, ledger))
    assert not ledger.problems, ledger.problems
    assert question is not None
    return question


def questions() -> st.SearchStrategy[Question]:
    """Return questions of every type that is marked, each as any author might write it."""
    made = [
        TABLES[kind]().map(lambda table, kind=kind: read(kind, table))
        if kind in TABLES
        else st.just(example(kind))
        for kind in sorted(BODIES)
        if TYPES[kind].is_marked
    ]
    return st.one_of(made)


@st.composite
def responses(draw: st.DrawFn, question: Question) -> tuple[str, ...]:
    """Return what might be posted: parts of the right response, ids of options, typed words, nothing."""
    right = question.right_response
    parts = st.sampled_from([*right, *(option.id for option in question.choices), "", "x", "12"]) | WORDS
    return draw(
        st.lists(parts, min_size=len(right), max_size=len(right)).map(tuple)
        | st.permutations(right).map(tuple)
        | st.lists(parts, max_size=12).map(tuple)
    )
