"""The steps that bring a database up to date, and the functions that run them."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from elearn.paths import migrations_folder


def alembic_config(engine: Engine | None = None) -> Config:
    """Return Alembic's configuration for the steps in this folder, run on `engine`."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.set_main_option("file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(slug)s")
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run every step that the database lacks, up to `revision`."""
    command.upgrade(alembic_config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take steps back down to `revision`."""
    command.downgrade(alembic_config(engine), revision)


def revisions() -> list[str]:
    """Return the steps' names, oldest first."""
    script = ScriptDirectory.from_config(alembic_config())
    return [step.revision for step in script.walk_revisions()][::-1]
