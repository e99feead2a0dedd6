"""keys put right."""

import sqlalchemy as sa
from alembic import op

revision = '0046'
down_revision = '0045'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table('key_corrections',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('topic', sa.String(length=60), nullable=False),
    sa.Column('question', sa.String(length=60), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('changed', sa.Integer(), nullable=False),
    sa.Column('corrected_by', sa.BigInteger(), nullable=False),
    sa.Column('corrected_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_key_corrections_reason_is_given')),
    sa.ForeignKeyConstraint(['cell_id', 'corrected_by'], ['members.cell_id', 'members.id'], name=op.f('fk_key_corrections_cell_id_corrected_by_members')),
    sa.ForeignKeyConstraint(['cell_id'], ['cells.id'], name=op.f('fk_key_corrections_cell_id_cells')),
    sa.PrimaryKeyConstraint('cell_id', 'id', name=op.f('pk_key_corrections'))
    )
    op.create_index('ix_key_corrections_cell_id_topic', 'key_corrections', ['cell_id', 'topic'], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_key_corrections_cell_id_topic', table_name='key_corrections')
    op.drop_table('key_corrections')
