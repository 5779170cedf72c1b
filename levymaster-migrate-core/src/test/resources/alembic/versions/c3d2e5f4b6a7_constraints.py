"""constraints of every kind

Revision ID: c3d2e5f4b6a7
Revises: b2e1d4c3a5f6

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ExcludeConstraint, TSTZRANGE

revision = "c3d2e5f4b6a7"
down_revision = "b2e1d4c3a5f6"
branch_labels = ()
depends_on = ()


def upgrade():
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "room",
        sa.Column("clinic_id", sa.Integer, sa.ForeignKey("clinic.id", name="fk_room_clinic", onupdate="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("label", sa.String(20), unique=True),
        sa.Column("floor", sa.Integer, sa.ForeignKey("clinic.id", name="fk_room_later", use_alter=True), index=True),
        sa.Column("code", sa.String(8), unique=True, index=True),
    )
    op.create_table(
        "booking",
        sa.Column("clinic_id", sa.Integer, nullable=False),
        sa.Column("room", sa.Integer, nullable=False),
        sa.Column("during", TSTZRANGE(), nullable=False),
        sa.Column("previous_id", sa.Integer, sa.ForeignKey("booking.id")),
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("seats", sa.Integer, sa.CheckConstraint("seats > 0")),
        sa.Column("taken", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="booking_pk"),
        sa.ForeignKeyConstraint(("clinic_id", "room"), ("room.clinic_id", "room.number"), deferrable=True, initially="DEFERRED"),
        ExcludeConstraint(("clinic_id", "="), ("room", "="), ("during", "&&"), using="gist", name="booking_overlap"),
        sa.CheckConstraint("taken <= seats"),
        sa.CheckConstraint("taken >= 0", name="taken_positive"),
        sa.UniqueConstraint("room", "during", deferrable=True),
    )
    op.create_unique_constraint(None, "patient", ["clinic_id", "notes"])
    op.create_unique_constraint("uq_patient_names", "patient", ["given_name", "family_name"], deferrable=True, initially="DEFERRED")
    op.create_check_constraint("family_name_not_blank", "patient", sa.text("length(family_name) > 0"))
    op.create_check_constraint(None, "patient", "clinic_id > 0")
    op.add_column("patient", sa.Column("room", sa.Integer()))
    op.create_foreign_key(None, "patient", "room", ["clinic_id", "room"], ["clinic_id", "number"])
    op.add_column("patient", sa.Column("guardian_id", sa.BigInteger(), sa.ForeignKey("patient.id", ondelete="SET NULL")))


def downgrade():
    op.drop_column("patient", "guardian_id")
    op.drop_constraint("patient_clinic_id_room_fkey", "patient", type_="foreignkey")
    op.drop_column("patient", "room")
    op.drop_constraint("patient_clinic_id_check", "patient", type_="check")
    op.drop_constraint("family_name_not_blank", "patient")
    op.drop_constraint("uq_patient_names", "patient", type_="unique")
    op.drop_constraint("patient_clinic_id_notes_key", "patient", type_="unique")
    op.drop_table("booking")
    op.drop_table("room")
    op.execute(
        "DROP EXTENSION "
        "btree_gist"
    )
