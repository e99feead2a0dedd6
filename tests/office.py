"""LibreOffice without a window, to open what a person would open in an office program."""

import shutil
import subprocess
from pathlib import Path

from tests.conftest import skip_or_fail

# Comma, quotation marks, UTF-8, from the first line on; numbers and formulas are not looked for.
CSV_AS_TEXT = "--infilter=CSV:44,34,76,1,,0,false,false,false"


class Office:
    """LibreOffice with a profile of its own, so that nobody's open documents are touched."""

    def __init__(self, folder: Path) -> None:
        found = shutil.which("soffice") or shutil.which("libreoffice")
        if found is None:
            skip_or_fail("there is no LibreOffice (libreoffice-calc-nogui, libreoffice-writer-nogui)")
        self._program = str(found)
        self._folder = folder

    def saved_as(self, name: str, content: bytes, ending: str, *options: str) -> bytes:
        """Open a file and save it as another kind; whatever it complains about fails the test."""
        source, out = self._folder / name, self._folder / "saved"
        source.write_bytes(content)
        done = subprocess.run(
            [
                self._program,
                f"-env:UserInstallation=file://{self._folder / 'profile'}",
                "--headless",
                "--norestore",
                *options,
                "--convert-to",
                ending,
                "--outdir",
                str(out),
                str(source),
            ],
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        saved = out / f"{source.stem}.{ending.split(':')[0]}"
        assert done.returncode == 0, done.stderr
        assert saved.is_file(), f"{done.stdout}\n{done.stderr}"
        # What has to do with the file; that a machine has no Java, say, has not.
        complaints = [line for line in done.stderr.splitlines() if str(source) in line or "rror" in line]
        assert not complaints, complaints
        return saved.read_bytes()
