"""polls in quizzes."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table('quiz_ballots',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('topic', sa.String(length=60), nullable=False),
    sa.Column('question', sa.String(length=60), nullable=False),
    sa.Column('version', sa.String(length=16), nullable=False),
    sa.Column('token', sa.String(length=32), nullable=False),
    sa.Column('response', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['cell_id'], ['cells.id'], name=op.f('fk_quiz_ballots_cell_id_cells')),
    sa.PrimaryKeyConstraint('cell_id', 'topic', 'question', 'version', 'token', name=op.f('pk_quiz_ballots')),
    sqlite_with_rowid=False
    )
    op.create_table('quiz_ballots_cast',
    sa.Column('cell_id', sa.BigInteger(), nullable=False),
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('topic', sa.String(length=60), nullable=False),
    sa.Column('question', sa.String(length=60), nullable=False),
    sa.Column('version', sa.String(length=16), nullable=False),
    sa.ForeignKeyConstraint(['cell_id', 'member_id'], ['members.cell_id', 'members.id'], name=op.f('fk_quiz_ballots_cast_cell_id_member_id_members')),
    sa.PrimaryKeyConstraint('cell_id', 'member_id', 'topic', 'question', 'version', name=op.f('pk_quiz_ballots_cast')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('quiz_ballots_cast')
    op.drop_table('quiz_ballots')
