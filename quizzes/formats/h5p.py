"""H5P packages: h5p.json names the kind, content/content.json holds the questions (docs/formats-xml.md).

Source: H5P developer guides, "H5P specification"; semantics.json of each content type.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from quizzes.formats import foreign
from quizzes.formats.archive import Archive, open_archive
from quizzes.formats.choices import MOST_OPTIONS
from quizzes.formats.exchange import Import, Report
from quizzes.formats.foreign import Intake, LeftOut, Scribe
from quizzes.formats.intake import Ids, common, refused
from quizzes.formats.problems import N_
from quizzes.formats.sentences import FILL_IN, cloze
from quizzes.questions import Cloze, Gap, Question, ShortText, TrueFalse
from quizzes.questions.base import Common
from quizzes.vietnamese import clean

Json = Mapping[str, object]

MOST_JSON: Final = 16 * 1024 * 1024
"""Bytes of content.json."""
_STARRED = re.compile(r"\*((?:[^*\n]|\*\*)+)\*")
_WORD = re.compile(r"[^\s.,;:!?()\"“”…]+")
_MARK: Final = "\ue000"


def read(data: bytes) -> Import:
    """Return the questions of an H5P package; never raises."""
    report = Report()
    archive = open_archive(data, report)
    if archive is None:
        return refused(report)
    about, content = _json(archive, "h5p.json", report), _json(archive, "content/content.json", report)
    if about is None or content is None:
        return refused(report)
    intake, ids = Intake(report), Ids()
    for place, name, params in _parts(_text(about, "mainLibrary"), content, "content.json"):
        _take(intake, place, name, params, ids)
    return intake.done(clean(_text(about, "title")))


def _json(archive: Archive, name: str, report: Report) -> Json | None:
    data = archive.read(name) if archive.size(name) <= MOST_JSON else None
    if data is None:
        if report.is_whole:
            report.add(
                "left_out",
                "element",
                name,
                N_("This part of the package is too large."),
                N_("Split the questions over several packages."),
            )
        return None
    try:
        found: object = json.loads(data.decode("utf-8-sig"))
    # Endless nesting ends in an error of Python, not of the format.
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    report.add(
        "left_out",
        "element",
        name,
        N_("This part of the package is no JSON that can be read."),
        N_("Export the package again from the site where it was made."),
    )
    return None


def _parts(name: str, params: Json, place: str) -> Iterator[tuple[str, str, Json]]:
    """Return place, kind and settings of every question, looking into sets of them."""
    if name == "H5P.QuestionSet":
        for number, part in enumerate(_list(params, "questions"), start=1):
            kind = _text(part, "library").partition(" ")[0]
            yield from _parts(kind, _object(part, "params"), f"questions[{number}]")
    elif name == "H5P.SingleChoiceSet":
        for number, part in enumerate(_list(params, "choices"), start=1):
            yield f"{place} › choices[{number}]", name, part
    else:
        yield place, name, params


def _take(intake: Intake, place: str, name: str, params: Json, ids: Ids) -> None:
    question_id = ids.next("")
    spot = intake.report.at("element", f"{place} {name}"[:160])
    read_one = _READERS.get(name)
    if read_one is None:
        spot.left_out(
            N_("H5P's kind “%(kind)s” is not read."),
            N_("Rebuild it as one of the kinds in the guide."),
            kind=name[:80] or "?",
        )
        return
    intake.take(spot, lambda scribe: read_one(params, question_id, scribe))


def _fields(question_id: str, prompt: str, params: Json, scribe: Scribe) -> Common:
    media = _object(_object(params, "media"), "type")
    if _text(media, "library"):
        scribe.changed(
            N_("The picture or film above the question is not shown: %(kind)s."),
            N_("Say in words what it shows, or ask without it."),
            kind=_text(media, "library")[:80],
        )
    return common(question_id, prompt)


def _multi_choice(params: Json, question_id: str, scribe: Scribe) -> Question:
    answers = _list(params, "answers")
    options = [
        (
            scribe.line(_text(each, "text")),
            scribe.line(_text(_object(each, "tipsAndFeedback"), "chosenFeedback")),
        )
        for each in answers
    ]
    right = {place for place, each in enumerate(answers) if each.get("correct") is True}
    fields = _fields(question_id, scribe.text(_text(params, "question")), params, scribe)
    return foreign.choice(fields, options, right, scribe.spot, ())


def _single_choice(params: Json, question_id: str, scribe: Scribe) -> Question:
    texts = params.get("answers")
    options = [(scribe.line(str(text)), "") for text in texts] if isinstance(texts, list) else []
    # The first answer is the right one; H5P shows them in another order.
    fields = _fields(question_id, scribe.text(_text(params, "question")), params, scribe)
    return foreign.choice(fields, options, {0} if options else (), scribe.spot, ())


def _true_false(params: Json, question_id: str, scribe: Scribe) -> Question:
    verdict = _text(params, "correct")
    if verdict not in ("true", "false"):
        raise LeftOut(
            N_("It does not say whether the statement is true or false."),
            N_("Give the right answer in the program that made the file."),
        )
    fields = _fields(question_id, scribe.text(_text(params, "question")), params, scribe)
    behaviour = _object(params, "behaviour")
    said = [scribe.line(_text(behaviour, key)) for key in ("feedbackOnCorrect", "feedbackOnWrong")]
    if any(said):
        scribe.changed(
            N_("Feedback that belongs to no single answer is not kept: %(tags)s."),
            N_("Write what it says into the explanation."),
            tags="; ".join(filter(None, said))[:200],
        )
    return TrueFalse(**fields, verdict=verdict)


def _blanks(params: Json, question_id: str, scribe: Scribe) -> Question:
    sentences = params.get("questions")
    texts = [scribe.text(str(text)) for text in sentences] if isinstance(sentences, list) else []
    sentence = "\n".join(filter(None, texts))
    gaps: list[Gap] = []

    def gap(found: re.Match[str]) -> str:
        words, _, tip = found[1].partition(":")
        if tip:
            _note_tip(tip, scribe)
        accepted = tuple(dict.fromkeys(filter(None, map(clean, words.split("/")))))
        gaps.append(Gap(str(len(gaps) + 1), accepted))
        return f"{{{len(gaps)}}}"

    text = _STARRED.sub(gap, sentence)
    if not gaps:
        raise _no_stars()
    prompt = scribe.text(_text(params, "text"))
    fields = _fields(question_id, prompt or FILL_IN, params, scribe)
    if text == "{1}" and prompt:
        return ShortText(**fields, accepted=gaps[0].accepted)
    question = cloze(fields, text, tuple(gaps))
    return _with_prompt(question, fields["prompt"], text)


def _with_prompt(question: Question, prompt: str, text: str) -> Question:
    """Return the sentence whole, under the prompt that H5P keeps apart from it."""
    return replace(question, prompt=prompt, text=text) if isinstance(question, Cloze) else question


def _mark_words(params: Json, question_id: str, scribe: Scribe) -> Question:
    """Return a choice among the words of the text: the marked ones, and others until there are enough."""
    text = scribe.text(_text(params, "textField"))
    right = list(dict.fromkeys(_marked(found[1], scribe) for found in _STARRED.finditer(text)))
    if not right:
        raise _no_stars()
    shown = _STARRED.sub(lambda found: found[1].partition(":")[0], text)
    others = [word for word in dict.fromkeys(_WORD.findall(_STARRED.sub(_MARK, text))) if _MARK not in word]
    others = [word for word in others if word not in right]
    wrong = _spread(others, max(0, MOST_OPTIONS - len(right)))
    if len(wrong) < len(others):
        scribe.changed(
            N_("Any word of the text could be marked; here %(count)s are offered to choose from."),
            N_("Look whether the wrong ones among them are telling, and change them."),
            count=str(len(wrong) + len(right)),
        )
    # In the order of the text, so that the place of an option tells nothing.
    offered = sorted([*right, *wrong], key=shown.find)
    places = {offered.index(word) for word in right}
    prompt = "\n\n".join(filter(None, (scribe.text(_text(params, "taskDescription")), shown)))
    fields = _fields(question_id, prompt, params, scribe)
    return foreign.choice(fields, [(word, "") for word in offered], places, scribe.spot, ())


def _marked(text: str, scribe: Scribe) -> str:
    words, _, tip = text.partition(":")
    if tip:
        _note_tip(tip, scribe)
    return clean(words)


def _spread(words: list[str], most: int) -> list[str]:
    """Return so many words, evenly from all over the text."""
    if len(words) <= most:
        return words
    return [words[place * len(words) // most] for place in range(most)]


def _note_tip(tip: str, scribe: Scribe) -> None:
    scribe.changed(
        N_("A tip is not kept: %(tip)s."), N_("Write it into the question if it is needed."), tip=tip[:120]
    )


def _no_stars() -> LeftOut:
    return LeftOut(N_("The text has no word between asterisks."), N_("Mark the answers as in *answer*."))


_READERS: Final[Mapping[str, Callable[[Json, str, Scribe], Question]]] = {
    "H5P.MultiChoice": _multi_choice,
    "H5P.TrueFalse": _true_false,
    "H5P.Blanks": _blanks,
    "H5P.MarkTheWords": _mark_words,
    "H5P.SingleChoiceSet": _single_choice,
}


def _text(values: Json, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _object(values: Json, key: str) -> Json:
    value = values.get(key)
    return value if isinstance(value, dict) else {}


def _list(values: Json, key: str) -> list[Json]:
    value = values.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
