"""alter columns

Revision ID: d4c3f6a5e7b8
Revises: c3d2e5f4b6a7
"""
import sqlalchemy as sa
from alembic import op

revision = 'd4c3f6a5e7b8'
down_revision = 'c3d2e5f4b6a7'
branch_labels = None
depends_on = None

TABLE = 'clinic'


def upgrade():
    op.alter_column(TABLE, 'name', existing_type=sa.VARCHAR(length=120), type_=sa.String(length=200), existing_nullable=False)
    op.alter_column(TABLE, 'opened',
               existing_type=sa.DATE(),
               nullable=False)
    op.alter_column(TABLE, 'beds', new_column_name='bed_count', existing_type=sa.SmallInteger(), server_default=None)
    op.alter_column(TABLE, 'rating', type_=sa.Numeric(4, 2), postgresql_using='round(rating::numeric, 2)',
                    server_default='1.5', comment='Out of five', nullable=False)
    op.alter_column(TABLE, 'active', server_default=sa.false())
    op.create_table_comment('patient', 'Who is treated', existing_comment=None)
    op.alter_column('patient', 'notes', comment='Free text', existing_type=sa.Text())


def downgrade():
    op.alter_column('patient', 'notes', comment=None, existing_comment='Free text', existing_type=sa.Text())
    op.drop_table_comment('patient', existing_comment='Who is treated')
    op.alter_column(TABLE, 'active', server_default=sa.text('true'))
    op.alter_column(TABLE, 'rating', type_=sa.Float(), server_default=None, comment=None, nullable=True)
    op.alter_column(TABLE, 'bed_count', new_column_name='beds', server_default='0')
    op.alter_column(TABLE, 'opened', existing_type=sa.DATE(), nullable=True)
    op.alter_column(TABLE, 'name', existing_type=sa.String(length=200), type_=sa.VARCHAR(length=120), existing_nullable=False)
