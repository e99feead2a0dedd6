r"""GIFT's blocks: questions parted by empty lines, their escapes, comments, ids, tags, titles and categories.

Sources: Moodle documentation, "GIFT format"; the grammar of fuhrmanator/GIFT-grammar-PEG.js. Escaped signs
(\: \# \= \{ \} \~ \n \\) become private characters before anything is looked for, and signs again at the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029\x85]")
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_HIDDEN: Final = {sign: chr(0xE000 + place) for place, sign in enumerate(":#={}~\\")} | {"n": "\n"}
_SHOWN: Final = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items() if sign != "n"})
_SIGN = re.compile(r"[\\:#={}~]")
_PRIVATE = re.compile("[\ue000-\ue0ff]")
_ID = re.compile(r"\[id:((?:[^\]\\]|\\.)*)\]")
_TAG = re.compile(r"\[tag:((?:[^\]\\]|\\.)*)\]")
_UNESCAPED = re.compile(r"\\(.)")
_FORMAT = re.compile(r"[ \t\n]*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A block of lines: where it begins, its text with hidden escapes, and what its comments say of it."""

    line: int
    text: str
    id: str = ""
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    line: int = 0
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def blocks_of(text: str) -> Iterator[Block]:
    """Return the blocks of a file, those of comments alone left out.

    An id or tags in comments right above a question, or inside it, belong to the question.
    """
    open_block = _Open()
    for number, line in enumerate(_LINE_END.split(text), start=1):
        bare = line.strip()
        if bare.startswith("//"):
            open_block.comments.append(bare)
        elif bare.startswith("$CATEGORY:"):
            yield from _closed(open_block)
            yield Block(number, bare)
            open_block = _Open()
        elif bare:
            open_block.line = open_block.line or number
            open_block.lines.append(line)
        else:
            yield from _closed(open_block)
            open_block = _Open()
    yield from _closed(open_block)


def _closed(block: _Open) -> Iterator[Block]:
    if not block.lines:
        return
    comments = " ".join(block.comments)
    found = _ID.search(comments)
    tags = tuple(_UNESCAPED.sub(r"\1", tag) for tag in _TAG.findall(comments))
    text = hidden("\n".join(block.lines)).strip()
    yield Block(block.line, text, _UNESCAPED.sub(r"\1", found[1]) if found else "", tags)


def hidden(text: str) -> str:
    """Return a text whose escaped signs are private characters, which stand for nothing in GIFT."""
    return _ESCAPE.sub(lambda found: _HIDDEN[found[1]], _PRIVATE.sub("", text))


def shown(text: str) -> str:
    """Return a text whose private characters are signs again."""
    return text.translate(_SHOWN)


def without_format(text: str, otherwise: str = "") -> tuple[str, str]:
    """Return a text without its [html], [markdown], [plain] or [moodle], and that format's name."""
    found = _FORMAT.match(text)
    return (text[found.end() :], found[1].lower()) if found else (text, otherwise)


def escaped(text: str) -> str:
    r"""Return a text as GIFT writes it: signs escaped, line breaks as \n, [plain] in front where needed."""
    is_plain = "<" in text or _FORMAT.match(text)
    signs = _SIGN.sub(lambda found: f"\\{found[0]}", text).replace("\n", r"\n")
    return f"[plain]{signs}" if is_plain else signs
