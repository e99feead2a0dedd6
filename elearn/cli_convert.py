"""The command `elearn convert`: from one format of questions to another, with its report in Vietnamese."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from elearn.i18n import DEFAULT_LANGUAGE, read_catalogue
from quizzes.formats.convert import FORMATS, Conversion, convert, format_of_name
from quizzes.formats.exchange import Entry, Report, Where
from quizzes.formats.problems import N_

MOST_ALIKE = 5
"""Lines of one kind that are printed; the report file holds all."""
ALL_READ, SOMETHING_LEFT_OUT, NOTHING_READ = 0, 1, 2

_READABLE = [name for name, each in FORMATS.items() if each.read is not None]
_WRITABLE = [name for name, each in FORMATS.items() if each.write is not None]
_PLACES: dict[Where, str] = {
    "line": N_("line %(place)s"),
    "cell": N_("cell %(place)s"),
    "element": N_("at “%(place)s”"),
    "question": N_("question “%(place)s”"),
    "file": N_("the whole file"),
}
_OUTCOMES = {"changed": N_("changed"), "left_out": N_("left out")}


class Words:
    """Says things in the language of the product."""

    def __init__(self) -> None:
        """Read the catalogue once."""
        self._catalogue = read_catalogue(DEFAULT_LANGUAGE)

    def say(self, msgid: str, **values: str) -> str:
        """Return a message in Vietnamese, filled from values."""
        return str(self._catalogue.gettext(msgid)) % values

    def as_row(self, entry: Entry) -> dict[str, str]:
        """Return an entry in words, as it stands in the report file."""
        return {
            "outcome": entry.outcome,
            "where": entry.where,
            "place": entry.place,
            "message": self.say(entry.message, **entry.values),
            "remedy": self.say(entry.remedy, **entry.values) if entry.remedy else "",
        }

    def lines(self, report: Report) -> Iterator[str]:
        """Return what a person reads of a report: everything but what went well, each kind a few times."""
        counts: Counter[str] = Counter()
        for entry in report.entries:
            counts[entry.message] += entry.outcome != "read"
            if entry.outcome == "read" or counts[entry.message] > MOST_ALIKE:
                continue
            place = self.say(_PLACES[entry.where], place=entry.place)
            outcome = self.say(_OUTCOMES[entry.outcome])
            yield f"  {place}: {self.say(entry.message, **entry.values)} ({outcome})"
            if entry.remedy:
                yield f"      {self.say(entry.remedy, **entry.values)}"
        for message, count in counts.items():
            if count > MOST_ALIKE:
                example = next(entry for entry in report.entries if entry.message == message)
                yield self.say(
                    N_("  … and %(count)s more like this: %(message)s"),
                    count=str(count - MOST_ALIKE),
                    message=self.say(example.message, **example.values),
                )


@click.command("convert")
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--from", "from_format", type=click.Choice(_READABLE), help="Format of IN; else by its content."
)
@click.option("--to", "to_format", type=click.Choice(_WRITABLE), help="Format of OUT; else by its ending.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the whole report there as JSON.",
)
@click.pass_context
def convert_command(
    context: click.Context,
    source: Path,
    target: Path,
    from_format: str | None,
    to_format: str | None,
    report_file: Path | None,
) -> None:
    """Turn the questions of IN into OUT, and say what was changed or left out.

    Exit status: 0 all was read and written, 1 something was left out, 2 nothing could be read.
    """
    words = Words()
    to_format = to_format or format_of_name(target.name)
    if to_format is None:
        raise click.BadParameter(words.say(N_("Name the format of OUT with --to.")))
    if target.exists() and source.samefile(target):
        raise click.BadParameter(words.say(N_("IN and OUT are the same file.")))
    done = convert(
        source.read_bytes(),
        to_format,
        filename=source.name,
        source=from_format,
        target_filename=target.name,
    )
    for report in _reports(done):
        for line in words.lines(report):
            click.echo(line)
    if done.export is not None:
        save(target, done.export.data)
    if report_file is not None:
        save(report_file, json.dumps(_as_json(done, words), ensure_ascii=False, indent=1).encode())
    click.echo(_summary(done, target, words))
    context.exit(_status(done))


def _reports(done: Conversion) -> list[Report]:
    return [done.imported.report] + ([done.export.report] if done.export is not None else [])


def _status(done: Conversion) -> int:
    if done.export is None:
        return NOTHING_READ
    return ALL_READ if all(report.is_whole for report in _reports(done)) else SOMETHING_LEFT_OUT


def _summary(done: Conversion, target: Path, words: Words) -> str:
    if done.export is None:
        return words.say(N_("No question could be read; no file was written."))
    return words.say(
        N_("%(count)s questions read (%(source)s); written to %(file)s (%(target)s)."),
        count=str(len(done.imported.questions)),
        source=done.source,
        target=done.target,
        file=str(target),
    )


def _as_json(done: Conversion, words: Words) -> dict[str, object]:
    exported = done.export.report.entries if done.export is not None else []
    return {
        "from": done.source,
        "to": done.target,
        "status": _status(done),
        "questions": len(done.imported.questions),
        "import": [words.as_row(entry) for entry in done.imported.report.entries],
        "export": [words.as_row(entry) for entry in exported],
    }


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then over it."""
    try:
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from error
