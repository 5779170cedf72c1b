"""a second revision of research

Revision ID: f2a1b4c3e5d6
Revises: d0e9f2a1c3b4
"""
from alembic import op
import sqlalchemy as sa

revision = 'f2a1b4c3e5d6'
down_revision = 'd0e9f2a1c3b4'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('measurement', sa.Column('unit', sa.String(length=8), nullable=True))


def downgrade():
    op.drop_column('measurement', 'unit')
