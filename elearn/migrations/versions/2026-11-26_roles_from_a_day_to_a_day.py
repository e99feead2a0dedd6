"""roles from a day to a day."""

import sqlalchemy as sa
from alembic import op

revision = '0048'
down_revision = '0047'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.add_column(sa.Column('until', sa.Date(), nullable=True))
        batch_op.create_check_constraint(op.f('ck_role_grants_last_day_is_none_before'), 'until >= granted_on')
        batch_op.drop_constraint(op.f('pk_role_grants'), type_='primary')
        batch_op.create_primary_key(op.f('pk_role_grants'), ['cell_id', 'member_id', 'role', 'granted_on'])


def downgrade() -> None:
    """Take it back; the schema before knows only who holds a role now."""
    op.execute('DELETE FROM role_grants WHERE until IS NOT NULL')
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('pk_role_grants'), type_='primary')
        batch_op.create_primary_key(op.f('pk_role_grants'), ['cell_id', 'member_id', 'role'])
        batch_op.drop_constraint(op.f('ck_role_grants_last_day_is_none_before'), type_='check')
        batch_op.drop_column('until')
