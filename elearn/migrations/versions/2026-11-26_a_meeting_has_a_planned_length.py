"""a meeting has a planned length."""

from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    # One statement for both databases: SQLite adds a check only together with its column, and making the
    # table anew would meet the rows that point to it.
    op.execute(
        "ALTER TABLE meetings ADD COLUMN planned_minutes SMALLINT DEFAULT '90' NOT NULL"
        " CONSTRAINT ck_meetings_length_in_range CHECK (planned_minutes BETWEEN 15 AND 480)"
    )


def downgrade() -> None:
    """Take the step back."""
    op.execute("ALTER TABLE meetings DROP COLUMN planned_minutes")
