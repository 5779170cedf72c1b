"""Every type.

A longer explanation, which is not part of the message.

Revision ID: b2e1d4c3a5f6
Revises: a1f0c3d2b4e5
"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import UUID as PG_UUID, JSONB

# revision identifiers, used by Alembic.
revision: str = 'b2e1d4c3a5f6'
down_revision: Union[str, Sequence[str], None] = 'a1f0c3d2b4e5'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        'every_type',
        sa.Column('id', PG_UUID(as_uuid=True), primary_key=True, server_default=sa.text('gen_random_uuid()')),
        sa.Column('uuid', sa.Uuid(), nullable=True),
        sa.Column('a_numeric', sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column('plain_numeric', sa.Numeric, nullable=True),
        sa.Column('a_decimal', sa.DECIMAL(12), nullable=True),
        sa.Column('a_float', sa.Float(precision=20), nullable=True),
        sa.Column('a_double', sa.Double(), nullable=True),
        sa.Column('a_real', sa.REAL(), nullable=True),
        sa.Column('an_int', sa.INTEGER(), nullable=True),
        sa.Column('a_char', sa.CHAR(2), nullable=True),
        sa.Column('a_string', sa.VARCHAR(length=30, collation='C'), nullable=True),
        sa.Column('unicode_text', sa.UnicodeText(), nullable=True),
        sa.Column('bytes', sa.LargeBinary(), nullable=True),
        sa.Column('moment', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('precise', postgresql.TIMESTAMP(timezone=True, precision=3), nullable=True),
        sa.Column('clock', sa.Time(), nullable=True),
        sa.Column('zoned_clock', sa.Time(timezone=True), nullable=True),
        sa.Column('duration', sa.Interval(), nullable=True),
        sa.Column('days', postgresql.INTERVAL(fields='DAY TO SECOND', precision=2), nullable=True),
        sa.Column('doc', sa.JSON(), nullable=True),
        sa.Column('binary_doc', JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column('variant', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=True),
        sa.Column('tags', sa.ARRAY(sa.String(length=20)), nullable=True),
        sa.Column('grid', postgresql.ARRAY(sa.Integer(), dimensions=2), nullable=True),
        sa.Column('address', postgresql.INET(), nullable=True),
        sa.Column('net', postgresql.CIDR(), nullable=True),
        sa.Column('mac', postgresql.MACADDR(), nullable=True),
        sa.Column('price', postgresql.MONEY(), nullable=True),
        sa.Column('flags', postgresql.BIT(4), nullable=True),
        sa.Column('more_flags', postgresql.BIT(8, varying=True), nullable=True),
        sa.Column('words', postgresql.TSVECTOR(), nullable=True),
        sa.Column('span', postgresql.INT4RANGE(), nullable=True),
        sa.Column('period', postgresql.TSTZRANGE(), nullable=True),
        sa.Column('colour', sa.Enum('red', 'green', name='colour', native_enum=False), nullable=True),
        sa.Column('size', sa.Enum('S', 'M', 'XL', name='size_check', native_enum=False, create_constraint=True, length=10), nullable=True),
        sa.Column('on_current', sa.Date(), server_default=sa.func.current_date(), nullable=True),
        sa.Column("it's", sa.String(10), server_default="it's", comment="it's quoted", nullable=True),
        comment='Each type once',
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table('every_type')
