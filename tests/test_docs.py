"""Documentation that cannot fall behind: settings, dependencies, commands and links."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from elearn.cli import main
from quizzes.questions import TYPES

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {".venv", "node_modules", ".git", ".pytest_cache", ".hypothesis"}
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def read(name: str) -> str:
    """Return a file's text, failing plainly when it is not there."""
    path = ROOT / name
    assert path.is_file(), f"{name} is missing"
    return path.read_text(encoding="utf-8")


def pages() -> Iterator[Path]:
    """Return every page of documentation of our own."""
    for path in sorted(ROOT.rglob("*.md")):
        parts = path.relative_to(ROOT).parts
        if not SKIPPED.intersection(parts) and parts[:2] != ("quizzes", "topics") and "lessons" not in parts:
            yield path


def settings_in_code() -> set[str]:
    """Return the names of the environment variables that config.py reads."""
    code = read("elearn/config.py")
    names = re.findall(r"""(?:text\(|environ, |environ\.get\(PREFIX \+ )"([A-Z_0-9]+)\"""", code)
    return {f"ELEARN_{name}" for name in names}


def test_every_setting_is_documented():
    names = settings_in_code()
    assert len(names) >= 7
    text = read("docs/configuration.md")
    assert sorted(name for name in names if f"`{name}`" not in text) == []


def test_no_setting_is_documented_that_does_not_exist():
    text = read("docs/configuration.md")
    tests_own = {name for name in re.findall(r"ELEARN_[A-Z_0-9]+", text) if name.startswith("ELEARN_TEST_")}
    assert set(re.findall(r"ELEARN_[A-Z_0-9]+", text)) - tests_own <= settings_in_code()


def test_every_dependency_says_why_it_is_there():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    names = {re.split(r"[\[<>=~!; ]", line, maxsplit=1)[0] for line in wanted} - {project["name"]}
    text = read("docs/dependencies.md")
    assert sorted(name for name in names if f"`{name}`" not in text) == []


def commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Return every command with the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


@pytest.mark.parametrize(
    ("words", "command"),
    list(commands(main)),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_every_command_and_option_is_documented(words: tuple[str, ...], command: click.Command):
    text = "\n".join(path.read_text(encoding="utf-8") for path in pages())
    assert f"elearn {' '.join(words)}" in text
    options = [option.opts[-1] for option in command.params if isinstance(option, click.Option)]
    assert [option for option in options if option not in text and option != "--help"] == []
    assert command.help, "a command explains itself"


def test_links_between_files_lead_somewhere():
    broken = []
    for path in pages():
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in LINK.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            there = (path.parent / name).resolve() if name else path
            if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert broken == []


def anchors(path: Path) -> set[str]:
    """Return the anchors that a page's headings make."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_prints_the_commands_that_ci_runs():
    """A stranger's two commands are those that .ci/run has just proved."""
    (command,) = re.findall(r"^TEST_COMMAND='(.*)'$", read(".ci/run"), re.MULTILINE)
    assert command in read("README.md")


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGES.md", "LICENSE"])
def test_the_house_has_its_signs(name: str):
    assert len(read(name)) > 200


def test_the_licence_is_mit():
    assert read("LICENSE").startswith("MIT License")


def test_the_map_names_what_is_there():
    """ARCHITECTURE.md has a word on every package, and none on packages that are gone."""
    text = read("ARCHITECTURE.md")
    folders = {path.parent.name for path in (ROOT / "elearn").glob("*/__init__.py")} - {"i18n", "migrations"}
    assert sorted(name for name in folders if f"{name}/" not in text) == []
    named = set(re.findall(r"`(elearn/[\w/]+\.py|quizzes/[\w/]+\.py)`", text))
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []


@pytest.mark.parametrize("kind", TYPES)
def test_authors_see_how_each_type_looks(kind: str):
    """The pictures are made by `python -m tests.browser.pictures FOLDER`."""
    picture = f"hinh/loai-{kind}.webp"
    assert f"({picture})" in read("docs/topic-format.md")
    assert (ROOT / "docs" / picture).is_file()
