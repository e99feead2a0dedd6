"""how sure a member is."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0004'
branch_labels = None
depends_on = None

LEVELS = "confidence IN ('sure', 'rather', 'guess')"


def upgrade() -> None:
    """Take the step."""
    for table in ('responses', 'check_answers'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('confidence', sa.String(length=6), nullable=True))
            batch_op.create_check_constraint(op.f(f'ck_{table}_known_confidence'), LEVELS)


def downgrade() -> None:
    """Take it back."""
    for table in ('check_answers', 'responses'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f'ck_{table}_known_confidence'), type_='check')
            batch_op.drop_column('confidence')
