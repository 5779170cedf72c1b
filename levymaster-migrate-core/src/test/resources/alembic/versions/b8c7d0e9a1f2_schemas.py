"""another schema

Revision ID: b8c7d0e9a1f2
Revises: a7b6c9d8f0e1
"""
from alembic import op
import sqlalchemy as sa

revision = 'b8c7d0e9a1f2'
down_revision = 'a7b6c9d8f0e1'
branch_labels = None
depends_on = None


def upgrade():
    op.execute(sa.schema.CreateSchema('billing'))
    op.create_table(
        'invoice',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('patient_id', sa.BigInteger(), sa.ForeignKey('patient.id'), nullable=False),
        sa.Column('amount', sa.Numeric(12, 2), nullable=False),
        sa.Column('tax', sa.Numeric(12, 2), sa.Computed('amount * 0.2', persisted=True)),
        sa.Column('state', sa.Enum('due', 'paid', name='invoice_state', schema='billing')),
        sa.PrimaryKeyConstraint('id'),
        schema='billing',
        comment='What patients owe',
    )
    op.create_table(
        'line',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('invoice_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['invoice_id'], ['billing.invoice.id'], name='line_of_invoice'),
        schema='billing',
    )
    op.create_index('ix_line_invoice', 'line', ['invoice_id'], schema='billing')
    op.alter_column('invoice', 'amount', nullable=True, schema='billing')
    op.create_unique_constraint('uq_invoice', 'invoice', ['patient_id', 'amount'], schema='billing')
    op.create_foreign_key('fk_invoice_patient', 'invoice', 'patient', ['patient_id'], ['id'], source_schema='billing', referent_schema='public')
    op.add_column('line', sa.Column('text', sa.String(50)), schema='billing')


def downgrade():
    op.drop_constraint('fk_invoice_patient', 'invoice', schema='billing')
    op.drop_index('ix_line_invoice', table_name='line', schema='billing')
    op.drop_table('line', schema='billing')
    op.drop_table('invoice', schema='billing')
    op.execute('DROP TYPE billing.invoice_state')
    op.execute('DROP SCHEMA billing')
