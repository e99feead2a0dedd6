"""results on paper."""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

PAPER = "(mode = 'paper') = (printing_id IS NOT NULL) AND (mode = 'paper') = (entered_by IS NOT NULL)"
# Deleted in this order when the step is taken back: the schema before knows no attempt on paper.
ON_PAPER = (
    "DELETE FROM responses WHERE attempt_id IN (SELECT id FROM attempts WHERE mode = 'paper')",
    "DELETE FROM set_aside WHERE attempt_id IN (SELECT id FROM attempts WHERE mode = 'paper')",
    "DELETE FROM attempts WHERE mode = 'paper'",
    "DELETE FROM access_records WHERE what = 'paper'",
)


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('printing_id', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('entered_by', sa.BigInteger(), nullable=True))
        batch_op.drop_constraint(op.f('ck_attempts_known_mode'), type_='check')
        batch_op.create_check_constraint(op.f('ck_attempts_known_mode'), "mode IN ('practice', 'exam', 'paper')")
        batch_op.create_check_constraint(op.f('ck_attempts_paper_was_printed_and_entered'), PAPER)
        batch_op.create_unique_constraint(
            op.f('uq_attempts_cell_id_printing_id_member_id'), ['cell_id', 'printing_id', 'member_id']
        )
        batch_op.create_foreign_key(
            op.f('fk_attempts_cell_id_printing_id_printings'), 'printings', ['cell_id', 'printing_id'], ['cell_id', 'id']
        )
        batch_op.create_foreign_key(
            op.f('fk_attempts_cell_id_entered_by_members'), 'members', ['cell_id', 'entered_by'], ['cell_id', 'id']
        )
    _access_kinds("'results', 'attempt', 'export', 'paper'")


def downgrade() -> None:
    """Take it back."""
    for statement in ON_PAPER:
        op.execute(statement)
    _access_kinds("'results', 'attempt', 'export'")
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_attempts_cell_id_entered_by_members'), type_='foreignkey')
        batch_op.drop_constraint(op.f('fk_attempts_cell_id_printing_id_printings'), type_='foreignkey')
        batch_op.drop_constraint(op.f('uq_attempts_cell_id_printing_id_member_id'), type_='unique')
        batch_op.drop_constraint(op.f('ck_attempts_paper_was_printed_and_entered'), type_='check')
        batch_op.drop_constraint(op.f('ck_attempts_known_mode'), type_='check')
        batch_op.create_check_constraint(op.f('ck_attempts_known_mode'), "mode IN ('practice', 'exam')")
        batch_op.drop_column('entered_by')
        batch_op.drop_column('printing_id')


def _access_kinds(kinds: str) -> None:
    with op.batch_alter_table('access_records', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_access_records_known_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_access_records_known_kind'), f"what IN ({kinds})")
