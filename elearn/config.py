"""The settings, all read from the environment; docs/configuration.md explains each."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from elearn.paths import data_folder

PREFIX = "ELEARN_"


class BadSetting(ValueError):
    """A setting has a value that cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may differ between two installations."""

    database_url: str
    redis_url: str = ""
    secret_key: str = ""
    topics_folder: Path | None = None
    public_url: str = ""
    proxies: int = 0
    secure_cookies: bool = False
    testing: bool = False
    argon2_memory_kib: int = field(default=7168)

    @property
    def throttle_storage(self) -> str:
        """Where wrong PINs are counted: this process's memory, or Redis when several processes serve."""
        return self.redis_url or "memory://"


def default_database_url() -> str:
    """Return the address of the SQLite file in this person's data folder."""
    return f"sqlite:///{(data_folder() / 'elearn.sqlite3').as_posix()}"


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(PREFIX + name, "").strip()
    if not text:
        return default
    if not text.isdecimal():
        raise BadSetting(f"{PREFIX}{name} must be a whole number, not {text!r}")
    return int(text)


def _switch(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(PREFIX + name, "").strip().lower()
    if text not in {"", "0", "1"}:
        raise BadSetting(f"{PREFIX}{name} must be 0 or 1, not {text!r}")
    return text == "1"


def _database_url(text: str) -> str:
    # People paste the address their database gives them; the driver is our choice.
    for short in ("postgresql://", "postgres://"):
        if text.startswith(short):
            return "postgresql+psycopg://" + text.removeprefix(short)
    return text


def settings_from(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings found in `environ`.

    Raises BadSetting when one cannot be used.
    """

    def text(name: str) -> str:
        return environ.get(PREFIX + name, "").strip()

    folder = text("TOPICS")
    return Settings(
        database_url=_database_url(text("DATABASE_URL") or default_database_url()),
        redis_url=text("REDIS_URL"),
        secret_key=text("SECRET_KEY"),
        topics_folder=Path(folder) if folder else None,
        public_url=text("PUBLIC_URL").rstrip("/"),
        proxies=_whole_number(environ, "PROXIES", 0),
        secure_cookies=_switch(environ, "SECURE_COOKIES"),
    )
