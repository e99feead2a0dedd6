"""From GIFT's blocks to questions."""

from quizzes.formats import intake
from quizzes.formats.exchange import Import, Report, Spot
from quizzes.formats.gift.answers import question_of
from quizzes.formats.gift.blocks import Block, blocks_of, shown
from quizzes.formats.gift.texts import Texts
from quizzes.formats.problems import N_
from quizzes.formats.words import common_of, day_of, points_of, skill_of
from quizzes.questions import Question
from quizzes.questions.base import Common
from quizzes.vietnamese import clean

BLANK = "_____"
TONES_TAG = "thiếu dấu được"
UNTIL_TAG = "đúng đến "
SOURCE = "Nguồn: "


def read_blocks(text: str, report: Report) -> Import:
    """Return the questions of a GIFT file."""
    ids = intake.Ids()
    questions: list[Question] = []
    categories: list[Block] = []
    for block in blocks_of(text):
        if block.text.startswith("$CATEGORY:"):
            categories.append(block)
            continue
        spot = report.at("line", str(block.line))
        question = _question(block, ids, spot)
        if question is not None:
            questions.append(question)
            spot.took(question)
    names = [_category(block.text) for block in categories]
    if len(set(names)) > 1:
        report.add(
            "changed",
            "line",
            str(categories[1].line),
            N_("%(count)s categories became one list of questions: %(names)s."),
            N_("Divide the file if each category should be a quiz of its own."),
            count=str(len(set(names))),
            names=", ".join(dict.fromkeys(names))[:200],
        )
    return intake.finished(names[0] if names else "", questions, report)


def _category(text: str) -> str:
    path = text.removeprefix("$CATEGORY:").strip().replace("//", "\0")
    return clean(path.rsplit("/", 1)[-1].replace("\0", "/"))


def _question(block: Block, ids: intake.Ids, spot: Spot) -> Question | None:
    title, text = _title(block.text)
    start = text.find("{")
    end = text.find("}", start)
    if refusal := _refusal(text, start, end):
        spot.left_out(*refusal)
        return None
    section, _, general = text[start + 1 : end].strip().partition("####")
    texts = Texts(spot)
    after = text[end + 1 :].rstrip()
    prompt = texts.prompt(f"{text[:start]}{BLANK}{after}" if after else text[:start])
    fields = _fields(block, title, prompt, texts.lines(general), ids, spot)
    question = question_of(fields, section.strip(), texts, spot)
    if question is None or question.type != "short_text" or TONES_TAG not in block.tags:
        return question
    return _with_optional_tones(question)


def _title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    title, closed, rest = text[2:].partition("::")
    return (clean(shown(title)), rest.strip()) if closed else ("", text)


def _refusal(text: str, start: int, end: int) -> tuple[str, str] | None:
    if start < 0 and "}" not in text:
        return (
            N_("The text has no answer between braces: it is no question."),
            N_("Add the answer in { }, or remove the text."),
        )
    if start < 0 or end < 0:
        return N_("A brace is open or closed alone."), N_("Write the answer between { and }, or escape: \\{.")
    if "{" in text[end + 1 :] or "}" in text[end + 1 :]:
        return (
            N_("The question has more than one section in braces."),
            N_("Divide it into several questions, or escape: \\{."),
        )
    if not text[start + 1 : end].strip():
        return (
            N_("The question wants an essay, which nobody here can mark."),
            N_("Give it options or a short answer; or ask it in the meeting."),
        )
    return None


def _fields(block: Block, title: str, prompt: str, general: str, ids: intake.Ids, spot: Spot) -> Common:
    explanation, _, source = general.rpartition(SOURCE) if SOURCE in general else (general, "", "")
    said = {"id": block.id or title, "source": source}
    unknown = []
    for tag in map(clean, block.tags):
        if skill_of(tag):
            said["skill"] = tag
        elif tag.startswith(UNTIL_TAG) and day_of(tag.removeprefix(UNTIL_TAG)):
            said["valid_until"] = tag.removeprefix(UNTIL_TAG)
        elif tag.endswith("điểm") and points_of(tag) is not None:
            said["points"] = tag
        elif tag != TONES_TAG:
            unknown.append(tag)
    if unknown:
        spot.left_out(
            N_("Tags were not taken over: %(tags)s."),
            N_("Nothing is to be done unless a question needs it."),
            tags=", ".join(unknown)[:200],
        )
    return common_of(lambda key: said.get(key, ""), prompt, clean(explanation, keep_lines=True), ids, spot)


def _with_optional_tones(question: Question) -> Question:
    from dataclasses import replace

    from quizzes.questions import ShortText

    return replace(question, tones="optional") if isinstance(question, ShortText) else question
