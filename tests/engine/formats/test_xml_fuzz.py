"""Files of strangers, damaged in every way: a reader neither raises nor hangs, and says why it left out."""

import io
import json
import random
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.formats import h5p, moodle_xml, qti
from quizzes.formats.exchange import Export, Import
from quizzes.questions import Question, SingleChoice
from quizzes.quiz import Quiz
from quizzes.vietnamese import clean
from tests.engine.examples import BODIES, question
from tests.engine.formats.reports import filled

QUIZ = Quiz("Thử", tuple(question(body, f"q-{kind.replace('_', '-')}") for kind, body in BODIES.items()))
WRITERS = {"moodle": moodle_xml.write, "qti 2.2": qti.write, "qti 3.0": qti.write_3}
READERS = {"moodle": moodle_xml.read, "qti 2.2": qti.read, "qti 3.0": qti.read, "h5p": h5p.read}
H5P = {
    "questions": [
        {
            "library": "H5P.MultiChoice 1.16",
            "params": {"question": "A?", "answers": [{"text": "b", "correct": True}]},
        },
        {"library": "H5P.Blanks 1.14", "params": {"text": "C", "questions": ["<p>*d/e:f* g</p>"]}},
    ]
}


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def good(name: str) -> bytes:
    if name == "h5p":
        about = json.dumps({"title": "Thử", "mainLibrary": "H5P.QuestionSet"}).encode()
        return packed({"h5p.json": about, "content/content.json": json.dumps(H5P).encode()})
    return WRITERS[name](QUIZ).data


GOOD = {name: good(name) for name in READERS}


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return data with a few pieces cut, doubled, swapped or overwritten."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(out) + 1)
        piece = out[start : start + chance.randint(1, 60)]
        place = chance.randrange(len(out) + 1)
        kind = chance.randrange(3)
        if kind == 0:
            del out[start : start + len(piece)]
        elif kind == 1:
            out[place:place] = piece
        else:
            out[place : place + 1] = bytes([chance.randrange(256)])
    return bytes(out)


def whole(read: Import) -> None:
    """Hold what every import promises: an entry for whatever is missing, each with its words."""
    assert all(isinstance(each, Question) for each in read.questions)
    assert read.questions or not read.report.is_whole
    assert len({each.id for each in read.questions}) == len(read.questions)
    for entry in read.report.entries:
        assert filled(entry)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_with_words(name: str, seed: int):
    chance = random.Random(seed)
    data = GOOD[name]
    if name == "moodle" or chance.random() < 0.2:
        whole(READERS[name](mutated(data, chance)))
        return
    files = unpacked(data)
    victim = chance.choice(sorted(files))
    whole(READERS[name](packed(files | {victim: mutated(files[victim], chance)})))


@pytest.mark.parametrize("name", READERS)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_with_words(name: str, data: bytes):
    read = READERS[name](data)
    assert read.questions == ()
    whole(read)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><quiz><question type="essay"><name>&c;</name>
</question></quiz>"""
OUTSIDE = (
    b"""<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question>&x;</question></quiz>"""
)


@pytest.mark.parametrize(
    "data", [BOMB, OUTSIDE, BOMB.decode().encode("utf-16")], ids=["bomb", "file", "UTF-16"]
)
@pytest.mark.parametrize("name", ["moodle", "qti 2.2"])
def test_entities_and_outside_references_are_refused_by_name(name: str, data: bytes):
    read = READERS[name](data)
    assert read.questions == ()
    assert ["DOCTYPE" in filled(entry) for entry in read.report.entries] == [True]


@pytest.mark.parametrize("name", ["moodle", "qti 2.2"])
@pytest.mark.parametrize("depth", [150, 5000])
def test_deep_nesting_is_refused(name: str, depth: int):
    read = READERS[name](b"<quiz>" + b"<a>" * depth + b"</a>" * depth + b"</quiz>")
    assert read.questions == ()
    assert not read.report.is_whole


def test_deep_nesting_in_json_is_refused():
    files = unpacked(GOOD["h5p"]) | {"content/content.json": b"[" * 200_000}
    assert not h5p.read(packed(files)).report.is_whole


@pytest.mark.parametrize("name", ["qti 2.2", "qti 3.0", "h5p"])
def test_a_part_that_unpacks_to_far_more_is_refused(name: str):
    read = READERS[name](packed({"imsmanifest.xml": b" " * 20_000_000, "h5p.json": b"{}"}))
    assert read.questions == ()
    assert any("times its size" in filled(entry) for entry in read.report.entries)


def test_endless_html_is_left_out_and_not_cut_short():
    text = "&lt;b&gt;" * 5000 + "x"
    inside = f'<questiontext format="html"><text>{text}</text></questiontext>'
    data = f'<quiz><question type="shortanswer">{inside}</question></quiz>'
    read = moodle_xml.read(data.encode())
    assert read.questions == ()
    assert "A text has too many tags inside each other." in map(filled, read.report.of("left_out"))


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    prompt=st.text(min_size=1, max_size=60),
    texts=st.lists(st.text(min_size=1, max_size=30), min_size=3, max_size=3, unique=True),
    points=st.integers(1, 10),
)
def test_what_comes_back_is_equal_or_named(name: str, prompt: str, texts: list[str], points: int):
    prompt, texts = (
        clean(prompt, keep_lines=True) or "?",
        [clean(text) or str(at) for at, text in enumerate(texts)],
    )
    single = question(BODIES["choice"], "q")
    assert isinstance(single, SingleChoice)
    options = tuple(replace(each, text=text) for each, text in zip(single.options, texts, strict=True))
    changed: list[Question] = [
        replace(each, prompt=prompt, points=points)
        for each in (replace(single, options=options), *QUIZ.questions)
    ]
    export: Export = WRITERS[name](Quiz("Thử", tuple(changed)))
    read = READERS[name](export.data)
    again = {each.id: each for each in read.questions}
    named = {entry.place for entry in export.report.entries}
    assert [each.id for each in changed if again.get(each.id) != each and each.id not in named] == []
