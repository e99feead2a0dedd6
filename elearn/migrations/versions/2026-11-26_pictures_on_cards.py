"""pictures on cards."""

import sqlalchemy as sa
from alembic import op

revision = '0045'
down_revision = '0040'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table('topic_pictures',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=22), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=False),
    sa.Column('added_by', sa.BigInteger(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cell_id', 'added_by'], ['members.cell_id', 'members.id'], name=op.f('fk_topic_pictures_cell_id_added_by_members')),
    sa.ForeignKeyConstraint(['cell_id', 'slug'], ['own_topics.cell_id', 'own_topics.slug'], name=op.f('fk_topic_pictures_cell_id_slug_own_topics')),
    sa.PrimaryKeyConstraint('cell_id', 'slug', 'name', name=op.f('pk_topic_pictures'))
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('topic_pictures')
