"""Both languages are complete: every message shown has its Vietnamese, and no other is kept."""

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import is_normalized

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from elearn.paths import translations_folder

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = translations_folder() / "vi" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "_l": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]")
PER_CENT = "%%"


def messages_in_code() -> Iterator[tuple[str, int, str | tuple[str, ...]]]:
    """Return file, line and id of every message that code and templates show."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    for name, line, message, _comments, _context in found:
        yield name, line, message


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The Vietnamese catalogue."""
    assert CATALOGUE.is_file(), f"there is no {CATALOGUE.relative_to(ROOT)}"
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def texts_of(message: Message) -> tuple[str, ...]:
    """Return the translations of a message, one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def ids_of(message: Message) -> tuple[str, ...]:
    """Return the ids of a message, one for each plural form in English."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def entries(catalogue: Catalog) -> list[Message]:
    """Return the messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def test_the_extraction_finds_code_engine_and_templates():
    files = {name.split("/")[0] for name, _, _ in messages_in_code()}
    assert files == {"elearn", "quizzes", "templates"}


def test_every_message_is_in_the_catalogue(catalogue: Catalog):
    missing = []
    for name, line, message in messages_in_code():
        first = message if isinstance(message, str) else message[0]
        known = catalogue.get(first)
        if known is None or (not isinstance(message, str) and not known.pluralizable):
            missing.append(f"{name}:{line} {first!r}")
    assert missing == []


def test_the_catalogue_keeps_no_message_that_nothing_shows(catalogue: Catalog):
    used = {message if isinstance(message, str) else message[0] for _, _, message in messages_in_code()}
    assert [message.id for message in entries(catalogue) if ids_of(message)[0] not in used] == []
    assert list(catalogue.obsolete) == []


def test_every_translation_is_there_and_sure(catalogue: Catalog):
    assert [message.id for message in entries(catalogue) if message.fuzzy or not all(texts_of(message))] == []


def test_translations_have_the_placeholders_of_their_messages(catalogue: Catalog):
    wrong = []
    for message in entries(catalogue):
        # A singular may say "one" where the plural says %(num)d: either's placeholders will do.
        allowed = [sorted(PLACEHOLDER.findall(text.replace(PER_CENT, ""))) for text in ids_of(message)]
        wrong += [
            (message.id, text)
            for text in texts_of(message)
            if sorted(PLACEHOLDER.findall(text.replace(PER_CENT, ""))) not in allowed
        ]
    assert wrong == []


def test_every_message_of_the_engine_can_be_filled():
    wrong = []
    for path in (ROOT / "quizzes").rglob("*.py"):
        with path.open("rb") as file:
            ids = [message for _, message, _, _ in extract("python", file, keywords={"N_": None})]
        # All of them are filled, those without placeholders too: a lone per cent sign would end it there.
        wrong += [text for text in ids if "%" in PLACEHOLDER.sub("", text.replace(PER_CENT, ""))]
    assert wrong == []


def test_people_are_addressed_as_comrades(catalogue: Catalog):
    impolite = re.compile(r"\bbạn\b|\busers?\b|người dùng", re.IGNORECASE)
    assert [
        text for message in entries(catalogue) for text in texts_of(message) if impolite.search(text)
    ] == []
    english = re.compile(r"\busers?\b", re.IGNORECASE)
    assert [message.id for message in entries(catalogue) if any(map(english.search, ids_of(message)))] == []


def test_translations_are_composed_unicode(catalogue: Catalog):
    assert [
        text for message in entries(catalogue) for text in texts_of(message) if not is_normalized("NFC", text)
    ] == []


def test_vietnamese_letters_stand_in_the_catalogue_and_not_in_code():
    """A message in the code is English, so that both languages are chosen in one place."""
    letters = re.compile(r"[ăâđêôơưàáạảãèéẹẻẽìíịỉĩòóọỏõùúụủũỳýỵỷỹ]", re.IGNORECASE)
    shown = [
        f"{name}:{line} {message!r}"
        for name, line, message in messages_in_code()
        if letters.search(message if isinstance(message, str) else " ".join(message))
    ]
    # Words that stay as they are in English: what this product is about has no other name.
    assert [line for line in shown if not re.search(r"[“«(].*[”»)]", line)] == []


def test_templates_show_no_text_around_gettext():
    """What a person reads in a template passes through _(): English pages would mix languages otherwise."""
    letters = re.compile(r">[^<>{}]*[^\W\d_]{2,}[^<>{}]*<")
    found = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style)\b.*?</\1>",
            "",
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        found += [f"{path.relative_to(ROOT)}: {hit.strip('<> ')}" for hit in letters.findall(text)]
    assert found == []
