"""Indexes of every kind

Revision ID: f6a5b8c7e9d0
Revises: e5f4a7b6d8c9
"""
from alembic import op
import sqlalchemy as sa

revision = 'f6a5b8c7e9d0'
down_revision = 'e5f4a7b6d8c9'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index('ix_every_type_doc', 'every_type', ['binary_doc'], postgresql_using='gin', postgresql_ops={'binary_doc': 'jsonb_path_ops'})
    op.create_index('ix_every_type_words', 'every_type', [sa.text("to_tsvector('english', unicode_text)")], postgresql_using='gin')
    op.create_index('ix_patient_lower', 'patient', [sa.text('lower(family_name)'), sa.text('given_name DESC NULLS LAST')])
    op.create_index('ix_patient_sex', 'patient', ['sex'], unique=False, postgresql_where=sa.text('notes IS NOT NULL'))
    op.create_index('uq_doctor_clinic', 'doctor', [sa.column('clinic_id').desc(), 'title'], unique=True,
                    postgresql_include=['email'], postgresql_with={'fillfactor': 80})
    op.create_index('ix_doctor_upper', 'doctor', [sa.func.upper(sa.column('email'))])
    op.create_index('ix_doctor_pattern', 'doctor', ['email'], postgresql_ops={'email': 'varchar_pattern_ops'}, if_not_exists=True)
    with op.get_context().autocommit_block():
        op.create_index(
            'ix_patient_clinic_id', 'patient', ['clinic_id'],
            unique=False, postgresql_concurrently=True,
        )
    op.drop_index('ix_patient_family_name', 'patient')


def downgrade():
    op.create_index('ix_patient_family_name', 'patient', ['family_name', 'given_name'], unique=True)
    with op.get_context().autocommit_block():
        op.drop_index('ix_patient_clinic_id', table_name='patient', postgresql_concurrently=True, if_exists=True)
    op.drop_index('ix_doctor_pattern')
    op.drop_index('ix_doctor_upper', table_name='doctor')
    op.drop_index('uq_doctor_clinic', table_name='doctor', postgresql_include=['email'])
    op.drop_index('ix_patient_sex', table_name='patient', postgresql_where=sa.text('notes IS NOT NULL'))
    op.drop_index('ix_patient_lower', table_name='patient')
    op.drop_index('ix_every_type_words', table_name='every_type')
    op.drop_index('ix_every_type_doc', table_name='every_type', postgresql_using='gin')
