package com.levymaster.migrate.cli;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;

/** A small application: a trunk, two branches on it, and what joins them. */
public final class Counties {

    private Counties() {}

    public static Migration[] trunk() {
        return new Migration[] {new District(), new LevyRate()};
    }

    public static Migration[] branched() {
        return new Migration[] {new District(), new LevyRate(), new Report()};
    }

    public static Migration[] calling() {
        return new Migration[] {new District(), new Calling()};
    }

    public static Migration[] hurting() {
        return new Migration[] {new District(), new LevyRate(), new MoreDigits()};
    }

    public static Migration[] forgetting() {
        return new Migration[] {new District(), new LevyRate(), new Forgetting()};
    }

    public static Migration[] conflicting() {
        return new Migration[] {new District(), new LevyRate(), new Conflicting()};
    }

    /** What the trunk makes. */
    public static DatabaseSchema made() {
        return after(new District(), new LevyRate());
    }

    /** What entities want that have one column more. */
    public static DatabaseSchema wanted() {
        return after(new District(), new LevyRate(), new County());
    }

    /** What entities want that call a column otherwise. */
    public static DatabaseSchema renamed() {
        return after(new District(), new LevyRate(), new Rate());
    }

    /** What the trunk makes, changed. */
    static DatabaseSchema made(Migration change) {
        return after(made(), new RevisionDefinition(RevisionHeader.of("a1"), true, () -> change));
    }

    private static DatabaseSchema after(Migration... migrations) {
        DatabaseSchema schema = DatabaseSchema.empty("public");
        for (Migration migration : migrations) {
            schema = after(schema, RevisionDefinition.of(migration));
        }
        return schema;
    }

    private static DatabaseSchema after(DatabaseSchema schema, RevisionDefinition definition) {
        Recording recording =
                Recording.of(definition, Direction.UPGRADE, () -> DatabaseSchema.empty("public"), RunArguments.NONE);
        return OperationList.apply(recording.operations(), schema);
    }

    /** Has expressions that call what it creates itself. */
    @Revision(
            id = "4c7b91e20d35",
            downRevision = "1a2b3c4d5e6f",
            message = "normalize names",
            ignoredHazards = {"index-blocks-writes", "table-scan"})
    static final class Calling implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.functions()
                    .create(
                            "normalized(name text)",
                            "returns text language sql immutable as 'select lower(trim(name))'");
            op.alterTable("tax_district", t -> {
                t.addIndex("ix_tax_district_lower").onExpression("lower(name)");
                t.addIndex("ix_tax_district_normalized").onExpression("normalized(name)");
                t.addCheck("ck_tax_district_name").that("normalized(name) <> ''");
            });
            op.views().create("tax_district_name", "select normalized(name) as name from tax_district");
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "9e60b7e8f1a4", message = "not one of the application")
    static final class County implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("tax_district", t -> t.addColumn("county_code", varchar(3)));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "8e60b7e8f1a4", message = "not one of the application either")
    static final class Rate implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("tax_district", t -> t.renameColumn("levy_rate").to("rate"));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "7d60b7e8f1a4", downRevision = "1a2b3c4d5e6f", message = "raw")
    public static final class RawTable implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.execute("insert into tax_district (name) values ('create a table')");
            op.execute("create table raw (id bigint)");
        }

        @Override
        public void downgrade(Operations op) {
            op.execute("drop table raw");
        }
    }

    @Revision(id = "1a2b3c4d5e6f", message = "create tax district")
    public static final class District implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("tax_district", t -> {
                t.column("id", bigint()).identity();
                t.column("name", varchar(120)).notNull();
                t.primaryKey("pk_tax_district").on("id");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "3c5e7f90a1b2", downRevision = "1a2b3c4d5e6f", branchLabels = "levy", message = "add levy rate")
    static final class LevyRate implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("tax_district", t -> t.addColumn("levy_rate", numeric(10, 4)));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "6f8091a2b3c4", downRevision = "3c5e7f90a1b2", message = "index the names")
    static final class Forgetting implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable(
                    "tax_district", t -> t.addIndex("ix_tax_district_name").on("name"));
        }

        @Override
        public void downgrade(Operations op) {}
    }

    @Revision(id = "5e7f91a2b3c4", downRevision = "3c5e7f90a1b2", message = "more digits")
    static final class MoreDigits implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.table("tax_district").column("levy_rate").ifNotExists(numeric(10, 4));
            op.alterTable(
                    "tax_district",
                    t -> t.changeType("levy_rate").from(numeric(10, 4)).to(numeric(12, 6)));
        }

        @Override
        public void downgrade(Operations op) {
            op.irreversible("the digits are gone");
        }
    }

    @Revision(id = "2b8d0e51c2f7", downRevision = "1a2b3c4d5e6f", branchLabels = "reporting", message = "create report")
    static final class Report implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("report", t -> t.column("id", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(
            id = "4f19a6c27d3e",
            downRevision = "1a2b3c4d5e6f",
            branchLabels = "archive",
            message = "archive districts")
    static final class Conflicting implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.renameTable("tax_district").to("archived_district");
            op.alterTable("archived_district", t -> t.addColumn("levy_rate", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "4f19a6c27d3e", downRevision = "1a2b3c4d5e6f", message = "count parcels")
    static final class Parcels implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("tax_district", t -> {
                t.addColumn("parcels", bigint());
                t.addIndex("ix_tax_district_parcels").on("parcels");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
