"""From a file's bytes to its text: UTF-8, UTF-16 and Windows-1258 are read, old office fonts named.

Nothing is guessed silently: a file in another encoding than Unicode is either read and reported as changed,
or refused with the name of what it is and how to save it again.
"""

import codecs
import unicodedata
from typing import Final

from quizzes.formats.exchange import Report
from quizzes.formats.problems import N_
from quizzes.mojibake import count_marked_words, is_mojibake

MOST_TEXT: Final = 32 * 1024 * 1024
"""Bytes of the largest text file that is read: ten thousand questions take about five million."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What people send where text is wanted, by the first bytes of the file.
_SIGNATURES: Final = (
    (b"PK\x03\x04", N_("This is a packed file (.docx, .xlsx, .zip), not text.")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("This is an old Word or Excel file (.doc, .xls).")),
    (b"%PDF", N_("This is a PDF file.")),
    (b"{\\rtf", N_("This is an RTF file.")),
    (b"\x89PNG", N_("This is a picture.")),
    (b"\xff\xd8\xff", N_("This is a picture.")),
)
_FIRST_BYTES: Final = tuple(signature for signature, _ in _SIGNATURES)
_SAMPLE: Final = 65536


def decode(data: bytes, report: Report, most: int = MOST_TEXT) -> str | None:
    """Return a file's text without a byte order mark, or None after noting why it cannot be read.

    Line ends stay as they are. Text in Windows-1258 has its marks composed (NFC) and is noted as changed.
    """
    if len(data) > most:
        report.add(
            "left_out",
            "file",
            "",
            N_("The file is larger than %(most)s MB."),
            N_("Divide it into smaller files."),
            most=str(most // 1024**2),
        )
        return None
    text = _decoded(data, report)
    if text is None:
        return None
    if "\0" in text:
        _refuse_binary(data, report)
        return None
    if encoding := is_mojibake(text):
        refuse_old_font(encoding, report)
        return None
    return text


def peek(data: bytes) -> str:
    """Return the beginning of a file as text, read as well as may be: for recognising, never for reading."""
    sample = data[:_SAMPLE]
    encoding = _unicode_of(sample) or "utf-8"
    return sample.decode(encoding, "replace").removeprefix("\ufeff")


def _decoded(data: bytes, report: Report) -> str | None:
    if data.startswith(_FIRST_BYTES):
        _refuse_binary(data, report)
        return None
    encoding = _unicode_of(data)
    if encoding is None and b"\0" in data:
        _refuse_binary(data, report)
        return None
    try:
        return data.decode(encoding or "utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if encoding is not None:
            _refuse_broken(encoding, data.count(b"\n", 0, error.start) + 1, report)
            return None
    return _of_eight_bits(data, report)


def _unicode_of(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    # Without a mark, UTF-16 shows in spaces and line ends: every second byte of theirs is zero.
    sample = data[:_SAMPLE]
    if 0 not in sample:
        return None
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if len(data) % 2 == 0 and max(odd, even) * 10 >= len(sample) and min(odd, even) == 0 < max(odd, even):
        return "utf-16-le" if odd else "utf-16-be"
    return None


def _of_eight_bits(data: bytes, report: Report) -> str | None:
    """Return the text of Windows-1258 bytes; what is no Vietnamese that way is refused by name."""
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
        sound, marked = count_marked_words(text)
    except UnicodeDecodeError:
        text, sound, marked = "", 0, 1
    if sound * 2 >= marked:
        report.add(
            "changed",
            "file",
            "",
            N_("The file was in Windows-1258 and was read as such."),
            N_("Look through the marks; save the file as UTF-8 next time."),
        )
        return text
    encoding = is_mojibake(data.decode("latin-1"))
    if encoding is not None:
        refuse_old_font(encoding, report)
    else:
        report.add(
            "left_out",
            "file",
            "",
            N_("The file is neither Unicode nor Windows-1258; its encoding is not known."),
            N_("Open it where it was written, choose Save As and the encoding UTF-8."),
        )
    return None


def refuse_old_font(encoding: str, report: Report) -> None:
    """Note that a file is refused for the old font in which it was typed."""
    report.add(
        "left_out",
        "file",
        "",
        N_("The text was typed in an old %(encoding)s font and cannot be read."),
        N_("Convert it to Unicode (UniKey: Ctrl+Shift+F6), then try again."),
        encoding=encoding,
    )


def _refuse_broken(encoding: str, line: int, report: Report) -> None:
    report.add(
        "left_out",
        "line",
        str(line),
        N_("The file says it is %(encoding)s, but this line cannot be read that way."),
        N_("Open it where it was written, choose Save As and the encoding UTF-8."),
        encoding=encoding.upper(),
    )


def _refuse_binary(data: bytes, report: Report) -> None:
    known = next((message for signature, message in _SIGNATURES if data.startswith(signature)), None)
    report.add(
        "left_out",
        "file",
        "",
        known or N_("The file is not text: it holds bytes that no text has."),
        N_("Save it as .docx, .xlsx or text in UTF-8, and choose that format."),
    )
