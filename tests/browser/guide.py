"""The guide for newcomers as its reader follows it: each button that it names in bold, and its pictures."""

import io
import os
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

from tests.browser.server import ROOT

GUIDE = ROOT / "docs" / "buoi-dau.md"
# With this set, the pictures of the guides are taken anew.
MOST_PIXELS = (720, 740)
PICTURES = os.environ.get("ELEARN_TEST_PICTURES", "")


def picture(page: Page, name: str) -> None:
    """Keep what the screen shows, where pictures are wanted, as a WebP file of a guide's size."""
    if PICTURES:
        shot = Image.open(io.BytesIO(page.screenshot()))
        shot.thumbnail(MOST_PIXELS)
        shot.convert("RGB").save(Path(PICTURES) / f"{name}.webp", quality=70, method=6)


def named_in_bold() -> set[str]:
    """Return the words that the guide prints in bold: what a reader is to press or to find."""
    return set(re.findall(r"\*\*(.+?)\*\*", GUIDE.read_text(encoding="utf-8").replace("\n", " ")))


@dataclass
class Reader:
    """Somebody at a screen who knows what the guide says, and nothing else."""

    page: Page
    words: set[str]

    def press(self, words: str) -> None:
        """Press the button or follow the link that the guide names."""
        self.called(words).click()
        self.page.wait_for_load_state()

    def fill(self, label: str, text: str) -> None:
        """Write into the field that the page calls so."""
        self.page.get_by_label(label, exact=True).fill(text)

    def called(self, words: str) -> Locator:
        """Return the button or link that the page and the guide call so."""
        assert words in self.words, f"the guide does not name “{words}”"
        name = re.compile(rf"^\s*{re.escape(words)}", re.IGNORECASE)
        found = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        return found.first
