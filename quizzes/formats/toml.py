"""Our own format, a quiz.toml or meeting.toml (docs/topic-format.md): the one that carries everything."""

from quizzes.formats import intake
from quizzes.formats.building import question_from
from quizzes.formats.encoding import decode
from quizzes.formats.exchange import Export, Import, Report
from quizzes.formats.problems import N_, Ledger
from quizzes.formats.secrecy import refuse_secret
from quizzes.formats.table import Table, parse_toml
from quizzes.questions import Question
from quizzes.quiz import Policy, Quiz

# A meeting's minutes belong to no quiz.
_KNOWN = ("title", "exam", "question")


def read(data: bytes) -> Import:
    """Return the questions of a quiz.toml, each by itself: one with a problem is left out; never raises."""
    report = Report()
    text = decode(data, report)
    if text is None or refuse_secret(text, report):
        return intake.refused(report)
    ledger = Ledger("")
    table = parse_toml(text, ledger)
    if table is None:
        _note(ledger, report)
        return intake.refused(report)
    policy = _policy(table)
    title = table.text("title", optional=True)
    rows = table.rows("question")
    for key in table.written_keys:
        if key not in _KNOWN:
            report.add(
                "left_out",
                "element",
                key,
                N_("“%(key)s” is not taken over."),
                N_("Add it to the file by hand if it is needed."),
                key=key,
            )
    _note(ledger, report)
    imported = intake.finished(title, _questions(rows, report), report)
    return Import(imported.title, imported.questions, report, (), policy)


def _policy(table: Table) -> Policy:
    exam = table.table("exam")
    if exam is None:
        return Policy()
    return Policy(exam.optional_integer("tries", 1, 99), exam.optional_integer("minutes", 1, 600))


def _questions(rows: list[dict[str, object]], report: Report) -> list[Question]:
    questions: list[Question] = []
    ids = intake.Ids()
    for number, row in enumerate(rows, start=1):
        name = row.get("id")
        given = name if isinstance(name, str) else ""
        spot = report.at("question", given or str(number))
        question_id = ids.next(given)
        question = question_from({**row, "id": question_id}, spot)
        if question is not None:
            if question_id != given:
                intake.note_id(given, question_id, spot)
            questions.append(question)
            spot.took(question)
    return questions


def _note(ledger: Ledger, report: Report) -> None:
    for problem in ledger.problems:
        report.add("left_out", "element", problem.place, problem.message, problem.remedy, **problem.values)


def write(quiz: Quiz) -> Export:
    """Return a quiz as a quiz.toml; nothing is lost, though without sources it cannot be published yet."""
    import tomli_w

    table: dict[str, object] = {"title": quiz.title}
    policy = {"tries": quiz.policy.tries, "minutes": quiz.policy.minutes}
    exam = {key: value for key, value in policy.items() if value is not None}
    if exam:
        table["exam"] = exam
    table["question"] = [question.written() for question in quiz.questions]
    text = tomli_w.dumps(table, multiline_strings=True)
    return Export(text.encode("utf-8", "replace"), Report())
