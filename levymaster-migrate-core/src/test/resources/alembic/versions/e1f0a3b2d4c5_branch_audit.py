"""the branch of audit

Revision ID: e1f0a3b2d4c5
Revises: c9d8e1f0b2a3
Depends on: d0e9f2a1c3b4
"""
from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, String, func

revision = 'e1f0a3b2d4c5'
down_revision = 'c9d8e1f0b2a3'
branch_labels = ['audit']
depends_on = 'research'


def upgrade():
    op.create_table(
        'audit_entry',
        Column('id', BigInteger, primary_key=True),
        Column('at', DateTime, nullable=False, server_default=func.now()),
        Column('what', String(255), nullable=False),
    ); op.rename_table('audit_entry', 'audit_trail')


def downgrade():
    op.drop_table('audit_trail')
