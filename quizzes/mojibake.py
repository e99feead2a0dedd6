"""Text from the office fonts used before Unicode, TCVN3 (.VnTime) and VNI, which reads as mojibake.

A word counts as a trace when it is no Vietnamese syllable as it stands and becomes one once decoded. So a
foreign word, a Mông or Ê Đê name or a © beside real Vietnamese raises no alarm.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

Encoding = Literal["TCVN3", "VNI"]

# TCVN 5712:1993, VN3: runs of letters and the code of the first in each run.
_TCVN3_RUNS: Final = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3: Final = {code + step: letter for code, run in _TCVN3_RUNS.items() for step, letter in enumerate(run)}
_VNI_LETTERS: Final = str.maketrans("ôöñæóòî", "ơưđỉĩịỵ")
_VNI_PAIRS = re.compile("([aeo])([âáàåãä])|(a)([êéèúüë])|([aeouyôö])([ùøûõï])")
_CIRCUMFLEX_MARKS: Final = {"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
                            "ã": "\u0302\u0303", "ä": "\u0302\u0323"}  # fmt: skip
_BREVE_MARKS: Final = {"ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
                       "ü": "\u0306\u0303", "ë": "\u0306\u0323"}  # fmt: skip
_TONE_MARKS: Final = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    "(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
    "(?:a(?:ch?|i|m|nh?|ng|o|p|t|u|y)?|ă(?:c|m|ng?|p|t)|â(?:c|m|ng?|p|t|u|y)"
    "|e(?:c|m|ng?|o|p|t)?|ê(?:ch|m|nh?|p|t|u)?|i(?:ch|m|nh?|p|t|u|a)?|[iy]ê(?:c|m|ng?|p|t|u)"
    "|o(?:c|i|m|ng?|p|t)?|oa(?:ch?|i|m|nh?|ng|o|p|t|y)?|oă(?:c|m|ng?|t)|oe(?:n|o|t)?|oo(?:c|ng)"
    "|ô(?:c|i|m|ng?|p|t)?|ơ(?:i|m|n|p|t)?|u(?:c|i|m|ng?|p|t|a)?|uâ(?:ng?|t|y)|uê(?:ch|nh)?"
    "|uô(?:c|i|m|ng?|t)|uơ|uy(?:ch|nh?|p|t|u|a)?|uyê[nt]|ư(?:c|i|m|ng?|t|u|a)?|ươ(?:c|i|m|ng?|p|t|u)|y)"
)
# Words as TCVN3 spells them hold signs; those that stand around a word in real text are taken off first.
_WORD = re.compile("(?:[^\\W\\d_]|[\xa1-\xbf×÷])+")
_SUSPECT = re.compile("[A-Za-z]*[\xa1-\xff][A-Za-z\xa1-\xff]*")
_HAS_LATIN = re.compile("[A-Za-z\u0102-\u1ef9]")
_SIGNS_AROUND: Final = "«»·©§°\xad"
_FEWEST: Final = 3
_WORDS_FOR_A_TRACE: Final = 1000


def is_mojibake(text: str) -> Encoding | None:
    """Return the old encoding in which a text was typed, or None where it is sound.

    Found are three traces or more, at least one in a thousand words with marks, for a long text has words cut
    short; or fewer when they outnumber the sound words with marks and make a third of all words. Call it on
    text as it came: cleaning takes out a character that TCVN3 uses for ư.
    """
    pieces = [piece for piece in text.split() if not piece.isascii()]
    found = [traced for traced in map(_traces_in, pieces) if traced is not None]
    if not found:
        return None
    traces: dict[Encoding, int] = {
        "TCVN3": sum(in_tcvn3 for in_tcvn3, _ in found),
        "VNI": sum(in_vni for _, in_vni in found),
    }
    encoding = max(traces, key=lambda name: traces[name])
    count = traces[encoding]
    is_dense = count >= _FEWEST and count * _WORDS_FOR_A_TRACE >= len(pieces)
    return encoding if is_dense or (count and _prevails(count, text)) else None


def count_marked_words(text: str) -> tuple[int, int]:
    """Return how many words with marks are Vietnamese syllables, and how many words have marks at all."""
    words = [word for word in _WORD.findall(text) if not word.isascii() and _HAS_LATIN.search(word)]
    return sum(map(_is_sound, words)), len(words)


def _prevails(traces: int, text: str) -> bool:
    # A sign alone, as in 3 × 4 or ½, is no word.
    words = [word for word in _WORD.findall(text) if _HAS_LATIN.search(word)]
    sound = sum(not word.isascii() and _is_sound(word) for word in words)
    return traces > sound and traces * 3 >= len(words)


# A text repeats what stands between its spaces, so each is looked at once.
@lru_cache(maxsize=16384)
def _traces_in(piece: str) -> tuple[int, int] | None:
    """Return how many words of a piece are traces of TCVN3, and of VNI; None where none is."""
    found = [traced for traced in map(_traces_of, _WORD.findall(piece)) if traced is not None]
    return (sum(in_tcvn3 for in_tcvn3, _ in found), sum(in_vni for _, in_vni in found)) if found else None


def _traces_of(word: str) -> tuple[bool, bool] | None:
    """Tell whether a word is a trace of TCVN3, and of VNI; None where it is neither."""
    # Both encodings read as Latin-1, so a word with ă, đ, ơ, ư or ạ in it is no trace.
    if word.isascii() or not (_SUSPECT.fullmatch(word) and _HAS_LATIN.search(word)):
        return None
    traces = _is_trace(word, word.translate(_TCVN3)), _is_trace(word, _from_vni(word))
    return traces if any(traces) else None


def _is_trace(word: str, decoded: str) -> bool:
    return decoded != word and _is_syllable(decoded) and not _is_sound(word)


def _is_sound(word: str) -> bool:
    word = word.strip(_SIGNS_AROUND)
    # TCVN3 spells small letters with capitals, as in chÝ: nobody writes so on purpose.
    has_odd_capital = not word.isupper() and word[1:] != word[1:].lower()
    return not has_odd_capital and _is_syllable(word)


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    letters, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters)) is not None


def _from_vni(word: str) -> str:
    return unicodedata.normalize("NFC", _VNI_PAIRS.sub(_vni_letter, word.lower()).translate(_VNI_LETTERS))


def _vni_letter(found: re.Match[str]) -> str:
    if found[1]:
        return found[1] + _CIRCUMFLEX_MARKS[found[2]]
    if found[3]:
        return found[3] + _BREVE_MARKS[found[4]]
    return found[5].translate(_VNI_LETTERS) + _TONE_MARKS[found[6]]
