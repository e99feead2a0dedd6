"""What holds for every question type, whatever it asks."""

import itertools
import json
from fractions import Fraction
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats.problems import Ledger
from quizzes.formats.quiz import quiz_reading, read_question
from quizzes.formats.table import Table
from quizzes.questions import (
    TYPES,
    Case,
    Cloze,
    Group,
    InvalidResponse,
    Match,
    Number,
    Order,
    Poll,
    Post,
    Question,
    Response,
    ShortText,
    TrueFalse,
)
from tests.engine.examples import BODIES, example

KINDS = sorted(TYPES)
# A poll has no right response: tests/engine/test_poll.py says what holds for it instead.
MARKED = sorted(kind for kind, of_kind in TYPES.items() if of_kind.is_marked)
FEW = st.text(max_size=12)


def all_responses(question: Question) -> list[Response]:
    """Return responses of every kind a form of this question can post."""
    match question:
        case Match():
            ids = ["", *(right.id for right in question.rights)]
            return list(itertools.product(ids, repeat=len(question.pairs)))
        case Order():
            return list(itertools.permutations(question.key))
        case ShortText():
            return [(text,) for text in ("Đảng viên", "dang vien", "đáng viên", "x", "1", "  ")]
        case Number():
            return [(text,) for text in ("1.000,5", "1000,9 km", "999", "-1", "1/3", "5 km", "  ")]
        case Group():
            return list(itertools.product(["", *(group.id for group in question.groups)], repeat=4))
        case Cloze():
            return list(itertools.product(("", "a", "b"), ("", "soi nguon", "x"), ("", "2", "hai")))
        case Post() | Case() | Poll() | TrueFalse():
            return responses_in_parts(question)
    ids = [option.id for option in question.choices]
    sizes = [1] if question.type == "choice" else range(1, len(ids) + 1)
    return [chosen for size in sizes for chosen in itertools.permutations(ids, size)]


def responses_in_parts(question: Post | Case | Poll | TrueFalse) -> list[Response]:
    """Return the same for types whose responses are put together."""
    match question:
        case Post():
            checks = ["", *(check.id for check in question.checks)]
            parts = [part.id for part in question.parts]
            marked = [signs for size in range(6) for signs in itertools.combinations(parts, size)]
            verdicts = [verdict.id for verdict in question.verdicts]
            return [(v, c, *reversed(signs)) for v, c, signs in itertools.product(verdicts, checks, marked)]
        case Case():
            by_part = [["", *map(json.dumps, all_responses(part))] for part in question.parts]
            return list(itertools.product(*by_part))
        case TrueFalse():
            reasons = ["", *(reason.id for reason in question.reasons)]
            return list(itertools.product([verdict.id for verdict in question.verdicts], reasons))
        case Poll():
            ids = [option.id for option in question.options]
            return [chosen for size in (1, 2, 3) for chosen in itertools.permutations(ids, size)]


@pytest.fixture(params=KINDS)
def any_question(request: pytest.FixtureRequest) -> Question:
    return example(request.param)


@pytest.fixture(params=MARKED)
def marked_question(request: pytest.FixtureRequest) -> Question:
    return example(request.param)


def test_the_table_of_types_names_each_by_its_own_type():
    assert {kind: of_kind.type for kind, of_kind in TYPES.items()} == {kind: kind for kind in TYPES}
    assert BODIES.keys() == TYPES.keys()


def test_every_type_is_described_in_the_documentation():
    text = Path(__file__, "../../../docs/topic-format.md").resolve().read_text(encoding="utf-8")
    assert all(f'type = "{kind}"' in text for kind in TYPES)


def test_the_right_response_earns_exactly_one(marked_question):
    assert marked_question.mark(marked_question.right_response).mark == 1
    assert marked_question.is_whole(marked_question.right_response)


def test_the_right_response_is_canonical(any_question):
    assert any_question.check(any_question.right_response) == any_question.right_response


def test_no_wrong_choice_is_drawn_in_the_right_response(any_question):
    assert any_question.wrong_choice_ids(any_question.right_response) == ()


@pytest.mark.parametrize("response", [(), ("",), ("", ""), ("", "", "", "", "")])
def test_a_blank_response_earns_nothing_and_is_stored_empty(any_question, response):
    assert any_question.is_blank(response)
    assert any_question.mark(response).mark == 0
    assert any_question.check(response) == ()
    assert any_question.answer_texts(response) == ()
    assert any_question.wrong_choice_ids(response) == ()


def test_every_mark_is_an_exact_share_from_nothing_to_one(any_question):
    for response in all_responses(any_question):
        mark = any_question.mark(response).mark
        assert type(mark) is Fraction
        assert 0 <= mark <= 1


def test_a_canonical_response_stays_as_it_is_and_earns_the_same(any_question):
    for response in all_responses(any_question):
        checked = any_question.check(response)
        assert any_question.check(checked) == checked
        assert any_question.mark(checked) == any_question.mark(response)


def test_a_response_survives_being_stored_as_a_list_of_strings(any_question):
    for response in all_responses(any_question)[:50]:
        checked = any_question.check(response)
        assert tuple(json.loads(json.dumps(checked))) == checked


def test_every_response_can_be_said_in_words(any_question):
    for response in all_responses(any_question):
        lines = any_question.answer_texts(response)
        assert all(line and "\n" not in line for line in lines)
        assert bool(lines) is not any_question.is_blank(response)


def test_wrong_choices_are_among_the_choices_and_only_where_the_mark_is_not_full(any_question):
    ids = {option.id for option in any_question.choices}
    for response in all_responses(any_question):
        wrong = any_question.wrong_choice_ids(response)
        assert set(wrong) <= ids
        assert not (wrong and any_question.mark(response).mark == 1)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "short_text"])
def test_an_id_of_no_part_is_refused_everywhere(kind):
    question = example(kind)
    strange = ("zzz", *question.right_response[1:])
    for use in (question.check, question.mark, question.answer_texts, question.wrong_choice_ids):
        with pytest.raises(InvalidResponse):
            use(strange)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("several", "poll")])
def test_too_many_parts_are_refused(kind):
    question = example(kind)
    with pytest.raises(InvalidResponse):
        question.check((*question.right_response, *question.right_response, "a"))


@given(kind=st.sampled_from(KINDS), response=st.lists(FEW, max_size=9).map(tuple))
def test_anything_posted_is_either_marked_or_refused(kind, response):
    question = example(kind)
    try:
        assert 0 <= question.mark(response).mark <= 1
        question.answer_texts(response)
    except InvalidResponse:
        with pytest.raises(InvalidResponse):
            question.check(response)


@given(kind=st.sampled_from(KINDS), seed=FEW, other=FEW)
def test_a_seed_always_shows_the_same_order(kind, seed, other):
    question = example(kind)
    assert question.shown(seed) == question.shown(seed)
    assert question.shown(other).shown(seed) == question.shown(seed)


@given(kind=st.sampled_from(KINDS), seed=FEW, data=st.data())
def test_the_order_shown_changes_no_mark_and_no_stored_response(kind, seed, data):
    question = example(kind)
    shown = question.shown(seed)
    response = data.draw(st.sampled_from(all_responses(question)))
    assert shown.check(response) == question.check(response)
    assert shown.mark(response) == question.mark(response)
    assert shown.answer_texts(response) == question.answer_texts(response)
    assert shown.wrong_choice_ids(response) == question.wrong_choice_ids(response)
    assert shown.right_response == question.right_response


@pytest.mark.parametrize("kind", ["choice", "several", "match", "order", "group"])
def test_seeds_show_different_orders(kind):
    question = example(kind)
    assert len({str(question.shown(str(seed))) for seed in range(50)}) > 3


def test_a_question_cannot_be_changed(any_question):
    with pytest.raises(AttributeError):
        any_question.prompt = "khác"
    assert not hasattr(any_question, "__dict__")


def test_equal_texts_make_equal_questions(any_question):
    again = example(any_question.type)
    assert again == any_question
    assert hash(again) == hash(any_question)


def read_again(question: Question) -> Question:
    """Read what a question writes; there must be no problem and no key that nobody asked for."""
    ledger = Ledger("quiz.toml")
    table = Table(question.written(), ledger)
    again = read_question(table)
    table.finish()
    assert ledger.problems == []
    return again


def test_what_a_question_writes_is_read_as_the_same_question(any_question):
    assert read_again(any_question) == any_question
    assert read_again(any_question.shown("lượt 7")).shown("lượt 8") == any_question.shown("lượt 8")


def test_what_a_question_writes_can_stand_in_a_topic_s_text(any_question):
    text = tomli_w.dumps({"title": "Trắc nghiệm", "question": [any_question.written()]})
    reading = quiz_reading(text)
    assert reading.problems == ()
    assert reading.quiz.questions == (any_question,)
