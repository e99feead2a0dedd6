"""docs/engine.md works as it stands: without the web application, block after block."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "engine.md"


def blocks() -> list[str]:
    """Return the page's Python."""
    return re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_page_runs_and_loads_no_web_application():
    end = (
        "import sys\n"
        "names = {name.split('.')[0] for name in sys.modules}\n"
        "assert not names & {'flask', 'sqlalchemy', 'elearn', 'werkzeug'}, names\n"
    )
    assert len(blocks()) == 5
    code = "\n".join([*blocks(), end])
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_page_marks_converts_and_analyses():
    code = "\n".join(blocks())
    assert all(name in code for name in (".mark(", "convert(", "analyse(", "discern("))
