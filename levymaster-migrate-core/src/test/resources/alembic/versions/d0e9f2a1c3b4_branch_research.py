"""the branch of research

Revision ID: d0e9f2a1c3b4
Revises: c9d8e1f0b2a3
"""
from alembic import op
import sqlalchemy as sa

revision = 'd0e9f2a1c3b4'
down_revision = 'c9d8e1f0b2a3'
branch_labels = ('research',)
depends_on = None


def upgrade():
    op.create_table(
        'measurement',
        sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('value', sa.Float(), nullable=True),
        postgresql_partition_by='RANGE (taken_at)',
    )
    op.execute(
        "CREATE TABLE measurement_2024 PARTITION OF measurement "
        "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"
    )


def downgrade():
    op.drop_table('measurement')
