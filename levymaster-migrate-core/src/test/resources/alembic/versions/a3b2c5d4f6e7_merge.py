"""merge research and audit

Revision ID: a3b2c5d4f6e7
Revises: e1f0a3b2d4c5, f2a1b4c3e5d6
"""

# revision identifiers, used by Alembic.
revision = 'a3b2c5d4f6e7'
down_revision = ('e1f0a3b2d4c5', 'f2a1b4c3e5d6')
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
