"""Where the files are that the application reads and writes."""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _beside_or_inside(name: str) -> Path:
    """Return the folder `name` inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def templates_folder() -> Path:
    """Return the folder of Jinja templates."""
    return _beside_or_inside("templates")


def static_folder() -> Path:
    """Return the folder of style sheets, scripts and pictures."""
    return _beside_or_inside("static")


def translations_folder() -> Path:
    """Return the folder that holds one message catalogue a language."""
    return _PACKAGE / "i18n"


def migrations_folder() -> Path:
    """Return the folder of Alembic's steps."""
    return _PACKAGE / "migrations"


def shipped_topics_folder() -> Path:
    """Return the folder of the topics that come with the product."""
    return _PACKAGE.parent / "quizzes" / "topics"


def data_folder() -> Path:
    """Return this person's folder for the database, made when it is missing."""
    return Path(platformdirs.user_data_path("elearn", appauthor=False, ensure_exists=True))
