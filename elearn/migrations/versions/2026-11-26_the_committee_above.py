"""the committee above."""

import sqlalchemy as sa
from alembic import op

revision = '0047'
down_revision = '0046'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table('committee_codes',
    sa.Column('committee_id', sa.BigInteger(), nullable=False),
    sa.Column('code', sa.String(length=6), nullable=False),
    sa.ForeignKeyConstraint(['committee_id'], ['cells.id'], name=op.f('fk_committee_codes_committee_id_cells')),
    sa.PrimaryKeyConstraint('committee_id', name=op.f('pk_committee_codes')),
    sa.UniqueConstraint('code', name=op.f('uq_committee_codes_code'))
    )
    op.create_table('committee_links',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('committee_id', sa.BigInteger(), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('cell_id <> committee_id', name=op.f('ck_committee_links_not_to_itself')),
    sa.ForeignKeyConstraint(['cell_id'], ['cells.id'], name=op.f('fk_committee_links_cell_id_cells')),
    sa.ForeignKeyConstraint(['committee_id'], ['cells.id'], name=op.f('fk_committee_links_committee_id_cells')),
    sa.PrimaryKeyConstraint('cell_id', name=op.f('pk_committee_links'))
    )
    op.create_index('ix_committee_links_committee_id', 'committee_links', ['committee_id'], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_committee_links_committee_id', table_name='committee_links')
    op.drop_table('committee_links')
    op.drop_table('committee_codes')
