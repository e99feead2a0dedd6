"""The house rules that a machine can hold: tools, sizes, layers, and the five places of a question type."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.answer_forms import FORMS
from quizzes.questions import TYPES

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 300
# Kept by others (vendor), or made by a tool (migrations).
NOT_OURS = ("static/vendor/", "elearn/migrations/versions/")
OTHER_HOST = re.compile(r"""(?:https?:)?//[\w-]+(?:\.[\w-]+)+""")


def run(*command: str) -> str:
    """Run one of Python's own tools on the tree and return what it said; fail when it complains."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)}\n{said}", pytrace=False)
    return said


def files_with(*endings: str) -> Iterator[Path]:
    """Return the project's own files with one of these endings."""
    for folder in ("elearn", "quizzes", "templates", "static", "tests", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*")):
            place = path.relative_to(ROOT).as_posix()
            if path.suffix in endings and path.is_file() and not place.startswith(NOT_OURS):
                yield path


def test_ruff_finds_nothing():
    run("-m", "ruff", "check", ".")


def test_the_code_is_formatted():
    run("-m", "ruff", "format", "--check", ".")


def test_mypy_finds_nothing():
    run("-m", "mypy")


def test_the_layers_hold():
    # The tool has no `python -m`: its command is one function.
    run("-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())")


def test_no_file_is_longer_than_the_budget():
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in files_with(".py", ".js", ".css", ".html")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_functions_are_held_to_thirty_statements_and_complexity_eight():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "mccabe.max-complexity = 8" in text
    assert "pylint.max-statements = 30" in text
    assert '"C90", "PLR0915"' in text


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_question_type_exists_in_all_five_places(kind: str):
    assert TYPES[kind].type == kind
    assert kind in FORMS
    assert (ROOT / "templates" / "questions" / f"{kind}.html").is_file()
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "engine").glob("*.py"))
    assert TYPES[kind].__name__ in tests or f'"{kind}"' in tests
    documentation = (ROOT / "docs" / "topic-format.md").read_text(encoding="utf-8")
    assert f"**`{kind}`" in documentation
    assert f'type = "{kind}"' in documentation


def test_forms_and_templates_have_no_type_that_the_engine_lacks():
    templates = {path.stem for path in (ROOT / "templates" / "questions").glob("[!_]*.html")}
    assert templates == set(FORMS) == set(TYPES)


def test_templates_and_static_files_name_no_other_host():
    # An XML namespace is a name, not an address: nothing is fetched from it.
    names = "http://www.w3.org/"
    found = [
        (path.relative_to(ROOT).as_posix(), address)
        for path in files_with(".html", ".js", ".css", ".svg", ".json", ".webmanifest")
        if path.relative_to(ROOT).parts[0] in {"templates", "static"}
        for address in OTHER_HOST.findall(path.read_text(encoding="utf-8").replace(names, ""))
    ]
    assert found == []


def test_nothing_runs_or_styles_inline():
    # The Content-Security-Policy would refuse it on the phone, where nobody reads the console.
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")
    found = [
        (path.name, hit[0])
        for path in files_with(".html")
        for hit in inline.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_templates_and_static_hold_no_python():
    # A wheel takes both folders into the package, where a .py file would become a module.
    assert not [
        path for path in files_with(".py") if path.relative_to(ROOT).parts[0] in {"templates", "static"}
    ]


def test_importing_the_engine_loads_nothing_of_third_parties():
    modules = ", ".join(
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((ROOT / "quizzes").rglob("*.py"))
    )
    code = (
        f"import sys; before = set(sys.modules); import {modules}; "
        "names = {name.split('.')[0] for name in set(sys.modules) - before} - {'quizzes'}; "
        "print(sorted(names - set(sys.stdlib_module_names)))"
    )
    assert run("-c", code).strip() == "[]"


def test_the_server_starts_without_the_libraries_of_a_few_pages():
    heavy = "{'PIL', 'docx', 'lxml', 'openpyxl', 'xlsxwriter', 'alembic'}"
    loaded = run("-c", f"import sys, elearn.app; print(sorted({heavy} & set(sys.modules)))")
    assert loaded.strip() == "[]"


def test_only_the_named_modules_meet_the_web():
    """Only views, forms and what they stand on meet HTTP: actions, queries and models know no request."""
    meets_http = re.compile(
        r"^from flask import .*\b(request|session|redirect|render_template|abort|flash)\b", re.MULTILINE
    )
    found = [
        path.relative_to(ROOT).as_posix()
        for name in ("actions.py", "queries.py", "models.py")
        for path in sorted((ROOT / "elearn").glob(f"*/{name}"))
        if meets_http.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
