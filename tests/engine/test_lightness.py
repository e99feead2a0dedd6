"""The engine stands alone."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__, "../../..").resolve()
MODULES = sorted((ROOT / "quizzes").rglob("*.py"))


# Word, Excel, XML and written TOML are read and written by libraries, each inside the function that needs it.
OF_FORMATS = {"docx", "lxml", "openpyxl", "tomli_w", "xlsxwriter"}


def test_the_engine_imports_the_standard_library_and_itself_alone():
    for module in MODULES:
        names = {"quizzes", *sys.stdlib_module_names}
        if module.is_relative_to(ROOT / "quizzes" / "formats"):
            names |= OF_FORMATS
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names} <= names, module
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, module
                assert str(node.module).split(".")[0] in names, module


def test_importing_the_package_imports_nothing_else():
    code = "import sys, quizzes; print([name for name in sys.modules if name.startswith('quizzes.')])"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_engine_asks_no_clock_and_no_chance():
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        assert not [word for word in (".now(", ".today(", "import random", "import time") if word in text], (
            module
        )
