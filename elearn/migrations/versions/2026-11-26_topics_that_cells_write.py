"""topics that cells write."""

import sqlalchemy as sa
from alembic import op

revision = '0040'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column('cells', sa.Column('topics_revision', sa.Integer(), server_default='0', nullable=False))
    op.create_table('own_topics',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('offered', sa.Integer(), nullable=True),
    sa.Column('needs_checker', sa.Boolean(), nullable=False),
    sa.Column('draft_revision', sa.Integer(), nullable=False),
    sa.Column('checked_revision', sa.Integer(), nullable=True),
    sa.Column('checked_by', sa.BigInteger(), nullable=True),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('next_number', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.BigInteger(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(checked_by IS NULL) = (checked_revision IS NULL)', name=op.f('ck_own_topics_checked_by_somebody')),
    sa.CheckConstraint('(checked_at IS NULL) = (checked_revision IS NULL)', name=op.f('ck_own_topics_checked_at_a_time')),
    sa.ForeignKeyConstraint(['cell_id', 'checked_by'], ['members.cell_id', 'members.id'], name=op.f('fk_own_topics_cell_id_checked_by_members')),
    sa.ForeignKeyConstraint(['cell_id', 'created_by'], ['members.cell_id', 'members.id'], name=op.f('fk_own_topics_cell_id_created_by_members')),
    sa.ForeignKeyConstraint(['cell_id'], ['cells.id'], name=op.f('fk_own_topics_cell_id_cells')),
    sa.PrimaryKeyConstraint('cell_id', 'slug', name=op.f('pk_own_topics'))
    )
    op.create_table('topic_versions',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('files', sa.Text(), nullable=False),
    sa.Column('published_by', sa.BigInteger(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('checked_by', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['cell_id', 'checked_by'], ['members.cell_id', 'members.id'], name=op.f('fk_topic_versions_cell_id_checked_by_members')),
    sa.ForeignKeyConstraint(['cell_id', 'published_by'], ['members.cell_id', 'members.id'], name=op.f('fk_topic_versions_cell_id_published_by_members')),
    sa.ForeignKeyConstraint(['cell_id', 'slug'], ['own_topics.cell_id', 'own_topics.slug'], name=op.f('fk_topic_versions_cell_id_slug_own_topics')),
    sa.PrimaryKeyConstraint('cell_id', 'slug', 'number', name=op.f('pk_topic_versions'))
    )
    op.create_table('draft_parts',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_by', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('about', 'lesson', 'check', 'quiz', 'meeting')", name=op.f('ck_draft_parts_known_kind')),
    sa.ForeignKeyConstraint(['cell_id', 'changed_by'], ['members.cell_id', 'members.id'], name=op.f('fk_draft_parts_cell_id_changed_by_members')),
    sa.ForeignKeyConstraint(['cell_id', 'slug'], ['own_topics.cell_id', 'own_topics.slug'], name=op.f('fk_draft_parts_cell_id_slug_own_topics')),
    sa.PrimaryKeyConstraint('cell_id', 'slug', 'id', name=op.f('pk_draft_parts'))
    )
    op.create_table('earlier_texts',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('part_id', sa.String(length=64), nullable=False),
    sa.Column('revision', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('changed_by', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cell_id', 'changed_by'], ['members.cell_id', 'members.id'], name=op.f('fk_earlier_texts_cell_id_changed_by_members')),
    sa.ForeignKeyConstraint(['cell_id', 'slug', 'part_id'], ['draft_parts.cell_id', 'draft_parts.slug', 'draft_parts.id'], name=op.f('fk_earlier_texts_cell_id_slug_part_id_draft_parts')),
    sa.PrimaryKeyConstraint('cell_id', 'slug', 'part_id', 'revision', name=op.f('pk_earlier_texts'))
    )


def downgrade() -> None:
    """Take it back."""
    for table in ('earlier_texts', 'draft_parts', 'topic_versions', 'own_topics'):
        op.drop_table(table)
    with op.batch_alter_table('cells', schema=None) as batch_op:
        batch_op.drop_column('topics_revision')
