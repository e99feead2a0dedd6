"""quizzes printed on paper."""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table('printings',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('topic', sa.String(length=60), nullable=False),
    sa.Column('quiz_digest', sa.String(length=64), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('printed_by', sa.BigInteger(), nullable=False),
    sa.Column('printed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cell_id', 'printed_by'], ['members.cell_id', 'members.id'], name=op.f('fk_printings_cell_id_printed_by_members')),
    sa.ForeignKeyConstraint(['cell_id'], ['cells.id'], name=op.f('fk_printings_cell_id_cells')),
    sa.ForeignKeyConstraint(['quiz_digest'], ['quiz_texts.digest'], name=op.f('fk_printings_quiz_digest_quiz_texts')),
    sa.PrimaryKeyConstraint('cell_id', 'id', name=op.f('pk_printings'))
    )
    op.create_index('ix_printings_cell_id_topic', 'printings', ['cell_id', 'topic'], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_printings_cell_id_topic', table_name='printings')
    op.drop_table('printings')
