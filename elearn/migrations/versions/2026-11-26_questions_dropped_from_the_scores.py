"""questions dropped from the scores."""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table('dropped_questions',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('topic', sa.String(length=60), nullable=False),
    sa.Column('question', sa.String(length=60), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('dropped_by', sa.BigInteger(), nullable=False),
    sa.Column('dropped_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('restored_by', sa.BigInteger(), nullable=True),
    sa.Column('restored_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(restored_at IS NULL) = (restored_by IS NULL)', name=op.f('ck_dropped_questions_taken_back_by_somebody')),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_dropped_questions_reason_is_given')),
    sa.ForeignKeyConstraint(['cell_id', 'dropped_by'], ['members.cell_id', 'members.id'], name=op.f('fk_dropped_questions_cell_id_dropped_by_members')),
    sa.ForeignKeyConstraint(['cell_id', 'restored_by'], ['members.cell_id', 'members.id'], name=op.f('fk_dropped_questions_cell_id_restored_by_members')),
    sa.PrimaryKeyConstraint('cell_id', 'id', name=op.f('pk_dropped_questions'))
    )
    op.create_index('uq_dropped_questions_in_force', 'dropped_questions', ['cell_id', 'topic', 'question'], unique=True,
    sqlite_where=sa.text('restored_at IS NULL'), postgresql_where=sa.text('restored_at IS NULL'))


def downgrade() -> None:
    """Take it back."""
    op.drop_index('uq_dropped_questions_in_force', table_name='dropped_questions',
    sqlite_where=sa.text('restored_at IS NULL'), postgresql_where=sa.text('restored_at IS NULL'))
    op.drop_table('dropped_questions')
