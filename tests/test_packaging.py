"""What is built is whole: a wheel holds all that the application reads, and nothing that it must not."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import skip_or_fail

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built as an installer would, with the build backend that is installed."""
    try:
        import hatchling  # noqa: F401 # its presence is what is asked
    except ImportError:
        skip_or_fail("hatchling, the build backend, is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def files_in(folder: str, *, into: str) -> set[str]:
    """Return the names that a folder's files must have in the wheel."""
    kept = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {f"{into}/{path.relative_to(ROOT / folder).as_posix()}" for path in kept}


@pytest.mark.parametrize(
    ("folder", "into"),
    [
        ("templates", "elearn/templates"),
        ("static", "elearn/static"),
        ("elearn/i18n", "elearn/i18n"),
        ("elearn/migrations", "elearn/migrations"),
        ("elearn", "elearn"),
        ("quizzes", "quizzes"),
        ("quizzes/topics", "quizzes/topics"),
    ],
)
def test_the_wheel_holds_every_file_of(wheel: zipfile.ZipFile, folder: str, into: str):
    wanted = files_in(folder, into=into)
    assert wanted
    assert sorted(wanted - set(wheel.namelist())) == []


def test_the_wheel_holds_the_catalogue_and_a_topic(wheel: zipfile.ZipFile):
    names = set(wheel.namelist())
    assert "elearn/i18n/vi/LC_MESSAGES/messages.po" in names
    assert "quizzes/topics/tin-gia/quiz.toml" in names


def test_the_wheel_holds_neither_tests_nor_data(wheel: zipfile.ZipFile):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"elearn", "quizzes"}
    assert not [name for name in wheel.namelist() if name.endswith((".sqlite3", ".pyc", ".mo"))]


def test_the_wheel_installs_the_command_and_its_licence(wheel: zipfile.ZipFile):
    (points,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    assert "elearn = elearn.cli:main" in wheel.read(points).decode()
    assert [name for name in wheel.namelist() if name.endswith("licenses/LICENSE")]


def test_templates_and_static_files_are_found_in_the_wheel_too(tmp_path: Path, wheel: zipfile.ZipFile):
    """Unpacked, the wheel finds its own files: paths.py looks inside the package first."""
    wheel.extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from elearn import paths; "
        "print(paths.templates_folder(), paths.static_folder(), paths.shipped_topics_folder())"
    )
    said = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    for folder in said.stdout.split():
        assert Path(folder).is_relative_to(tmp_path)
        assert Path(folder).is_dir()
