"""enum types, created by themselves

Revision ID: a7b6c9d8f0e1
Revises: f6a5b8c7e9d0
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = 'a7b6c9d8f0e1'
down_revision = 'f6a5b8c7e9d0'
branch_labels = None
depends_on = None

status = postgresql.ENUM('open', 'closed', name='visit_status', create_type=False)
urgency = sa.Enum('low', 'high', name='urgency')


def upgrade():
    bind = op.get_bind()
    status.create(bind, checkfirst=True)
    urgency.create(bind)
    op.create_table(
        'visit',
        sa.Column('id', sa.Integer(), sa.Identity(always=True, start=100, increment=10), primary_key=True),
        sa.Column('status', status, nullable=False, server_default='open'),
        sa.Column('ward', sa.Enum('A', 'B', name='ward'), nullable=True),
    )
    op.add_column('visit', sa.Column('urgency', postgresql.ENUM(name='urgency', create_type=False), nullable=True))
    op.execute("ALTER TYPE visit_status RENAME VALUE 'closed' TO 'done'")


def downgrade():
    op.drop_table('visit')
    op.execute('DROP TYPE ward')
    urgency.drop(op.get_bind(), checkfirst=True)
    status.drop(op.get_bind(), checkfirst=False)
