"""rows

Revision ID: c9d8e1f0b2a3
Revises: b8c7d0e9a1f2
"""
import datetime

from alembic import op
import sqlalchemy as sa

revision = 'c9d8e1f0b2a3'
down_revision = 'b8c7d0e9a1f2'
branch_labels = None
depends_on = None

clinics = sa.table('clinic', sa.column('name', sa.String), sa.column('opened', sa.Date), sa.column('bed_count', sa.Integer))


def upgrade():
    op.bulk_insert(clinics, [
        {'name': 'North', 'opened': datetime.date(2001, 2, 3), 'bed_count': 12},
        {'name': "Saint Mary's", 'opened': datetime.date(1999, 12, 31), 'bed_count': 1_000},
    ])
    tag = op.create_table('tag',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('name', sa.String(20), nullable=False),
        sa.Column('hidden', sa.Boolean()),
        sa.Column('doc', sa.JSON()),
    )
    op.bulk_insert(
        tag,
        [
            {'id': 1, 'name': 'new', 'hidden': False},
            {'id': 2, 'name': 'old', 'hidden': None},
        ],
    )
    op.execute(
        """
        UPDATE clinic
        SET active = true
        WHERE name = 'North';
        INSERT INTO tag (id, name) VALUES (3, 'it''s');
        """
    )
    connection = op.get_bind()
    connection.execute(sa.text('UPDATE tag SET hidden = true ' + "WHERE name = 'old'"))
    op.execute(sa.text("UPDATE tag SET name = 'a\\:b' WHERE id = 3"))
    op.get_bind().execute(sa.text("SELECT setval('tag_id_seq', 3)"))


def downgrade():
    op.drop_table('tag')
    op.execute("DELETE FROM clinic WHERE name IN ('North', 'Saint Mary''s')")
