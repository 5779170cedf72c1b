-- What Alembic 1.20.0 with SQLAlchemy 2.1.1 writes for these revisions (alembic upgrade head --sql), without its version table.

CREATE TABLE clinic (
    id SERIAL NOT NULL, 
    name VARCHAR(120) NOT NULL, 
    opened DATE, 
    beds SMALLINT DEFAULT '0' NOT NULL, 
    active BOOLEAN DEFAULT true NOT NULL, 
    rating FLOAT, 
    created_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    PRIMARY KEY (id), 
    CHECK (beds >= 0), 
    UNIQUE (name)
);

CREATE INDEX ix_clinic_opened ON clinic (opened);

CREATE TYPE sex AS ENUM ('F', 'M', 'X');

CREATE TABLE patient (
    id BIGSERIAL NOT NULL, 
    clinic_id INTEGER NOT NULL, 
    family_name VARCHAR(80) NOT NULL, 
    given_name VARCHAR, 
    notes TEXT, 
    sex sex, 
    PRIMARY KEY (id), 
    FOREIGN KEY(clinic_id) REFERENCES clinic (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_patient_family_name ON patient (family_name, given_name);

CREATE TABLE every_type (
    id UUID DEFAULT gen_random_uuid() NOT NULL, 
    uuid UUID, 
    a_numeric NUMERIC(10, 2), 
    plain_numeric NUMERIC, 
    a_decimal DECIMAL(12), 
    a_float FLOAT(20), 
    a_double DOUBLE PRECISION, 
    a_real REAL, 
    an_int INTEGER, 
    a_char CHAR(2), 
    a_string VARCHAR(30) COLLATE "C", 
    unicode_text TEXT, 
    bytes BYTEA, 
    moment TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
    precise TIMESTAMP(3) WITH TIME ZONE, 
    clock TIME WITHOUT TIME ZONE, 
    zoned_clock TIME WITH TIME ZONE, 
    duration INTERVAL, 
    days INTERVAL DAY TO SECOND (2), 
    doc JSON, 
    binary_doc JSONB DEFAULT '{}'::jsonb NOT NULL, 
    variant JSONB, 
    tags VARCHAR(20)[], 
    grid INTEGER[][], 
    address INET, 
    net CIDR, 
    mac MACADDR, 
    price MONEY, 
    flags BIT(4), 
    more_flags BIT VARYING(8), 
    words TSVECTOR, 
    span INT4RANGE, 
    period TSTZRANGE, 
    colour VARCHAR(5), 
    size VARCHAR(10), 
    on_current DATE DEFAULT CURRENT_DATE, 
    "it's" VARCHAR(10) DEFAULT 'it''s', 
    PRIMARY KEY (id), 
    CONSTRAINT size_check CHECK (size IN ('S', 'M', 'XL'))
);

COMMENT ON TABLE every_type IS 'Each type once';

COMMENT ON COLUMN every_type."it's" IS 'it''s quoted';

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE room (
    clinic_id INTEGER NOT NULL, 
    number INTEGER NOT NULL, 
    label VARCHAR(20), 
    floor INTEGER, 
    code VARCHAR(8), 
    PRIMARY KEY (clinic_id, number), 
    CONSTRAINT fk_room_clinic FOREIGN KEY(clinic_id) REFERENCES clinic (id) ON UPDATE CASCADE, 
    UNIQUE (label)
);

CREATE UNIQUE INDEX ix_room_code ON room (code);

CREATE INDEX ix_room_floor ON room (floor);

CREATE TABLE booking (
    clinic_id INTEGER NOT NULL, 
    room INTEGER NOT NULL, 
    during TSTZRANGE NOT NULL, 
    previous_id INTEGER, 
    id SERIAL NOT NULL, 
    seats INTEGER CHECK (seats > 0), 
    taken INTEGER, 
    CONSTRAINT booking_pk PRIMARY KEY (id), 
    FOREIGN KEY(clinic_id, room) REFERENCES room (clinic_id, number) DEFERRABLE INITIALLY DEFERRED, 
    CONSTRAINT booking_overlap EXCLUDE USING gist (clinic_id WITH =, room WITH =, during WITH &&), 
    CHECK (taken <= seats), 
    CONSTRAINT taken_positive CHECK (taken >= 0), 
    UNIQUE (room, during) DEFERRABLE, 
    FOREIGN KEY(previous_id) REFERENCES booking (id)
);

ALTER TABLE patient ADD UNIQUE (clinic_id, notes);

ALTER TABLE patient ADD CONSTRAINT uq_patient_names UNIQUE (given_name, family_name) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE patient ADD CONSTRAINT family_name_not_blank CHECK (length(family_name) > 0);

ALTER TABLE patient ADD CHECK (clinic_id > 0);

ALTER TABLE patient ADD COLUMN room INTEGER;

ALTER TABLE patient ADD FOREIGN KEY(clinic_id, room) REFERENCES room (clinic_id, number);

ALTER TABLE patient ADD COLUMN guardian_id BIGINT;

ALTER TABLE patient ADD FOREIGN KEY(guardian_id) REFERENCES patient (id) ON DELETE SET NULL;

ALTER TABLE clinic ALTER COLUMN name TYPE VARCHAR(200);

ALTER TABLE clinic ALTER COLUMN opened SET NOT NULL;

ALTER TABLE clinic ALTER COLUMN beds DROP DEFAULT;

ALTER TABLE clinic RENAME beds TO bed_count;

ALTER TABLE clinic ALTER COLUMN rating TYPE NUMERIC(4, 2) USING round(rating::numeric, 2);

ALTER TABLE clinic ALTER COLUMN rating SET NOT NULL;

ALTER TABLE clinic ALTER COLUMN rating SET DEFAULT '1.5';

COMMENT ON COLUMN clinic.rating IS 'Out of five';

ALTER TABLE clinic ALTER COLUMN active SET DEFAULT false;

COMMENT ON TABLE patient IS 'Who is treated';

COMMENT ON COLUMN patient.notes IS 'Free text';

CREATE TABLE doctor (
    id SERIAL NOT NULL, 
    email VARCHAR(120), 
    PRIMARY KEY (id)
);

ALTER TABLE doctor ADD COLUMN clinic_id INTEGER;

ALTER TABLE doctor ADD COLUMN title VARCHAR(10) DEFAULT '' NOT NULL;

ALTER TABLE doctor ALTER COLUMN email SET NOT NULL;

CREATE UNIQUE INDEX ix_doctor_email ON doctor (email);

ALTER TABLE doctor ADD CONSTRAINT uq_doctor_title UNIQUE (title, email);

ALTER TABLE doctor ADD CONSTRAINT fk_doctor_clinic_id_clinic FOREIGN KEY(clinic_id) REFERENCES clinic (id) ON DELETE SET NULL;

ALTER TABLE doctor ADD CONSTRAINT doctor_email_has_at CHECK (email LIKE '%@%');

DROP INDEX ix_clinic_opened;

ALTER TABLE clinic DROP CONSTRAINT clinic_beds_check;

ALTER TABLE clinic DROP COLUMN created_at;

CREATE INDEX ix_every_type_doc ON every_type USING gin (binary_doc jsonb_path_ops);

CREATE INDEX ix_every_type_words ON every_type USING gin (to_tsvector('english', unicode_text));

CREATE INDEX ix_patient_lower ON patient (lower(family_name), given_name DESC NULLS LAST);

CREATE INDEX ix_patient_sex ON patient (sex) WHERE notes IS NOT NULL;

CREATE UNIQUE INDEX uq_doctor_clinic ON doctor (clinic_id DESC, title) INCLUDE (email) WITH (fillfactor = 80);

CREATE INDEX ix_doctor_upper ON doctor (upper(email));

CREATE INDEX IF NOT EXISTS ix_doctor_pattern ON doctor (email varchar_pattern_ops);

CREATE INDEX CONCURRENTLY ix_patient_clinic_id ON patient (clinic_id);

DROP INDEX ix_patient_family_name;

CREATE TYPE visit_status AS ENUM ('open', 'closed');

CREATE TYPE urgency AS ENUM ('low', 'high');

CREATE TYPE ward AS ENUM ('A', 'B');

CREATE TABLE visit (
    id INTEGER GENERATED ALWAYS AS IDENTITY (INCREMENT BY 10 START WITH 100), 
    status visit_status DEFAULT 'open' NOT NULL, 
    ward ward, 
    PRIMARY KEY (id)
);

ALTER TABLE visit ADD COLUMN urgency urgency;

ALTER TYPE visit_status RENAME VALUE 'closed' TO 'done';

CREATE SCHEMA billing;

CREATE TYPE billing.invoice_state AS ENUM ('due', 'paid');

CREATE TABLE billing.invoice (
    id SERIAL NOT NULL, 
    patient_id BIGINT NOT NULL, 
    amount NUMERIC(12, 2) NOT NULL, 
    tax NUMERIC(12, 2) GENERATED ALWAYS AS (amount * 0.2) STORED, 
    state billing.invoice_state, 
    PRIMARY KEY (id), 
    FOREIGN KEY(patient_id) REFERENCES patient (id)
);

COMMENT ON TABLE billing.invoice IS 'What patients owe';

CREATE TABLE billing.line (
    id SERIAL NOT NULL, 
    invoice_id INTEGER NOT NULL, 
    PRIMARY KEY (id), 
    CONSTRAINT line_of_invoice FOREIGN KEY(invoice_id) REFERENCES billing.invoice (id)
);

CREATE INDEX ix_line_invoice ON billing.line (invoice_id);

ALTER TABLE billing.invoice ALTER COLUMN amount DROP NOT NULL;

ALTER TABLE billing.invoice ADD CONSTRAINT uq_invoice UNIQUE (patient_id, amount);

ALTER TABLE billing.invoice ADD CONSTRAINT fk_invoice_patient FOREIGN KEY(patient_id) REFERENCES public.patient (id);

ALTER TABLE billing.line ADD COLUMN text VARCHAR(50);

INSERT INTO clinic (name, opened, bed_count) VALUES ('North', '2001-02-03', 12);

INSERT INTO clinic (name, opened, bed_count) VALUES ('Saint Mary''s', '1999-12-31', 1000);

CREATE TABLE tag (
    id SERIAL NOT NULL, 
    name VARCHAR(20) NOT NULL, 
    hidden BOOLEAN, 
    doc JSON, 
    PRIMARY KEY (id)
);

INSERT INTO tag (id, name, hidden) VALUES (1, 'new', false);

INSERT INTO tag (id, name, hidden) VALUES (2, 'old', NULL);

UPDATE clinic
        SET active = true
        WHERE name = 'North';
        INSERT INTO tag (id, name) VALUES (3, 'it''s');;

UPDATE tag SET hidden = true WHERE name = 'old';

UPDATE tag SET name = 'a:b' WHERE id = 3;

SELECT setval('tag_id_seq', 3);

CREATE TABLE measurement (
    taken_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    value FLOAT
)
 PARTITION BY RANGE (taken_at);

CREATE TABLE measurement_2024 PARTITION OF measurement FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

ALTER TABLE measurement ADD COLUMN unit VARCHAR(8);

CREATE TABLE audit_entry (
    id BIGSERIAL NOT NULL, 
    at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    what VARCHAR(255) NOT NULL, 
    PRIMARY KEY (id)
);

ALTER TABLE audit_entry RENAME TO audit_trail;
