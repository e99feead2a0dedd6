"""what the desk asks in one index."""

from alembic import op

revision = '0049'
down_revision = '0048'
branch_labels = None
depends_on = None

BEFORE = ['cell_id', 'topic']
SINCE = [*BEFORE, 'member_id', 'submitted_at', 'mode', 'ordinal', 'right_count', 'asked_count']


def upgrade() -> None:
    """Take the step."""
    _index(SINCE)


def downgrade() -> None:
    """Take it back."""
    _index(BEFORE)


def _index(columns: list[str]) -> None:
    op.drop_index(op.f('ix_attempts_cell_id_topic'), table_name='attempts')
    op.create_index(op.f('ix_attempts_cell_id_topic'), 'attempts', columns)
